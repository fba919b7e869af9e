"""Single expressions of time, without the words around them: what they look like and which days they mean.

`dates` finds them in a text, joins two into an interval and applies the prepositions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil

from letapis.extract import calendar
from letapis.extract.calendar import Span, Value, apply_relation, relation_name
from letapis.extract.numbers import (
    DASH,
    END,
    FLAGS,
    SPACE,
    START,
    any_of,
    fold,
    load_words,
    number_pattern,
    parse_number,
)
from letapis.model.days import make_day


@dataclass(frozen=True, slots=True)
class View:
    """From where a phrase is read: the report's day, whether it looks ahead, known events, what was told.

    `day` is the last day that the report told before the phrase, `span` the last day, month or year.
    """

    published: date | None
    future: bool
    anchors: Mapping[str, date]
    day: date | None = None
    span: Span | None = None


def valued(span: Span | None, precision: str) -> Value | None:
    return (*span, precision) if span else None


def single(day: date | None, precision: str = "day") -> Value | None:
    return (day, day, precision) if day else None


@cache
def time_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of expression and their patterns; where two fit the same words, the earlier one holds."""
    patterns = (*_day_patterns(), *_unit_patterns(), *_distance_patterns(), *_event_patterns())
    return tuple((kind, re.compile(f"{START}(?:{body}){END}", FLAGS)) for kind, body in patterns)


YEAR = rf"(?P<year>(?:1[89]|20)[0-9]{{2}}{END}(?![.,][0-9]))"


@cache
def pieces() -> Mapping[str, str]:
    """What the patterns are made of."""
    words = load_words("dates")
    units = any_of(unit for unit in words["units"] if not unit.startswith(("second", "minute")))
    return {
        "month": rf"(?P<month>{any_of(words['months'])}|{any_of(words['month_abbreviations'])}{END}\.?)",
        "weekday": rf"{any_of(words['weekdays'])}|{any_of(words['weekday_abbreviations'])}\.",
        "part_of_day": rf"(?:{SPACE}(?:at{SPACE})?{any_of(words['day_parts'])})?",
        "count": rf"(?P<count>{number_pattern()}|{any_of(words['vague_counts'])}|an?){SPACE}",
        "units": rf"(?P<unit>{units})",
        "calendar_unit": r"(?P<unit>week|month|year|decade)",
        "which": rf"(?P<which>{any_of(words['which'])})",
        "part": rf"(?P<part>{any_of(words['parts'])})(?:{DASH}|{SPACE})",
    }


def _day_patterns() -> Iterator[tuple[str, str]]:
    """Named days: 2020-09-03, September 3, 9-10 August, Tuesday night, yesterday."""
    words, piece = load_words("dates"), pieces()
    day = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])(?!:[0-9])(?!\.[0-9])(?!,[0-9]{3}(?![0-9]))"
    upto = rf"\s?{DASH}\s?|{SPACE}(?:to|through|until|till|and|or){SPACE}(?:the{SPACE})?"
    listed = rf"(?:,{SPACE}{day}){{1,4}},?{SPACE}and{SPACE}"
    named = rf"(?:(?:{piece['weekday']}),?{SPACE}\(?)?"
    month_first = rf"{named}{piece['month']}{SPACE}(?:the{SPACE})?(?P<day>{day})"
    day_first = rf"{named}(?:the{SPACE})?(?P<day>{day})"
    second_day = rf"(?P<upto>{upto}|{listed})(?P<day2>{day})"
    month_after = rf"{SPACE}(?:of{SPACE})?{piece['month']}"
    # A year that runs into the next word ("2018The") is no reason to take the nearest one.
    year_after = rf"(?:,?{SPACE}{YEAR})?(?!,?{SPACE}(?:1[89]|20)[0-9]{{2}}[a-z]){piece['part_of_day']}"
    yield "iso", r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])"
    yield (
        "written",
        r"(?P<day>[0-9]{1,2})(?P<sign>[./])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[12][0-9]{3})(?![0-9/]|\.[0-9])",
    )
    yield "day", f"{month_first}{year_after}"
    yield "day", f"{day_first}{month_after}{year_after}"
    yield "days", f"{month_first}{second_day}{year_after}"
    yield "days", f"{day_first}{second_day}{month_after}{year_after}"
    week = rf"(?:{SPACE}(?:of{SPACE})?(?P<week>last|this|next){SPACE}week)?"
    yield (
        "weekday",
        rf"(?:{piece['which']}{SPACE})?(?P<weekday>{piece['weekday']}){week}{piece['part_of_day']}",
    )
    relative = rf"(?P<word>(?!overnight{SPACE}(?:on|into|from){SPACE}){any_of(words['relative_days'])})"
    yield "relative_day", rf"{relative}{piece['part_of_day']}"


