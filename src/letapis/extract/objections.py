"""What the tree and the codebook hold against a word that only the model takes for a trigger."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.codebook import Frame, FrameIndex
from letapis.extract.joined import expand, is_excepted, preposition_of
from letapis.extract.negation import is_short_of
from letapis.extract.relatives import referent
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.vocabulary import Vocabulary
from letapis.extract.voice import is_passive
from letapis.extract.wordfit import word_fits
from letapis.model import Analysis, Trigger

Slots = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Objections:
    """What is held against the model's triggers in one report."""

    doc: Analysis
    words: Vocabulary
    frames: FrameIndex

    def rules_out(self, trigger: Trigger) -> bool:
        """Whether a word only negates what tells, or stands beside words that keep it from telling."""
        doc, token = self.doc, trigger.token
        if doc.upos[token] == "PART" and self._known(doc.heads[token], trigger.kind):
            return True  # "*not* detained" is no detention
        held = (token, *doc.dependents(token, "obj"))
        if any(is_short_of(doc, each) for at in held for each in doc.dependents(at, "obl", "nmod")):
            return True  # "beaten *half to death*" is neither a death nor clearly what it is instead
        around = [doc.heads[token], *doc.children[token]]
        known = self._known(token, trigger.kind)
        return any(word_fits(doc, each, frame.forbidden) for frame in known for each in around)

    def contradicts(self, trigger: Trigger, slots: Slots) -> bool:
        """Whether doer and done-to are the other way round in the tree."""
        doc, token = self.doc, trigger.token
        actors, recipients = set(slots.get("ACTOR", ())), set(slots.get("RECIPIENT", ()))
        objects = self._expanded(token, "obj")
        if doc.upos[token] == "VERB":
            subjects = () if is_passive(doc, token) else self._expanded(token, "nsubj")
            turned = objects and self._befalls_object(trigger) and recipients & set(subjects)
            described = {doc.heads[token]} if self._describes_its_object(token) else set[int]()
            return bool(turned or actors & {*objects, *self._expanded(token, "nsubj:pass"), *described})
        owning = syntax_words(doc.language).possessive
        owned = any(preposition_of(doc, each) in owning for each in doc.dependents(token, "nmod"))
        return owned and bool(recipients & set(self._expanded(token, "nmod:poss")))

    def _describes_its_object(self, token: int) -> bool:
        """Whether a past participle describes the one it is done to: "a *policeman* charged over a death"."""
        bare = not self.doc.dependents(token, "nsubj", "aux", "obj")
        return self.doc.labels[token] in ("acl", "amod") and bare and is_passive(self.doc, token)

    def is_outside(self, trigger: Trigger, slot: str, party: int) -> bool:
        """Whether a party is in another clause, owns another thing, or keeps it from happening."""
        doc, token = self.doc, trigger.token
        if is_excepted(doc, party):
            return True  # "all but *Dubov* were freed"
        above = (token, *doc.ancestors(token))
        at, below = party, party
        while at not in above:
            if doc.labels[at] == "acl:relcl" or doc.labels[at] == "advcl":
                return True
            at, below = doc.heads[at], at
        if slot == "ACTOR" and self._in_a_clause_of_its_own(token, at):
            return True  # "*students* held as a strike widens"
        if doc.labels[below] == "ccomp" and doc.labels[token] == "nsubj" and doc.heads[token] == at:
            return True  # "the indictment says that *she* …"
        if slot == "ACTOR" and at != token and doc.lemmas[at].lower() in self.words.prevented:
            return True  # "the deportation was halted by *a judge*"
        thing = doc.labels[party] == "nmod:poss" and doc.labels[doc.heads[party]] in ("obj", "nsubj:pass")
        return slot == "RECIPIENT" and thing and self._befalls_object(trigger)  # "killed *her* goat"

    def _in_a_clause_of_its_own(self, token: int, above: int) -> bool:
        """Whether a noun stands in a clause with a subject, beside what the word above it tells."""
        doc = self.doc
        if doc.upos[token] not in ("NOUN", "PROPN"):
            return False
        while token != above:
            if doc.labels[token] == "advcl" and doc.dependents(token, "nsubj"):
                return True
            token = doc.heads[token]
        return False

    def _known(self, token: int, kind: str) -> list[Frame]:
        """The codebook's frames of a kind at a word."""
        lemma = self.doc.lemmas[token].lower()
        classes = ("verb", "noun", "adjective")
        found = [frame for word_class in classes for frame in self.frames.get((word_class, lemma), ())]
        return [frame for frame in found if frame.kind == kind]

    def _befalls_object(self, trigger: Trigger) -> bool:
        """Whether the codebook knows the word as done by its subject to its object."""
        parts = [
            (part.function, part.slot)
            for frame in self._known(trigger.token, trigger.kind)
            for part in frame.parts
        ]
        return ("subject", "ACTOR") in parts and ("object", "RECIPIENT") in parts

    def _expanded(self, token: int, label: str) -> tuple[int, ...]:
        found = (each for each in self.doc.dependents(token, label) if self.doc.labels[each] == label)
        return tuple(each for child in found for each in expand(self.doc, referent(self.doc, child)))
