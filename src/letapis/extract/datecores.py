"""Single expressions of time where they stand in a text, with the words before them that belong to them.

What only looks like a date ("every Friday", "may be tried", "Law No. 3 of 2015") is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from letapis.extract.calendar import relation_name
from letapis.extract.numbers import DASH, END, FLAGS, SPACE, START, any_of, fold, load_words
from letapis.extract.signs import kinds_in_sight
from letapis.extract.storywords import STORY_VALUERS, story_patterns
from letapis.extract.timewords import VALUERS, View, time_patterns

CORE_VALUERS = {**VALUERS, **STORY_VALUERS}
"""What each kind of expression means, seen from a report's day and from what was told before."""

_ADVERB = re.compile("early|late", FLAGS)

_CONJUNCTIONS = ("since", "until", "after", "before")
"""Prepositions that "in" or "on" after them shows to be conjunctions: "since in July she called it …"."""


@dataclass(frozen=True, slots=True)
class Core:
    """A single expression found, and the words before it that belong to it."""

    found: re.Match[str]
    kind: str
    lead: int
    relation: str
    beside: str


@cache
def _lead_pattern() -> re.Pattern[str]:
    """The words before an expression that belong to it: preposition, "late on", "the evening of"."""
    words = load_words("dates")
    relation = any_of(word for name in words["relations"].values() for word in name)
    parts = any_of([*words["day_parts"], "week", "weekend", "day"])
    body = (
        rf"(?:(?P<relation>{relation}){SPACE})?(?:(?:early|late|later|earlier|overnight){SPACE})?(?:(?P<on>on|in|into){SPACE})?"
        rf"(?:(?:at{SPACE}least|about|around){SPACE})?"
        rf"(?:(?P<beside>the{SPACE}eve{SPACE}of|(?:the{SPACE})?(?:late{SPACE}|early{SPACE})?{parts}{SPACE}of){SPACE})?(?:the{SPACE})?"
    )
    return re.compile(rf"{START}{body}\Z", FLAGS)


@cache
def _bare_pattern() -> re.Pattern[str]:
    """What makes a date of a bare month or year: a preposition, or another such unit joined to it."""
    words = load_words("dates")
    unit = rf"(?:{any_of(words['months'])}|(?:1[89]|20)[0-9]{{2}})"
    before = rf"{any_of([*words['before_bare_unit'], 'between'])}{SPACE}(?:the{SPACE})?"
    return re.compile(
        rf"{START}(?:{before}|{unit}(?:{SPACE}(?:and|to|until|through|or){SPACE}|\s?{DASH}\s?))\Z", FLAGS
    )


@cache
def _context_patterns() -> Mapping[str, re.Pattern[str]]:
    """What may and what may not stand beside a date."""
    words = load_words("dates")
    months = any_of([*words["months"], *words["month_abbreviations"]])
    weekdays = any_of(words["weekdays"])
    never = any_of(words["never_after"])
    day_follows = any_of(words["after_day_of_month"])
    bodies = {
        # "every Tuesday and Friday" too
        "never_after": rf"{START}{never}{SPACE}(?:{weekdays}(?:,|{SPACE}and|{SPACE}or){SPACE})?\Z",
        "never_before": rf"(?:{SPACE}|{DASH}){any_of(words['never_before'])}{END}",
        "before_season": rf"{START}{any_of(words['before_bare_season'])}{SPACE}(?:the{SPACE})?\Z",
        "before_day_of_month": rf"{START}{any_of(words['before_day_of_month'])}{SPACE}\Z",
        "on": rf"{START}on{SPACE}\Z",
        "ordinal_noun": rf"{SPACE}{any_of(words['ordinal_nouns'])}{END}",
        "day_ends": rf"\s?(?:[.,;:!?()\"”’–—]|\Z|\n)|{SPACE}(?:{day_follows}{END}|[0-9])",
        "month_range": rf"\s?{DASH}\s?{months}{END}",
        "numbered": rf"{START}no\.?\s?[0-9/-]{{1,12}}{SPACE}of{SPACE}\Z",
    }
    cased = {
        "second_day": rf"{SPACE}(?!{any_of(words['after_second_day'])}{END})[a-z0-9]",
        "counted": rf"{SPACE}(?!(?:was|is|has|as|this|its|his|does){END})[a-z]{{2,20}}(?:s|ple){END}",
        "capital": rf"{SPACE}[A-Z][a-z]",
    }
    patterns = {name: re.compile(body, FLAGS) for name, body in bodies.items()}
    return patterns | {name: re.compile(body, FLAGS & ~re.IGNORECASE) for name, body in cased.items()}


@lru_cache(maxsize=1024)
def _candidates(text: str, start: int, end: int) -> list[tuple[int, str, re.Match[str]]]:
    """All in a stretch that looks like a date, the leftmost and longest first; many ask for the same."""
    sight = kinds_in_sight(text, start, end)
    found = [
        (match.start(), -match.end(), kind, match)
        for kind, pattern in (*story_patterns(), *time_patterns())
        if kind in sight
        for match in pattern.finditer(text, start, end)
    ]
    return [(at, kind, match) for at, _, kind, match in sorted(found, key=lambda each: each[:2])]