def _unit_patterns() -> Iterator[tuple[str, str]]:
    """Calendar units: mid-August 2020, early 2021, the 1990s, late last week, the end of the year."""
    words, piece = load_words("dates"), pieces()
    part, which = rf"(?:{piece['part']})?", rf"(?:{piece['which']}{SPACE})?"
    yield "month", rf"{part}{which}{piece['month']}(?:,?{SPACE}(?:of{SPACE})?{YEAR})?(?![0-9])"
    yield "year", rf"{part}{YEAR}(?:{DASH}(?P<year2>{YEAR.replace('?P<year>', '?:')}))?"
    yield "decade", rf"(?:the{SPACE})?(?P<year>(?:1[89]|20)[0-9]0)['’]?s"
    yield "calendar_unit", rf"{part}{piece['which']}{SPACE}{piece['calendar_unit']}"
    bound = any_of(name for name in words["parts"] if name.endswith(" of"))
    yield "this_unit", rf"(?P<bound>{bound}){SPACE}the{SPACE}{piece['calendar_unit']}"
    yield "weekend", rf"(?:(?:{piece['which']}|the){SPACE})weekend"


def _distance_patterns() -> Iterator[tuple[str, str]]:
    """Distances: the past three days, the next two weeks, two weeks ago, in ten days, the next day."""
    words, count, units = load_words("dates"), pieces()["count"], pieces()["units"]
    yield "past", rf"(?:(?:the|these){SPACE})?(?P<back>past|last|previous|recent){SPACE}(?:{count})?{units}"
    yield "coming", rf"(?:the{SPACE})?(?P<ahead>next|coming){SPACE}(?:{count})?{units}"
    yield "within", rf"(?:within|in{SPACE}the{SPACE}course{SPACE}of){SPACE}(?:the{SPACE})?{count}{units}"
    yield "ago", rf"{count}(?P<unit>{any_of(words['units'])}){SPACE}ago"
    yield "in", rf"{count}{units}['’]?(?:{SPACE}time)?"


def _event_patterns() -> Iterator[tuple[str, str]]:
    """Days told by an event: three days after the election, on the eve of the vote, election day."""
    words, piece = load_words("dates"), pieces()
    events = any_of(name for names in words["events"].values() for name in names)
    whose = r"(?:the|this|that|these|his|its|their)"
    adjectives = rf"(?:(?!(?:the|an?|and|of|to|in){END})[a-z][a-z-]{{0,20}}{SPACE}){{0,3}}?"
    compound = rf"{SPACE}{any_of(words['event_compounds'])}{END}"
    event = rf"(?:{whose}{SPACE}{adjectives})?(?P<event>{events}){END}(?!{compound})"
    sides = any_of(
        word for name in ("since", "until", "before", "after") for word in words["relations"][name]
    )
    yield "anchored", rf"(?:{piece['count']}{piece['units']}{SPACE})?(?P<side>{sides}){SPACE}{event}"
    yield "beside", rf"(?P<beside>{any_of(words['beside'])}){SPACE}{event}|(?:election|polling){SPACE}day"


def month_number(word: str) -> int:
    words = load_words("dates")
    name = word.lower().rstrip(".")
    number: int = words["months"].get(name) or words["month_abbreviations"][name]
    return number


def weekday_number(word: str) -> int:
    words = load_words("dates")
    name = word.lower().rstrip(".")
    number: int | None = words["weekdays"].get(name)
    return words["weekday_abbreviations"][name] if number is None else number


def which_of(found: re.Match[str]) -> str:
    return str(load_words("dates")["which"][fold(found["which"])]) if found["which"] else ""


