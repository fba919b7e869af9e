"""From matches to claims: every field filled, every claim tied to its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letapis.codebook import Codebook, Kind
from letapis.extract.attribution import Speech, attribute
from letapis.extract.cast import meet_cast
from letapis.extract.circumstances import find_circumstances
from letapis.extract.confidence import rate
from letapis.extract.details import find_details, find_grounds
from letapis.extract.joined import expand
from letapis.extract.learned import RULE, SURE_BARE, Opinion
from letapis.extract.links import link_claims
from letapis.extract.listing import complete_lists
from letapis.extract.location import look_around
from letapis.extract.match import Match, find_matches
from letapis.extract.modality import Mood, is_barred, is_hedged, read_mood, sum_up
from letapis.extract.naming import name_phrases
from letapis.extract.negation import is_negated
from letapis.extract.objections import Objections
from letapis.extract.ontology import events_of
from letapis.extract.parties import Parties, find_parties, included_heads, recipient_heads
from letapis.extract.phrases import full_phrase, quote_tokens
from letapis.extract.play import find_play
from letapis.extract.quotation import find_titles
from letapis.extract.repeats import repeats
from letapis.extract.scene import Scene
from letapis.extract.selection import leave_accusations, open_gate, select_matches
from letapis.extract.signals import find_signals
from letapis.extract.states import is_of_a_state, may_be_of_a_state
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.vocabulary import Vocabulary, vocabulary_for
from letapis.model import Analysis, Claim, Detail, Evidence, Mention, Quantity, Quote, Report, When

STAGE = "extract.claims/2"
"""The versioned name of this stage, stamped on every claim it makes."""

_MODALITIES = frozenset({"planned", "demanded", "conditional"})
"""The statuses that are a modality."""

_LONGEST_TRIGGER = 60
"""Code points; a longer stretch is no trigger, only its head word is."""


def extract_claims(report: Report, analysis: Analysis, codebook: Codebook) -> tuple[Claim, ...]:
    """Say what a report says happened: one claim a trigger, in the order of the text."""
    words = vocabulary_for(codebook, report.language)
    naming = name_phrases(analysis, words)
    circumstances = find_circumstances(report, analysis, naming, words)
    reserve = _kinds_in(codebook, words.reserve_groups)
    spoken = frozenset(kind.name for kind in codebook.kinds.values() if kind.speech)
    admit = open_gate(analysis, naming, circumstances, spoken).admit
    found = find_matches(
        analysis,
        codebook.frames(report.language),
        codebook.negated_frames(report.language),
        words.negations,
        words.prevented,
        admit,
        reserve,
    )
    attributive = _kinds_in(codebook, words.attributive_groups)
    objections = Objections(analysis, words, codebook.frames(report.language))
    opinion = Opinion(analysis, naming, objections, admit)
    attribution = attribute(report, analysis, words)
    cast = meet_cast(naming, attribution)
    selected = [
        each
        for each in select_matches(analysis, found, circumstances, attributive)
        if each.frame.kind not in reserve or may_be_of_a_state(cast, each)
    ]
    weighed = opinion.weigh(selected, codebook, report.language, reserve)
    listed = complete_lists(
        analysis, naming, leave_accusations(analysis, weighed, words.blaming_kinds), words
    )
    played = find_play(report, analysis, words)
    titles = find_titles(report, analysis)
    matches = [
        each for each in listed if each.token not in titles and not _is_play(each, codebook, words, played)
    ]
    scene = Scene(
        report,
        analysis,
        words,
        cast,
        attribution,
        circumstances,
        frozenset(match.token for match in matches),
        opinion,
    )
    made: list[tuple[Match, Claim]] = []
    for match in matches:
        made += [(match, claim) for claim in _make_claims(scene, match, codebook.kinds[match.frame.kind])]
    told = [(match, claim) for match, claim in made if not repeats(analysis, match, claim, made)]
    around = look_around(report, analysis, words)
    return tuple(_stamp(around.locate(claim)) for claim in link_claims(analysis, told, words))


def _kinds_in(codebook: Codebook, groups: frozenset[str]) -> frozenset[str]:
    return frozenset(kind.name for kind in codebook.kinds.values() if kind.group in groups)


def _is_play(match: Match, codebook: Codebook, words: Vocabulary, played: frozenset[int]) -> bool:
    """Whether a grave thing, or a denial or threat, is told where only a game or a stage is told of."""
    kind = codebook.kinds[match.frame.kind]
    return match.token in played and (kind.group in words.grave_groups or kind.speech)


def _make_claims(scene: Scene, match: Match, kind: Kind) -> list[Claim]:
    """The claim of a match, and one more for each "including six journalists" inside it."""
    whole = _make_claim(scene, match, kind, recipient_heads(scene, match, kind), ordinal=0)
    if whole is None:
        return []
    made = [whole]
    for ordinal, head in enumerate(included_heads(scene, match), start=1):
        part = _make_claim(scene, match, kind, expand(scene.doc, head), ordinal)
        if part is not None:
            made.append(replace(part, part_of=whole.key))
    return made


def _make_claim(
    scene: Scene, match: Match, kind: Kind, recipients: Sequence[int], ordinal: int
) -> Claim | None:
    doc, token = scene.doc, match.token
    parties = find_parties(scene, match, kind, recipients)
    if parties is None or (not (parties.actors or parties.recipients) and _wants_party(match, kind)):
        return None
    if kind.group in scene.words.suffered_groups and _is_own_doing(scene, match):
        return None
    if _is_both(match, parties):
        return None
    if kind.group in scene.words.reserve_groups and not any(map(is_of_a_state, parties.actors)):
        return None  # world affairs are between states
    if any(is_negated(doc, each.token, scene.words.negations) for each in parties.chain):
        return None  # "nobody said that …" tells nothing
    mood, denied, party = _heed(
        scene.opinion.caution(match),
        _mood(scene, match, kind, parties),
        _is_denied(parties),
        parties.self_said,
    )
    when = scene.circumstances.date_of(token, scene.triggers)
    trigger = _trigger_quote(doc, match)
    counted = parties.recipients if kind.counts == "recipient" else parties.actors
    key = _digest(scene.report.id, str(trigger.start), str(trigger.end), kind.name, str(ordinal))
    details = _details(scene, match, kind, parties)
    claim = Claim(
        report=scene.report.id,
        key=key,
        id="",
        kind=kind.name,
        plover=events_of(kind, match.frame, mood, denied),
        status=sum_up(mood, denied=denied, party=party),
        modality=mood.modality,
        polarity="negated" if mood.negated else "affirmed",
        actors=parties.actors,
        recipients=parties.recipients,
        sources=parties.sources,
        evidence=_evidence(doc, token, trigger),
        score=0.0,
        stage=STAGE,
        rule=f"{kind.name}: {match.frame.text}",
        date=when,
        place=_place(scene, match, details),
        quantity=_summed_up(scene, _quantity(scene, match, counted), when),
        details=tuple(sorted(details.items())),
        condition=mood.condition,
    )
    return replace(claim, signals=find_signals(scene.opinion, match, claim))


def _is_both(match: Match, parties: Parties) -> bool:
    """Whether the model alone takes somebody for who does it and whom it is done to."""
    doers = {each.name for each in parties.actors if each.name}
    return match.frame.text == RULE and any(each.name in doers for each in parties.recipients)


def _is_own_doing(scene: Scene, match: Match) -> bool:
    """Whether somebody does it to nobody but themselves; a frame that says so ("hanged himself") knows."""
    doc = scene.doc
    own = {child for child in doc.dependents(match.token, "obj") if child in match.words}
    return not own and _has_itself_for_object(doc, match.token)


def _wants_party(match: Match, kind: Kind) -> bool:
    """Whether a claim must name somebody: speech and an active verb's, unless the model is sure of it."""
    spoken_or_active = kind.speech or (match.frame.word_class == "verb" and not match.predicate.passive)
    return spoken_or_active and not (match.frame.text == RULE and match.weight >= SURE_BARE)


