"""Whether the words around a date show that it is still to come ("will", "planned", "by Friday")."""

from __future__ import annotations

import re
from functools import cache

from letapis.extract.numbers import END, FLAGS, START, any_of, fold, load_words

_REACH = 120
"""Code points before and after an expression that are searched for signs of the future."""


def looks_ahead(text: str, start: int, end: int, begin: int, stop: int, relation: str) -> bool:
    """Whether the clause around text[begin:stop] speaks of what is to come, as far as its words show it.

    Arguments:
        start, end: the sentence; no sign is looked for outside it.
        relation: what the preposition says: "by" and "until" look ahead by themselves, "since" looks back.

    >>> text = "The court will hear them on Friday."
    >>> looks_ahead(text, 0, len(text), 25, 34, "at")
    True
    """
    lead = fold(text[begin:stop]).split()
    if relation == "since" or lead[:1] == ["earlier"]:
        return False
    sign, saying, past, clause, finished = _sign_patterns()
    before = text[max(start, begin - _REACH) : begin]
    opens = max((close.end() for close in clause.finditer(before)), default=0)
    after = _clause_after(text, stop, end)
    if relation in ("by", "until"):
        return not finished.search(before, opens) and (
            before[opens:].strip() != "" or not finished.search(after)
        )
    if lead[:1] == ["later"]:
        return True
    signs = [found.end() for found in sign.finditer(before, opens)]
    if signs:
        return not saying.search(before, signs[-1])
    if past.search(before, opens) or len(before[opens:].split()) > 3:
        return False
    ahead, gone = sign.search(after), past.search(after)
    return bool(ahead) and (gone is None or (ahead is not None and ahead.start() < gone.start()))


def _clause_after(text: str, at: int, end: int) -> str:
    """The clause that goes on after an expression, a comma right behind it left out."""
    after = text[at : min(end, at + _REACH)].lstrip(" ,")
    closing = _sign_patterns()[3].search(after)
    return after[: closing.start()] if closing else after


@cache
def _sign_patterns() -> tuple[re.Pattern[str], ...]:
    """Signs of the future, verbs of saying and past tense, clause ends, signs that a thing is over."""
    words = load_words("dates")
    signs = [sign for sign in words["future"] if sign[0].isalpha()]
    clipped = any_of(sign for sign in words["future"] if not sign[0].isalpha())
    past = rf"{any_of(words['saying'])}|was|were|had|has|have|did|[a-z]{{2,20}}ed"
    return (
        re.compile(rf"{START}{any_of(signs)}{END}|{clipped}{END}", FLAGS),
        re.compile(rf"{START}{any_of(words['saying'])}{END}", FLAGS),
        re.compile(rf"{START}(?:{past}){END}", FLAGS),
        re.compile(
            rf"[;:.!?,()\u2013\u2014\"\u201c\u201d]|{START}{any_of(words['clause_ends'])}{END}", FLAGS
        ),
        re.compile(rf"{START}{any_of(words['finished'])}{END}", FLAGS),
    )
