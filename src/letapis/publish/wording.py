"""Days, numbers and names as a reader expects them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from letapis.model import Mention, Quantity, When


def write_day(day: date) -> str:
    """A day in words.

    >>> write_day(date(2021, 9, 3))
    '3 September 2021'
    """
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def write_when(when: When) -> str:
    """An interval of days; an end that is open is said to be.

    >>> write_when(When(date(2021, 8, 1), date(2021, 8, 31), "month", "in August", 0, 9))
    'August 2021'
    >>> write_when(When(date(2021, 8, 22), None, "interval", "after the vote", 0, 14))
    '22 August 2021 or later'
    """
    first, last = when.first, when.last
    if first and last:
        if when.precision == "year" and first.year == last.year:
            return str(first.year)
        if when.precision == "month" and (first.year, first.month) == (last.year, last.month):
            return f"{calendar.month_name[first.month]} {first.year}"
        return write_day(first) if first == last else f"{write_day(first)} to {write_day(last)}"
    if first:
        return f"{write_day(first)} or later"
    return f"{write_day(last)} or earlier" if last else "not resolved to a day:"


def write_quantity(quantity: Quantity) -> str:
    """How many, as an interval without bounds that the words do not give.

    >>> write_quantity(Quantity(24, None, "person", "count", "dozens", 0, 6))
    '24 or more'
    >>> write_quantity(Quantity(80, 100, "percent", "share", "more than 80 percent", 0, 20, low_open=True))
    'more than 80, at most 100'
    """
    low = f"{quantity.low:,.10g}"
    if quantity.high is None:
        return f"more than {low}" if quantity.low_open else f"{low} or more"
    high = f"{quantity.high:,.10g}"
    if quantity.low == quantity.high:
        return low
    if quantity.low_open or quantity.high_open:
        least = "more than" if quantity.low_open else "at least"
        most = "less than" if quantity.high_open else "at most"
        return f"{least} {low}, {most} {high}"
    return f"{low} to {high}"


def write_label(name: str) -> str:
    """The name of a kind or a detail, as words.

    >>> write_label("place_of_custody")
    'place of custody'
    """
    return name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Naming:
    """What is shown of a mention: the name, what goes with it, its words where they say other things."""

    name: str
    role: str | None = None
    org: str | None = None
    member_of: str | None = None
    words: str | None = None


def write_naming(mention: Mention) -> Naming:
    """A mention as it is shown: nothing twice, and nothing longer than a name can be.

    >>> write_naming(Mention("He", 0, 2, "Pavel Orsic", "person"))
    Naming(name='Pavel Orsic', role=None, org=None, member_of=None, words='He')
    >>> write_naming(Mention("President Halek", 0, 15, "Radomir Halek", "person", role="President")).words
    """
    words, name = clip(mention.text), clip(mention.name or mention.text)
    role, org = clip(mention.role or ""), clip(mention.org or "")
    shown = f"{name} {role}".casefold()
    said = set(words.casefold().split()) <= set(shown.split())
    return Naming(
        name,
        role if role.casefold() not in name.casefold() else None,
        org if org.casefold() not in shown else None,
        clip(mention.member_of) if mention.member_of else None,
        None if said else words,
    )


def clip(text: str, size: int = 300) -> str:
    """The text, or its beginning where it is longer than `size` characters.

    >>> clip("detained", 3)
    'det […]'
    """
    return text if len(text) <= size else f"{text[:size]} […]"
