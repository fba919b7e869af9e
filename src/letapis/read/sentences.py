"""Where sentences end, within one block of a report."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.read.tokens import Conventions, Span

_STOPS = frozenset({".", "!", "?", "…", "...", "....", "!!", "??", "?!", "!?", "!!!", "???"})
_CLOSERS = frozenset({'"', "'", "”", "’", "''", "’’", ")", "]", "»"})
_OPENERS = frozenset({'"', "'", "“", "‘", "``", "(", "[", "«", "-", "–", "—", "•", "*"})
_LOOK_FOR_SPEAKER = 4


def find_sentences(text: str, tokens: Sequence[Span], conventions: Conventions) -> list[tuple[int, int]]:
    """Token ranges, from first to last exclusive, of the sentences of a block.

    Every token is in exactly one sentence. A block is never joined with the next: whoever calls this
    gives one block at a time.
    """
    forms = [text[start:end] for start, end in tokens]
    found: list[tuple[int, int]] = []
    begin = at = 0
    while at < len(forms):
        end = _end_after(at, forms, tokens, conventions)
        if end is not None and end < len(forms):
            found.append((begin, end))
            begin = end
        at = max(at + 1, end or 0)
    if begin < len(forms):
        found.append((begin, len(forms)))
    return found


def _end_after(at: int, forms: list[str], tokens: Sequence[Span], conventions: Conventions) -> int | None:
    """Where a sentence that has a stop at `at` ends, or None if it goes on."""
    form = forms[at]
    abbreviated = len(form) > 1 and form.endswith(".") and form not in _STOPS
    if form not in _STOPS and not abbreviated and form.strip("!?."):
        return None
    end = at + 1
    while end < len(forms) and forms[end] in _CLOSERS and tokens[end][0] == tokens[end - 1][1]:
        end += 1
    if end >= len(forms):
        return end
    if tokens[end][0] == tokens[end - 1][1] and forms[end] not in _OPENERS:
        return None
    if abbreviated and not _abbreviation_ends(form, end, forms, conventions):
        return None
    return end if _may_open(end, forms) and not _is_speaker(at, end, forms, conventions) else None


def _abbreviation_ends(form: str, end: int, forms: list[str], conventions: Conventions) -> bool:
    """Whether a word like "U.S." or "Inc." also ends its sentence: an opening word follows."""
    word = form[:-1]
    if word in conventions.titles or word in conventions.numbered or word.isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return False
    if end > 0 and forms[end - 1] != form:
        return True
    follows = forms[end] if forms[end] not in _OPENERS else (forms[end + 1] if end + 1 < len(forms) else "")
    return follows in conventions.openers


def _may_open(at: int, forms: list[str]) -> bool:
    """Whether a sentence can begin with this word: a capital, a number or a mark that opens."""
    while at < len(forms) - 1 and forms[at] in _OPENERS:
        at += 1
    first = forms[at][:1]
    return not first.islower()


def _is_speaker(at: int, end: int, forms: list[str], conventions: Conventions) -> bool:
    """Whether a quoted question goes on with who asked it: '"Why?" Anna Lapko asked.'"""
    if end == at + 1 or forms[at] == "." or forms[end - 1] in {")", "]"}:
        return False
    ahead = forms[end : end + _LOOK_FOR_SPEAKER]
    for form in ahead:
        if form in conventions.speech:
            return True
        if not form[:1].isupper():
            return False
    return False