def find_cores(
    text: str, start: int, end: int, published: date | None, anchors: Mapping[str, date]
) -> list[Core]:
    """Single expressions of text[start:end], the leftmost and longest first, none over another."""
    view = View(published, False, anchors)
    cores: list[Core] = []
    floor = start
    for at, kind, found in _candidates(text, start, end):
        if at < floor or (kind in ("anchored", "beside") and CORE_VALUERS[kind](found, view) is None):
            continue
        lead = _lead_pattern().search(text, max(floor, at - 64), at)
        relation = lead["relation"] if lead else None
        name = relation_name(relation) if relation else ""
        begin = lead.start() if lead else at
        if lead and lead["on"] and name in _CONJUNCTIONS:
            begin, name = lead.start("on"), "at"
        if name == "before" and kind == "this_unit":
            name = "by"
        if kind == "days" and name == "from":
            name = "between"
        if kind == "relative_day" and name in ("at", "") and not _ADVERB.match(text, begin):
            begin, name = at, ""
        core = Core(found, kind, begin, name, (lead and lead["beside"]) or "")
        if _is_date(text, core, end):
            cores.append(core)
            floor = found.end()
    return cores


def _is_date(text: str, core: Core, end: int) -> bool:
    """Whether what looks like a date is one: no name, no modal verb, no count, not "every Friday"."""
    found, kind, context = core.found, core.kind, _context_patterns()
    groups = found.groupdict()
    words = load_words("dates")
    for name in ("month", "weekday"):
        word = groups.get(name)
        if word and fold(word).rstrip(".") in words["need_capital"] and not word[0].isupper():
            return False
    after_end = min(end, found.end() + 48)
    if kind == "relative_day" and _is_in_a_name(text, found):
        return False
    if kind == "told_distance" and lasts(text, found.start()):
        return False
    if kind in ("day", "days", "weekday"):
        if context["never_before"].match(text, found.end(), after_end):
            return False
        if kind == "weekday" and context["never_after"].search(
            text, max(0, found.start() - 36), found.start()
        ):
            return False
    if kind == "days" and groups["upto"].strip("\u00a0 ")[-1:].isalpha():
        return not context["second_day"].match(text, found.end(), after_end)
    if kind == "in":
        return bool(re.search(r"(?<!\w)in\s+\Z", text[max(0, found.start() - 8) : found.start()], re.I))
    if kind == "month_day":
        return _is_day_of_month(text, core, after_end)
    if kind == "feast" and "eve" not in fold(found[0]) and "day" not in fold(found[0]):
        start = max(0, found.start() - 24)
        leads = context["before_season"].search(text, start, found.start())
        return bool(leads and context["day_ends"].match(text, found.end(), after_end))
    if kind == "season":
        bare = not (groups["which"] or groups["part"])
        return not bare or bool(
            context["before_season"].search(text, max(0, found.start() - 24), found.start())
        )
    if kind in ("month", "year") and not groups.get("part") and not groups.get("which"):
        return _bare_unit_is_date(text, core, after_end)
    return True


def lasts(text: str, at: int) -> bool:
    """Whether "for" before a duration says how long: "remanded *for* two months after a search".

    >>> lasts("held for two days", 9), lasts("held two days", 5)
    (True, False)
    """
    return re.search(r"(?<!\w)for\s{1,8}\Z", text[max(0, at - 12) : at], re.IGNORECASE) is not None


def _is_in_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether "Today" or "Tomorrow" is the end of a name: "the agency Two Rivers Today"."""
    if not found[0][0].isupper() or found[0].isupper():
        return False
    before = text[max(0, found.start() - 24) : found.start()]
    return before[-1:] == " " and before[:-1].split(" ")[-1][:1].isalpha()


def _is_day_of_month(text: str, core: Core, after_end: int) -> bool:
    """ "On the 22nd" is a day; "the 22nd session", "the 19th century" are none."""
    context, found = _context_patterns(), core.found
    start = max(0, found.start() - 24)
    if context["on"].search(text, start, found.start()):
        return not context["ordinal_noun"].match(text, found.end(), after_end)
    before = context["before_day_of_month"].search(text, start, found.start())
    return bool(before and context["day_ends"].match(text, found.end(), after_end))


def _bare_unit_is_date(text: str, core: Core, after_end: int) -> bool:
    """A bare month or year needs a preposition before it, and after it no noun that it counts or names."""
    found, context = core.found, _context_patterns()
    if core.kind == "month" and (found["year"] or context["month_range"].match(text, found.end(), after_end)):
        return True
    if context["numbered"].search(text, max(0, found.start() - 30), found.start()):
        return False
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
