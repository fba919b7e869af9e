"""Words without which no expression of time of some kind can stand in a text: looked for before the patterns.

Most sentences tell no date, and thirty patterns laid over each took two fifths of the time of extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from letapis.extract.numbers import load_words

_DIGIT = "0"
"""Stands for any digit among the signs."""

_WORD = re.compile(r"[a-z]+")
_ANY_DIGIT = re.compile(r"[0-9]")


def kinds_in_sight(text: str, start: int, end: int) -> frozenset[str]:
    """The kinds of expressions of time that text[start:end] may hold, by its words."""
    stretch = text[start:end].lower()
    words = set(_WORD.findall(stretch))
    if _ANY_DIGIT.search(stretch):
        words.add(_DIGIT)
    return frozenset(kind for kind, signs in _signs().items() if not signs.isdisjoint(words))


@cache
def _signs() -> Mapping[str, frozenset[str]]:
    """For each kind words of which an expression of that kind has at least one."""
    words = load_words("dates")
    months = _longest(words["months"], words["month_abbreviations"])
    units, calendar_units = _longest(words["units"]), frozenset({"week", "month", "year", "decade"})
    events = _longest(name for names in words["events"].values() for name in names)
    told = words["narrative"]
    return {
        **dict.fromkeys(("iso", "written", "year", "decade", "month_day"), frozenset({_DIGIT})),
        **dict.fromkeys(("day", "days", "month", "told_month", "nth_part"), months),
        **dict.fromkeys(("past", "coming", "within", "ago", "in", "told_distance"), units),
        **dict.fromkeys(("calendar_unit", "this_unit"), calendar_units),
        **dict.fromkeys(("anchored", "beside"), events | {"election", "polling"}),
        "spelled": months | {"month"},
        "weekday": _longest(words["weekdays"], words["weekday_abbreviations"]),
        "relative_day": _longest(words["relative_days"]),
        "weekend": frozenset({"weekend"}),
        "told_unit": _longest(told["days"], told["spans"]),
        "feast": _longest(words["feasts"]),
        "season": _longest(words["seasons"]),
    }


def _longest(*phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase."""
    return frozenset(max(_WORD.findall(phrase.lower()), key=len) for several in phrases for phrase in several)
