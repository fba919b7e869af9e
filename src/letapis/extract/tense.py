"""Whether the words around a date show that it is still to come ("will", "planned", "by Friday").

The past is the rule: a date looks ahead only where a sign in its own clause says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from letapis.extract.numbers import END, FLAGS, SPACE, START, any_of, fold, load_words

_REACH = 120
"""Code points before and after an expression that are searched for signs of the future."""

_NEAR = 24
"""Code points right before an expression in which an auxiliary or a list's name may stand."""


def looks_ahead(text: str, start: int, end: int, begin: int, stop: int, relation: str) -> bool:
    """Whether the clause around text[begin:stop] speaks of what is to come, as far as its words show it.

    Arguments:
        start, end: the sentence; no sign is looked for outside it.
        relation: what the preposition says: "by", "before" and "until" set a term that may be past or to
            come, "within" too; "since" looks back; "for" a day makes an appointment.

    >>> text = "The court will hear them on Friday."
    >>> looks_ahead(text, 0, len(text), 25, 34, "at")
    True
    """
    lead = fold(text[begin:stop]).split()
    if relation == "since" or lead[:1] == ["earlier"]:
        return False
    if lead[:1] == ["later"]:
        return True
    signs = _sign_patterns()
    before = text[max(start, begin - _REACH) : begin]
    opens = max((close.end() for close in signs["clause"].finditer(before)), default=0)
    after = _clause_after(text, stop, end)
    if relation in ("by", "until", "within", "before"):
        return _sets_term(before, opens, text[stop : min(end, stop + _REACH)], after, relation)
    if _is_appointed(before, opens, after, text[stop : stop + 2], relation, lead[:1]):
        return True
    if relation == "from" and signs["start"].search(before, opens):
        return True
    found = [sign for sign in signs["sign"].finditer(before, opens) if not _is_over(before, sign)]
    if found:
        return not signs["told"].search(before, found[-1].end())
    if signs["past"].search(before, opens) or len(before[opens:].split()) > 8:
        return False
    ahead, gone = signs["sign"].search(after), signs["past"].search(after)
    return bool(ahead) and (gone is None or (ahead is not None and ahead.start() < gone.start()))


def puts_off(before: str) -> bool:
    """Whether the clause that ends here puts something off, so that "until Friday" names the new day.

    >>> puts_off("The hearing was adjourned "), puts_off("She will be held ")
    (True, False)
    """
    signs = _sign_patterns()
    opens = max((close.end() for close in signs["break"].finditer(before)), default=0)
    return bool(signs["puts_off"].search(before, opens))


def _is_appointed(before: str, opens: int, after: str, next_to: str, relation: str, lead: list[str]) -> bool:
    """Whether an appointment or a timetable names the date: "for Friday", "the vote is on Sunday"."""
    signs = _sign_patterns()
    near = before[-_NEAR:]
    if relation == "for":
        listed = signs["listed"].search(near) or signs["event"].match(after)
        return not listed and next_to not in ("'s", "’s")
    beside = lead in (["on"], ["in"]) and signs["beside"].search(near)
    if signs["past"].search(before, opens):
        return False
    return bool(beside or signs["timetable"].search(before, opens))


def _is_over(before: str, sign: re.Match[str]) -> bool:
    """Whether what looks like a sign tells what is over: "failed to appear", "should have left"."""
    beside = before[max(0, sign.start() - _NEAR) : sign.start()]
    return before.startswith(" have ", sign.end()) or bool(_sign_patterns()["never"].search(beside))


def _sets_term(before: str, opens: int, rest: str, after: str, relation: str) -> bool:
    """Whether "by Friday" sets a term that still runs; of what was done by then it does not."""
    signs = _sign_patterns()
    if signs["finished"].search(before, opens) or signs["had_beside"].search(before):
        return False
    own = before[opens:].strip()
    opening = own.lower() in ("", "and", "but")
    if opening and signs["finished"].search(signs["sentence"].split(rest)[0]):
        return False
    demanded = max((close.end() for close in signs["break"].finditer(before)), default=0)
    if signs["sign"].search(before, opens) or signs["deadline"].search(before, demanded):
        return True
    if relation in ("until", "before") or signs["sign"].search(after):
        return relation != "before"
    return not (signs["past"].search(before, opens) or (opening and signs["past"].search(after)))


def _clause_after(text: str, at: int, end: int) -> str:
    """The clause that goes on after an expression, a comma right behind it left out."""
    after = text[at : min(end, at + _REACH)].lstrip(" ,")
    closing = _sign_patterns()["clause"].search(after)
    return after[: closing.start()] if closing else after


@cache
def _sign_patterns() -> Mapping[str, re.Pattern[str]]:
    """Signs of the future, of the past and of appointments, and the ends of a clause, by what they show."""
    words = load_words("dates")
    signs = [sign for sign in words["future"] if sign[0].isalpha()]
    clipped = any_of(sign for sign in words["future"] if not sign[0].isalpha())
    past = rf"{any_of(words['saying'])}|was|were|had|has|have|did|[a-z]{{2,20}}ed"
    events = any_of(name for names in words["events"].values() for name in names)
    breaks = r"[;:!?,()\u2013\u2014\"\u201c\u201d]|(?<!(?-i:[A-Z][a-z]))(?<!(?-i:\b[A-Z]))\."
    court = "".join(rf"(?<!\b{verb} before)(?<!\b{verb}\nbefore)" for verb in words["before_a_court"])
    bodies = {
        "sign": rf"{START}{any_of(signs)}{END}|{clipped}{END}",
        "told": rf"{START}(?:{any_of(words['saying'])}|was|were|had|did){END}",
        "past": rf"{START}(?:{past}){END}",
        "clause": rf"{breaks}|{START}{any_of(words['clause_ends'])}{END}{court}",
        "sentence": r"[;!?]",
        "break": breaks,
        "finished": rf"{START}{any_of(words['finished'])}{END}",
        "had_beside": rf"{START}{any_of(words['finished'])}\s?,\s?\Z",
        "never": rf"{START}{any_of(words['never_future_after'])}{SPACE}\Z",
        "timetable": rf"{START}{any_of(words['timetable'])}{END}",
        "beside": rf"{START}{any_of(words['timetable_before'])}{SPACE}\Z",
        "listed": rf"{START}{any_of(words['not_appointed_before'])}{SPACE}\Z",
        "event": rf"(?:[a-z][a-z-]{{0,20}}{SPACE}){{0,2}}?{events}{END}",
        "puts_off": rf"{START}{any_of(words['puts_off'])}{END}",
        "deadline": rf"{START}{any_of(words['deadline'])}{END}",
        "start": rf"{START}{any_of(words['sets_a_start'])}{END}",
    }
    return {name: re.compile(body, FLAGS) for name, body in bodies.items()}
