"""The day a report was published, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import PurePath

from letapis.model import Block
from letapis.model.days import make_day
from letapis.read.cues import load_cues

_NUMERIC = re.compile(
    r"(?<![\d.:/-])(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=$|\D)"
    r"|(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})\.(?P<year2>(?:19|20)\d\d)(?![\d.])"
    r"|(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year3>(?:19|20)\d\d)(?!\d))"
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’]*\s+(?=[\"'“‘]?[A-Z])")
_NEAR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as words give it, the year only where they do; `start` to `end` in the text searched."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    @property
    def date(self) -> date | None:
        """The date, where a year is given and the calendar has such a day."""
        return make_day(self.year, self.month, self.day) if self.year else None


def find_days(text: str) -> list[Day]:
    """Find the days that a text names by month and day, in order; "last week" and "Tuesday" are none.

    >>> [(day.year, day.month, day.day) for day in find_days("On September 3, 2020, and 5 May")]
    [(2020, 9, 3), (None, 5, 5)]
    """
    found = [day for match in _named_pattern().finditer(text) if (day := _named_day(match))]
    found += [day for match in _NUMERIC.finditer(text) if (day := _numeric_day(match))]
    return sorted(found, key=lambda day: day.start)


def is_timestamp(text: str) -> bool:
    """Whether a line is only a date or a time of day, as pages print beside a headline.

    >>> is_timestamp("Published 3 September 2020, 14:05 GMT"), is_timestamp("Ten held on September 3")
    (True, False)
    """
    cues = load_cues()
    words = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    if not words or len(words) > 16 or not any(word.isdigit() for word in words):
        return False
    known = cues.stamp_words | cues.months.keys() | cues.weekdays
    named = [word for word in words if not word.isdigit()]
    return all(word in known for word in named) and bool(named or _NUMERIC.search(text) or ":" in text)


def is_certain_timestamp(text: str) -> bool:
    """Whether a time stamp says that it is one ("Updated", "GMT")."""
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return is_timestamp(text) and bool(words & load_cues().certain_stamp_words)


def infer_published(
    text: str,
    blocks: Sequence[Block],
    dateline_day: Day | None,
    name: str,
    url: str | None,
    captured: datetime,
) -> tuple[date | None, str]:
    """Infer the day of publication from the page itself, and say from what.

    In this order: a time stamp printed above the report (`timestamp`); a dateline with its year
    (`dateline`); the page's address (`url`) or file name (`filename`), where they hold a whole date; the
    latest whole date in the headline, captions or first two paragraphs that is not one ahead (`dateline`).
    A day without a year takes the year of a whole date less than a month before it in the same text.
    Otherwise the day is `unknown`: no year is ever guessed. `name` is the report's id; days after
    `captured` are not believed.
    """
    last = captured.date() + timedelta(days=1)
    stamped = _stamped_day(text, blocks)
    # A dateline whose year is open contradicts any other day of the lead.
    lead = [] if dateline_day else _lead_days(text, blocks)
    for found, how in (
        (stamped, "timestamp"),
        (dateline_day.date if dateline_day else None, "dateline"),
        (_match_date(_IN_ADDRESS, url or ""), "url"),
        (_match_date(_IN_NAME, PurePath(name).name) if PurePath(name).suffix else None, "filename"),
        (_with_near_year(dateline_day, find_days(text)), "dateline"),
        (max((day.date for day in lead if day.date), default=None), "dateline"),
    ):
        if found and found <= last:
            return found, how
    return None, "unknown"


@cache
def _named_pattern() -> re.Pattern[str]:
    # Longest first, so that "Sept" is not read as "Sep" and a rest.
    names = "|".join(sorted((re.escape(name) for name in load_cues().months), key=len, reverse=True))
    year = r"(?:,?\s+(?P<{}>(?:19|20)\d\d)(?!\d))?"
    return re.compile(
        rf"\b(?P<month>{names})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])\b{year.format('year')}"
        rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month2>{names})\b\.?{year.format('year2')}",
        re.IGNORECASE,
    )


def _named_day(match: re.Match[str]) -> Day | None:
    name = match["month"] or match["month2"]
    if not name[0].isupper():
        return None
    year = match["year"] or match["year2"]
    month = load_cues().months[name.casefold()]
    return _day(int(year) if year else None, month, int(match["day"] or match["day2"]), match)


def _numeric_day(match: re.Match[str]) -> Day | None:
    if match["year"]:
        return _day(int(match["year"]), int(match["month"]), int(match["day"]), match)
    if match["year2"]:
        return _day(int(match["year2"]), int(match["month2"]), int(match["day2"]), match)
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 and second <= 12 and first != second:
        return None  # 03/09 is two days: one in London, one in New York.
    month, day = (second, first) if first > 12 else (first, second)
    return _day(int(match["year3"]), month, day, match)


def _day(year: int | None, month: int, day: int, match: re.Match[str]) -> Day | None:
    if make_day(year or 2000, month, day) is None:
        return None
    return Day(year, month, day, match.start(), match.end())


def _match_date(pattern: re.Pattern[str], text: str) -> date | None:
    match = pattern.search(text)
    return make_day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _stamped_day(text: str, blocks: Sequence[Block]) -> date | None:
    """The first whole date of a time stamp or byline above the report, not that of a change."""
    for block in blocks:
        words = text[block.start : block.end]
        if block.kind == "body" or block.kind == "dateline":
            return None
        if block.kind in ("furniture", "byline") and (block.kind == "byline" or is_timestamp(words)):
            if load_cues().change_words & set(re.findall(r"[^\W\d_]+", words.casefold())):
                continue
            whole = [day.date for day in find_days(words) if day.date]
            if whole:
                return whole[0]
    return None


def _lead_days(text: str, blocks: Sequence[Block]) -> list[Day]:
    """Whole days, and days that take their year from a near one, of the headline, captions and lead."""
    everywhere = find_days(text)
    days: list[Day] = []
    for block in _lead_blocks(blocks):
        for sentence in _SENTENCE.split(text[block.start : block.end]):
            if not load_cues().elsewhen & set(sentence.casefold().split()):
                for day in find_days(sentence):
                    near = day.date or _with_near_year(day, everywhere)
                    if near:
                        days.append(Day(near.year, near.month, near.day, day.start, day.end))
    return days


def _lead_blocks(blocks: Sequence[Block]) -> Iterable[Block]:
    bodies = 0
    for block in blocks:
        bodies += block.kind == "body"
        if bodies > 2:
            return
        if block.kind in ("headline", "caption", "body"):
            yield block


def _with_near_year(day: Day | None, days: Iterable[Day]) -> date | None:
    """A day with the year of a whole date in the same text that is less than a month before it."""
    if day is None or day.year:
        return day.date if day else None
    for other in days:
        near = other.date
        candidate = make_day(near.year, day.month, day.day) if near else None
        if near and candidate and timedelta(0) <= candidate - near <= _NEAR:
            return candidate
    return None
