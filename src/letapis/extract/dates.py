"""Time expressions of a sentence: where they stand and which days they mean, by the rules of the method.

The scan reads raw text and no parse. It finds single expressions, joins two into an interval ("from … to …"),
and lets the words before them speak: prepositions, "the evening of", signs that something is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from letapis.extract.calendar import (
    TimeExpression,
    Value,
    apply_relation,
    join_years,
    relation_name,
    shift,
    unit_span,
)
from letapis.extract.numbers import DASH, END, FLAGS, SPACE, START, any_of, clip, fold, load_words
from letapis.extract.tense import looks_ahead
from letapis.extract.timewords import VALUERS, View, time_patterns
from letapis.model import When

_ADVERB = re.compile("early|late", FLAGS)

_NO_ANCHORS: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Core:
    """A single expression found, and the words before it that belong to it."""

    found: re.Match[str]
    kind: str
    lead: int
    relation: str
    beside: str


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
) -> tuple[TimeExpression, ...]:
    """What `find_dates` finds, with the relation that the words around each date give it.

    >>> [one.relation for one in find_time_expressions("since the August 9 vote", 0, 23, date(2020, 9, 3))]
    ['since']
    """
    start, end = clip(text, start, end)
    cores = _find_cores(text, start, end, published, anchors)
    found: list[TimeExpression] = []
    at = 0
    while at < len(cores):
        core = cores[at]
        ahead = (
            looks_ahead(text, start, end, core.lead, core.found.end(), core.relation)
            if future is None
            else future
        )
        view = View(published, ahead, anchors)
        if at + 1 < len(cores) and _joins(text, core, cores[at + 1]):
            value = _joined_value(core, cores[at + 1], view)
            if value:
                found.append(_expression(text, core.lead, cores[at + 1].found.end(), value, "between"))
                at += 2
                continue
        value = VALUERS[core.kind](core.found, view)
        if value and not (core.kind == "in" and not ahead):
            found.append(_related(text, core, end, value, published))
        at += 1
    return tuple(join_years(text, found))


def find_anchors(text: str, published: date | None) -> dict[str, date]:
    """Events whose day the report states itself: "the August 9 vote", "the election on August 9".

    An event named with two different days is left out: which one "after the vote" means is not said.

    >>> find_anchors("Protests since the August 9 vote go on.", date(2020, 9, 3))
    {'election': datetime.date(2020, 8, 9)}
    """
    days: dict[str, set[date]] = {}
    for core in _find_cores(text, 0, len(text), published, _NO_ANCHORS):
        if core.kind not in ("iso", "written", "day", "weekday") or core.relation == "between":
            continue
        event = _event_beside(text, core)
        value = VALUERS[core.kind](core.found, View(published, False, _NO_ANCHORS)) if event else None
        if value and value[0] and value[0] == value[1]:
            days.setdefault(event, set()).add(value[0])
    return {event: min(known) for event, known in days.items() if len(known) == 1}


@cache
def _lead_pattern() -> re.Pattern[str]:
    """The words before an expression that belong to it: preposition, "late on", "the evening of"."""
    words = load_words("dates")
    relation = any_of(word for name in words["relations"].values() for word in name)
    parts = any_of([*words["day_parts"], "week", "weekend", "day"])
    body = (
        rf"(?:(?P<relation>{relation}){SPACE})?(?:(?:early|late|later|earlier|overnight){SPACE})?(?:(?:on|in|into){SPACE})?"
        rf"(?:at{SPACE}least{SPACE})?"
        rf"(?:(?P<beside>the{SPACE}eve{SPACE}of|(?:the{SPACE})?(?:late{SPACE}|early{SPACE})?{parts}{SPACE}of){SPACE})?(?:the{SPACE})?"
    )
    return re.compile(rf"{START}{body}\Z", FLAGS)


@cache
def _bare_pattern() -> re.Pattern[str]:
    """What makes a date of a bare month or year: a preposition, or another such unit joined to it."""
    words = load_words("dates")
    unit = rf"(?:{any_of(words['months'])}|(?:1[89]|20)[0-9]{{2}})"
    before = rf"{any_of([*words['before_bare_unit'], 'between'])}{SPACE}(?:the{SPACE})?"
    return re.compile(rf"{START}(?:{before}|{unit}{SPACE}(?:and|to|until|through|or){SPACE})\Z", FLAGS)


@cache
def _context_patterns() -> Mapping[str, re.Pattern[str]]:
    """What may not stand beside a date, what joins two, and how an event is tied to one."""
    words = load_words("dates")
    events = any_of(name for names in words["events"].values() for name in names)
    relations = any_of(
        word
        for name in ("since", "from", "until", "by", "before", "after")
        for word in words["relations"][name]
    )
    adjectives = rf"(?:[a-z][a-z-]{{0,20}}{SPACE}){{0,3}}?"
    return {
        "never_after": re.compile(rf"{START}{any_of(words['never_after'])}{SPACE}\Z", FLAGS),
        "never_before": re.compile(rf"(?:{SPACE}|{DASH}){any_of(words['never_before'])}{END}", FLAGS),
        "second_day": re.compile(
            rf"{SPACE}(?!{any_of(words['after_second_day'])}{END})[a-z0-9]", FLAGS & ~re.IGNORECASE
        ),
        "counted": re.compile(
            rf"{SPACE}(?!(?:was|is|has|as|this|its|his|does){END})[a-z]{{2,20}}(?:s|ple){END}", re.ASCII
        ),
        "capital": re.compile(rf"{SPACE}[A-Z][a-z]"),
        "joint": re.compile(
            rf"\s?{DASH}\s?|{SPACE}(?:to|through|until|till|into){SPACE}(?:the{SPACE})?(?:on{SPACE})?", FLAGS
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


def _find_cores(
    text: str, start: int, end: int, published: date | None, anchors: Mapping[str, date]
) -> list[_Core]:
    """Single expressions, the leftmost and longest first, none over another."""
    view = View(published, False, anchors)
    candidates = [
        (found.start(), -found.end(), kind, found)
        for kind, pattern in time_patterns()
        for found in pattern.finditer(text, start, end)
        if not (kind in ("anchored", "beside") and VALUERS[kind](found, view) is None)
    ]
    cores: list[_Core] = []
    floor = start
    for at, _, kind, found in sorted(candidates, key=lambda candidate: candidate[:2]):
        if at < floor:
            continue
        lead = _lead_pattern().search(text, max(floor, at - 64), at)
        relation = lead["relation"] if lead else None
        name = relation_name(relation) if relation else ""
        if kind == "days" and name == "from":
            name = "between"
        begin = lead.start() if lead else at
        if kind == "relative_day" and name in ("at", "") and not _ADVERB.match(text, begin):
            begin, name = at, ""
        core = _Core(found, kind, begin, name, (lead and lead["beside"]) or "")
        if _is_date(text, core, end):
            cores.append(core)
            floor = found.end()
    return cores


def _is_date(text: str, core: _Core, end: int) -> bool:
    """Whether what looks like a date is one: no name, no modal verb, no count, not "every Friday"."""
    found, kind, context = core.found, core.kind, _context_patterns()
    groups = found.groupdict()
    words = load_words("dates")
    for name in ("month", "weekday"):
        word = groups.get(name)
        if word and fold(word).rstrip(".") in words["need_capital"] and not word[0].isupper():
            return False
    after_end = min(end, found.end() + 48)
    if kind in ("day", "days", "weekday"):
        if context["never_before"].match(text, found.end(), after_end):
            return False
        if context["never_after"].search(text, max(0, found.start() - 24), found.start()):
            return False
    if kind == "days" and groups["upto"].strip("\u00a0 ")[-1:].isalpha():
        return not context["second_day"].match(text, found.end(), after_end)
    if kind == "in":
        return bool(re.search(r"(?<!\w)in\s+\Z", text[max(0, found.start() - 8) : found.start()], re.I))
    if kind in ("month", "year") and not groups.get("part") and not groups.get("which"):
        return _bare_unit_is_date(text, core, after_end)
    return True


def _bare_unit_is_date(text: str, core: _Core, after_end: int) -> bool:
    """A bare month or year needs a preposition before it, and after it no noun that it counts or names."""
    found, context = core.found, _context_patterns()
    if core.kind == "month" and found["year"]:
        return True
    before = _bare_pattern().search(text, max(0, found.start() - 24), found.start())
    if not before:
        return False
    word = fold(before[0]).split()[0]
    if core.kind == "month":
        given_name = fold(found["month"]).rstrip(".") in load_words("dates")["given_names"] and word != "in"
        named = context["never_before"].match(text, found.end(), after_end) or text[
            found.end() : after_end
        ].startswith(" Day")
        return (
            found["month"][0].isupper()
            and not named
            and not (given_name and context["capital"].match(text, found.end()))
        )
    return word not in ("over", "for") and not context["counted"].match(text, found.end(), after_end)


def _joins(text: str, core: _Core, following: _Core) -> bool:
    """Whether two expressions are the ends of one interval."""
    gap_start, gap_end = core.found.end(), following.found.start()
    if gap_end - gap_start > 24 or {core.kind, following.kind} & {
        "past",
        "coming",
        "ago",
        "in",
        "narrative",
        "anchored",
    }:
        return False
    context = _context_patterns()
    if context["joint"].fullmatch(text, gap_start, gap_end):
        return True
    together = core.relation == "between" or (core.kind == following.kind and core.kind in ("month", "year"))
    return together and bool(context["and"].fullmatch(text, gap_start, gap_end))


def _joined_value(core: _Core, following: _Core, view: View) -> Value | None:
    """The interval from one expression to the next; the nearer end is read first, the other from there."""
    if view.future and core.kind == following.kind == "weekday":
        opening = VALUERS[core.kind](core.found, view)
        seen = opening[0] if opening else None
        closing = VALUERS[following.kind](following.found, View(seen, True, view.anchors))
    else:
        closing = VALUERS[following.kind](following.found, view)
        seen = closing[1] if closing else None
        borrows = core.kind in ("day", "days", "month", "weekday") and not core.found.groupdict().get("year")
        opening = VALUERS[core.kind](core.found, View(seen, False, view.anchors) if borrows else view)
    if opening is None or closing is None:
        return None
    if opening[0] is None or closing[1] is None:
        return None, None, "interval"
    return (opening[0], closing[1], "interval") if opening[0] <= closing[1] else None


def _related(text: str, core: _Core, end: int, value: Value, published: date | None) -> TimeExpression:
    """The expression with its preposition and what that makes of its days."""
    start, stop, relation = core.lead, core.found.end(), core.relation
    if not relation and not core.beside and fold(text[start : core.found.start()]) == "the":
        start = core.found.start()
    described = _described_event(text, core, end)
    if described:
        stated, begin, finish = described
        if stated in ("since", "until", "by", "before", "after", "from"):
            start, stop, relation = min(begin, start), finish, stated
        elif fold(text[start:stop]).split()[0] not in ("at", "during", "in"):
            start, stop, relation = core.found.start(), core.found.end(), "attribute"
    value = _shifted(value, fold(text[start : core.found.start()]))
    if core.kind == "anchored":
        return _expression(text, start, stop, value, relation_name(core.found["side"]))
    known = apply_relation(relation, value, published) if relation != "attribute" else value
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


def _described_event(text: str, core: _Core, end: int) -> tuple[str, int, int] | None:
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


def _event_beside(text: str, core: _Core) -> str:
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
