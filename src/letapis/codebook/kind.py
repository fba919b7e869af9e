"""One kind of happening, as the codebook defines it, and the notation of its frames.

A frame says how one word tells of a kind and where its parties stand. Only active frames are written: the
reader of frames handles passives, participles, relative clauses, coordination, control and negation. Frames
are written in lemmas.

    verb frame        SUBJECT head OBJECT prep SLOT
    noun frame        head prep SLOT        or  SLOT's head prep SLOT
    adjective frame   SLOT head prep SLOT   (predicative or attributive)

- `CAPITALS` are slots: `ACTOR`, `RECIPIENT`, `PLACE` (the claim's place), `CLAUSE` (a clause, or a noun
  that tells of an event: its claim is what is demanded, denied, threatened), `TO_CLAUSE` (the same, but only
  an infinitive: "told them to leave"), `ANY` (must be filled, is not kept), or a detail of the kind.
- `SLOT=word|word` is a slot that only these words fill: `ACTOR mobilize RECIPIENT=army|reservist`.
- The first word in small letters is the head. `a|b` are alternatives. `a+b` is a head with a word that
  stands with it, wherever it stands, in that form: a particle (`step+down`), an adverb or predicate
  (`walk+free`, `set+free`), the verb of its infinitive (`force+leave`).
- A slot before the head is its subject, one right after it its object; two in a row are indirect and direct
  object.
- A word right after the head, or after its object, is a noun that must stand there as object: `ACTOR open
  case`, `ACTOR deny RECIPIENT entry`. After `be`, `become`, `remain` and after an object it may be the
  predicate.
- `adj-noun` asks for a noun with that modifier (adjective or compound), however it is hyphened:
  `criminal-case`.
- `prep SLOT` is an oblique, `prep word` an oblique that must be there; after `from`, `into` and `of` the
  word may be a verb (`from leave`: "from leaving"). `of SLOT` after a required noun belongs to that noun,
  as do a possessive or a compound: `accreditation of RECIPIENT` also reads "journalists' accreditation",
  "press accreditation".
- `[ ... ]` is optional. In noun frames `of X` also reads `X's` and the other way round where no other slot
  uses it.
- A frame that opens with `?` needs a person or group as recipient (or actor where it has no recipient), `!`
  an organisation.
- In kinds of speech a frame without `ACTOR` leaves the actor to the speaker.
- Frames under `negated` tell of the kind only where they are negated, and then affirm it ("was not let into
  the country").
- `not` lists nouns that forbid the frame as object or, for a noun frame, as modifier or `of`: `release` of
  a *statement*.
- `plover` gives a frame a type or mode of its own where its kind's does not fit: an air strike's mode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plover:
    """An event type of the PLOVER ontology, and its mode where it has one."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One way in which words tell of a kind, as a line of the codebook.

    `text` is the line with the optional adjuncts of its kind, `written` the line alone, `unless` the nouns
    that forbid it, `plover` its event type where that is not its kind's.
    """

    text: str
    written: str
    unless: frozenset[str] = frozenset()
    plover: Plover | None = None


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of a kind in one language, by part of speech."""

    verbs: tuple[FrameLine, ...] = ()
    nouns: tuple[FrameLine, ...] = ()
    adjectives: tuple[FrameLine, ...] = ()
    negated: tuple[FrameLine, ...] = ()

    def lines(self) -> tuple[FrameLine, ...]:
        """Every line, in the order of the codebook."""
        return self.verbs + self.nouns + self.adjectives + self.negated


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A kind that is easily taken for this one, and what keeps the two apart."""

    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What may happen, defined so that a lawyer and a coder agree on it.

    `counts` names the role whose number is the claim's quantity. `plover` is empty where that ontology has
    no place for it. `speech` marks kinds that are said rather than done: the actor is the speaker.
    """

    name: str
    group: str
    definition: str
    near_misses: tuple[NearMiss, ...]
    roles: Mapping[str, str]
    details: tuple[str, ...]
    plover: tuple[Plover, ...]
    counts: str
    speech: bool
    words: Mapping[str, KindWords]

    def lines(self, language: str) -> tuple[FrameLine, ...]:
        """The kind's frames in a language, none where the codebook has no words in it."""
        found = self.words.get(language)
        return found.lines() if found else ()
