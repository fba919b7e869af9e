"""Durations: jail terms, periods of arrest and the like, as ISO 8601 values."""

from __future__ import annotations

import re
from functools import cache

from letapis.extract.datecores import lasts
from letapis.extract.dates import find_dates
from letapis.extract.numbers import (
    DASH,
    END,
    FLAGS,
    SPACE,
    START,
    any_of,
    clip,
    fold,
    load_words,
    number_pattern,
    parse_number,
)
from letapis.extract.signs import kinds_in_sight
from letapis.model import Detail

_ORDER = ("Y", "M", "W", "D", "TH", "TM")


def find_terms(text: str, start: int, end: int) -> tuple[Detail, ...]:
    """Durations in text[start:end], such as "15 days" of arrest, valued in ISO 8601 ("P15D").

    A range has both ends ("P6Y/P8Y"), a sentence for life the value "life". "up to five years" is valued
    as its number; the limit stands in the words. Ages, distances in time ("two days ago", "the next two
    weeks") and spans of rule ("26 years in power") are no terms.

    >>> [(term.text, term.value) for term in find_terms("He got four and a half years.", 0, 29)]
    [('four and a half years', 'P4Y6M')]
    """
    start, end = clip(text, start, end)
    if "term" not in kinds_in_sight(text, start, end) or not _term_pattern().search(text, start, end):
        return ()
    dates = bytearray(end - start + 1)
    for when in find_dates(text, start, end, None):
        if fold(when.text).startswith("within"):  # "must leave within 10 days" is a term and a date
            continue
        dates[when.start - start : when.end - start] = b"\1" * (when.end - when.start)
    found: list[Detail] = []
    at = start
    while match := _term_pattern().search(text, at, end):
        at = match.end()
        dated = dates.rfind(b"\1", match.start() - start, match.end() - start)
        if match["life"]:
            begin = match.start() + (len(match[0]) - 4 if fold(match[0]).endswith(" life") else 0)
            found.append(Detail(text[begin : match.end()], begin, match.end(), "life"))
        elif dated >= 0:
            at = start + dated + 1  # "on September 3 to 10 days": the term begins after the date
        elif _is_term(text, match, end):
            found.extend(_details(text, match))
    return tuple(found)


@cache
def _term_pattern() -> re.Pattern[str]:
    words = load_words("numbers")
    units, number = any_of(words["durations"]), number_pattern()
    half = rf"(?:{SPACE}and{SPACE}a{SPACE}half|-and-a-half)"
    join = rf"\s?{DASH}\s?|{SPACE}(?:to|or|and){SPACE}|-to-|-or-"
    counted = (
        rf"(?:(?P<limit>up{SPACE}to){SPACE})?(?P<low>{number}|an?)(?:-and-a-half)?(?:(?P<join>{join})(?P<high>{number}))?"
        rf"(?P<gap>{DASH}|{SPACE})(?P<unit>{units})(?P<half>{half})?{END}['’]?"
        rf"(?:,?{SPACE}(?:and{SPACE})?(?P<rest>{number}){SPACE}(?P<rest_unit>{units}){END})?"
    )
    halved = rf"half{SPACE}an?{SPACE}(?P<halved>{units}){END}"
    return re.compile(rf"{START}(?:(?P<life>{any_of(words['life'])}){END}|{halved}|{counted})", FLAGS)


@cache
def _neighbour_patterns() -> tuple[re.Pattern[str], ...]:
    words = load_words("numbers")
    return (
        re.compile(rf"(?:,?{SPACE}|{DASH}){any_of(words['term_never_before_words'])}{END}", FLAGS),
        re.compile(rf"{START}{any_of(words['term_never_after_words'])}{SPACE}\Z", FLAGS),
        re.compile(rf"{SPACE}{any_of(words['term_a_before'])}{END}", FLAGS),
        re.compile(rf"{START}{any_of(words['term_a_after'])}{SPACE}\Z", FLAGS),
        re.compile(rf"{START}between{SPACE}\Z", FLAGS),
        re.compile(rf"{SPACE}{any_of(words['term_events'])}{END}", FLAGS),
    )


