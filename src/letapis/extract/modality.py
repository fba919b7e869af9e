"""Did it happen, and how firmly do the words say so: negation, plans, conditions, demands, hedges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letapis.extract.phrases import full_phrase, quote_tokens
from letapis.extract.syntax import is_infinitive, is_negated, is_passive, preposition_of
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Quote

_COMPLEMENTS = ("xcomp", "ccomp", "obj", "obl", "advcl", "nmod", "acl")
_UP = {*_COMPLEMENTS, "conj", "csubj", "nsubj"}


@dataclass(frozen=True, slots=True)
class Mood:
    """What the words around a trigger do to it; `condition` are the words of an *if* clause."""

    modality: str = "actual"
    negated: bool = False
    hedged: bool = False
    condition: Quote | None = None


@dataclass(slots=True)
class _Reading:
    """A mood while it is being read, from the trigger upwards: the first word that settles it stays."""

    doc: Analysis
    words: Vocabulary
    modality: str = "actual"
    negated: bool = False
    hedged: bool = False
    condition: Quote | None = None

    def settle(self, modality: str, condition: Quote | None = None) -> None:
        if self.modality == "actual":
            self.modality, self.condition = modality, condition

    def take_own(self, token: int) -> None:
        """What stands in the clause of the token itself."""
        instead = preposition_of(self.doc, token) in self.words.instead
        self.negated = self.negated or instead or is_negated(self.doc, token, self.words.negations)
        self.take_shared(token)

    def take_shared(self, token: int) -> None:
        """What counts for all that is joined to the token; a negation does not."""
        self.hedged = self.hedged or is_hedged(self.doc, token, self.words)
        self.settle(*_own_modality(self.doc, token, self.words))

    def take_governor(self, head: int, label: str) -> None:
        """What the word above makes of its complement."""
        lemma, form = self.doc.lemmas[head].lower(), self.doc.form(head).lower()
        if lemma in self.words.demanded and label in _COMPLEMENTS and self.modality in ("actual", "planned"):
            self.modality = "demanded"
        elif {lemma, form} & (self.words.planned | self.words.due) and label in (
            "xcomp",
            "ccomp",
            "obj",
            "advcl",
            "nsubj",
        ):
            self.settle("due" if lemma in self.words.due else "planned")
        elif lemma in self.words.possible and label in ("nmod", "acl", "xcomp", "ccomp"):
            self.settle("possible")
        elif lemma in self.words.prevented and label in ("xcomp", "ccomp", "obj", "obl", "advcl"):
            self.negated = True
        elif lemma in self.words.hedging and label in ("xcomp", "ccomp", "obl", "advcl", "nmod", "acl"):
            self.hedged = True
        elif lemma in self.words.seeming and label == "xcomp":
            self.hedged = True  # "appears to have fled"
        predicative = bool(self.doc.dependents(head, "cop"))
        if predicative and label in (
            "acl",
            "csubj",
            "ccomp",
        ):  # "was not among those held"
            untrue = lemma in self.words.untrue
            self.negated = self.negated or untrue or is_negated(self.doc, head, self.words.negations)
        if label == "xcomp" and any(
            self.doc.form(child).lower() in self.words.unfulfilled for child in self.doc.children[head]
        ):
            self.negated = True  # "has yet to be charged"
        if label == "xcomp" and is_passive(self.doc, head) and lemma in self.words.speech:
            self.hedged = True  # "is said to have fled"
        if label == "xcomp" or (label in ("obj", "nsubj", "obl") and self.doc.upos[head] in ("VERB", "AUX")):
            self.take_own(head)


def read_mood(doc: Analysis, token: int, words: Vocabulary) -> Mood:
    """The mood of the event that a trigger tells, from its own clause upwards.

    What a speaker says is judged by who speaks, not here: the climb stops at a finite clause that is
    reported.
    """
    reading = _Reading(doc, words)
    reading.take_own(token)
    for at, head, label in _governors(doc, token, words):
        if label == "conj" and _shares_negation(doc, at, head, words):
            reading.take_own(head)
        elif label == "conj":
            reading.take_shared(head)
        else:
            reading.take_governor(head, label)
    return Mood(reading.modality, reading.negated, reading.hedged, reading.condition)


def _governors(doc: Analysis, token: int, words: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """The words above a trigger that its mood may hang on: each as dependent, head and relation."""
    at = token
    while (label := doc.labels[at].split(":")[0]) in _UP and doc.heads[at] != at:
        head = doc.heads[at]
        nominal = doc.upos[at] in ("NOUN", "PROPN")
        if label == "conj" and not nominal and doc.dependents(at, "nsubj", "aux"):
            return
        kept_from = doc.lemmas[head].lower() in words.prevented
        if label == "advcl" and not is_infinitive(doc, at) and not kept_from:
            return
        if doc.labels[at] == "acl:relcl" or (label == "nsubj" and not nominal):
            return
        if label == "ccomp" and _is_finite(doc, at) and doc.lemmas[head].lower() in words.speech:
            return
        yield at, head, label
        if label in ("nsubj", "obl") and doc.upos[head] in ("VERB", "AUX"):
            return
        at = head


def _shares_negation(doc: Analysis, joined: int, first: int, words: Vocabulary) -> bool:
    """Whether one "not" stands for both of two joined verbs: "did not beat him or torture her"."""
    between = {doc.form(child).lower() for child in doc.dependents(joined, "cc")}
    if between & words.alternatives:
        return True
    bare = "VerbForm=Inf" in doc.feats[joined] and "VerbForm=Inf" in doc.feats[first]
    return bare and not doc.dependents(joined, "aux", "mark") and not between & words.contrasts


def _is_finite(doc: Analysis, token: int) -> bool:
    return "VerbForm=Fin" in doc.feats[token] or any(
        "VerbForm=Fin" in doc.feats[child] for child in doc.dependents(token, "aux", "cop")
    )


def is_hedged(doc: Analysis, token: int, words: Vocabulary) -> bool:
    """Whether a word beside the token leaves it open: "*allegedly* beat", "*unconfirmed* reports"."""
    return any(
        doc.form(child).lower() in words.hedges
        and doc.labels[child].split(":")[0] in ("advmod", "amod", "parataxis")
        for child in doc.children[token]
    )


def _own_modality(doc: Analysis, token: int, words: Vocabulary) -> tuple[str, Quote | None]:
    """What a predicate's auxiliaries, marks and attributes say; an *if* clause below makes it conditional."""
    marker = preposition_of(doc, token).replace("+", " ")
    if marker in words.conditions:
        return "conditional", _quote_clause(doc, token)
    if marker in words.open_questions:
        return "possible", None
    if _is_inverted_condition(doc, token, words):
        return "conditional", _quote_clause(doc, token)
    for child in doc.dependents(token, "advcl"):
        marker = preposition_of(doc, child).split("+")[0]
        if marker in words.conditions or _is_inverted_condition(doc, child, words):
            return "conditional", _quote_clause(doc, child)
    auxiliaries = [doc.lemmas[child].lower() for child in doc.dependents(token, "aux")] + [
        doc.form(child).lower() for child in doc.dependents(token, "aux")
    ]
    if any(word in words.future for word in auxiliaries):
        return "planned", None
    if any(word in words.may for word in auxiliaries):
        return "possible", None
    if any(word in words.demanded for word in auxiliaries):
        return "demanded", None
    for child in doc.dependents(token, "amod", "advmod"):
        if doc.form(child).lower() in words.upcoming:
            return "planned", None
    if _is_to_be(doc, token):
        return "due", None
    return "actual", None


