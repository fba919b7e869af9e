"""The "ORLEC, Sept. 3 (Agency) --" that opens a report: where it was filed from, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letapis.read.cues import load_agencies, load_cues
from letapis.read.published import Day, find_days

_WITHIN = 110
"""Code points within which a dateline must end."""

_DASH = re.compile(
    r"\s*(?:--+|[—–―])(?=\s|$)\s*|(?<=[^\W\d_a-z])[—–](?=[^\W\d_a-z])|(?<=[\s).,/])-\s+"
    r"|(?<=/)\.\s+|(?<=\))\s+(?=[A-Z“\"])|(?<=/)\s+(?=[A-Z“\"])"
)
_AGENCY = re.compile(r"\s*[(/](?P<agency>[^()/\d]{2,40})[)/]\.?\s*$")
_BRACKETS = re.compile(r"^\((?P<inside>[^()]{2,80})\)$")
_SENTENCE_START = re.compile(r"[\"'“‘«(\[]*(?:[A-Z0-9À-ÞА-ЯЁІЎ]|[a-z]{1,3}[A-Z])")
_PLACE_WORD = re.compile(r"[^\W\d_][\w.'’/-]*")
_SMALL = frozenset(("of", "de", "la", "el", "on", "upon", "and", "near", "in"))


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a paragraph; offsets count from there.

    `place` is where the place's name stands (None in a bare "(Agency) --"), `end` where the dateline ends
    (dash included, space not), `agency` where an agency's name stands, `day` the day it gives.
    """

    place: tuple[int, int] | None
    end: int
    agency: tuple[int, int] | None = None
    day: Day | None = None


def find_dateline(paragraph: str) -> Dateline | None:
    """Find the dateline that a paragraph begins with, if it has one.

    Capitals and a dash are enough; a name in small letters needs a date, an agency or brackets.

    >>> find_dateline("ORLEC -- Police detained ten people.").end
    8
    >>> find_dateline("Police said ten people -- all students -- were held.") is None
    True
    """
    for dash in _DASH.finditer(paragraph[:_WITHIN]):
        rest = paragraph[dash.end() :]
        if rest and (not _SENTENCE_START.match(rest) or rest.isupper()):
            continue
        found = _read_head(paragraph, dash)
        if found:
            return found
    return _read_whole(paragraph)


def _read_whole(paragraph: str) -> Dateline | None:
    """A dateline with a line of its own: "Orlec, 3 September 2020"."""
    if len(paragraph) > 60 or "\n" in paragraph:
        return None
    days = find_days(paragraph)
    head, day, _ = _peel_date(paragraph, days)
    if day is None or not _is_place(head):
        return None
    return Dateline(_span_of_place(head, 0), len(paragraph), None, day)


def _read_head(paragraph: str, dash: re.Match[str]) -> Dateline | None:
    head = paragraph[: dash.start()].rstrip()
    marked = bool(dash[0].strip(" ."))
    offset = 0
    agency = _AGENCY.search(head)
    bracketed = _BRACKETS.match(head)
    if bracketed and any(bracketed["inside"] in known.aliases for known in load_agencies()):
        return (
            Dateline(None, dash.start() + len(dash[0].rstrip()), bracketed.span("inside")) if marked else None
        )
    if bracketed:
        head, offset, agency = bracketed["inside"], 1, None
    agency_span = agency.span("agency") if agency else None
    if agency:
        head = head[: agency.start()]
    head, day, dated = _peel_date(head, find_days(head))
    if not marked and agency is None:
        return None
    if not _is_place(head):
        return None
    name = head.split(",")[0]
    sure = dated or agency_span is not None or bracketed is not None
    if not sure and not name.isupper() and not _is_short_name(paragraph, dash, head):
        return None
    end = dash.start() + len(dash[0].rstrip())
    return Dateline(_span_of_place(head, offset), end, agency_span, day)


def _is_short_name(paragraph: str, dash: re.Match[str], head: str) -> bool:
    """One name and a spaced dash: "Orlec — Police said". Two dashes in a sentence set something apart."""
    following = paragraph[dash.end() : dash.end() + 200]
    return (
        dash[0].strip() in ("—", "--", "–")
        and dash[0][0].isspace()
        and len(head.split()) == 1
        and not re.search(r"\s(?:--|[—–])\s", following)
    )


def _peel_date(head: str, days: list[Day]) -> tuple[str, Day | None, bool]:
    """Cut the date off the end of a dateline's head."""
    if not days:
        return head, None, False
    day = days[-1]
    tail = head[day.end :].strip(" .,")
    if tail and not tail.isupper():
        return head, None, False
    before = head[: day.start].rstrip(" ,.")
    if before.casefold().split()[-1:] and before.casefold().split()[-1] in load_cues().weekdays:
        before = before.rsplit(maxsplit=1)[0] if " " in before else ""
    return before, day, True


def _is_place(head: str) -> bool:
    """Whether words look like the name of a place: each begins with a capital, none is a label."""
    bare = head.strip(" ,.")
    words = re.split(r"[\s,]+", bare)
    if not bare or len(words) > 7 or bare.casefold() in load_cues().not_places:
        return False
    if words[0].casefold().strip(".:") in load_cues().not_places or not bare[0].isupper():
        return False
    return all(_PLACE_WORD.fullmatch(word) and (word[0].isupper() or word in _SMALL) for word in words)


def _span_of_place(head: str, offset: int) -> tuple[int, int]:
    bare = head.rstrip(" ,")
    if bare.endswith(".") and not re.search(r"\b[A-Z]\.$", bare):
        bare = bare.rstrip(".")
    start = len(bare) - len(bare.lstrip())
    return offset + start, offset + len(bare)
