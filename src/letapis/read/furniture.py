"""What a paragraph is by its words alone, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letapis.read.cues import Cues, load_cues, plain_words, strip_bullet
from letapis.read.published import is_certain_timestamp, is_timestamp

_HAS_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A label that a paragraph's words give it, and which cue gave it.

    `certain` says that the words alone decide; where it is not, the place in the page decides.
    """

    kind: str
    cue: str
    certain: bool = True


def mark_by_words(text: str) -> Mark | None:
    """Label a paragraph that its own words give away; None for one that may be part of the report.

    >>> mark_by_words("Read also: Ten people held in Orlec").kind
    'furniture'
    >>> mark_by_words("Police held ten people in Orlec.") is None
    True
    """
    cues = load_cues()
    if not _HAS_WORD.search(text):
        return Mark("furniture", "symbols")
    for kind, cue, lines in (
        ("notice", "reader", cues.notices),
        ("furniture", "player", cues.player),
        ("furniture", "related", cues.related),
        ("credit", "closing", cues.closing_credits),
        ("credit", "closing", cues.credit_sentences),
        ("credit", "photo", cues.photo_credits),
        ("furniture", "label", cues.furniture),
        ("caption", "words", cues.captions),
    ):
        if lines.match(text):
            return Mark(kind, cue)
    if is_byline(text, cues):
        return Mark("byline", "by")
    if is_timestamp(text):
        return Mark("furniture", "stamp", certain=is_certain_timestamp(text))
    return Mark("notice", "declared", certain=False) if cues.declared_notices.match(text) else None


def mark_tail(text: str) -> Mark | None:
    """The mark of a closing credit or a notice to readers; None for every other paragraph.

    The same as `mark_by_words` says of these two, in a third of its time: every line of a page is asked.
    """
    cues = load_cues()
    lists = (cues.notices, cues.closing_credits, cues.credit_sentences)
    mark = mark_by_words(text) if any(lines.match(text) for lines in lists) else None
    return mark if mark and mark.cue in ("closing", "reader") else None


def is_byline(text: str, cues: Cues) -> bool:
    """Whether a line names the author: "By Staff Reporters in Orlec"."""
    if not cues.bylines.match(text) or re.search(r"[.!?]$", text):
        return False
    head = re.split(r"[|·•\d]", cues.byline_lead.sub("", strip_bullet(text)))[0]
    names = re.findall(r"[^\W\d_][\w'’.-]*", head)
    if not names or names[0].casefold() in cues.weekdays | cues.months.keys():
        return False
    return names[0][0].isupper() and all(
        name[0].isupper() or name.casefold() in cues.byline_between for name in names
    )


def is_desk(text: str) -> bool:
    """Whether a short line names a desk or service: "Radio Orlec's News Service"."""
    words = plain_words(text).split()
    return 1 < len(words) <= 8 and bool(load_cues().desks & set(words))


def find_trailing_credit(text: str) -> int | None:
    """Where the credit begins that a caption or paragraph ends with: "… in Orlec. (Photo: VNA)"."""
    for pattern in load_cues().trailing_credits:
        match = pattern.search(text)
        if match and match.start() > 0 and match.end() == len(text):
            return match.end() - len(match[0].lstrip())
    return None
