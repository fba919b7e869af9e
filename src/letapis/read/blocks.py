"""Label every stretch of a report: headline, dateline, body, caption, credit, byline, notice, furniture.

A paragraph's words decide where they can (`furniture.py`); for the rest its place does. What no rule can
tell from the report itself stays body: words lost cost more than furniture kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letapis.model import Block
from letapis.read.cues import has_bullet, load_cues
from letapis.read.dateline import find_dateline
from letapis.read.furniture import Mark, find_trailing_credit, is_desk, mark_by_words
from letapis.read.lines import Stretch, split_stretches

_OPENING = 20
"""Paragraphs among which a dateline marks where the report begins."""

_AFTERWORD = 150
"""Words that may follow a closing credit and still be an afterword, not another report."""

_LONG = 20
"""Words from which a paragraph is prose even without a full stop."""


def label_blocks(text: str) -> tuple[Block, ...]:
    """Label all of a plain text, furniture and all; everything that is not space lies in exactly one block.

    >>> [block.kind for block in label_blocks("Home\\n\\nTen Held\\n\\nORLEC -- Ten people were held.")]
    ['furniture', 'headline', 'dateline', 'body']
    """
    stretches = split_stretches(text)
    marks = [mark_by_words(stretch.text) for stretch in stretches]
    labels: list[str | None] = [mark.kind if mark and mark.certain else None for mark in marks]
    if len(stretches) > 1:
        _label_captions(stretches, marks, labels)
        first = _find_first(stretches, labels)
        if first is not None:
            _label_opening(stretches, labels, marks, first)
            _label_lists(stretches, labels, marks, first)
            _label_author(stretches, labels, first)
            _label_afterword(stretches, labels, marks, first)
        _label_declared(labels, marks)
    elif labels and labels[0] not in ("notice", "credit"):
        labels[0] = None
    known = [(part, label or "body") for part, label in zip(stretches, labels, strict=True)]
    return split_pieces(text, known)


def split_pieces(text: str, labelled: Sequence[tuple[Stretch, str]]) -> tuple[Block, ...]:
    """Make blocks of labelled paragraphs, a dateline and a closing "(Photo: …)" cut off as their own."""
    blocks: list[Block] = []
    bodies = 0
    for part, label in labelled:
        start, end = part.start, part.end
        dateline = find_dateline(part.text) if label == "body" and bodies < 3 else None
        bodies += label == "body"
        if dateline:
            blocks.append(Block("dateline", start, start + dateline.end))
            start += dateline.end
            start += len(text[start:end]) - len(text[start:end].lstrip())
        credit = find_trailing_credit(text[start:end]) if label in ("body", "caption") else None
        if credit:
            cut = start + credit
            blocks.append(Block(label, start, start + len(text[start:cut].rstrip())))
            blocks.append(Block("credit", cut, end))
        elif start < end:
            blocks.append(Block(label, start, end))
    return tuple(blocks)


def is_prose(part: Stretch) -> bool:
    """Whether a paragraph reads like a sentence or an entry of a list, not like a title or a button."""
    if part.words >= _LONG or (part.words == 3 and re.search(r"[a-z][.][\"”’']?$", part.text)):
        return True
    ended = part.ended or find_trailing_credit(part.text) is not None
    return part.words >= 4 and (ended or has_bullet(part.text))


def _label_captions(stretches: list[Stretch], marks: list[Mark | None], labels: list[str | None]) -> None:
    """A sentence printed twice in a row is a picture's caption and its alternative text."""
    spaced = sum(part.after_blank for part in stretches) > len(stretches) / 2
    for i in range(1, len(stretches)):
        this, before = stretches[i], stretches[i - 1]
        twice = this.text == before.text and this.words >= 5 and this.ended
        if twice and labels[i - 1] in (None, "caption") and labels[i] in (None, "caption"):
            labels[i - 1] = labels[i] = "caption"
        mark = marks[i]
        credited = mark is not None and mark.cue == "photo" and spaced and not this.after_blank
        before_credit = this.text[: find_trailing_credit(this.text) or 0]
        if credited and labels[i - 1] is None and before.words <= 45:
            labels[i - 1] = "caption"
        one_sentence = before_credit and len(re.findall(r"[.!?]\s+[A-Z]", before_credit)) == 0
        if one_sentence and labels[i] is None and this.words <= 45 and not _credits_words(this.text):
            labels[i] = "caption"


def _credits_words(text: str) -> bool:
    """Whether a paragraph ends with who reported it, which no caption does."""
    return bool(load_cues().closing_credits.match(text[find_trailing_credit(text) or 0 :]))


def _find_first(stretches: list[Stretch], labels: list[str | None]) -> int | None:
    """The paragraph with which the report's own text begins: a dateline, else the first prose."""
    for i, part in enumerate(stretches[:_OPENING]):
        if labels[i] is None and part.words > 4 and find_dateline(part.text):
            return i
    prose = [i for i, part in enumerate(stretches) if labels[i] is None and is_prose(part)]
    if len(prose) > 1 and _is_question(stretches[prose[0]]):
        return prose[1]
    return prose[0] if prose else None


def _is_question(part: Stretch) -> bool:
    return part.text.endswith("?") and part.words <= 16 and not has_bullet(part.text)