def _is_inverted_condition(doc: Analysis, clause: int, words: Vocabulary) -> bool:
    """`Should he be arrested, …`: an auxiliary before the subject of a clause that hangs on another."""
    if doc.labels[clause] != "advcl":
        return False
    opening = [child for child in doc.dependents(clause, "aux") if doc.form(child).lower() in words.inverted]
    subjects = doc.dependents(clause, "nsubj")
    return bool(opening and subjects and opening[0] < subjects[0])


def _is_to_be(doc: Analysis, token: int) -> bool:
    """`were to be released`: *be* governs an infinitive, whichever of the two the parser put on top."""
    head = doc.heads[token]
    if doc.labels[token] == "xcomp" and doc.lemmas[head] == "be" and doc.upos[head] in ("AUX", "VERB"):
        return any(doc.form(child).lower() == "to" for child in doc.dependents(token, "mark"))
    finite = [child for child in doc.dependents(token, "aux", "cop") if doc.lemmas[child] == "be"]
    to = [child for child in doc.dependents(token, "mark", "aux") if doc.form(child).lower() == "to"]
    return bool(finite and to and finite[0] < to[0] and "VerbForm=Fin" in doc.feats[finite[0]])


def _quote_clause(doc: Analysis, token: int) -> Quote:
    start, end = full_phrase(doc, token)
    return quote_tokens(doc, start, end)


def sum_up(mood: Mood, denied: bool, party: bool) -> str:
    """The one-word status, the first that holds.

    >>> sum_up(Mood(modality="due"), denied=False, party=False)
    'planned'
    """
    if mood.negated:
        return "negated"
    if denied:
        return "denied"
    if mood.modality in ("conditional", "demanded"):
        return mood.modality
    if mood.modality in ("planned", "due"):
        return "planned"
    if party:
        return "claimed"
    return "alleged" if mood.hedged or mood.modality == "possible" else "asserted"
