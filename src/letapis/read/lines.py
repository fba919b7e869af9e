"""From a text to its paragraphs, hard-wrapped lines joined, with exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from letapis.read.cues import has_bullet, load_cues, plain_words

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WIDEST = 130
"""Code points of the widest line that a hard-wrapped text may have."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph: code points `start` to `end` of the text, no space at either end.

    `after_blank` says that a blank line, or nothing, stands before it.
    """

    text: str
    start: int
    end: int
    after_blank: bool

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def ended(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_ENDED.search(self.text))


def split_stretches(text: str) -> list[Stretch]:
    """Split a text into paragraphs: one a line, or several lines where the text was wrapped by hand.

    >>> [part.text for part in split_stretches("Ten held\\n\\nPolice held ten people.")]
    ['Ten held', 'Police held ten people.']
    """
    lines = _split_lines(text)
    width = _wrapped_width(lines)
    stretches: list[Stretch] = []
    last = ""
    for line in lines:
        if stretches and _continues(last, line, width):
            start = stretches[-1].start
            stretches[-1] = Stretch(text[start : line.end], start, line.end, stretches[-1].after_blank)
        else:
            stretches.append(line)
        last = line.text
    return stretches


def _split_lines(text: str) -> list[Stretch]:
    """Every line that holds more than space, cut to what is not space."""
    lines: list[Stretch] = []
    previous = 0
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if not bare:
            continue
        start = match.start() + match[0].index(bare[0])
        between = text[previous:start].replace("\r\n", "\n")
        blank = previous == 0 or sum(between.count(mark) for mark in "\n\r\f\x85\u2028\u2029") > 1
        lines.append(Stretch(bare, start, start + len(bare), blank))
        previous = start + len(bare)
    return lines


def _wrapped_width(lines: list[Stretch]) -> int | None:
    """The width at which a text was wrapped by hand, None where it was not.

    A wrapped text has no long lines (an address may be one) and goes on in small letters after full lines.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lines) < 2:
        return None
    width = lengths[-1] if len(lines) < 20 else lengths[-1 - len(lines) // 20]
    if width > _WIDEST or width < 30:
        return None
    broken = sum(
        1
        for line, following in pairwise(lines)
        if not following.after_blank
        and not _ENDED.search(line.text)
        and following.text[0].islower()
        and _is_full(line.text, following.text, width)
    )
    return width if broken else None


def _continues(last: str, line: Stretch, width: int | None) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if line.after_blank or has_bullet(line.text) or re.match(r"\d{1,3}[.)]\s", line.text):
        return False
    if _is_label(last) or _is_label(line.text):
        return False
    if width is not None and _is_full(last, line.text, width):
        return True
    # A link set on a line of its own breaks a sentence in two.
    goes_on = line.text[0] in ",;.)" or (line.text[0].islower() and (len(last) > 40 or width is not None))
    return goes_on and not _ENDED.search(last)


def _is_label(text: str) -> bool:
    """Whether a line is a known button or label, which is never a part of a sentence."""
    cues = load_cues()
    return any(plain_words(text) in lines.exact for lines in (cues.furniture, cues.player, cues.related))


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line had no room on this one."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
