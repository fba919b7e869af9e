"""Time expressions of a sentence: where they stand and which days they mean, by the rules of the method.

The scan reads raw text and no parse. It finds single expressions, joins two into an interval ("from … to …"),
and lets the words before them speak: prepositions, "the evening of", signs that something is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType

from letapis.extract.calendar import (
    TimeExpression,
    Value,
    apply_relation,
    in_year,
    relation_name,
    shift,
    unit_span,
)
from letapis.extract.datecores import CORE_VALUERS, Core, find_cores
from letapis.extract.numbers import DASH, END, FLAGS, SPACE, START, any_of, clip, fold, load_words
from letapis.extract.tense import looks_ahead, puts_off
from letapis.extract.timewords import View
from letapis.model import When

_NO_ANCHORS: Mapping[str, date] = MappingProxyType({})

_APPOINTED = ("day", "weekday", "relative_day", "weekend", "month_day", "spelled")
"""Kinds of expression that "for" makes an appointment of."""


@dataclass(frozen=True, slots=True)
class Told:
    """The last day that a report has told so far, and the last day, month or year."""

    day: date | None = None
    span: tuple[date, date] | None = None

    def after(self, expression: TimeExpression, published: date | None) -> Told:
        """What is told last once this expression has been read; what is still to come tells nothing."""
        when = expression.when
        if when.first is None or when.last is None or (published and when.first > published):
            return self
        if when.first.year != when.last.year or when.precision not in ("day", "month", "year"):
            return self
        return Told(when.first if when.first == when.last else self.day, (when.first, when.last))


_NOTHING_TOLD = Told()


def find_dates(
    text: str,
    start: int,
    end: int,
    published: date | None,
    anchors: Mapping[str, date] = _NO_ANCHORS,
    future: bool | None = None,
) -> tuple[When, ...]:
    """All time expressions of text[start:end], each with the days it means for a report of that day.

    Arguments:
        text: the report; offsets in the result are code points of it.
        published: the report's day; without it relative dates keep their words and no days.
        anchors: days of events that the report dates itself, as `find_anchors` gives them.
        future: whether the stretch speaks of what is to come; None looks for signs of it ("will", "planned").

    >>> found = find_dates("Ten were held on September 3.", 0, 29, date(2020, 9, 4))
    >>> found[0].text, found[0].first
    ('on September 3', datetime.date(2020, 9, 3))
    """
    found = find_time_expressions(text, start, end, published, anchors, future)
    return tuple(expression.when for expression in found)


def find_time_expressions(
    text: str,
    start: int,
    end: int,
    published: date | None,
    anchors: Mapping[str, date] = _NO_ANCHORS,
    future: bool | None = None,
    told: Told = _NOTHING_TOLD,
) -> tuple[TimeExpression, ...]:
    """What `find_dates` finds, with the relation that the words around each date give it.

    Arguments:
        told: the days that the report told before this stretch, for "the next day" and its like.

    >>> [one.relation for one in find_time_expressions("since the August 9 vote", 0, 23, date(2020, 9, 3))]
    ['since']
    """
    start, end = clip(text, start, end)
    cores = find_cores(text, start, end, published, anchors)
    found: list[TimeExpression] = []
    at = 0
    while at < len(cores):
        core = cores[at]
        following = cores[at + 1] if at + 1 < len(cores) else None
        ahead = _looks_ahead(text, start, end, core) if future is None else future
        view = View(published, ahead, anchors, told.day, told.span)
        expression, used = _read(text, start, end, core, following, view)
        if expression:
            found.append(expression)
            told = told.after(expression, published)
        at += used
    return tuple(found)


def read_dates(
    text: str, stretches: Iterable[tuple[int, int]], published: date | None, anchors: Mapping[str, date]
) -> Iterator[tuple[TimeExpression, ...]]:
    """The time expressions of a report's sentences one after another, so that each knows what was told.

    >>> text = "She was held on August 9. The next day she was fined."
    >>> both = list(read_dates(text, [(0, 25), (26, 53)], date(2020, 9, 3), {}))
    >>> both[1][0].when.first
    datetime.date(2020, 8, 10)
    """
    told = _NOTHING_TOLD
    for start, end in stretches:
        found = find_time_expressions(text, start, end, published, anchors, told=told)
        for expression in found:
            told = told.after(expression, published)
        yield found


def _looks_ahead(text: str, start: int, end: int, core: Core) -> bool:
    """Whether a core is still to come, by the words around it and its preposition."""
    relation = core.relation
    if core.kind == "within":
        relation = "within"
    elif core.kind in _APPOINTED and fold(text[core.lead : core.found.start()]) in ("for", "for the"):
        relation = "for"
    return looks_ahead(text, start, end, core.lead, core.found.end(), relation)


def _read(
    text: str, start: int, end: int, core: Core, following: Core | None, view: View
) -> tuple[TimeExpression | None, int]:
    """The expression that begins with a core, and how many cores it takes up."""
    if following and _joins(text, core, following):
        joined = _joined_value(core, following, view)
        if joined:
            return _expression(text, core.lead, following.found.end(), joined, "between"), 2
    value = CORE_VALUERS[core.kind](core.found, view)
    if value is None or (core.kind == "in" and not view.future):
        return None, 1
    year = _year_after(text, core, following, view) if following else None
    stop = following.found.end() if year and following else core.found.end()
    value = (in_year(value, year) if year else value) or value
    if core.relation == "until" and puts_off(text[max(start, core.lead - 120) : core.lead]):
        core = replace(core, relation="at")
    return _related(text, core, stop, end, value, view), 2 if year else 1


def _year_after(text: str, core: Core, following: Core, view: View) -> int | None:
    """The year that the words right after a day or month name: "in October last year"."""
    if core.kind not in ("day", "days", "month", "spelled", "nth_part") or core.found.groupdict().get("year"):
        return None
    gap = text[core.found.end() : following.found.start()].strip()
    if gap not in ("", "of") or following.kind not in ("year", "calendar_unit", "told_unit"):
        return None
    value = CORE_VALUERS[following.kind](following.found, view)
    whole = value and value[2] == "year" and value[0]
    return whole.year if whole else None


def find_anchors(
    text: str, published: date | None, stretches: Sequence[tuple[int, int]] = ()
) -> dict[str, date]:
    """Events whose day the report states itself: "the August 9 vote", "the election on August 9".

    An event named with two different days is left out: which one "after the vote" means is not said.
    `stretches` are the sentences, where they are known: first and last code point of each.

    >>> find_anchors("Protests since the August 9 vote go on.", date(2020, 9, 3))
    {'election': datetime.date(2020, 8, 9)}
    """
    days: dict[str, set[date]] = {}
    cores = (
        core
        for start, end in stretches or [(0, len(text))]
        for core in find_cores(text, start, end, published, _NO_ANCHORS)
    )
    for core in cores:
        if core.kind not in ("iso", "written", "day", "weekday") or core.relation == "between":
            continue
        event = _event_beside(text, core)
        value = CORE_VALUERS[core.kind](core.found, View(published, False, _NO_ANCHORS)) if event else None
        if value and value[0] and value[0] == value[1]:
            days.setdefault(event, set()).add(value[0])
    return {event: min(known) for event, known in days.items() if len(known) == 1}


@cache
def _context_patterns() -> Mapping[str, re.Pattern[str]]:
    """What joins two dates, and how an event is tied to one."""
    words = load_words("dates")
    events = any_of(name for names in words["events"].values() for name in names)
    relations = any_of(
        word
        for name in ("since", "from", "until", "by", "before", "after")
        for word in words["relations"][name]
    )
    adjectives = rf"(?:[a-z][a-z-]{{0,20}}{SPACE}){{0,3}}?"
    return {
        "joint": re.compile(
            rf"\s?{DASH}{{1,2}}\s?|{SPACE}(?:to|through|until|till|into){SPACE}(?:the{SPACE})?(?:on{SPACE})?",
            FLAGS,
        ),
        "and": re.compile(rf"{SPACE}and{SPACE}(?:on{SPACE})?", FLAGS),
        "event_after": re.compile(rf"['’]?s?{SPACE}{adjectives}(?P<event>{events}){END}", FLAGS),
        "event_before": re.compile(
            rf"{START}(?P<event>{events}),?{SPACE}(?:(?P<link>{any_of(words['event_links'])}){SPACE})?"
            rf"(?:(?:in|at){SPACE}[\w’'-]{{1,30}}{SPACE})?(?:(?P<link_late>{any_of(words['event_links'])}){SPACE})?"
            rf"(?:on{SPACE})?\Z",
            FLAGS,
        ),
        "before_event": re.compile(
            rf"(?:\A|[\n.;:(\"\u201c]|{START}{any_of(words['before_event'])}{SPACE})\s{{0,8}}"
            rf"(?:(?:the|an?|this|that|its|their){SPACE}(?:(?!the{END})[a-z][a-z-]{{0,20}}{SPACE}){{0,2}})?\Z",
            FLAGS,
        ),
        "described": re.compile(
            rf"(?:{START}(?:(?P<relation>{relations}){SPACE})?(?:the|this|its|their)|['’]s){SPACE}"
            rf"(?:[a-z][a-z-]{{0,20}}{SPACE}){{0,2}}\Z",
            FLAGS,
        ),
    }


def _joins(text: str, core: Core, following: Core) -> bool:
    """Whether two expressions are the ends of one interval."""
    gap_start, gap_end = core.found.end(), following.found.start()
    if gap_end - gap_start > 24 or {core.kind, following.kind} & {
        "past",
        "coming",
        "ago",
        "in",
        "within",
        "told_unit",
        "told_distance",
        "anchored",
    }:
        return False
    context = _context_patterns()
    if context["joint"].fullmatch(text, gap_start, gap_end):
        return True
    together = core.relation == "between" or (core.kind == following.kind and core.kind in ("month", "year"))
    return together and bool(context["and"].fullmatch(text, gap_start, gap_end))


def _joined_value(core: Core, following: Core, view: View) -> Value | None:
    """The interval from one expression to the next; the nearer end is read first, the other from there."""
    if view.future and core.kind == following.kind == "weekday":
        opening = CORE_VALUERS[core.kind](core.found, view)
        seen = opening[0] if opening else None
        closing = CORE_VALUERS[following.kind](following.found, View(seen, True, view.anchors))
    else:
        closing = CORE_VALUERS[following.kind](following.found, view)
        seen = closing[1] if closing else None
        borrows = core.kind in ("day", "days", "month", "weekday") and not core.found.groupdict().get("year")
        opening = CORE_VALUERS[core.kind](core.found, View(seen, False, view.anchors) if borrows else view)
    if opening is None or closing is None:
        return None
    if opening[0] is None or closing[1] is None:
        return None, None, "interval"
    return (opening[0], closing[1], "interval") if opening[0] <= closing[1] else None


def _related(text: str, core: Core, stop: int, end: int, value: Value, view: View) -> TimeExpression:
    """The expression up to `stop` with its preposition and what that makes of its days."""
    start, relation = core.lead, core.relation
    if not relation and not core.beside and fold(text[start : core.found.start()]) == "the":
        start = core.found.start()
    described = _described_event(text, core, end)
    if described:
        stated, begin, finish = described
        if stated in ("since", "until", "by", "before", "after", "from"):
            start, stop, relation = min(begin, start), finish, stated
        elif fold(text[start:stop]).split()[0] not in ("at", "during", "in"):
            start, relation = core.found.start(), "attribute"
    value = _shifted(value, fold(text[start : core.found.start()]))
    if core.kind == "anchored":
        return _expression(text, start, stop, value, relation_name(core.found["side"]))
    known = apply_relation(relation, value, view.published, view.future) if relation != "attribute" else value
    return _expression(text, start, stop, known, "at" if relation in ("", "between") else relation)


def _shifted(value: Value, lead: str) -> Value:
    """The day before for "the eve of", both days for "overnight into", the whole week for "the week of"."""
    first, last, precision = value
    if first is None or last is None or first != last:
        return value
    before = shift(first, -1, "day")
    if before and "eve of" in lead:
        return before, before, precision
    if before and lead.endswith(("into", "into the")):
        return before, last, "interval"
    week = unit_span(first, "week") if "week of" in lead else None
    return (*week, "week") if week else value


def _described_event(text: str, core: Core, end: int) -> tuple[str, int, int] | None:
    """Relation, first and last code point of "the August 9 vote", if the date only describes a noun."""
    if core.kind not in (
        "day",
        "days",
        "weekday",
        "iso",
        "written",
        "relative_day",
        "month",
        "calendar_unit",
        "month_day",
        "spelled",
    ):
        return None
    context, at = _context_patterns(), core.found.start()
    event = context["event_after"].match(text, core.found.end(), min(end, core.found.end() + 100))
    owned = re.match("['’]s", text[core.found.end() : core.found.end() + 2])
    described = context["described"].search(text, max(0, at - 80), at)
    if not owned and not (event and described):
        return None
    finish = event.end() if event else core.found.end()
    relation = relation_name(described["relation"]) if described and described["relation"] else core.relation
    begin = described.start() if described and described["relation"] else core.lead
    return relation, begin, finish


def _expression(text: str, start: int, stop: int, value: Value, relation: str) -> TimeExpression:
    first, last, precision = value
    return TimeExpression(When(first, last, precision, text[start:stop], start, stop), relation)


def _event_beside(text: str, core: Core) -> str:
    """The key of the event that a date describes or that stands right before it, or ""."""
    context, words, found = _context_patterns(), load_words("dates"), core.found
    described = _described_event(text, core, len(text))
    event = context["event_after"].match(text, found.end(), found.end() + 100) if described else None
    if event is None:
        event = context["event_before"].search(text, max(0, found.start() - 80), found.start())
        if event and not (event["link"] or event["link_late"]):
            before = max(0, event.start() - 80)
            loose = "," in event[0] or not event[0].lower().rstrip().endswith("on")
            if loose or not context["before_event"].search(text, before, event.start()):
                event = None
    named = fold(event["event"]) if event else ""
    return next((key for key, names in words["events"].items() if named in names), "")
