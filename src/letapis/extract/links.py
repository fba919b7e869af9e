"""How claims hang together: what a demand demands, what is said in response to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letapis.extract.joined import preposition_of
from letapis.extract.match import Match
from letapis.extract.modality import Mood, read_mood, sum_up
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Claim, Link, Source

_SETTLED = ("conditional", "demanded")


def link_claims(doc: Analysis, made: Sequence[tuple[Match, Claim]], words: Vocabulary) -> tuple[Claim, ...]:
    """Tie each speech act to the claims it speaks of, and each response to what it answers."""
    claims = {claim.key: claim for _, claim in made}
    verbal = {claim.key for match, claim in made if match.frame.word_class != "noun"}
    for match, claim in made:
        spoken = _spoken_of(doc, match, made, claim.kind in words.denying_kinds)
        if spoken:
            claims[claim.key] = replace(claims[claim.key], about=tuple(target.key for target in spoken))
        for target in spoken:
            if claim.kind in words.demanding_kinds:
                claims[target.key] = _demanded(claims[target.key])
            if claim.kind in words.denying_kinds and claim.polarity == "affirmed":
                claims[target.key] = _denied(claims[target.key])
            if claim.kind in words.voicing_kinds:
                voiced = _voiced(claims[target.key], claim, doc.form(match.token), words)
                blamed = claim.kind in words.blaming_kinds and target.key in verbal
                claims[target.key] = _alleged(voiced, claim) if blamed else voiced
        answered = _answered(doc, match, made, words)
        if answered:
            links = (*claims[claim.key].links, *(Link("response_to", key) for key in answered))
            claims[claim.key] = replace(claims[claim.key], links=links)
    mild = {claim.key for match, claim in made if _is_mere_warning(doc, match, words)}
    linked = (claims[claim.key] for _, claim in made)
    return tuple(
        claim for claim in linked if claim.about or claim.kind != "threaten" or claim.key not in mild
    )


def _is_mere_warning(doc: Analysis, match: Match, words: Vocabulary) -> bool:
    """Whether somebody only warns of what is so already: "warned that stocks were low"."""
    told = match.slots.get("CLAUSE", ())
    ahead = any(read_mood(doc, each, words).modality in ("planned", "due", "conditional") for each in told)
    harm = any(doc.lemmas[each].lower() in words.threatened for each in told)  # "warned of consequences"
    return doc.lemmas[match.token].lower() in words.mild_threats and bool(told) and not ahead and not harm


def _spoken_of(doc: Analysis, match: Match, made: Sequence[tuple[Match, Claim]], denied: bool) -> list[Claim]:
    """The claims whose triggers head what fills the frame's clause, or are joined to it.

    What is `denied` may stand in the frame itself: "denied *ordering* her arrest".
    """
    heads: list[int] = []
    own = [each for each in match.words if denied and each > match.token and doc.upos[each] == "VERB"]
    for token in (*match.slots.get("CLAUSE", ()), *own):
        heads.append(token)
        heads += doc.dependents(token, "conj", "xcomp", "obj", "ccomp")
    return [claim for other, claim in made if other.token in heads and other is not match]


def _demanded(claim: Claim) -> Claim:
    if claim.modality in _SETTLED:
        return claim
    mood = Mood("demanded", negated=claim.polarity == "negated", undone=claim.polarity == "negated")
    return replace(claim, modality="demanded", status=sum_up(mood, denied=False, party=False))


def _denied(claim: Claim) -> Claim:
    return claim if claim.polarity == "negated" else replace(claim, status="denied")


def _voiced(claim: Claim, speech: Claim, verb: str, words: Vocabulary) -> Claim:
    """What is asked for, denied or blamed is in the words of who does so, outside of who speaks nearer."""
    told = {(each.mention.start, each.mention.end) for each in claim.sources}
    names = {each.mention.name for each in claim.sources} - {None}
    speakers = [
        each for each in speech.actors if (each.start, each.end) not in told and each.name not in names
    ]
    outer = len(speech.sources)
    nearer = claim.sources[outer:]
    if not speakers or (nearer and claim.sources[:outer] != speech.sources):
        return claim
    stance = words.speech.get(verb.lower(), words.voicing_kinds[speech.kind])
    voiced = tuple(Source(each, verb, stance, None) for each in speakers)
    return replace(claim, sources=(*speech.sources, *voiced, *nearer))


def _alleged(claim: Claim, speech: Claim) -> Claim:
    """The deed that a clause lays to somebody's charge; "condemned *his arrest*" takes it for granted."""
    if claim.status != "asserted":
        return claim
    names = {each.name or each.text for each in speech.actors}
    own = names & {each.name or each.text for each in (*claim.actors, *claim.recipients)}
    return replace(claim, status="claimed" if own else "alleged")


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