def _mood(scene: Scene, match: Match, kind: Kind, parties: Parties) -> Mood:
    """The mood of the trigger, or of the words that speak it, and what the speakers' stances add."""
    told = parties.spoken.token if parties.spoken else match.token
    mood = read_mood(scene.doc, told, scene.words)
    if match.affirmed:
        mood = replace(mood, negated=False)
        if mood.modality == "possible" and is_barred(scene.doc, told, scene.words):
            mood = replace(mood, modality="actual")  # "*may* not leave", "*can* no longer be read"
    if kind.speech and mood.modality == "conditional":
        mood = replace(mood, modality="actual")  # "threatened to … if …" was said without condition
    if match.frame.kind in scene.words.facing.get(scene.doc.lemmas[match.token], ()):
        mood = replace(mood, modality="possible") if mood.modality == "actual" else mood
    if match.frame.kind in scene.words.setting.get(scene.doc.lemmas[match.token], ()):
        mood = replace(mood, modality="planned") if mood.modality == "actual" else mood
    if mood.modality == "actual" and any(
        scene.doc.form(child).lower() in scene.words.uncertain
        for word in match.words
        for child in scene.doc.dependents(word, "amod")
    ):
        mood = replace(mood, modality="possible")  # "faces a *possible* charge"
    doubted = any(_is_doubted(scene, each) for each in parties.chain)
    return replace(mood, hedged=True) if doubted and not parties.self_said else mood


def _heed(caution: str | None, mood: Mood, denied: bool, party: bool) -> tuple[Mood, bool, bool]:
    """What the model sees that leaves a claim less than asserted, where the rules see nothing of the kind.

    The other way it is not heard: no model makes a fact of what the rules take to be said, meant or denied.
    """
    if caution is None or sum_up(mood, denied, party) != "asserted":
        return mood, denied, party
    if caution in _MODALITIES:
        return replace(mood, modality=caution), denied, party
    mood = replace(mood, negated=caution == "negated", hedged=caution == "alleged")
    return mood, caution == "denied", caution == "claimed"


