"""Which stretches stand in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.extract.quotation import find_quotations
from letapis.model import Block, Report


def quoted(text: str, *blocks: Block) -> list[str]:
    report = Report("report", text, blocks or (Block("body", 0, len(text)),), "en", "", "")
    return [text[start:end] for start, end in find_quotations(report)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said “we stay”.", ["“we stay”"]),
        ('She said "we stay".', ['"we stay"']),
        ("She said «we stay».", ["«we stay»"]),
        ("She said „we stay“.", ["„we stay“"]),
        ('She said "we stay”.', ['"we stay”']),
        ('She said “we stay".', ['“we stay"']),
        ("“We stay,” she said, “and we wait.”", ["“We stay,”", "“and we wait.”"]),
        ("She said we stay.", []),
        ("It’s the guards' day.", []),
        ("“We stay. And we wait.", ["“We stay. And we wait."]),
        ("He measured 5\" of snow.", []),
        ("", []),
    ],
)  # fmt: skip
def test_quotations(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_a_quotation_ends_with_its_paragraph() -> None:
    text = "“We stay.\n\n“And we wait.” Police left."
    blocks = Block("body", 0, 9), Block("body", 11, len(text))
    assert quoted(text, *blocks) == ["“We stay.", "“And we wait.”"]


def test_furniture_is_not_read() -> None:
    text = "“Share this”"
    assert quoted(text, Block("furniture", 0, len(text))) == []


@given(st.text(alphabet='ab .,“”"«»„\n', max_size=60))
def test_quotations_lie_in_the_text_and_apart(text: str) -> None:
    report = Report("report", text, (Block("body", 0, len(text)),), "en", "", "")
    at = 0
    for start, end in find_quotations(report):
        assert at <= start < end <= len(text)
        at = end
