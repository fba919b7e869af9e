"""One article as one reader version saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from letapis.issue import Issue

BLOCK_KINDS = ("headline", "dateline", "body", "caption", "credit", "byline", "notice", "furniture")
"""Labels of a block. A `dateline` block is the "MINSK --" that opens a body paragraph."""

CODED_BLOCKS = frozenset({"headline", "caption", "body", "notice"})
"""Blocks whose sentences are analysed and may carry claims."""


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of a report's text: code points `start` to `end`, the newline left out."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report and where they stand: `report.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A legal warning to readers: where it holds, for whom, what they are warned of, what may follow."""

    quote: Quote
    jurisdictions: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    penalty: str | None = None
    captured: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One article: its text, fixed once, and what each stretch of it is.

    Every offset in the system counts Unicode code points of `text`. For plain text `text` equals the
    decoded input exactly; furniture is labelled, never removed. `published_how` says where the date comes
    from: `given`, `metadata` (of an HTML page), `timestamp` (printed above the report), `dateline` (or the
    report's first days), `url`, `filename`, or `unknown`. `wires` are the agencies of the credit line.
    `dateline` is the place the report is filed from, `byline` its author or desk. `language` is an ISO
    639-1 code. `digest` is that of the capture, `reader` the versioned name of the stage that read it.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    digest: str
    reader: str
    title: Quote | None = None
    dateline: Quote | None = None
    byline: Quote | None = None
    published: date | None = None
    published_how: str = "unknown"
    url: str | None = None
    wires: tuple[Quote, ...] = ()
    notices: tuple[Notice, ...] = ()
    issues: tuple[Issue, ...] = ()
