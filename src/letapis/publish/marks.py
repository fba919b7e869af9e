"""Which words of a report carry which claims: overlapping spans as segments that follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from letapis.model import Claim

LONGEST = 2000
"""A part of a claim that is longer than so many characters is no part to point at."""


class Words(Protocol):
    """Anything that says which words of a report it is, and where they stand."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` that belong to claim `number`: its trigger or another part of it."""

    start: int
    end: int
    number: int
    trigger: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text within which the same claims hold.

    `triggers` and `parts` are the numbers of the claims whose trigger or other part it belongs to; `opens`
    and `closes` those whose trigger begins with it or ends with it, as far as it is shown.
    """

    text: str
    triggers: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def stands(words: Words, text: str) -> bool:
    """Whether the words stand in the text where they say they do.

    >>> from letapis.model import Quote
    >>> stands(Quote("held", 4, 8), "was held"), stands(Quote("held", 0, 4), "was held")
    (True, False)
    """
    return 0 <= words.start < words.end <= len(text) and text[words.start : words.end] == words.text


def find_spans(text: str, claims: Sequence[Claim]) -> tuple[Span, ...]:
    """The triggers and other parts of claims, which are numbered from 1; what does not fit is left out."""
    spans = []
    for number, claim in enumerate(claims, start=1):
        if not stands(claim.evidence.trigger, text):
            continue
        trigger = claim.evidence.trigger
        spans.append(Span(trigger.start, trigger.end, number, trigger=True))
        parts = (words for words in _parts(claim) if len(words.text) <= LONGEST and stands(words, text))
        places = {(words.start, words.end) for words in parts}
        spans += [Span(start, end, number, trigger=False) for start, end in sorted(places)]
    return tuple(spans)


def cut_segments(
    text: str, spans: Sequence[Span], stretches: Sequence[tuple[int, int]]
) -> list[list[Segment]]:
    """Cut each stretch of the text, given in order, wherever a span begins or ends.

    Stretches must not overlap. Every trigger that is shown at all opens once and closes once.
    """
    bounds = sorted({bound for span in spans for bound in (span.start, span.end)})
    pieces: list[tuple[int, int, int]] = []
    at = 0
    for index, (start, end) in enumerate(stretches):
        while at < len(bounds) and bounds[at] <= start:
            at += 1
        inside = at
        while inside < len(bounds) and bounds[inside] < end:
            inside += 1
        edges = [start, *bounds[at:inside], end]
        pieces += [(index, *edge) for edge in pairwise(edges)]
        at = inside
    held = list(_sweep(spans, [start for _, start, _ in pieces]))
    opens, closes = _ends(spans, held)
    segments: list[list[Segment]] = [[] for _ in stretches]
    for place, ((index, start, end), inside_of) in enumerate(zip(pieces, held, strict=True)):
        triggers = tuple(sorted({span.number for span in inside_of if span.trigger}))
        parts = tuple(sorted({span.number for span in inside_of if not span.trigger}))
        segments[index].append(
            Segment(
                text[start:end], triggers, parts, tuple(opens.get(place, ())), tuple(closes.get(place, ()))
            )
        )
    return segments


def _parts(claim: Claim) -> Iterator[Words]:
    """Everything else in the text that a claim rests on."""
    yield from claim.actors
    yield from claim.recipients
    for source in claim.sources:
        yield source.mention
    for optional in (claim.date, claim.place, claim.quantity, claim.condition):
        if optional:
            yield optional
    for _, detail in claim.details:
        yield detail


def _sweep(spans: Iterable[Span], starts: Sequence[int]) -> Iterator[list[Span]]:
    """For each start, in order, the spans that hold it."""
    waiting = sorted(spans, key=lambda span: span.start)
    held: list[Span] = []
    at = 0
    for start in starts:
        begun = at
        while at < len(waiting) and waiting[at].start <= start:
            at += 1
        held = [span for span in [*held, *waiting[begun:at]] if span.end > start]
        yield held


def _ends(
    spans: Sequence[Span], held: Sequence[Sequence[Span]]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Per segment the claims whose trigger it opens, and those whose trigger it closes."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, inside_of in enumerate(held):
        for span in inside_of:
            if span.trigger:
                first.setdefault(span.number, place)
                last[span.number] = place
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for number in sorted(span.number for span in spans if span.number in first and span.trigger):
        opens.setdefault(first[number], []).append(number)
        closes.setdefault(last[number], []).append(number)
    return opens, closes
