"""Words without which no expression of some kind can stand in a text: looked for before the patterns.

Most sentences tell no date, no term and no sum. Thirty patterns for dates, laid over each, took two fifths of
the time of extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from letapis.extract.numbers import load_words

_LETTERS = re.compile(r"[a-z]+")
_DIGITS = frozenset("0123456789")


@lru_cache(maxsize=1024)
def kinds_in_sight(text: str, start: int, end: int) -> frozenset[str]:
    """The kinds of expressions that text[start:end] may hold, by its words, digits and signs.

    They are the kinds of expressions of time, and "number", "term" and "money".

    >>> sorted(kinds_in_sight("Two were fined.", 0, 15))
    ['number']
    """
    words = frozenset(_sign_pattern().findall(text[start:end].lower()))
    return frozenset(kind for kind, signs in _signs().items() if not signs.isdisjoint(words))


@cache
def _sign_pattern() -> re.Pattern[str]:
    """A word, a digit, or one of the characters that write a fraction or a currency."""
    words = load_words("numbers")
    return re.compile(
        rf"[a-z]+|[0-9{re.escape(''.join(words['fractions']))}{re.escape(''.join(_currencies()))}]"
    )


@cache
def _currencies() -> frozenset[str]:
    """The characters of currency signs that are no letters: "$" of "US$"."""
    signs = "".join(load_words("numbers")["money"]["symbols"])
    return frozenset(sign for sign in signs if not sign.isalpha())


@cache
def _signs() -> Mapping[str, frozenset[str]]:
    """For each kind words of which an expression of that kind has at least one."""
    words, numbers = load_words("dates"), load_words("numbers")
    months = _longest(words["months"], words["month_abbreviations"])
    units, calendar_units = _longest(words["units"]), frozenset({"week", "month", "year", "decade"})
    events = _longest(name for names in words["events"].values() for name in names)
    told, money = words["narrative"], numbers["money"]
    spelled = _longest(numbers["ones"], numbers["teens"], numbers["tens"], numbers["scales"])
    return {
        **dict.fromkeys(("iso", "written", "year", "decade", "month_day"), _DIGITS),
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
        "number": spelled | {"hundred", "dozen"} | _DIGITS | frozenset(numbers["fractions"]),
        "term": _longest(numbers["durations"], numbers["life"]),
        "money": _longest(money["codes"], money["names"], money["unclear"]) | _currencies(),
    }


def _longest(*phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase."""
    return frozenset(
        max(_LETTERS.findall(phrase.lower()), key=len) for several in phrases for phrase in several
    )