def count_of(found: re.Match[str]) -> float | None:
    """How many units: 1 for "a", None where the words are vague."""
    said = fold(found["count"])
    return 1.0 if said in ("a", "an") else parse_number(said)


def _explicit(found: re.Match[str], view: View) -> Value | None:
    """2020-09-03, 3.9.2020; 3/9/2020 stays open, since half the world reads it as March."""
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if found.re.groupindex.get("sign") and found["sign"] == "/" and month != day:
        if month <= 12 and day <= 12:
            return None, None, "day"
        month, day = min(month, day), max(month, day)
    return single(make_day(year, month, day))


def _day(found: re.Match[str], view: View) -> Value | None:
    month, groups = month_number(found["month"]), found.groupdict()
    days = [int(re.sub("[a-z]", "", groups[name].lower())) for name in ("day", "day2") if name in groups]
    precision = "interval" if len(days) > 1 else "day"
    if found["year"]:
        known = [make_day(int(found["year"]), month, day) for day in days]
    elif view.published:
        known = [calendar.nearest_day(month, day, view.published, view.future) for day in days]
    else:
        real = all(make_day(2000, month, day) for day in days)
        return (None, None, precision) if real else None
    first, last = known[0], known[-1]
    if first is None or last is None or first > last:
        return None
    return first, last, precision


def _month(found: re.Match[str], view: View) -> Value | None:
    month, part = month_number(found["month"]), found["part"]
    precision = "interval" if part else "month"
    if found["year"]:
        span = calendar.month_span(int(found["year"]), month)
    elif view.published:
        span = calendar.nearest_month(month, view.published, which_of(found), view.future)
    else:
        return None, None, precision
    return valued(within_unit(span, part), precision)


def within_unit(span: Span | None, part: str | None) -> Span | None:
    name = load_words("dates")["parts"][fold(part)] if part else None
    return calendar.part_of(span, name) if span and name else span


def _year(found: re.Match[str], view: View) -> Value | None:
    span = calendar.year_span(int(found["year"]))
    if found["year2"] and span:
        return span[0], date(int(found["year2"]), 12, 31), "interval"
    return valued(within_unit(span, found["part"]), "interval" if found["part"] else "year")


def _decade(found: re.Match[str], view: View) -> Value | None:
    return valued(calendar.unit_span(date(int(found["year"]), 1, 1), "decade"), "interval")


def _weekday(found: re.Match[str], view: View) -> Value | None:
    if view.published is None:
        return None, None, "day"
    number = weekday_number(found["weekday"])
    if found["week"]:
        away = {"last": -7, "this": 0, "next": 7}[found["week"].lower()]
        return single(calendar.shift(view.published, away + number - view.published.weekday(), "day"))
    return single(calendar.weekday_day(number, view.published, which_of(found), view.future))


def _relative_day(found: re.Match[str], view: View) -> Value | None:
    before, after = load_words("dates")["relative_days"][fold(found["word"])]
    precision = "day" if before == after else "interval"
    if view.published is None:
        return None, None, precision
    first, last = (calendar.shift(view.published, away, "day") for away in (before, after))
    return (first, last, precision) if first and last else None


def _calendar_unit(found: re.Match[str], view: View) -> Value | None:
    """Last week, this month, late next year: a calendar unit; the running one ends with the report's day."""
    unit, which, part = found["unit"].lower(), which_of(found), found["part"]
    precision = "interval" if (part and unit != "week") or unit == "decade" else unit
    if view.published is None:
        return None, None, precision
    seen = calendar.shift(view.published, {"last": -1, "this": 0, "next": 1}[which], unit)
    span = calendar.unit_span(seen, unit) if seen else None
    if span is None or part:
        return valued(within_unit(span, part), precision)
    if which == "this":
        return (view.published, span[1], precision) if view.future else (span[0], view.published, precision)
    return valued(span, precision)


def _this_unit(found: re.Match[str], view: View) -> Value | None:
    """The end (or start, or middle) of the running week, month or year."""
    if view.published is None:
        return None, None, "interval"
    span = calendar.unit_span(view.published, found["unit"].lower())
    return valued(within_unit(span, found["bound"]), "interval")


