"""From matches to claims: every field filled, every claim tied to its words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letapis.codebook import Codebook, Kind
from letapis.extract.attribution import Attribution, Speech, attribute
from letapis.extract.cast import Cast, meet_cast
from letapis.extract.circumstances import Circumstances, find_circumstances
from letapis.extract.details import find_details, find_grounds
from letapis.extract.links import link_claims
from letapis.extract.listing import complete_lists
from letapis.extract.match import Match, find_matches
from letapis.extract.modality import Mood, read_mood, sum_up
from letapis.extract.naming import name_phrases
from letapis.extract.phrases import full_phrase, quote_tokens
from letapis.extract.selection import open_gate, select_matches
from letapis.extract.syntax import expand, predicate_at, preposition_of, surface_subjects
from letapis.extract.vocabulary import Vocabulary, vocabulary_for
from letapis.model import Analysis, Claim, Detail, Evidence, Mention, Quantity, Quote, Report, Source, When

STAGE = "extract.frames/1"
"""The versioned name of this stage, stamped on every claim it makes."""

_LONGEST_TRIGGER = 60
"""Code points; a longer stretch is no trigger, only its head word is."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """All that is known about one report while its claims are made."""

    report: Report
    doc: Analysis
    words: Vocabulary
    cast: Cast
    attribution: Attribution
    circumstances: Circumstances
    triggers: frozenset[int]


def extract_claims(report: Report, analysis: Analysis, codebook: Codebook) -> tuple[Claim, ...]:
    """Say what a report says happened: one claim a trigger, in the order of the text."""
    words = vocabulary_for(codebook, report.language)
    naming = name_phrases(analysis, words)
    circumstances = find_circumstances(report, analysis, naming, words)
    spoken = frozenset(kind.name for kind in codebook.kinds.values() if kind.speech)
    found = find_matches(
        analysis,
        codebook.frames(report.language),
        codebook.negated_frames(report.language),
        words.negations,
        open_gate(analysis, naming, circumstances, spoken).admit,
    )
    attributive = frozenset(k.name for k in codebook.kinds.values() if k.group in words.attributive_groups)
    selected = select_matches(analysis, found, circumstances, attributive)
    matches = complete_lists(analysis, naming, selected, words.listed)
    scene = _Scene(
        report,
        analysis,
        words,
        meet_cast(naming),
        attribute(report, analysis, words),
        circumstances,
        frozenset(match.token for match in matches),
    )
    made: list[tuple[Match, Claim]] = []
    for match in matches:
        made += [(match, claim) for claim in _make_claims(scene, match, codebook.kinds[match.frame.kind])]
    told = [(match, claim) for match, claim in made if not _repeats(analysis, match, claim, made)]
    return tuple(_stamp(claim) for claim in link_claims(analysis, told, words))


def _repeats(doc: Analysis, match: Match, claim: Claim, made: Sequence[tuple[Match, Claim]]) -> bool:
    """Whether a claim only takes up what was told before, or what a notice to readers merely threatens.

    "In response to the visit by X" after "X visited Y" tells nothing new; "took to the streets to protest" is
    one protest.
    """
    if claim.evidence.block == "notice" and claim.modality != "actual":
        return True
    above = {at for at in doc.ancestors(match.token) if doc.labels[match.token] in ("xcomp", "advcl")}
    parties = _names(claim)
    bare = claim.date is None and claim.place is None and claim.quantity is None
    for other, earlier in made:
        if earlier is claim or earlier.kind != claim.kind or other.token >= match.token:
            continue
        if other.token in above and claim.actors == earlier.actors:
            return True
        if match.frame.word_class == "noun" and bare and parties <= _names(earlier):
            return earlier.evidence.block == claim.evidence.block
    return False


def _names(claim: Claim) -> set[str]:
    return {(each.name or each.text).casefold() for each in (*claim.actors, *claim.recipients)}


def _make_claims(scene: _Scene, match: Match, kind: Kind) -> list[Claim]:
    """The claim of a match, and one more for each "including six journalists" inside it."""
    if kind.speech and _speaks_unsaid(match) and not _spoken_chain(scene, match):
        return []  # words of an accusation that nobody in the report makes
    recipients = _singled_out(scene, match.slots.get("RECIPIENT", ())) or _addressed(scene, match)
    if kind.group not in scene.words.human_groups:
        recipients = tuple(head for head in recipients if scene.cast.naming.can_act(head))
    whole = _make_claim(scene, match, kind, recipients, ordinal=0)
    parts = []
    for ordinal, head in enumerate(_included(scene, match), start=1):
        part = _make_claim(scene, match, kind, expand(scene.doc, head), ordinal)
        parts.append(replace(part, part_of=whole.key))
    return [whole, *parts]


def _singled_out(scene: _Scene, heads: Sequence[int]) -> tuple[int, ...]:
    """`Among those detained is X`: X is the one that the sentence tells of."""
    doc, found = scene.doc, list[int]()
    for head in heads:
        subjects = doc.dependents(head, "nsubj") if doc.dependents(head, "cop") else []
        among = preposition_of(doc, head) in scene.words.out_of
        found += expand(doc, subjects[0]) if among and subjects else (head,)
    return tuple(dict.fromkeys(found))


def _addressed(scene: _Scene, match: Match) -> tuple[int, ...]:
    """Whom a demand or threat is addressed to, where only the clause about it says so."""
    role = scene.words.addressed_in_clause.get(match.frame.kind)
    for token in match.slots.get("CLAUSE", ()) if role else ():
        clause = predicate_at(scene.doc, token)
        if role == "object":
            return clause.objects
        if not clause.passive and scene.doc.dependents(token, "nsubj"):
            return clause.subjects
    return ()


def _attending(scene: _Scene, match: Match) -> tuple[int, ...]:
    """Who takes part in a meeting at which they do something: "during a meeting with X, *Y* noted"."""
    doc, token = scene.doc, match.token
    if match.frame.kind not in scene.words.attended or doc.labels[token].split(":")[0] != "obl":
        return ()
    within = preposition_of(doc, token) in scene.words.during
    return surface_subjects(doc, doc.heads[token]) if within else ()


def _included(scene: _Scene, match: Match) -> list[int]:
    """Heads of phrases that single some of the recipients out."""
    doc, found = scene.doc, []
    for head in (match.token, *match.slots.get("RECIPIENT", ())):
        for child in doc.dependents(head, "nmod", "obl"):
            if preposition_of(doc, child) in scene.words.including:
                found.append(child)
    return list(dict.fromkeys(found))


def _make_claim(
    scene: _Scene, match: Match, kind: Kind, recipient_heads: Sequence[int], ordinal: int
) -> Claim:
    doc, token = scene.doc, match.token
    chain = _spoken_chain(scene, match)
    spoken = kind.speech and _speaks_unsaid(match)
    mood = read_mood(doc, chain[-1].token if spoken else token, scene.words)
    certain = kind.group in scene.words.grave_groups
    actors = _mentions(scene, match.slots.get("ACTOR", ()) or _attending(scene, match), certain)
    if spoken:
        actors = _mentions(scene, chain[-1].speakers)
        chain = chain[:-1]
    recipients = _mentions(scene, recipient_heads, certain)
    sources = tuple(source for each in chain for source in _sources(scene, each))
    when = scene.circumstances.date_of(token, scene.triggers)
    if match.affirmed:
        mood = replace(mood, negated=False)
    if kind.speech and mood.modality == "conditional":
        mood = replace(mood, modality="actual")  # "threatened to … if …" was said without condition
    stances = [each.stance for each in chain]
    party = _is_party(sources, actors, recipients)
    if not party and any(stance in scene.words.doubtful for stance in stances):
        mood = replace(mood, hedged=True)
    trigger = _trigger_quote(doc, match)
    counted = recipients if kind.counts == "recipient" else actors
    key = _digest(scene.report.id, str(trigger.start), str(trigger.end), kind.name, str(ordinal))
    limit = min((other for other in scene.triggers if other > match.words[-1]), default=len(doc))
    details = find_details(doc, match, frozenset(kind.details), scene.words, limit)
    if "grounds" in kind.details and "grounds" not in details:
        details |= find_grounds(doc, match, limit, scene.cast.naming.can_act)
    if "office" in kind.details:
        details |= _office(scene, recipients, details)
    return Claim(
        report=scene.report.id,
        key=key,
        id="",
        kind=kind.name,
        plover=tuple((each.type, each.mode) for each in kind.plover),
        status=sum_up(mood, denied="denies" in stances[-1:], party=party),
        modality=mood.modality,
        polarity="negated" if mood.negated else "affirmed",
        actors=actors,
        recipients=recipients,
        sources=sources,
        evidence=_evidence(doc, token, trigger),
        score=_confidence(match, mood, actors, recipients),
        stage=STAGE,
        rule=f"{kind.name}: {match.frame.text}",
        date=when,
        place=_place(scene, match),
        quantity=_summed_up(_quantity(scene, match, counted), when),
        details=tuple(sorted(details.items())),
        condition=mood.condition,
    )


def _spoken_chain(scene: _Scene, match: Match) -> list[Speech]:
    return [each for each in scene.attribution.chain(match.token) if each.token not in match.words]


def _speaks_unsaid(match: Match) -> bool:
    """Whether a frame leaves its actor to be whoever speaks."""
    return not any(part.slot == "ACTOR" for part in match.frame.parts)


def _mentions(scene: _Scene, heads: Sequence[int], certain: bool = False) -> tuple[Mention, ...]:
    found = [
        scene.circumstances.with_number(each) for head in heads for each in scene.cast.mentions(head, certain)
    ]
    return tuple({(each.start, each.end, each.name): each for each in found}.values())


def _sources(scene: _Scene, speech: Speech) -> list[Source]:
    said = scene.circumstances.said_at(speech.token)
    return [
        Source(mention, speech.verb, speech.stance, said) for mention in _mentions(scene, speech.speakers)
    ]


def _is_party(sources: Sequence[Source], actors: Sequence[Mention], recipients: Sequence[Mention]) -> bool:
    """Whether the one whose words these are speaks about itself."""
    names = {(each.name or each.text).casefold() for each in (*actors, *recipients)}
    return any((source.mention.name or source.mention.text).casefold() in names for source in sources[-1:])


def _trigger_quote(doc: Analysis, match: Match) -> Quote:
    whole = quote_tokens(doc, match.words[0], match.words[-1] + 1)
    return whole if len(whole.text) <= _LONGEST_TRIGGER else quote_tokens(doc, match.token, match.token + 1)


def _evidence(doc: Analysis, token: int, trigger: Quote) -> Evidence:
    sentence = next(each for each in doc.sentences if each.start <= token < each.end)
    quote = quote_tokens(doc, sentence.start, sentence.end)
    return Evidence(trigger, quote.text, quote.start, quote.end, sentence.block)


def _place(scene: _Scene, match: Match) -> Mention | None:
    for token in match.slots.get("PLACE", ()):
        return scene.cast.mentions(token)[0]
    return scene.circumstances.place_of(match.token)


def _quantity(scene: _Scene, match: Match, counted: Sequence[Mention]) -> Quantity | None:
    for token in match.slots.get("SHARE", ()):
        start, end = full_phrase(scene.doc, token)
        return scene.circumstances.share_in(scene.doc.starts[start], scene.doc.ends[end - 1])
    quantity = scene.circumstances.quantity_of(counted)
    if quantity is None and match.frame.word_class == "noun":
        quantity = scene.circumstances.count_at(match.token)
    return quantity


def _office(scene: _Scene, recipients: Sequence[Mention], details: dict[str, Detail]) -> dict[str, Detail]:
    """The office that only the description of its holder names: "appointed *a new head of the service*"."""
    said = details.get("office")
    if said is not None and said.text.lower() not in scene.words.bare_offices:
        return {}
    for mention in recipients:
        if mention.name is None or mention.as_described:
            return {"office": Detail(mention.text, mention.start, mention.end)}
    return {}


def _summed_up(quantity: Quantity | None, when: When | None) -> Quantity | None:
    """A count over a stretch that is still running is cumulative: "418 detained since the election"."""
    running = when is not None and when.precision == "interval" and when.text.lower().startswith("since")
    return (
        replace(quantity, mode="cumulative")
        if quantity and quantity.mode == "count" and running
        else quantity
    )


def _confidence(match: Match, mood: Mood, actors: Sequence[Mention], recipients: Sequence[Mention]) -> float:
    """A first estimate until it is calibrated: specific frames with their parties filled are safest."""
    score = 0.6 + 0.05 * min(match.frame.weight, 4) + 0.1 * bool(actors or recipients)
    if match.frame.word_class != "verb":
        score -= 0.15
    return round(min(0.97, score - 0.05 * (mood.modality != "actual")), 2)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _stamp(claim: Claim) -> Claim:
    """Give a finished claim the id that changes with its content."""
    return replace(claim, id=_digest(claim.key, claim.stage, repr(claim)))
