"""How far the model agrees with a finished claim: what its score is made of, beside the claim itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letapis.extract.learned import RULE, Opinion
from letapis.extract.match import Match
from letapis.model import Analysis, Arc, Claim, Mention

Signals = tuple[tuple[str, float], ...]

_GROUPS = {"parties": ("actor", "recipient"), "tellers": ("source",), "places": ("place",)}

_OF_PARTIES = frozenset({"appos", "flat", "nmod:desc"})
_OF_PLACES = _OF_PARTIES | {"nmod", "compound"}
"""Relations by which a name is one with the noun it hangs on."""


def find_signals(opinion: Opinion, match: Match, claim: Claim) -> Signals:
    """The signals of a claim by name, each 0 to 1 but `frame`.

    `frame` is the frame's weight (0 for a claim of the model's own, else 1 to 6 or so), `main` whether it is
    the main verb's. Of what the model was taught: `model` is how likely it thinks the kind, `status` the
    status; `parties`, `tellers` and `places` the least likely of those the claim has, and `parties_left_out`
    and so on the likeliest of those it lacks.
    """
    doc = opinion.doc
    found = {
        "frame": 0.0 if match.frame.text == RULE else float(match.frame.weight),
        "main": float(doc.labels[match.token] == "root"),
    }
    chance, trigger = opinion.chance(match), opinion.trigger_of(match)
    if chance is not None:
        found["model"] = chance
        arcs = trigger.arcs if trigger else ()
        if trigger:
            found["status"] = dict(trigger.statuses).get(claim.status, 0.0)
        named = _named(claim)
        for name, roles in _GROUPS.items():
            own = {role: named[role] for role in roles}
            found |= _agreement(doc, name, arcs, own)
    return tuple((name, round(value, 3)) for name, value in found.items())


def _named(claim: Claim) -> dict[str, Sequence[Mention]]:
    return {
        "actor": claim.actors,
        "recipient": claim.recipients,
        "source": [source.mention for source in claim.sources],
        "place": [claim.place] if claim.place else [],
    }


def _agreement(
    doc: Analysis, name: str, arcs: Sequence[Arc], named: Mapping[str, Sequence[Mention]]
) -> dict[str, float]:
    """The least likely of the mentions that fill some roles, and the likeliest arc to none of them."""
    sure = [_surest(doc, arcs, role, each) for role, several in named.items() for each in several]
    found = {name: min(sure)} if sure else {}
    left = (
        arc.score
        for arc in arcs
        if arc.role in named and not any(_covers(doc, each, arc) for each in named[arc.role])
    )
    return found | {f"{name}_left_out": max(left, default=0.0)}


def _surest(doc: Analysis, arcs: Sequence[Arc], role: str, mention: Mention) -> float:
    fitting = (arc.score for arc in arcs if arc.role == role and _covers(doc, mention, arc))
    return max(fitting, default=0.0)


def _covers(doc: Analysis, mention: Mention, arc: Arc) -> bool:
    """Whether an arc leads to a mention, or to the noun that its name stands behind: "*city* of Kirkuk"."""
    if mention.start <= doc.starts[arc.token] < mention.end:
        return True
    joining = _OF_PLACES if arc.role == "place" else _OF_PARTIES
    inside = doc.tokens_between(mention.start, mention.end)
    above = (doc.heads[each] for each in inside if doc.labels[each] in joining)
    return arc.token in above