def _past(found: re.Match[str], view: View) -> Value | None:
    """The past three days: so many units up to the report's day; few or recent ones stay open."""
    count = count_of(found) if found["count"] else 1.0
    unit = load_words("dates")["units"][fold(found["unit"])]
    if view.published is None or count is None or found["back"].lower() == "recent" or _bare_plural(found):
        return None, None, "interval"
    first = calendar.shift(view.published, -count, unit)
    return (first, view.published, "interval") if first else None


def _coming(found: re.Match[str], view: View) -> Value | None:
    """The next two weeks: so many units from the report's day; "the coming days" have no end."""
    count = count_of(found) if found["count"] else 1.0
    unit = load_words("dates")["units"][fold(found["unit"])]
    if view.published is None or count is None or _bare_plural(found):
        return view.published, None, "interval"
    if unit in ("hour", "minute"):
        count, unit = (ceil(count / 24) if unit == "hour" else 0), "day"
    last = calendar.shift(view.published, count, unit)
    return (view.published, last, "interval") if last else None


def _within(found: re.Match[str], view: View) -> Value | None:
    """Within ten days: from the report's day, if it looks ahead; of what is over it is no date."""
    return _coming(found, view) if view.future else None


def _bare_plural(found: re.Match[str]) -> bool:
    return not found["count"] and found["unit"].lower().endswith("s")


def _ago(found: re.Match[str], view: View) -> Value | None:
    """Two weeks ago: the day for days and weeks, the calendar month or year that it lies in for longer."""
    return _away(found, view, -1)


def _ahead(found: re.Match[str], view: View) -> Value | None:
    return _away(found, view, 1)


def _away(found: re.Match[str], view: View, sign: int) -> Value | None:
    count, unit = count_of(found), load_words("dates")["units"][fold(found["unit"])]
    precision = {"month": "month", "year": "year", "decade": "interval"}.get(unit, "day")
    if view.published is None or count is None:
        return None, None, precision
    seen = calendar.shift(view.published, sign * count, unit)
    whole = unit if unit in ("month", "year", "decade") else "day"
    return valued(calendar.unit_span(seen, whole) if seen else None, precision)


def _weekend(found: re.Match[str], view: View) -> Value | None:
    if view.published is None:
        return None, None, "interval"
    span = calendar.weekend_span(view.published, which_of(found), view.future)
    if span and not view.future and which_of(found) == "" and span[0] <= view.published < span[1]:
        return span[0], view.published, "interval"
    return valued(span, "interval")


def _anchor(found: re.Match[str], view: View) -> date | None:
    """The day of an event that the report dates elsewhere, if it does."""
    named = fold(found["event"]) if found["event"] else "election"
    keys = (key for key, names in load_words("dates")["events"].items() if named in names)
    return next((view.anchors[key] for key in (named, *keys) if key in view.anchors), None)


def _anchored(found: re.Match[str], view: View) -> Value | None:
    day, side = _anchor(found, view), relation_name(found["side"])
    if day is None:
        return None
    if not found["count"]:
        return apply_relation(side, (day, day, "day"), view.published, view.future)
    sign = {"before": -1, "after": 1, "since": 1}.get(side)
    return _away(found, View(day, view.future, {}), sign) if sign else None


def _beside(found: re.Match[str], view: View) -> Value | None:
    day = _anchor(found, view)
    away = load_words("dates")["beside"][fold(found["beside"])] if found["beside"] else 0
    return single(calendar.shift(day, away, "day")) if day else None


VALUERS: Mapping[str, Callable[[re.Match[str], View], Value | None]] = {
    "iso": _explicit,
    "written": _explicit,
    "day": _day,
    "days": _day,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "weekday": _weekday,
    "relative_day": _relative_day,
    "calendar_unit": _calendar_unit,
    "this_unit": _this_unit,
    "past": _past,
    "coming": _coming,
    "within": _within,
    "ago": _ago,
    "in": _ahead,
    "weekend": _weekend,
    "anchored": _anchored,
    "beside": _beside,
}
"""What each kind of expression means, seen from a report's day; None where the calendar has no such day."""
