"""Durations as ISO 8601, and what is no term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.extract.terms import find_terms, iso_duration

TERMS = [
    ("10 days of administrative arrest", [("10 days", "P10D")]),
    ("He got 15 days' arrest.", [("15 days", "P15D")]),
    ("a 15-day term", [("15-day", "P15D")]),
    ("four and a half years in a colony", [("four and a half years", "P4Y6M")]),
    ("4 1/2 years", [("4 1/2 years", "P4Y6M")]),
    ("2.5 years", [("2.5 years", "P2Y6M")]),
    ("held for two months after a search", [("two months", "P2M")]),
    ("a two-year sentence", [("two-year", "P2Y")]),
    ("a two-and-a-half-year term", [("two-and-a-half-year", "P2Y6M")]),
    ("a year and a half", [("a year and a half", "P1Y6M")]),
    ("half a year", [("half a year", "P6M")]),
    ("18 months", [("18 months", "P18M")]),
    ("two weeks in custody", [("two weeks", "P2W")]),
    ("held for 72 hours", [("72 hours", "PT72H")]),
    ("held for 30 minutes", [("30 minutes", "PT30M")]),
    ("from six to eight years", [("six to eight years", "P6Y/P8Y")]),
    ("between two and five years", [("between two and five years", "P2Y/P5Y")]),
    ("10-15 days", [("10-15 days", "P10D/P15D")]),
    ("10 or 15 days", [("10 or 15 days", "P10D/P15D")]),
    ("they got 10 and 15 days", [("10", "P10D"), ("15 days", "P15D")]),
    ("five years and six months", [("five years and six months", "P5Y6M")]),
    ("three months, two weeks", [("three months, two weeks", "P3M14D")]),
    ("30 days and 10 days", [("30 days", "P30D"), ("10 days", "P10D")]),
    ("up to five years in prison", [("up to five years", "P5Y")]),
    ("a year in prison", [("a year", "P1Y")]),
    ("held for a month", [("a month", "P1M")]),
    ("life in prison", [("life in prison", "life")]),
    ("was sentenced to life.", [("life", "life")]),
    ("must leave within 10 days", [("10 days", "P10D")]),
    ("to\n10\ndays of arrest", [("10\ndays", "P10D")]),
]


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_term_has_its_words_and_value(text: str, terms: list[tuple[str, str]]) -> None:
    found = find_terms(text, 0, len(text))
    assert [(term.text, term.value) for term in found] == terms
    assert all(text[term.start : term.end] == term.text for term in found)


@pytest.mark.parametrize(
    "text",
    [
        "a 24-year-old student",
        "the man, aged 45 years",
        "12 years old",
        "after 26 years in power",
        "two weeks ago",
        "within the next two weeks",
        "for the past three days",
        "two days after the vote",
        "for the first time in 10 years",
        "once a year",
        "0 days",
        "three days of protests",
        "a one-day visit",
        "September 3",
        "in his life",
    ],
)
def test_ages_distances_and_rule_are_no_terms(text: str) -> None:
    assert find_terms(text, 0, len(text)) == ()


def test_only_the_given_stretch_is_read() -> None:
    text = "10 days. 15 days."
    assert [term.value for term in find_terms(text, 8, len(text))] == ["P15D"]


def test_a_fraction_without_exact_form_has_no_value() -> None:
    assert iso_duration(1.5, "M") is None
    assert iso_duration(1.5, "D") == "P1DT12H"


@given(st.integers(1, 9999), st.sampled_from([("year", "Y"), ("month", "M"), ("week", "W"), ("day", "D")]))
def test_every_whole_term_is_written_down(count: int, unit: tuple[str, str]) -> None:
    text = f"sentenced to {count} {unit[0]}s in jail"
    assert [term.value for term in find_terms(text, 0, len(text))] == [f"P{count}{unit[1]}"]
