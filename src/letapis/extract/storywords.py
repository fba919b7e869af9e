"""Expressions of time that lean on what a report has told: the next day, the 22nd, that December, in spring.

Like `timewords`, without the words around them. `View.day` and `View.span` are what was told last; where
nothing was, such words keep no days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

from letapis.extract import calendar
from letapis.extract.calendar import Span, Value
from letapis.extract.numbers import END, FLAGS, SPACE, START, any_of, fold, load_words
from letapis.extract.timewords import (
    YEAR,
    View,
    count_of,
    month_number,
    pieces,
    single,
    valued,
    weekday_number,
    which_of,
)
from letapis.model.days import make_day


@cache
def story_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of expression and their patterns, as in `timewords.time_patterns`."""
    patterns = (*_told_patterns(), *_ordinal_patterns(), *_season_patterns())
    return tuple((kind, re.compile(f"{START}(?:{body}){END}", FLAGS)) for kind, body in patterns)


def _told_patterns() -> Iterator[tuple[str, str]]:
    """Counted from the last day told: the same evening, the week before, two days later, that December."""
    words, piece = load_words("dates"), pieces()
    told = words["narrative"]
    days, spans = any_of(told["days"]), any_of(told["spans"])
    beside = any_of(side for side in told["sides"] if side in ("before", "after"))
    later = any_of(side for side in told["sides"] if side not in ("before", "after"))
    # "the day before the vote", "a week after leaving": counted from something else.
    leaning = rf"(?:{any_of(told['leaning'])}{END}|[a-z]{{2,20}}ing{END}|(?-i:[A-Z]))"
    alone = rf"(?:{SPACE}that{END})?(?!{SPACE}{leaning})"
    not_days = any_of(lead for lead in told["leads"] if lead not in told["only_days"])
    yield "told_unit", rf"(?P<lead>{any_of(told['leads'])}){SPACE}(?:very{SPACE})?(?P<unit>{days})"
    yield "told_unit", rf"(?P<lead>{not_days}){SPACE}(?P<unit>{spans})"
    yield "told_unit", rf"the{SPACE}(?P<unit>{days}|{spans}){SPACE}(?P<side>before|after){alone}"
    yield "told_distance", rf"{piece['count']}{piece['units']}{SPACE}(?P<side>{later})"
    yield "told_distance", rf"{piece['count']}{piece['units']}{SPACE}(?P<side>{beside}){alone}"
    yield "told_month", rf"(?:that|the{SPACE}same){SPACE}{piece['month']}"
    yield "told_month", rf"{piece['month']}{SPACE}(?:of{SPACE})?(?:that|the{SPACE}same){SPACE}year"


def _ordinal_patterns() -> Iterator[tuple[str, str]]:
    """Days by their number: the 22nd, the sixth of May, the first week of February, the last day of 2020."""
    words, piece = load_words("dates"), pieces()
    small = any_of([name for name, number in words["ordinals"].items() if number <= 5] + ["last"])
    month = rf"{piece['month']}(?:,?{SPACE}(?:of{SPACE})?{YEAR})?"
    yield "month_day", r"the\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)"
    yield "spelled", rf"(?:the{SPACE})?(?P<ordinal>{any_of(words['ordinals'])}){SPACE}of{SPACE}{month}"
    yield "spelled", rf"(?:the{SPACE})?(?P<ordinal>first|1st){SPACE}of{SPACE}(?:the{SPACE})?month"
    yield (
        "nth_part",
        rf"(?:the{SPACE})?(?P<ordinal>{small}){SPACE}(?P<what>day|week|weekend|{piece['weekday']}){SPACE}(?:of|in)"
        rf"{SPACE}{month}",
    )
    yield "feast", any_of(words["feasts"])


def _season_patterns() -> Iterator[tuple[str, str]]:
    """Seasons: last winter, the autumn of 2020, late summer."""
    words, piece = load_words("dates"), pieces()
    before = rf"(?:(?P<part>early|late|mid)(?:-|{SPACE}))?(?:{piece['which']}{SPACE})?"
    season = rf"(?P<season>{any_of(words['seasons'])})"
    yield "season", rf"{before}{season}(?:{SPACE}(?:of{SPACE})?{YEAR}|(?!{SPACE}(?:of|before){END}))"


def _told_unit(found: re.Match[str], view: View) -> Value | None:
    """The next day, that week, the year before: a calendar unit beside the day or span told last."""
    words = load_words("dates")["narrative"]
    groups = found.groupdict()
    away = (
        words["sides"][fold(groups["side"])] if groups.get("side") else words["leads"][fold(groups["lead"])]
    )
    unit = fold(found["unit"])
    return _beside_told(view, away, unit if unit in words["spans"] else "day")


def _told_distance(found: re.Match[str], view: View) -> Value | None:
    """Three days later, a year earlier."""
    count = count_of(found)
    unit = load_words("dates")["units"][fold(found["unit"])]
    away = load_words("dates")["narrative"]["sides"][fold(found["side"])]
    if unit in ("hour", "minute", "second"):
        return None, None, "day"
    if count is None:
        return None, None, "interval"
    days = {"week": 7, "fortnight": 14}.get(unit)
    return _beside_told(view, away * count * (days or 1), "day" if days else unit)


