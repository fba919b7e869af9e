"""The arithmetic of days: what a report's day makes of weeks and weekdays, and what "since" and "by" add.

Spans have both ends included, weeks run from Monday to Sunday, and what falls outside the calendar (year 1
to 9999) is None.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from letapis.extract.numbers import fold, load_words
from letapis.model import When
from letapis.model.days import make_day

Span = tuple[date, date]

Value = tuple[date | None, date | None, str]
"""First day, last day, precision; both days None where the words alone do not say."""

AHEAD = timedelta(days=42)
"""How far after the report's day a day without a year may lie where nothing says that it is to come."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with what the words around it make of it.

    `relation` is at, since, from, until, by, before, after, between, or `attribute` where the date only
    describes a noun ("the August 9 vote") and need not be when anything else happened.
    """

    when: When
    relation: str


def shift(day: date, count: float, unit: str) -> date | None:
    """The day so many units later (earlier for a negative count).

    >>> shift(date(2020, 9, 3), -2, "week"), shift(date(2020, 3, 31), -1, "month")
    (datetime.date(2020, 8, 20), datetime.date(2020, 2, 29))
    """
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    try:
        if days:
            return day + timedelta(days=round(count * days))
        if months is None:
            return day
        index = day.year * 12 + day.month - 1 + round(count * months)
        year, month = index // 12, index % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError, IndexError):
        return None


def month_span(year: int, month: int) -> Span | None:
    """First and last day of a month."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_span(year: int) -> Span | None:
    """First and last day of a year."""
    return (date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def unit_span(day: date, unit: str) -> Span | None:
    """The calendar day, week, month or year that a day lies in.

    >>> unit_span(date(2020, 9, 3), "week")
    (datetime.date(2020, 8, 31), datetime.date(2020, 9, 6))
    """
    if unit in ("week", "fortnight"):
        first, last = shift(day, -day.weekday(), "day"), shift(day, 6 - day.weekday(), "day")
        return (first, last) if first and last else None
    if unit == "month":
        return month_span(day.year, day.month)
    if unit == "year":
        return year_span(day.year)
    if unit == "decade":
        first, last = make_day(day.year // 10 * 10, 1, 1), make_day(day.year // 10 * 10 + 9, 12, 31)
        return (first, last) if first and last else None
    return day, day


def nearest_day(month: int, day: int, published: date, future: bool) -> date | None:
    """The day of that name nearest to the report's day, not far ahead of it unless `future`.

    >>> nearest_day(12, 20, date(2021, 1, 10), future=False)
    datetime.date(2020, 12, 20)
    """
    reach = 8 if (month, day) == (2, 29) else 1
    known = (make_day(published.year + away, month, day) for away in range(-reach, reach + 1))
    fitting = [one for one in known if one and (future or one - published <= AHEAD)]
    return min(fitting, key=lambda one: abs(one - published), default=None)


def nearest_month(month: int, published: date, which: str, future: bool) -> Span | None:
    """The running or last month of that name, or the coming one; `which` is last, next, this or ""."""
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next":
        year += month <= published.month
    elif which != "this":
        year += (month < published.month) if future else -(month > published.month)
    return month_span(year, month)


def weekday_day(weekday: int, published: date, which: str, future: bool) -> date | None:
    """The day that "on Friday", "last Friday", "next Friday" or "this Friday" means.

    Without such a word it is the report's own day, else the last such day, or the coming one if `future`.

    >>> weekday_day(1, date(2020, 9, 3), "", future=False)
    datetime.date(2020, 9, 1)
    """
    if which == "this":
        return shift(published, weekday - published.weekday(), "day")
    ahead = (weekday - published.weekday()) % 7
    if which == "next" or (future and which != "last"):
        return shift(published, ahead or (7 if which == "next" else 0), "day")
    return shift(published, ahead - 7 if ahead or which == "last" else 0, "day")


def weekend_span(published: date, which: str, future: bool) -> Span | None:
    """Saturday and Sunday of the last weekend, of this week's, or of the coming one.

    >>> weekend_span(date(2020, 9, 3), "", future=False)
    (datetime.date(2020, 8, 29), datetime.date(2020, 8, 30))
    """
    days = 5 - published.weekday()
    if which == "next":
        days += 7 if days <= 0 else 0
    elif which == "last" or (which == "" and days > 0 and not future):
        days -= 7
    first, last = shift(published, days, "day"), shift(published, days + 1, "day")
    return (first, last) if first and last else None


def season_span(year: int, month: int) -> Span | None:
    """The three months of a season that begins with that month of that year."""
    first = make_day(year, month, 1)
    after = shift(first, 3, "month") if first else None
    last = shift(after, -1, "day") if after else None
    return (first, last) if first and last else None


def nearest_season(month: int, published: date, which: str, future: bool) -> Span | None:
    """The last season that has begun by the report's day, or the coming one; `which` as in `nearest_month`.

    >>> nearest_season(12, date(2019, 10, 11), "last", future=False)
    (datetime.date(2018, 12, 1), datetime.date(2019, 2, 28))
    """
    seasons = [span for away in range(-2, 3) if (span := season_span(published.year + away, month))]
    if which == "next" or (future and which in ("", "this")):
        return min((span for span in seasons if span[1] >= published), default=None)
    if which == "last":
        return max((span for span in seasons if span[1] < published), default=None)
    return max((span for span in seasons if span[0] <= published), default=None)


def part_of(span: Span, part: str) -> Span:
    """The early, middle or late third, or the first or second half, of a month or year.

    A month's thirds end on its 10th, 20th and last day, a year's with April, August and December.

    >>> part_of((date(2020, 8, 1), date(2020, 8, 31)), "late")
    (datetime.date(2020, 8, 21), datetime.date(2020, 8, 31))
    """
    first, last = span
    if (last - first).days < 7:
        return span
    if first.month == last.month:
        ends = {"early": 10, "middle": 20, "first_half": 15}
        begins = {"middle": 11, "late": 21, "second_half": 16}
        return first.replace(day=begins.get(part, 1)), last.replace(day=ends.get(part, last.day))
    months = {
        "early": (1, 4),
        "middle": (5, 8),
        "late": (9, 12),
        "first_half": (1, 6),
        "second_half": (7, 12),
    }
    begin, end = months[part]
    return date(first.year, begin, 1), date(first.year, end, monthrange(first.year, end)[1])


def relation_name(preposition: str) -> str:
    """What a preposition does with a date: at, since, from, until, by, before, after or between."""
    said = fold(preposition)
    return next((name for name, words in load_words("dates")["relations"].items() if said in words), "at")


def apply_relation(relation: str, value: Value, published: date | None, ahead: bool = True) -> Value:
    """The interval that "since", "by", "after" … make of a date.

    Arguments:
        ahead: whether it is still to come; "by Friday" of what is over has an open beginning.

    >>> apply_relation("since", (date(2020, 8, 9), date(2020, 8, 9), "day"), date(2020, 9, 3))
    (datetime.date(2020, 8, 9), datetime.date(2020, 9, 3), 'interval')
    """
    first, last, precision = value
    if relation in ("at", "between", ""):
        return value
    if first is None or last is None:
        return None, None, "interval"
    if relation == "since":
        return first, published if published and published >= first else None, "interval"
    if relation == "from":
        begun = published if published and first < published and not ahead else None
        return first, begun, "interval"
    if relation == "after":
        return last, None, "interval"
    if relation == "before":
        closing = shift(first, -1, "day") if precision in ("month", "year") else first
        begun = published if published and ahead and closing and published <= closing else None
        return begun, closing, "interval"
    return published if published and published <= last and ahead else None, last, "interval"


def in_year(value: Value, year: int) -> Value | None:
    """A day or month moved into the year that the words after it name ("in October last year").

    >>> in_year((date(2020, 10, 1), date(2020, 10, 31), "month"), 2019)
    (datetime.date(2019, 10, 1), datetime.date(2019, 10, 31), 'month')
    """
    first, last, precision = value
    if first is None or last is None:
        return value
    if precision == "month":
        return value if (span := month_span(year, first.month)) is None else (*span, precision)
    away = 12 * (year - last.year)
    moved = shift(first, away, "month"), shift(last, away, "month")
    return (moved[0], moved[1], precision) if moved[0] and moved[1] else None
