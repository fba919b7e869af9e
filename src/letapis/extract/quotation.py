"""Which stretches of a report stand in quotation marks."""

from __future__ import annotations

import re

from letapis.model import Analysis, Report

_OPENERS = {"“": "”", "«": "»", "„": "“", "‟": "”"}
_STRAIGHT = '"'
_SHORT = 3
"""Letters of the words that titles may print small."""

_CLOSERS = {"”", "»", '"', "“"}
_MARKS = re.compile("[" + "".join({*_OPENERS, *_CLOSERS}) + "]")


def find_quotations(report: Report) -> tuple[tuple[int, int], ...]:
    """The quoted stretches, as code points from the opening mark to after the closing one.

    A mark that opens straight and closes curly is taken as one pair. A quotation that its paragraph does
    not close runs to the paragraph's end: that is how speech over several paragraphs is printed.
    """
    blocks = [block for block in report.blocks if block.kind in ("body", "headline", "caption")]
    found: list[tuple[int, int]] = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1 : number + 2]
        goes_on = any(report.text[each.start] in (_STRAIGHT, *_OPENERS) for each in following)
        found += _quoted(report.text, block.start, block.end, goes_on)
    return tuple(found)


def find_titles(report: Report, doc: Analysis) -> frozenset[int]:
    """The tokens of quoted titles of plays and books: every longer word has a capital, none is a verb."""
    tokens: set[int] = set()
    for start, end in find_quotations(report):
        inside = doc.tokens_between(start, end)
        words = [i for i in inside if doc.upos[i] != "PUNCT"]
        longer = [i for i in words if len(doc.form(i)) > _SHORT]
        capital = len(longer) > 1 and all(doc.form(i)[:1].isupper() for i in longer)
        headline = any(doc.sentence_at(i).block == "headline" for i in words)
        if capital and not headline and not any(doc.upos[i] in ("VERB", "AUX") for i in words):
            tokens.update(inside)
    return frozenset(tokens)


def _quoted(text: str, start: int, end: int, goes_on: bool) -> list[tuple[int, int]]:
    """The quotations of one paragraph; `goes_on` says that the next one opens with a mark of its own."""
    found = []
    opened: int | None = None
    for found_mark in _MARKS.finditer(text, start, end):
        at, mark = found_mark.start(), found_mark[0]
        if opened is None:
            if mark in _OPENERS or (mark == _STRAIGHT and _opens(text, at, start)):
                opened = at
        elif mark in _CLOSERS and at > opened + 1:
            if mark == "“" and text[opened] != "„":
                opened = at  # a new opening mark: the one before never closed
                continue
            found.append((opened, at + 1))
            opened = None
    if opened is not None and (goes_on or opened - start < 3):
        found.append((opened, end))
    return found


def _opens(text: str, at: int, start: int) -> bool:
    """A straight mark opens where it does not lean on a word to its left."""
    return at == start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…")
