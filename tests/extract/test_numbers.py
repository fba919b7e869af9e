"""Numbers in digits and words, and the nouns they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.extract.numbers import counted_noun, load_words, margin, parse_number

WRITTEN = [
    ("7", 7),
    ("1,200", 1200),
    ("12 000", 12000),
    ("12\u00a0000", 12000),
    ("1\u202f200\u202f000", 1200000),
    ("1.5 million", 1500000),
    ("2 thousand", 2000),
    ("twenty-three", 23),
    ("Twenty three", 23),
    ("one hundred and five", 105),
    ("two hundred thousand", 200000),
    ("one thousand two hundred and one", 1201),
    ("a hundred", 100),
    ("a thousand", 1000),
    ("half a million", 500000),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("two dozen", 24),
    ("4 1/2", 4.5),
    ("4½", 4.5),
    ("four and a half", 4.5),
    ("zero", 0),
]


@pytest.mark.parametrize(("words", "number"), WRITTEN)
def test_number_is_read(words: str, number: float) -> None:
    assert parse_number(words) == number


@pytest.mark.parametrize(
    "words", ["", "a", "many", "one two", "12 0000", "1,20", "third", "5th", "x7", "٣", "ſix"]
)
def test_what_is_no_number(words: str) -> None:
    assert parse_number(words) is None


@given(st.integers(0, 999_999_999))
def test_grouped_digits_are_their_number(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@given(st.integers(1, 99), st.sampled_from(["hundred", "thousand", "million"]))
def test_words_are_their_number(number: int, scale: str) -> None:
    lists = load_words("numbers")
    names = {value: name for kind in ("ones", "teens", "tens") for name, value in lists[kind].items()}
    words = names.get(number) or f"{names[number // 10 * 10]}-{names[number % 10]}"
    factor = {"hundred": 100, "thousand": 1000, "million": 1_000_000}[scale]
    assert parse_number(words) == number
    assert parse_number(f"{words} {scale}") == number * factor


@pytest.mark.parametrize(
    ("number", "reach"),
    [
        (70, 10),
        (5, 1),
        (100, 100),
        (150, 15),
        (12, 1.2),
        (1000, 100),
        (1500, 150),
        (12000, 1200),
        (2_000_000, 200_000),
        (60.5, 6.05),
    ],
)
def test_margin_follows_the_rule(number: float, reach: float) -> None:
    assert margin(number) == pytest.approx(reach)


@pytest.mark.parametrize(
    ("after", "single", "noun"),
    [
        (" people were held", False, "person"),
        (" popular TV anchors who resigned", False, "person"),
        (" human rights groups", False, "group"),
        (" women journalists", False, "person"),
        (" criminal cases of this kind", False, "case"),
        (" churches", False, "church"),
        (" of the detainees", False, "person"),
        (' "extremist" channels', False, "channel"),
        (" were detained", False, ""),
        (", he said", False, ""),
        (" weeks of protests", False, None),
        (" times", False, None),
        (" journalist and an editor", True, "person"),
        (" detained member of the council", True, "person"),
        (" criminal case opened", True, "case"),
    ],
)
def test_noun_that_is_counted(after: str, single: bool, noun: str | None) -> None:
    assert counted_noun(after, 0, len(after), single) == noun
