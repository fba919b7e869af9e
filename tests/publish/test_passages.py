"""The whole text is on the page, line by line, and page furniture is folded away."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from letapis.model import Block, Report
from letapis.publish.marks import Span
from letapis.publish.passages import Passage, lay_out_text


def lines_of(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [
        (paragraph.kind, "".join(segment.text for run in paragraph.runs for segment in run.segments))
        for passage in passages
        for paragraph in passage.paragraphs
    ]


def test_dateline_and_body_stay_on_one_line(make_report: Callable[..., Report]) -> None:
    text = "A title\n\nORLEC -- Police came.\nSecond line.\n"
    blocks = (
        Block("headline", 0, 7),
        Block("dateline", 9, 17),
        Block("body", 18, 30),
        Block("body", 31, 43),
    )
    assert lines_of(lay_out_text(make_report(text, blocks), ())) == [
        ("headline", "A title"),
        ("body", "ORLEC -- Police came."),
        ("body", "Second line."),
    ]


def test_words_in_no_block_are_shown(make_report: Callable[..., Report]) -> None:
    text = "Before.\nBody.\nAfter."
    found = lines_of(lay_out_text(make_report(text, (Block("body", 8, 13),)), ()))
    assert [kind for kind, _ in found] == ["unlabelled", "body", "unlabelled"]
    assert [words.strip() for _, words in found] == ["Before.", "Body.", "After."]


def test_furniture_is_folded_and_knows_whether_it_is_marked(make_report: Callable[..., Report]) -> None:
    text = "Menu\nShare\nPolice came.\nFollow"
    blocks = (
        Block("furniture", 0, 4),
        Block("furniture", 5, 10),
        Block("body", 11, 23),
        Block("furniture", 24, 30),
    )
    passages = lay_out_text(make_report(text, blocks), (Span(24, 30, 1, trigger=True),))
    assert [(each.folded, len(each.paragraphs), each.marked) for each in passages] == [
        (True, 2, False),
        (False, 1, False),
        (True, 1, True),
    ]


@given(
    st.text(alphabet="ab \n\r\u202eж", max_size=60),
    st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=6),
)
def test_no_word_is_lost_whatever_the_blocks(text: str, pairs: list[tuple[int, int]]) -> None:
    """Blocks that overlap, are empty, or lie outside the text cost no word."""
    blocks = tuple(Block("body", *pair) for pair in pairs)
    report = Report("day.txt", text, blocks, "en", "", "")
    shown = "".join(words for _, words in lines_of(lay_out_text(report, ())))
    assert "".join(shown.split()) == "".join(text.split())
