"""Overlapping spans become segments that follow one another, and nothing of the text is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from letapis.publish.marks import Span, cut_segments

TEXT = "The police of Orlec detained and beat nine people."


def spans_within(size: int) -> st.SearchStrategy[list[Span]]:
    bounds = st.tuples(st.integers(0, size), st.integers(0, size)).filter(lambda pair: pair[0] < pair[1])
    return st.lists(st.tuples(bounds, st.booleans()), max_size=12).map(
        lambda found: [Span(*pair, number, trigger) for number, (pair, trigger) in enumerate(found, start=1)]
    )


@given(spans_within(len(TEXT)), st.lists(st.integers(1, len(TEXT) - 1), max_size=4, unique=True))
def test_segments_hold_exactly_the_spans_over_them(spans: list[Span], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    stretches = list(pairwise(edges))
    cut = cut_segments(TEXT, spans, stretches)
    for (start, end), segments in zip(stretches, cut, strict=True):
        assert "".join(segment.text for segment in segments) == TEXT[start:end]
        at = start
        for segment in segments:
            for place in range(at, at + len(segment.text)):
                over = {span.number for span in spans if span.start <= place < span.end}
                assert {*segment.triggers, *segment.parts} == over
            at += len(segment.text)


@given(spans_within(len(TEXT)))
def test_every_trigger_opens_once_and_closes_once(spans: list[Span]) -> None:
    segments = [s for stretch in cut_segments(TEXT, spans, [(0, 20), (21, len(TEXT))]) for s in stretch]
    shown = sorted(span.number for span in spans if span.trigger and (span.start, span.end) != (20, 21))
    assert sorted(number for segment in segments for number in segment.opens) == shown
    assert sorted(number for segment in segments for number in segment.closes) == shown


def test_a_span_in_no_stretch_is_not_shown() -> None:
    cut = cut_segments(TEXT, [Span(0, 3, 1, trigger=True)], [(4, 10)])
    assert [segment.text for segment in cut[0]] == ["police"]
    assert not cut[0][0].triggers