def _is_term(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a duration is one that something lasts; a bare "a year" must show it by its neighbours."""
    never_before, never_after, a_before, a_after, _, event = _neighbour_patterns()
    before, after_end = max(0, match.start() - 24), min(end, match.end() + 48)
    lasting = lasts(text, match.start()) and event.match(text, match.end(), after_end)
    if (not lasting and never_before.match(text, match.end(), after_end)) or never_after.search(
        text, before, match.start()
    ):
        return False
    if match["low"] and fold(match["low"]) in ("a", "an") and not match["half"]:
        return bool(
            a_before.match(text, match.end(), after_end) or a_after.search(text, before, match.start())
        )
    return True


def _details(text: str, match: re.Match[str]) -> list[Detail]:
    """The term, or both of two terms that share their unit ("10 and 15 days")."""
    letters = load_words("numbers")["durations"]
    stop = match.end() - (match[0][-1] in "'’")
    if match["halved"]:
        value = iso_duration(0.5, letters[fold(match["halved"])])
        return [Detail(text[match.start() : stop], match.start(), stop, value)]
    unit = letters[fold(match["unit"])]
    low, high = _count(text, match, "low"), _count(text, match, "high") if match["high"] else None
    if not low:
        return []
    spans: list[tuple[int, int, str | None]]
    first, last = iso_duration(low + (0.5 if match["half"] else 0), unit), iso_duration(high or 0, unit)
    between = _neighbour_patterns()[4].search(text, max(0, match.start() - 16), match.start())
    if match["rest"]:
        more, below = parse_number(match["rest"]) or 0.0, letters[fold(match["rest_unit"])]
        spans = [(match.start(), stop, iso_duration(low, unit, (more, below)))]
        if _ORDER.index(below) <= _ORDER.index(unit):
            spans = [
                (match.start(), match.end("unit"), first),
                (match.start("rest"), stop, iso_duration(more, below)),
            ]
    elif high is None:
        spans = [(match.start(), stop, first)]
    elif fold(match["join"]) == "and" and not between:
        spans = [(match.start("low"), match.end("low"), first), (match.start("high"), stop, last)]
    else:
        begin = between.start() if between else match.start()
        spans = [(begin, stop, f"{first}/{last}" if first and last else None)]
    return [Detail(text[begin:finish], begin, finish, value) for begin, finish, value in spans]


def _count(text: str, match: re.Match[str], name: str) -> float | None:
    said = fold(match[name])
    if said in ("a", "an"):
        return 1.0
    count = parse_number(match[name])
    tail = text[match.end(name) : match.end(name) + 11].lower()
    return count + 0.5 if count is not None and tail == "-and-a-half" else count


def iso_duration(count: float, unit: str, rest: tuple[float, str] | None = None) -> str | None:
    """So many units as an ISO 8601 duration; None where a fraction has no exact form.

    Arguments:
        count: how many; half years become months, half weeks and days the next smaller unit.
        unit: Y, M, W, D, TH or TM.
        rest: count and unit of the smaller part ("and six months").

    >>> iso_duration(2.5, "Y"), iso_duration(72, "TH"), iso_duration(5, "Y", (6, "M"))
    ('P2Y6M', 'PT72H', 'P5Y6M')
    """
    smaller = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "TH"), "TH": (60, "TM")}
    parts = [(int(count), unit)]
    fraction = count - int(count)
    if fraction:
        factor, below = smaller.get(unit, (0, ""))
        if rest or abs(fraction * factor - round(fraction * factor)) > 0.01 or not factor:
            return None
        parts.append((round(fraction * factor), below))
    if rest:
        if rest[0] != int(rest[0]) or _ORDER.index(rest[1]) <= _ORDER.index(unit):
            return None
        weeks = rest[1] == "W"
        parts.append((int(rest[0]) * (7 if weeks else 1), "D" if weeks else rest[1]))
    days = "".join(f"{amount}{letter}" for amount, letter in parts if amount and letter[0] != "T")
    hours = "".join(f"{amount}{letter[1]}" for amount, letter in parts if amount and letter[0] == "T")
    return f"P{days}" + (f"T{hours}" if hours else "") if days or hours else None
