"""Where sentences end, within one block of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from letapis.read.boundaries import Boundaries, describe_gaps, find_gaps
from letapis.read.tokens import Conventions, Span

_STOPS = frozenset({".", "!", "?", "…", "...", "....", "!!", "??", "?!", "!?", "!!!", "???"})
_CLOSERS = frozenset({'"', "'", "”", "’", "''", "’’", ")", "]", "»"})
_OPENERS = frozenset({'"', "'", "“", "‘", "``", "(", "[", "«", "-", "–", "—", "•", "*"})
_QUOTES = frozenset({"“", "‘", "``", "«", "„"})
_TIME = re.compile(r"[012]?\d[:.][0-5]\d")
"""A time that opens a block stands over it, as in a report told hour by hour."""
_NUMERAL = re.compile(r"\d+(?:\.\d+)*|[IVX]+")
"""What stands before the full stop of an entry of a list: "2. Bring a witness"."""
_FACE = re.compile(r">?[:;=][-']?[()DPO|]|\(:|\^_*\^|<3")
_LOOK_FOR_SPEAKER = 4

_ADD = 0.6
"""How sure the second opinion must be to end a sentence after a mark where the rules do not."""
_AFTER_WORD = 0.75
"""The same after a word: "President | Selic" costs more than a signature run into the next line."""
_SHORTEST = 3
"""Words that must stand before an end without a mark: "Petra | Vrana" is a name."""
_KEEP = 0.15
"""Under this, an end that the rules see is none."""


def find_sentences(
    text: str, tokens: Sequence[Span], conventions: Conventions, boundaries: Boundaries | None = None
) -> list[tuple[int, int]]:
    """Token ranges, from first to last exclusive, of the sentences of a block.

    Every token is in exactly one sentence. A block is never joined with the next: whoever calls this
    gives one block at a time. `boundaries` may overrule the rules where it is sure.
    """
    forms = [text[start:end] for start, end in tokens]
    ends = find_ends(forms, tokens, conventions)
    if boundaries is not None:
        ends = _overrule(ends, forms, tokens, boundaries)
    return list(pairwise([0, *ends, len(forms)])) if forms else []


def find_ends(forms: Sequence[str], tokens: Sequence[Span], conventions: Conventions) -> list[int]:
    """Where sentences other than the last end by the rules: each the word with which the next begins."""
    found: list[int] = []
    begin = at = 0
    while at < len(forms):
        counts = at == begin + 1 and forms[at] == "." and _NUMERAL.fullmatch(forms[begin])
        end = None if counts else _end_after(at, forms, tokens, conventions)
        if at == 0 and _TIME.fullmatch(forms[0]) and len(forms) > 1 and _may_open(1, forms):
            end = 1
        if end is not None and end < len(forms):
            found.append(end)
            begin = end
        at = max(at + 1, end or 0)
    return found


def _overrule(
    ends: list[int], forms: Sequence[str], tokens: Sequence[Span], boundaries: Boundaries
) -> list[int]:
    """The ends after the second opinion was heard on every gap that it can judge."""
    gaps = find_gaps(forms, tokens)
    rules = frozenset(end - 1 for end in ends)
    kept = set(rules.difference(gaps))
    scores = boundaries.score(describe_gaps(forms, tokens, gaps, rules))
    last = -1
    for at, score in zip(gaps, scores, strict=True):
        unmarked = at not in rules and forms[at][-1].isalnum()
        wanted = _KEEP if at in rules else _AFTER_WORD if unmarked else _ADD
        if score > wanted and not (unmarked and at - last < _SHORTEST):
            kept.add(at)
            last = at
    return [at + 1 for at in sorted(kept)]


def _end_after(at: int, forms: Sequence[str], tokens: Sequence[Span], conventions: Conventions) -> int | None:
    """Where a sentence that has a stop at `at` ends, or None if it goes on."""
    form = forms[at]
    abbreviated = len(form) > 1 and form.endswith(".") and form not in _STOPS
    if form not in _STOPS and not abbreviated and form.strip("!?."):
        return None
    end = at + 1
    while end < len(forms) and tokens[end][0] == tokens[end - 1][1] and _closes(end, forms, tokens):
        end += 1
    end = _skip_notes(end, forms)
    if end >= len(forms):
        return end
    if tokens[end][0] == tokens[end - 1][1] and forms[end] not in _OPENERS:
        return None
    if abbreviated and not _abbreviation_ends(form, end, forms, conventions):
        return None
    return end if _may_open(end, forms) and not _is_speaker(at, end, forms, conventions) else None


def _closes(at: int, forms: Sequence[str], tokens: Sequence[Span]) -> bool:
    """Whether a mark written close to what it follows shuts it, even where it is the wrong way round."""
    parted = at + 1 == len(forms) or tokens[at][1] < tokens[at + 1][0]
    return forms[at] in _CLOSERS or (forms[at] in _QUOTES and parted)


def _skip_notes(end: int, forms: Sequence[str]) -> int:
    """Where the marks that belong to an ended sentence end: "[4]" and ":)"."""
    while end < len(forms):
        if _FACE.fullmatch(forms[end]):
            end += 1
        elif (
            forms[end] == "[" and end + 2 < len(forms) and forms[end + 2] == "]" and forms[end + 1].isdigit()
        ):
            end += 3
        else:
            break
    return end


def _abbreviation_ends(form: str, end: int, forms: Sequence[str], conventions: Conventions) -> bool:
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


def _may_open(at: int, forms: Sequence[str]) -> bool:
    """Whether a sentence can begin with this word: a capital, a number or a mark that opens."""
    while at < len(forms) - 1 and forms[at] in _OPENERS:
        at += 1
    first = forms[at][:1]
    return not first.islower()


def _is_speaker(at: int, end: int, forms: Sequence[str], conventions: Conventions) -> bool:
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
