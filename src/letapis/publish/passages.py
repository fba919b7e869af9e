"""A report's text as paragraphs for a page: nothing left out, page furniture folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from letapis.model import Report
from letapis.publish.marks import Segment, Span, cut_segments

UNLABELLED = "unlabelled"
"""The kind of words that stand in no block."""


@dataclass(frozen=True, slots=True)
class Run:
    """One block within a paragraph, or the words between two."""

    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands on one line: mostly one block, but a dateline and the body after it are two."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def marked(self) -> bool:
        """Whether a claim's trigger stands in it."""
        return any(segment.triggers for run in self.runs for segment in run.segments)


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that are shown together; `folded` ones are page furniture."""

    folded: bool
    paragraphs: tuple[Paragraph, ...]

    @property
    def marked(self) -> bool:
        """Whether a claim's trigger stands in it."""
        return any(paragraph.marked for paragraph in self.paragraphs)


def lay_out_text(report: Report, spans: Sequence[Span]) -> tuple[Passage, ...]:
    """The whole text of a report in its order, with the spans of its claims marked."""
    lines = _split_lines(report)
    stretches = [(start, end) for line in lines for _, start, end in line]
    cut = iter(cut_segments(report.text, spans, stretches))
    paragraphs = []
    for line in lines:
        kinds = [kind for kind, _, _ in line if kind not in ("", "dateline")] or [line[0][0]]
        runs = tuple(Run(kind, tuple(next(cut))) for kind, _, _ in line)
        paragraphs.append(Paragraph(kinds[0], runs))
    return tuple(
        Passage(folded, tuple(group))
        for folded, group in groupby(paragraphs, key=lambda paragraph: paragraph.kind == "furniture")
    )


def _split_lines(report: Report) -> list[list[tuple[str, int, int]]]:
    """Stretches of the text with their kinds, those of one line together; blank lines are left out."""
    lines: list[list[tuple[str, int, int]]] = []
    broken = True
    for kind, start, end in _stretches(report):
        words = report.text[start:end]
        if kind == UNLABELLED and not words.strip():
            if "\n" in words:
                broken = True
            elif not broken:
                lines[-1].append(("", start, end))
            continue
        if broken or words.startswith("\n"):
            lines.append([])
        lines[-1].append((kind, start, end))
        broken = words.endswith("\n")
    return lines


def _stretches(report: Report) -> Iterator[tuple[str, int, int]]:
    """The whole text, block by block, with whatever stands between them; overlapping blocks are cut short."""
    size, at = len(report.text), 0
    for block in sorted(report.blocks, key=lambda block: (block.start, block.end)):
        start, end = max(block.start, at), min(block.end, size)
        if start >= end:
            continue
        if at < start:
            yield UNLABELLED, at, start
        yield block.kind, start, end
        at = end
    if at < size:
        yield UNLABELLED, at, size