def _is_doubted(scene: Scene, speech: Speech) -> bool:
    """Whether a stance, a speech that is yet to come or "unconfirmed reports" leave it in doubt."""
    if speech.stance in scene.words.doubtful:
        return True
    if any(is_hedged(scene.doc, each, scene.words) for each in speech.speakers):
        return True
    if scene.doc.upos[speech.token] != "VERB":
        return False  # "according to …" is said, whatever the clause is about
    told = read_mood(scene.doc, speech.token, scene.words)
    return told.hedged or told.modality not in ("actual", "demanded")


def _is_denied(parties: Parties) -> bool:
    return any(each.stance == "denies" for each in parties.chain[-1:])


def _details(scene: Scene, match: Match, kind: Kind, parties: Parties) -> dict[str, Detail]:
    limit = min((other for other in scene.triggers if other > match.words[-1]), default=len(scene.doc))
    details = find_details(scene.doc, match, frozenset(kind.details), scene.words, limit)
    if "grounds" in kind.details and "grounds" not in details:
        details |= find_grounds(scene.doc, match, limit, scene.cast.naming.can_act, scene.words)
    if "office" in kind.details:
        details |= _office(scene, parties.recipients, details)
    return details


def _has_itself_for_object(doc: Analysis, token: int) -> bool:
    """Whether a verb's object is whoever does it: "shot *himself*"."""
    endings = syntax_words(doc.language).reflexive_endings
    return any(doc.form(child).lower().endswith(endings) for child in doc.dependents(token, "obj"))


def _trigger_quote(doc: Analysis, match: Match) -> Quote:
    whole = quote_tokens(doc, match.words[0], match.words[-1] + 1)
    return whole if len(whole.text) <= _LONGEST_TRIGGER else quote_tokens(doc, match.token, match.token + 1)


def _evidence(doc: Analysis, token: int, trigger: Quote) -> Evidence:
    sentence = doc.sentence_at(token)
    quote = quote_tokens(doc, sentence.start, sentence.end)
    return Evidence(trigger, quote.text, quote.start, quote.end, sentence.block)


def _place(scene: Scene, match: Match, details: dict[str, Detail]) -> Mention | None:
    """Where it happened; what a penalty is served in ("15 days in jail") is no place."""
    for token in match.slots.get("PLACE", ()):
        return scene.cast.mentions(token)[0]
    elsewhere = [details[name] for name in ("penalty", "from", "to") if name in details]
    for place in (*scene.circumstances.places_of(match.token), *_place_seen(scene, match)):
        if all(place.start >= each.end or each.start >= place.end for each in elsewhere):
            return place
    return None


def _place_seen(scene: Scene, match: Match) -> Iterator[Mention]:
    """The place that the model sees."""
    head = scene.opinion.place_of(match)
    if head is not None:
        naming = scene.cast.naming
        yield naming.place_in(head) or replace(naming.describe(head), type="place")


def _quantity(scene: Scene, match: Match, counted: Sequence[Mention]) -> Quantity | None:
    for token in match.slots.get("SHARE", ()):
        start, end = full_phrase(scene.doc, token)
        return scene.circumstances.share_in(scene.doc.starts[start], scene.doc.ends[end - 1])
    quantity = scene.circumstances.quantity_of(counted)
    if quantity is None and match.frame.word_class == "noun":
        quantity = scene.circumstances.count_at(match.token)
    elif quantity is None:
        doc, counts = scene.doc, scene.words.counted
        nouns = (each for each in match.words if doc.upos[each] == "NOUN" and doc.lemmas[each] in counts)
        quantity = next(filter(None, map(scene.circumstances.count_at, nouns)), None)
    return quantity


def _office(scene: Scene, recipients: Sequence[Mention], details: dict[str, Detail]) -> dict[str, Detail]:
    """The office that only the description of its holder names: "appointed *a new head of the service*"."""
    said = details.get("office")
    if said is not None and said.text.lower() not in scene.words.bare_offices:
        return {}
    for mention in recipients:
        if mention.name is None or mention.as_described:
            return {"office": Detail(mention.text, mention.start, mention.end)}
        if mention.role and mention.text.startswith(mention.role):
            return {"office": Detail(mention.role, mention.start, mention.start + len(mention.role))}
    return {}


def _summed_up(scene: Scene, quantity: Quantity | None, when: When | None) -> Quantity | None:
    """A count over a stretch that is still running is cumulative: "418 detained since the election"."""
    running = (
        when is not None
        and when.precision == "interval"
        and when.text.lower().startswith(scene.words.ever_since)
    )
    return (
        replace(quantity, mode="cumulative")
        if quantity and quantity.mode == "count" and running
        else quantity
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _stamp(claim: Claim) -> Claim:
    """Give a finished claim its score, and the id that changes with its content."""
    rated = replace(claim, score=rate(claim))
    return replace(rated, id=_digest(rated.key, rated.stage, repr(rated)))
