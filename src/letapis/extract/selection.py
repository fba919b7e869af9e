"""Which matches deserve to be claims: what a charge only alleges, and bare nouns that say nothing, do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from letapis.extract.circumstances import Circumstances
from letapis.extract.match import Match
from letapis.extract.money import find_money
from letapis.extract.naming import Naming
from letapis.extract.phrases import full_phrase
from letapis.extract.quantities import find_quantities
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.terms import find_terms
from letapis.model import Analysis, Quantity

_ACCUSATION = frozenset({"GROUNDS", "ARTICLE", "TERM", "TERMS", "PENALTY", "AMOUNT"})
"""Slots whose words are an accusation or the measure of a penalty, never events of their own."""


def _find_votes(text: str, start: int, end: int) -> list[Quantity]:
    """Shares, and counts of votes or seats."""
    return [
        each
        for each in find_quantities(text, start, end)
        if each.mode == "share" or each.unit in ("vote", "seat")
    ]


_MEASURED: dict[str, Callable[[str, int, int], Sequence[object]]] = {
    "TERM": find_terms,
    "AMOUNT": find_money,
    "SHARE": _find_votes,
    "VOTES": _find_votes,
}
"""Slots whose words must measure something, and what finds the measure."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What may fill a frame's slots in one report."""

    doc: Analysis
    naming: Naming
    dated: frozenset[int]
    spoken: frozenset[str]
    _fitting: dict[tuple[str, int], bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def admit(self, match: Match) -> Match | None:
        """Clear a match's slots of what cannot fill them; None where a part that must be there is lost."""
        if self._is_mishap(match):
            return None
        slots = {}
        for slot, tokens in match.slots.items():
            kept = tuple(token for token in tokens if self._may_fill(slot, token, match.frame.kind))
            if kept:
                slots[slot] = kept
        needed = {
            part.slot
            for part in match.frame.parts
            if part.slot and not part.optional and part.function not in ("subject", "possessive")
        }
        if any(slot in match.slots and slot not in slots for slot in needed):
            return None
        cleared = replace(match, slots=slots)
        return cleared if self._is_guarded(cleared) else None

    def _may_fill(self, slot: str, token: int, kind: str) -> bool:
        if token in self.dated:
            return False
        if slot in ("ACTOR", "RECIPIENT") and self.doc.upos[token] in ("VERB", "AUX", "ADV", "PUNCT"):
            return False
        if slot == "RECIPIENT" and self.naming.is_mere_number(token):
            return False
        if slot in ("ACTOR", "RECIPIENT") and (self.naming.is_where(token) or self.naming.is_manner(token)):
            return False
        if slot == "ACTOR" and kind not in self.spoken:  # only people and bodies speak anyway
            return self.naming.can_act(token)
        if slot == "PLACE":
            return self.naming.place_in(token) is not None
        entity = self.naming.entity_at.get(token)
        if slot == "GROUNDS" and entity is not None and entity.type == "person":
            return False
        if (slot, token) not in self._fitting:
            self._fitting[slot, token] = self._is_measured(slot, token)
        return self._fitting[slot, token]

    def _is_measured(self, slot: str, token: int) -> bool:
        """Whether a phrase measures what its slot asks for; other slots take what measures nothing."""
        start, end = full_phrase(self.doc, token)
        first, last = self.doc.starts[start], self.doc.ends[end - 1]
        finder = _MEASURED.get(slot)
        if finder is None:
            measures = (*find_terms(self.doc.text, first, last), *find_money(self.doc.text, first, last))
            return not any(each.start <= first + 1 for each in measures)
        return bool(finder(self.doc.text, first, last))

    def _is_mishap(self, match: Match) -> bool:
        """Whether rain, a crash or a dog did it, and nobody whom the words name."""
        words, actors = self.naming.words, match.slots.get("ACTOR", ())
        agent = syntax_words(self.doc.language).agent
        doers = [*actors, *(token for word, token in match.predicate.obliques if word in agent)]
        if any(self.doc.lemmas[token].lower() in words.unwitting for token in doers):
            return True
        causes = [token for word, token in match.predicate.obliques if word in words.causing]
        return not actors and any(self.doc.lemmas[token].lower() in words.mishaps for token in causes)

    def _is_guarded(self, match: Match) -> bool:
        """Frames that ask for a person or a body get one: as recipient, or as actor where they have none."""
        if match.frame.guard is None:
            return True
        slots = {part.slot for part in match.frame.parts}
        heads = match.slots.get("RECIPIENT" if "RECIPIENT" in slots else "ACTOR", ())
        able = [token for token in heads if self.naming.can_act(token) and not self.naming.is_thing(token)]
        types = {self.naming.describe(token).type for token in able}
        wanted = {"person", "group"} if match.frame.guard == "person" else {"organisation", "outlet"}
        return bool(types & wanted)


def open_gate(doc: Analysis, naming: Naming, circumstances: Circumstances, spoken: frozenset[str]) -> Gate:
    """The gate of one report; `spoken` names the kinds that are said rather than done."""
    dated = frozenset(token for each in circumstances.dates for token in range(each.start, each.end))
    return Gate(doc, naming, dated, spoken)


def select_matches(
    doc: Analysis, matches: list[Match], circumstances: Circumstances, attributive: frozenset[str]
) -> list[Match]:
    """Keep the matches that can stand as claims; `attributive` names kinds that a mere attribute may tell."""
    inside = _accused_tokens(doc, matches, circumstances.words.blaming_kinds)
    return [
        match
        for match in matches
        if match.token not in inside
        and (doc.labels[match.token] != "amod" or match.frame.kind in attributive)
        and _says_something(doc, match, circumstances)
    ]


def leave_accusations(doc: Analysis, matches: list[Match], blaming: frozenset[str]) -> list[Match]:
    """Drop what stands inside an accusation that another match tells."""
    inside = _accused_tokens(doc, matches, blaming)
    return [match for match in matches if match.token not in inside]


def _is_headline(doc: Analysis, noun: int) -> bool:
    """Whether a noun is what a headline is about: "No Arrests At Orlec March"."""
    return doc.labels[noun] == "root" and doc.sentence_at(noun).block == "headline"


def _accused_tokens(doc: Analysis, matches: list[Match], blaming: frozenset[str]) -> frozenset[int]:
    """What stands inside an accusation; what somebody blames another for in public is told all the same."""
    inside: set[int] = set()
    for match in matches:
        for slot, tokens in match.slots.items():
            told = (
                match.slots.get("CLAUSE", ())
                if match.frame.kind in blaming and match.slots.get("ACTOR")
                else ()
            )
            if slot in _ACCUSATION:
                for token in tokens:
                    inside.update(() if token in told else doc.subtree(token))
    return frozenset(inside)


def _says_something(doc: Analysis, match: Match, circumstances: Circumstances) -> bool:
    """A noun is a claim only if it comes with a party, a number or a date of its own.

    "The visit" after a visit was told is the same visit again. A verb that nobody does to nobody is a claim
    only as the main verb of its clause ("a curfew was imposed").
    """
    if "ACTOR" in match.slots or "RECIPIENT" in match.slots:
        return True
    if match.frame.word_class == "noun" and _is_headline(doc, match.token):
        return True
    if match.frame.word_class != "noun":
        return match.predicate.passive and doc.labels[match.token] not in ("amod", "acl")
    again = any(
        doc.form(child).lower() in circumstances.words.definite
        for child in doc.dependents(match.token, "det")
    )
    if again:
        return False
    governor = doc.heads[match.token]
    happens = circumstances.words.occurring | circumstances.words.planned
    if doc.labels[match.token].startswith("nsubj") and doc.lemmas[governor] in happens:
        return True
    return circumstances.count_at(match.token) is not None or any(
        each.governor == match.token for each in circumstances.dates
    )
