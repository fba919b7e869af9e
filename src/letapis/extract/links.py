"""How claims hang together: what a demand demands, what is said in response to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letapis.extract.match import Match
from letapis.extract.modality import Mood, sum_up
from letapis.extract.syntax import preposition_of
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Claim, Link

_SETTLED = ("conditional", "demanded")


def link_claims(doc: Analysis, made: Sequence[tuple[Match, Claim]], words: Vocabulary) -> tuple[Claim, ...]:
    """Tie each speech act to the claims it speaks of, and each response to what it answers."""
    claims = {claim.key: claim for _, claim in made}
    for match, claim in made:
        spoken = _spoken_of(doc, match, made)
        if spoken:
            claims[claim.key] = replace(claims[claim.key], about=tuple(target.key for target in spoken))
        for target in spoken:
            if claim.kind in words.demanding_kinds:
                claims[target.key] = _demanded(claims[target.key])
        answered = _answered(doc, match, made, words)
        if answered:
            links = (*claims[claim.key].links, *(Link("response_to", key) for key in answered))
            claims[claim.key] = replace(claims[claim.key], links=links)
    return tuple(claims[claim.key] for _, claim in made)


def _spoken_of(doc: Analysis, match: Match, made: Sequence[tuple[Match, Claim]]) -> list[Claim]:
    """The claims whose triggers head what fills the frame's clause, or are joined to it."""
    heads: list[int] = []
    for token in match.slots.get("CLAUSE", ()):
        heads.append(token)
        heads += doc.dependents(token, "conj", "xcomp", "obj", "ccomp")
    return [claim for other, claim in made if other.token in heads and other is not match]


def _demanded(claim: Claim) -> Claim:
    if claim.modality in _SETTLED:
        return claim
    mood = Mood("demanded", negated=claim.polarity == "negated")
    return replace(claim, modality="demanded", status=sum_up(mood, denied=False, party=False))


def _answered(
    doc: Analysis, match: Match, made: Sequence[tuple[Match, Claim]], words: Vocabulary
) -> list[str]:
    """Keys of the claims in an "in response to …" phrase of the trigger's clause."""
    found = []
    for child in doc.dependents(match.token, "obl", "advcl"):
        phrase = f"{preposition_of(doc, child)}+{doc.lemmas[child]}+to"  # in | response | to
        if {preposition_of(doc, child), phrase} & words.responding:
            inside = set(doc.subtree(child))
            found += [claim.key for other, claim in made if other.token in inside]
    return found
