"""Whether a marked report keeps to the notation and the guidelines.

Errors are slips that a machine can be sure of: a tag that stands nowhere, a value that is no date, a kind
that the codebook lacks. Reminders are what a coder forgets most: a pronoun, a name or a number without a
mark, a word that often tells of a kind and stands in no trigger. A reminder may be answered by leaving
things as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.notation import MENTIONS, ClaimLine, Mark, Marked, Problem
from letapis.codebook import Codebook
from letapis.model.claim import MODALITIES, MODES, POLARITIES, STATUSES

FIELDS = {
    "who": MENTIONS,
    "whom": MENTIONS,
    "by": MENTIONS + "d",
    "when": "t",
    "where": "lo",
    "many": "q",
    "about": "!",
    "part_of": "!",
    "link": "!",
    "condition": "d!",
    "status": "",
    "modality": "",
    "polarity": "",
}
"""What may stand in a claim line besides details, and the letters of the tags that it refers to."""

WORDS = {"status": STATUSES, "modality": MODALITIES, "polarity": POLARITIES}
LINKS = ("response_to", "retry_of", "same_grounds")
STANCES = ("asserts", "claims", "insists", "denies", "admits", "warns", "suggests", "believes", "asks")
EXPOSURE = {"p": ("private", "public", "official"), "o": ("invented", "real"), "m": ("invented", "real")}
SECTORS = "GOV MIL COP SPY JUD OPP LEG PTY BUS CVL EDU MED LAB HLH NGO IGO REL CRM".split()
FACTS = ("role", "org", "relation", "of", "member_of", "country", "sector")

DETAIL_KEYS = {"as": "status"}
"""Details whose key in a claim line differs from their name in the codebook."""

_DURATION = re.compile(
    r"P(?=[0-9T])(?:[0-9.]+Y)?(?:[0-9.]+M)?(?:[0-9.]+W)?(?:[0-9.]+D)?(?:T(?:[0-9.]+[HMS])+)?$"
)
_REFERENCE = re.compile(r"\^?[poglmtqsd!][0-9]{1,3}(\.[1-9][0-9]?)?$")
_QUANTITY = re.compile(
    r"(?P<low>[0-9.]+?)(?P<low_open><)?(?P<span>\.\.(?P<high_open><)?(?P<high>[0-9.]+)?)?(?:/(?P<mode>[a-z]+))?(?::(?P<unit>[a-z]+))?$"
)


def check(report: Marked, codebook: Codebook) -> list[Problem]:
    """Everything to mend or to look at again in one report, in the order of its lines."""
    checks = (
        _marks(report),
        _values(report),
        _claims(report, codebook),
        _entities(report),
        _reminders(report),
    )
    return sorted((problem for found in checks for problem in found), key=lambda problem: problem.line)


def repeated_names(reports: Iterable[Marked]) -> dict[str, list[str]]:
    """Full names of invented persons that more than one report has, with the reports."""
    where: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        for tag in report.entities:
            name = report.name(tag) if tag.startswith("p") else None
            if name and " " in name:
                where[name].add(report.id)
    return {name: sorted(ids) for name, ids in sorted(where.items()) if len(ids) > 1}


def parse_days(value: str) -> tuple[date | None, date | None] | None:
    """The interval that the value of a time mark gives, None where it gives none (a duration, `?`).

    >>> parse_days("2020-08-09..")
    (datetime.date(2020, 8, 9), None)

    Raises `ValueError` where the value has neither form.
    """
    if value == "?" or _DURATION.match(value):
        return None
    first, dots, last = value.partition("..")
    begin = date.fromisoformat(first) if first else None
    end = (date.fromisoformat(last) if last else None) if dots else begin
    if begin is None and end is None:
        raise ValueError("an interval without ends")
    if begin and end and begin > end:
        raise ValueError("the interval ends before it begins")
    return begin, end


def parse_quantity(value: str) -> dict[str, Any]:
    """The parts of a quantity mark's value, as a claim's `quantity` has them.

    >>> parse_quantity("60..80/increment")["high"]
    80

    Raises `ValueError` where it is not in the notation.
    """
    match = _QUANTITY.match(value)
    mode = (match["mode"] or "count") if match else "count"
    if not match or mode not in MODES:
        raise ValueError("quantities are written 4, 60..80, 101.. with /mode and :unit")
    low = _number(match["low"])
    high = low if match["span"] is None else _number(match["high"]) if match["high"] else None
    if high is not None and low > high:
        raise ValueError("the quantity's bounds are the wrong way round")
    unit = match["unit"] or ("percent" if mode == "share" else "person")
    opened = {"low_open": bool(match["low_open"]), "high_open": bool(match["high_open"])}
    return {"low": low, "high": high, **opened, "unit": unit, "mode": mode}


def _number(written: str) -> float:
    number = float(written)
    return int(number) if number.is_integer() else number


def _marks(report: Marked) -> Iterator[Problem]:
    """Tags that are used once, triggers that have claims, names in their place."""
    for tag, marks in _by_tag(report).items():
        if tag[0] not in MENTIONS and len(marks) > 1:
            yield Problem(marks[1].line, f"{tag} is used twice; only mentions share a tag")
        if tag[0] not in MENTIONS + "o" and any(mark.names for mark in marks):
            yield Problem(marks[0].line, f"{tag}: names stand in mentions only")
        for mark in marks:
            if mark.start == mark.end:
                yield Problem(mark.line, f"{tag} marks no words")
            elif report.words(mark) != report.words(mark).strip():
                yield Problem(mark.line, f"{tag}: white space at the edge of «{report.words(mark)}»")
            if tag[0] == "!" and mark.end - mark.start > 60:
                yield Problem(mark.line, f"{tag}: a trigger has at most 60 characters")
            if mark.value and tag[0] in MENTIONS + "!":
                yield Problem(mark.line, f"{tag} takes no value")
    claimed = {claim.number for claim in report.claims}
    for mark in report.marks:
        if mark.tag[0] == "!" and int(mark.tag[1:]) not in claimed:
            yield Problem(mark.line, f"{mark.tag} «{report.words(mark)}» has no claim under its sentence")


def _values(report: Marked) -> Iterator[Problem]:
    for mark in report.marks:
        try:
            if mark.type == "time":
                parse_days(mark.value or "")
            elif mark.type == "quantity":
                parse_quantity(mark.value or "")
        except ValueError as error:
            yield Problem(mark.line, f"{mark.tag}={mark.value} «{report.words(mark)}»: {error}")
        if mark.type == "cue" and mark.value and mark.value not in STANCES:
            yield Problem(mark.line, f"{mark.tag}: no such stance: {mark.value}; one of {', '.join(STANCES)}")


def _claims(report: Marked, codebook: Codebook) -> Iterator[Problem]:
    marks = _by_tag(report)
    ordinals = Counter(claim.number for claim in report.claims)
    for claim in report.claims:
        trigger = marks.get(f"!{claim.number}")
        if not trigger or trigger[0].sentence != claim.sentence:
            yield Problem(claim.line, f"!{claim.number} has no trigger in the sentence above")
        unknown = [kind for kind in claim.kinds if kind not in codebook.kinds]
        if unknown:
            yield Problem(claim.line, f"the codebook has no kind {', '.join(unknown)}")
            continue
        details = {name for kind in claim.kinds for name in codebook.kinds[kind].details}
        for key, values in claim.fields.items():
            if key in WORDS:
                if any(word not in WORDS[key] for value in values for word in value.split("|")):
                    yield Problem(claim.line, f"{key} is one of {', '.join(WORDS[key])}")
            elif key not in FIELDS and DETAIL_KEYS.get(key, key) not in details:
                yield Problem(claim.line, f"{claim.kinds[0]} has no {key}; its details: {', '.join(details)}")
            else:
                for value in values:
                    yield from _reference(key, value, claim, report, marks, ordinals)


def _reference(
    key: str,
    value: str,
    claim: ClaimLine,
    report: Marked,
    marks: Mapping[str, list[Mark]],
    ordinals: Mapping[int, int],
) -> Iterator[Problem]:
    """Whether one reference of a claim line leads to marked words of the right sort."""
    if key == "link":
        relation, _, value = value.partition(":")
        if relation not in LINKS:
            yield Problem(claim.line, f"a link is one of {', '.join(LINKS)}, a colon and a claim")
    parts = [value]
    if key == "by":
        value, _, said = value.partition("@")
        parts = [*value.split("/"), *([said] if said else [])]
        if value.count("/") != 1:
            yield Problem(claim.line, f"by={value}: a source has a cue: by=o2/s1")
            return
    for place, part in enumerate(parts):
        letters = "s!" if key == "by" and place == 1 else "t" if place == 2 else FIELDS.get(key, "dtqolmpg")
        if not _REFERENCE.match(part):
            yield Problem(claim.line, f"{key}={part}: not readable as a tag: p1, p1.2 or ^p1")
            continue
        tag, _, ordinal = part.removeprefix("^").partition(".")
        found = marks.get(tag, [])
        here = [mark for mark in found if mark.sentence == claim.sentence]
        if not found:
            yield Problem(claim.line, f"{key}={part}: nothing in the report is marked {tag}")
        elif tag[0] not in letters:
            yield Problem(claim.line, f"{key}={part}: it takes a tag with {' or '.join(letters)}")
        elif tag[0] == "!":
            if int(ordinal or 1) > ordinals[int(tag[1:])]:
                yield Problem(claim.line, f"{key}={part}: there is no such claim")
        elif not here and not part.startswith("^"):
            yield Problem(
                claim.line, f"{key}={part}: {tag} stands in another sentence; ^{tag}, if rule N6 allows it"
            )
        elif ordinal and int(ordinal) > len(here):
            yield Problem(claim.line, f"{key}={part}: the sentence has {tag} only {len(here)} times")
        elif key == "when" and _DURATION.match(found[0].value or ""):
            yield Problem(claim.line, f"when={part}: a duration is no date")
        elif key == "term" and tag[0] == "t" and not _DURATION.match(found[0].value or ""):
            yield Problem(claim.line, f"term={part}: a term is a duration")


def _entities(report: Marked) -> Iterator[Problem]:
    """Every named mention has a line of facts; facts are in the notation."""
    last = report.sentences[-1].line if report.sentences else 1
    for tag, marks in _by_tag(report).items():
        if tag[0] in EXPOSURE and any(mark.names for mark in marks) and tag not in report.entities:
            yield Problem(marks[0].line, f"{tag} «{report.name(tag)}» has a name and no line after ===")
    for tag, facts in report.entities.items():
        if not report.of_tag(tag):
            yield Problem(last, f"{tag} has a line after === and no mention")
        named = report.name(tag) is not None
        allowed = EXPOSURE.get(tag[0], ())
        if named and allowed and not any(word in facts for word in allowed):
            yield Problem(last, f"{tag}: say {', '.join(allowed[:-1])} or {allowed[-1]} after ===")
        for key, value in facts.items():
            if key not in FACTS and key not in allowed:
                yield Problem(last, f"{tag}: no such fact: {key}; {', '.join((*allowed, *FACTS))}")
            elif key == "sector" and value not in SECTORS:
                yield Problem(last, f"{tag}: sector is one of {' '.join(SECTORS)}")
            elif key in ("org", "of", "member_of") and not report.of_tag(value):
                yield Problem(last, f"{tag}: {key}={value}: nothing is marked {value}")


@cache
def _reminder_patterns() -> dict[str, re.Pattern[str]]:
    lists = yaml.safe_load(Path(__file__).with_name("reminders.yaml").read_text(encoding="utf-8"))
    return {name: re.compile(rf"(?<![\w’'-])(?:{'|'.join(words)})(?![\w-])") for name, words in lists.items()}


def _reminders(report: Marked) -> Iterator[Problem]:
    """Words that usually want a mark and have none."""
    wanted = {
        "mentions": MENTIONS,
        "times": "tqd",
        "numbers": "qtd",
        "cues": "s!",
        "triggers": "!d",
        "names": MENTIONS + "td",
    }
    for number, sentence in enumerate(report.sentences):
        if sentence.block == "furniture":
            continue
        inside = [mark for mark in report.marks if mark.sentence == number]
        for name, pattern in _reminder_patterns().items():
            spans = [(m.start, m.end) for m in inside if m.tag[0] in wanted[name]]
            if name == "names":
                spans += report.datelines
            for match in pattern.finditer(report.text, sentence.start, sentence.end):
                if name == "names" and match.start() == sentence.start:
                    continue
                if not any(s <= match.start() and match.end() <= e for s, e in spans):
                    yield Problem(sentence.line, f"no mark on «{match[0]}» ({name})?", warning=True)


def _by_tag(report: Marked) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = defaultdict(list)
    for mark in report.marks:
        found[mark.tag].append(mark)
    return found