def _beside_told(view: View, away: float, unit: str) -> Value | None:
    """So many units from what was told last; a day needs a day, a year only a year to count from."""
    precision = {"decade": "interval"}.get(unit, unit)
    start = view.day if unit in ("day", "week") or view.span is None else view.span[0]
    seen = calendar.shift(start, away, unit) if start else None
    if seen is None or (view.published and seen > view.published and not view.future):
        return None, None, precision
    return valued(calendar.unit_span(seen, unit), precision)


def _told_month(found: re.Match[str], view: View) -> Value | None:
    """That December, August of that year."""
    if view.span is None or view.span[0].year != view.span[1].year:
        return None, None, "month"
    return valued(calendar.month_span(view.span[0].year, month_number(found["month"])), "month")


def _month_day(found: re.Match[str], view: View) -> Value | None:
    """The 22nd: of the month told last, else the last such day, or the next one if it is to come."""
    number, published = int(found["day"]), view.published
    if not 1 <= number <= 31:
        return None
    if published is None:
        return None, None, "day"
    months = [calendar.shift(published.replace(day=1), away, "month") for away in range(-2, 3)]
    days = [made for one in months if one and (made := make_day(one.year, one.month, number))]
    told = view.day
    if view.future:
        return single(min((day for day in days if day >= published), default=None))
    past = [day for day in days if day <= published]
    same = [day for day in past if told and (day.year, day.month) == (told.year, told.month)]
    return single(max(same or past, default=None))


def _span_of_month(found: re.Match[str], view: View) -> Span | None:
    """The month that an expression names, or the report's own for "the first of the month"."""
    groups = found.groupdict()
    if not groups.get("month"):
        return calendar.unit_span(view.published, "month") if view.published else None
    month = month_number(groups["month"])
    if groups.get("year"):
        return calendar.month_span(int(groups["year"]), month)
    return calendar.nearest_month(month, view.published, "", view.future) if view.published else None


def _spelled(found: re.Match[str], view: View) -> Value | None:
    """The sixth of May, the first of the month."""
    span = _span_of_month(found, view)
    if span is None:
        return None, None, "day"
    number = load_words("dates")["ordinals"].get(fold(found["ordinal"]), 1)
    return single(make_day(span[0].year, span[0].month, number))


def _nth_part(found: re.Match[str], view: View) -> Value | None:
    """The first week of February is its first seven days, the last Sunday of May the last one in it."""
    span, what = _span_of_month(found, view), fold(found["what"])
    precision = "interval" if what in ("week", "weekend") else "day"
    if span is None:
        return None, None, precision
    number = load_words("dates")["ordinals"].get(fold(found["ordinal"]), -1)
    if what == "week":
        begin = calendar.shift(span[1], -6, "day") if number < 0 else span[0].replace(day=7 * number - 6)
        end = calendar.shift(begin, 6, "day") if begin and number < 5 else span[1]
        return (begin, end, precision) if begin and end else None
    if what == "day":
        return single(span[1] if number < 0 else make_day(span[0].year, span[0].month, number))
    weekday = 5 if what == "weekend" else weekday_number(found["what"])
    day = _nth_weekday(span, weekday, number)
    last = calendar.shift(day, 1, "day") if day and what == "weekend" else day
    return (day, last, precision) if day and last else None


def _nth_weekday(span: Span, weekday: int, number: int) -> date | None:
    """The first, second … or last (-1) such weekday of a month."""
    if number < 0:
        return calendar.shift(span[1], -((span[1].weekday() - weekday) % 7), "day")
    first = calendar.shift(span[0], (weekday - span[0].weekday()) % 7, "day")
    day = calendar.shift(first, 7 * (number - 1), "day") if first else None
    return day if day and day <= span[1] else None


def _feast(found: re.Match[str], view: View) -> Value | None:
    month, day = load_words("dates")["feasts"][fold(found[0])]
    if view.published is None:
        return None, None, "day"
    return single(calendar.nearest_day(month, day, view.published, view.future))


def _season(found: re.Match[str], view: View) -> Value | None:
    """The last season of that name that has begun, or the coming one; of "last" the last one that is over."""
    month, part = load_words("dates")["seasons"][fold(found["season"])], found["part"]
    if found["year"]:
        span = calendar.season_span(int(found["year"]), month) if month < 12 else None
    elif view.published:
        span = calendar.nearest_season(month, view.published, which_of(found), view.future)
    else:
        span = None
    if span and which_of(found) == "this" and view.published and span[0] <= view.published < span[1]:
        span = (view.published, span[1]) if view.future else (span[0], view.published)
    # The words "late summer" give no days.
    return valued(None if part else span, "interval") or (None, None, "interval")


STORY_VALUERS: Mapping[str, Callable[[re.Match[str], View], Value | None]] = {
    "told_unit": _told_unit,
    "told_distance": _told_distance,
    "told_month": _told_month,
    "month_day": _month_day,
    "spelled": _spelled,
    "nth_part": _nth_part,
    "feast": _feast,
    "season": _season,
}
"""What each kind of expression means after what was told; None where the calendar has no such day."""
