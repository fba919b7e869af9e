"""Who did it, to whom, and who says so: the roles of one claim, from the heads that fill a frame's slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letapis.codebook import Kind
from letapis.extract.attribution import Speech
from letapis.extract.concern import find_concerned
from letapis.extract.joined import expand, preposition_of
from letapis.extract.match import Match
from letapis.extract.scene import Scene
from letapis.extract.syntax import predicate_at, surface_subjects
from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis, Mention, Source


@dataclass(frozen=True, slots=True)
class Parties:
    """The roles of one claim.

    `chain` are the speeches the claim stands in, nearest the reader first; where a frame leaves its actor to
    be whoever speaks, `spoken` is that speech and its speakers are the actors. `quoted` says that the claim
    stands in quotation marks, where "he" is not the one who speaks.
    """

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    sources: tuple[Source, ...]
    chain: tuple[Speech, ...]
    spoken: Speech | None = None
    first_person: bool = False
    quoted: bool = False

    @property
    def self_said(self) -> bool:
        """Whether the one whose words these are speaks about itself."""
        names = {(each.name or each.text).casefold() for each in (*self.actors, *self.recipients)}
        speakers = [source.mention for source in self.sources[-1:]]
        own = any((each.name or each.text).casefold() in names for each in speakers)
        same = any(each.text.casefold() in names for each in speakers)  # "*he* said *he* was": whoever he is
        return own or (same and not self.quoted) or (self.first_person and bool(self.sources))


def find_parties(scene: Scene, match: Match, kind: Kind, recipients: Sequence[int]) -> Parties | None:
    """The roles of a match whose recipients' heads are given; None for an accusation that nobody makes.

    In the grave groups of kinds nobody is named by a pronoun that could mean two people.
    """
    chain = [each for each in scene.attribution.chain(match.token) if each.token not in match.words]
    certain = kind.group in scene.words.grave_groups
    spoken = None
    actors = _mentions(scene, match.slots.get("ACTOR", ()) or _attending(scene, match), certain)
    if kind.speech and not any(part.slot == "ACTOR" for part in match.frame.parts):
        if not chain:
            return None
        spoken = chain.pop()
        actors = _mentions(scene, spoken.speakers)
    done_to = tuple(each for each in _mentions(scene, recipients, certain) if each not in actors)
    sources = _once(source for each in chain for source in _sources(scene, each))
    if not sources and spoken is None:
        sources = tuple(each for each in _seen_sources(scene, match) if each.mention not in actors)
    first = any(
        each.text.casefold() in scene.words.first_person and each.name is None for each in (*actors, *done_to)
    )
    return Parties(
        actors, done_to, sources, tuple(chain), spoken, first, match.token in scene.attribution.quoted
    )


def recipient_heads(scene: Scene, match: Match, kind: Kind) -> tuple[int, ...]:
    """The heads of those it is done to; things are no party, except that unknown nouns may be people."""
    heads = (
        _singled_out(scene, match.slots.get("RECIPIENT", ()))
        or _addressed(scene, match)
        or _owners(scene, match)
        or _near(scene, match)
    )
    if kind.group in scene.words.human_groups:
        return heads
    able = scene.cast.naming.can_act
    return (
        tuple(filter(able, heads))
        or tuple(filter(able, _near(scene, match)))
        or find_concerned(scene, match, kind)
    )


def included_heads(scene: Scene, match: Match) -> list[int]:
    """Heads of phrases that single some of the recipients out."""
    doc, found = scene.doc, []
    for head in (match.token, *match.slots.get("RECIPIENT", ())):
        for child in doc.dependents(head, "nmod", "obl"):
            way = preposition_of(doc, child)
            if way in scene.words.including:
                found.append(child)
            elif way in scene.words.out_of and doc.upos[child] == "PRON":
                found += _phrase_behind(doc, child)  # "fined ten, among them *two students*"
    return list(dict.fromkeys(found))


def _phrase_behind(doc: Analysis, token: int) -> list[int]:
    """The head of the noun phrase that begins right behind a word, if one does."""
    head = min(token + 1, len(doc) - 1)
    while doc.heads[head] > head:
        head = doc.heads[head]
    return [head] if doc.upos[head] in ("NOUN", "PROPN", "NUM") else []


def _singled_out(scene: Scene, heads: Sequence[int]) -> tuple[int, ...]:
    """`Among those detained is X`: X is the one that the sentence tells of."""
    doc, found = scene.doc, list[int]()
    for head in heads:
        subjects = doc.dependents(head, "nsubj") if doc.dependents(head, "cop") else []
        governor = doc.heads[head]
        if doc.lemmas[governor].lower() in scene.words.including_verbs and doc.labels[head] == "nsubj":
            members = [each for child in doc.dependents(governor, "obj") for each in expand(doc, child)]
            found += members or [head]  # "those detained included *two monks*"
            continue
        among = preposition_of(doc, head) in scene.words.out_of
        found += expand(doc, subjects[0]) if among and subjects else (head,)
    return tuple(dict.fromkeys(found))


def _addressed(scene: Scene, match: Match) -> tuple[int, ...]:
    """Whom a demand or threat is addressed to, where only the clause about it says so."""
    role = scene.words.addressed_in_clause.get(match.frame.kind)
    for token in match.slots.get("CLAUSE", ()) if role else ():
        clause = predicate_at(scene.doc, token)
        if role == "object":
            return clause.objects
        if not clause.passive and scene.doc.dependents(token, "nsubj"):
            return clause.subjects
    return ()


def _owners(scene: Scene, match: Match) -> tuple[int, ...]:
    """Whose property is taken: "seized *their* telephones", "the offices of *the newspaper*"."""
    doc = scene.doc
    owning = syntax_words(doc.language).possessive
    for token in match.slots.get("PROPERTY", ()):
        owners = doc.dependents(token, "nmod:poss") or [
            child for child in doc.dependents(token, "nmod") if preposition_of(doc, child) in owning
        ]
        return tuple(each for owner in owners for each in expand(doc, owner))
    return ()


def _near(scene: Scene, match: Match) -> tuple[int, ...]:
    """Whom the model takes for the recipient among what hangs on the trigger: "the term *of X* stands"."""
    doc, actors = scene.doc, match.slots.get("ACTOR", ())
    told = {*match.words, *(doc.heads[word] for word in match.words if doc.upos[word] == "NOUN")}

    def hangs(head: int) -> bool:
        above = doc.heads[head]
        return above in told or doc.heads[above] in told

    return tuple(head for head in scene.opinion.recipients_of(match) if head not in actors and hangs(head))


def _attending(scene: Scene, match: Match) -> tuple[int, ...]:
    """Who takes part in a meeting at which they do something: "during a meeting with X, *Y* noted"."""
    doc, token = scene.doc, match.token
    if match.frame.kind not in scene.words.attended or doc.labels[token].split(":")[0] != "obl":
        return ()
    within = preposition_of(doc, token) in scene.words.during
    return surface_subjects(doc, doc.heads[token]) if within else ()


def _mentions(scene: Scene, heads: Sequence[int], certain: bool = False) -> tuple[Mention, ...]:
    bodies = [scene.cast.naming.entity_at.get(head) for head in heads]
    # "the Association of Journalists and *Editors*" is one body, not two
    whole = [head for at, head in enumerate(heads) if bodies[at] is None or bodies[at] not in bodies[:at]]
    found = [
        scene.circumstances.with_number(each) for head in whole for each in scene.cast.mentions(head, certain)
    ]
    told = [each for each in found if each.name or not _only_asks(scene, each)]
    once = {each.name or (each.start, each.end): each for each in reversed(told)}
    return tuple(reversed(once.values()))


def _only_asks(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is a bare pronoun that names nobody: "refused to say *who* had beaten her"."""
    words = syntax_words(scene.doc.language)
    return mention.text.lower() in words.relatives | words.doubtful_relatives


def _seen_sources(scene: Scene, match: Match) -> Iterator[Source]:
    """Who says so by the model alone: a source more than the rules find is caution, a source less is not."""
    doc = scene.doc
    for head in scene.opinion.sources_of(match):
        verb = doc.heads[head]
        stance = scene.words.speech.get(doc.lemmas[verb].lower())
        for mention in _mentions(scene, (head,)) if scene.cast.naming.can_act(head) else ():
            yield Source(mention, doc.form(verb), stance) if stance else Source(mention)


def _once(chain: Iterable[Source]) -> tuple[Source, ...]:
    """A chain in which nobody passes on their own words: "*she* said *she* had asked" is hers once."""
    found: list[Source] = []
    for source in chain:
        now, last = source.mention, found[-1].mention if found else None
        if last is None or (now.name or now.start) != (last.name or last.start):
            found.append(source)
    return tuple(found)


def _sources(scene: Scene, speech: Speech) -> list[Source]:
    said = scene.circumstances.said_at(speech.token)
    return [
        Source(mention, speech.verb, speech.stance, said) for mention in _mentions(scene, speech.speakers)
    ]
