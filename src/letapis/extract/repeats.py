"""Which claims only say again what another claim of the report says.

A report comes back to what it told: as a noun ("in response to the visit"), by a verb joined to another ("was
attacked and beaten by a guard"), by a word that only the model sees beside the one a frame fits. Such a claim
is left out where the other says at least as much. What a notice to readers threatens and what a question asks
tells nothing either.
"""

from __future__ import annotations

from collections.abc import Sequence

from letapis.extract.learned import RULE
from letapis.extract.match import Match
from letapis.model import Analysis, Claim


def repeats(doc: Analysis, match: Match, claim: Claim, made: Sequence[tuple[Match, Claim]]) -> bool:
    """Whether a claim only takes up what was told before, or what a notice to readers merely threatens.

    "In response to the visit by X" after "X visited Y" tells nothing new; "took to the streets to protest" is
    one protest.
    """
    if claim.evidence.block == "notice" and claim.modality != "actual":
        return True
    if "?" in claim.evidence.text[claim.evidence.trigger.end - claim.evidence.start :]:
        return True  # a question tells nothing
    if match.frame.text == RULE and _is_told_beside(claim, made):
        return True
    above = {at for at in doc.ancestors(match.token) if doc.labels[match.token] in ("xcomp", "advcl")}
    parties = _names(claim)
    bare = claim.date is None and claim.place is None and claim.quantity is None
    for other, earlier in made:
        if (
            earlier is not claim
            and earlier.kind == claim.kind
            and _is_said_twice(doc, match, claim, other, earlier)
        ):
            return True
        if earlier is claim or earlier.kind != claim.kind or other.token >= match.token:
            continue
        if other.token in above and claim.actors == earlier.actors:
            return True
        if match.frame.word_class == "noun" and bare and parties <= _names(earlier):
            return earlier.evidence.block == claim.evidence.block
    return False


def _is_told_beside(claim: Claim, made: Sequence[tuple[Match, Claim]]) -> bool:
    """Whether what only the model sees is told by another word of the sentence: "was *in a cell* after …"."""
    parties = _names(claim)
    order = [each.key for _, each in made]
    for other, beside in made:
        same = beside.kind == claim.kind and beside.evidence.start == claim.evidence.start
        surer = other.frame.text != RULE or order.index(beside.key) < order.index(claim.key)
        if same and surer and beside is not claim and parties and parties <= _names(beside):
            told = ((claim.quantity, beside.quantity), (claim.date, beside.date), (claim.place, beside.place))
            return all(mine is None or mine == theirs for mine, theirs in told)
    return False


def _is_said_twice(doc: Analysis, match: Match, claim: Claim, other: Match, fuller: Claim) -> bool:
    """Whether two joined verbs tell one thing, the other one more: "was attacked and beaten *by a guard*"."""
    joined = doc.labels[other.token] == "conj" and doc.heads[other.token] == match.token
    same = {each.text for each in claim.recipients} == {each.text for each in fuller.recipients}
    more = bool(fuller.actors) and not claim.actors
    return joined and same and more and bool(claim.recipients) and claim.status == fuller.status


def _names(claim: Claim) -> set[str]:
    return {(each.name or each.text).casefold() for each in (*claim.actors, *claim.recipients)}