def _label_opening(
    stretches: list[Stretch], labels: list[str | None], marks: list[Mark | None], first: int
) -> None:
    """Find the headline above the report, and say what else stands there."""
    region = [i for i in range(first) if labels[i] is None]
    for i in [i for i in region if (mark := marks[i]) and mark.cue == "stamp"]:
        labels[i] = "furniture"
        region.remove(i)
    headline = _find_headline(stretches, region, first)
    if headline is None:
        return
    labels[headline] = "headline"
    furnished = any(label == "furniture" for label in labels[:first])
    for i in region:
        if i != headline and labels[i] is None:
            labels[i] = _label_beside_headline(stretches, i, headline, first, furnished=furnished)


def _find_headline(stretches: list[Stretch], region: list[int], first: int) -> int | None:
    """The title whose words the report takes up most; among equals the first."""
    body = _content_words(" ".join(part.text for part in stretches[first : first + 4]))
    titles = [i for i in region if not is_prose(stretches[i]) or _is_question(stretches[i])]
    titles = [i for i in titles if not has_bullet(stretches[i].text)] or [
        i for i in region if stretches[i].words <= _LONG and not has_bullet(stretches[i].text)
    ]
    ranked = sorted(
        (-len(_content_words(stretches[i].text) & body), stretches[i].words < 4, i)
        for i in titles
        if stretches[i].words > 2 or _content_words(stretches[i].text) & body
    )
    return ranked[0][2] if ranked else None


def _label_beside_headline(
    stretches: list[Stretch], i: int, headline: int, first: int, *, furnished: bool
) -> str:
    part = stretches[i]
    if part.text == stretches[headline].text:
        return "furniture"
    if i < headline:
        return "furniture" if furnished or part.words < 5 else "headline"
    if has_bullet(part.text):
        return "headline"
    if is_prose(part):
        return "caption"
    if is_desk(part.text) or (1 < part.words <= 4 and _is_name(part.text)):
        return "byline"
    shared = _content_words(part.text) & _content_words(stretches[first].text)
    return "headline" if part.words >= 5 or shared else "furniture"


def _label_lists(
    stretches: list[Stretch], labels: list[str | None], marks: list[Mark | None], first: int
) -> None:
    """Inside the report: titles of other stories below their heading, a clip's title above its player."""
    for i in range(first, len(stretches)):
        mark = marks[i]
        if mark is None or mark.kind != "furniture":
            continue
        if mark.cue == "player":
            before = i - 1
            while before > first and (earlier := marks[before]) and earlier.cue == "player":
                before -= 1
            if before > first and labels[before] is None and not is_prose(stretches[before]):
                labels[before] = "furniture"
        if mark.cue == "related":
            for j in range(i + 1, min(i + 9, len(stretches))):
                if labels[j] is not None or (is_prose(stretches[j]) and not has_bullet(stretches[j].text)):
                    break
                labels[j] = "furniture"


def _label_author(stretches: list[Stretch], labels: list[str | None], first: int) -> None:
    """An author's box: a name on its own line, then a paragraph that says who that is."""
    for i in range(first + 1, len(stretches) - 1):
        name, about = stretches[i], stretches[i + 1]
        if labels[i] is not None or labels[i + 1] is not None or is_prose(name) or name.words > 8:
            continue
        begins = about.text.casefold().startswith(name.text.casefold())
        if begins and is_prose(about) and load_cues().about_author.search(about.text):
            labels[i], labels[i + 1] = "byline", "furniture"


def _label_afterword(
    stretches: list[Stretch], labels: list[str | None], marks: list[Mark | None], first: int
) -> None:
    """What follows the report: all of it after a closing credit, titles and buttons after the last prose."""
    open_ones = [i for i in range(first, len(stretches)) if labels[i] is None]
    prose = [i for i in open_ones if is_prose(stretches[i])]
    total = sum(stretches[i].words for i in prose)
    # `left` counts the words of prose after paragraph i.
    left = total - (stretches[first].words if first in prose else 0)
    prose_here = set(prose)
    for i in range(first + 1, len(stretches)):
        mark = marks[i]
        left -= stretches[i].words if i in prose_here else 0
        if mark is None or not mark.certain or mark.cue == "photo":
            continue
        if mark.kind not in ("credit", "furniture"):
            continue
        ends = mark.cue == "closing" and left <= _AFTERWORD and left * 2 < total
        if ends or left == 0:
            for j in open_ones:
                if j > i and not _is_declared(marks[j]):
                    labels[j] = "byline" if is_desk(stretches[j].text) else "furniture"
            return


def _label_declared(labels: list[str | None], marks: list[Mark | None]) -> None:
    """ "X has been declared undesirable" is news, but part of a notice beside one or in the afterword."""
    sure = [i for i, mark in enumerate(marks) if mark and mark.cue == "reader"]
    closing = [i for i, mark in enumerate(marks) if mark and mark.cue == "closing"]
    for i, mark in enumerate(marks):
        if _is_declared(mark) and labels[i] is None:
            beside = any(abs(i - j) == 1 for j in sure)
            after = any(j < i for j in closing) and None not in labels[i + 1 :]
            if beside or after:
                labels[i] = "notice"


def _is_declared(mark: Mark | None) -> bool:
    return mark is not None and mark.cue == "declared"


def _content_words(text: str) -> set[str]:
    """Words of four letters and more, cut to a stem, to compare a title with a text."""
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def _is_name(text: str) -> bool:
    """Whether a short line can be somebody's name; in "DETENTIONS AND TRIALS" the capitals tell nothing."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    heading = text.isupper() and any(word.casefold() in load_cues().byline_between for word in words)
    return not heading and all(word[0].isupper() for word in words)
