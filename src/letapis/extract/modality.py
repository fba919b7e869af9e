"""Did it happen, and how firmly do the words say so: negation, plans, conditions, demands, hedges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letapis.extract.joined import preposition_of
from letapis.extract.negation import is_negated, is_short_of
from letapis.extract.phrases import full_phrase, quote_tokens
from letapis.extract.syntaxwords import syntax_words
from letapis.extract.verbforms import is_infinitive
from letapis.extract.vocabulary import Vocabulary
from letapis.extract.voice import is_passive
from letapis.model import Analysis, Quote

_COMPLEMENTS = ("xcomp", "ccomp", "obj", "obl", "advcl", "nmod", "acl")
_UP = {*_COMPLEMENTS, "conj", "csubj", "nsubj"}


@dataclass(frozen=True, slots=True)
class Mood:
    """What the words around a trigger do to it; `condition` are the words of an *if* clause.

    `undone` says that what is demanded is that it shall not happen.
    """

    modality: str = "actual"
    negated: bool = False
    hedged: bool = False
    condition: Quote | None = None
    undone: bool = False


@dataclass(slots=True)
class _Reading:
    """A mood while it is being read, from the trigger upwards: the first word that settles it stays."""

    doc: Analysis
    words: Vocabulary
    modality: str = "actual"
    negated: bool = False
    hedged: bool = False
    condition: Quote | None = None
    undone: bool = False

    def settle(self, modality: str, condition: Quote | None = None) -> None:
        if self.modality == "actual":
            self.modality, self.condition = modality, condition

    def take_own(self, token: int) -> None:
        """What stands in the clause of the token itself."""
        joiners = [preposition_of(self.doc, token), *(_joiner(self.doc, token))]
        instead = bool(set(joiners) & self.words.instead)
        yet_to = is_infinitive(self.doc, token) and self._is_unfulfilled(token)
        undone = instead or yet_to or is_short_of(self.doc, token)
        self.negated = self.negated or undone or is_negated(self.doc, token, self.words.negations)
        self.take_shared(token)

    def take_shared(self, token: int) -> None:
        """What counts for all that is joined to the token; a negation does not."""
        self.hedged = self.hedged or is_hedged(self.doc, token, self.words)
        self.settle(*_own_modality(self.doc, token, self.words))

    def take_governor(self, at: int, head: int, label: str) -> None:
        """What the word above makes of its complement."""
        lemma, form = self.doc.lemmas[head].lower(), self.doc.form(head).lower()
        called_off = self._is_prevented(head, "")
        self.hedged = self.hedged or self._opened_by(at, self.words.seeming)  # "*purporting* to show"
        if self._opened_by(at, self.words.demanded) and lemma not in self.words.demanded:
            self.settle("demanded")  # "signed an *order* to arrest", wherever the infinitive hangs
        if (
            lemma in self.words.demanded
            and not called_off
            and label in _COMPLEMENTS
            and self.modality in ("actual", "planned")
        ):
            if self._is_asked_for(at, label) and not (label == "obj" and lemma in self.words.naming_verbs):
                self.modality, self.undone = "demanded", self.negated
        elif label == "nmod" and lemma in self.words.condition_nouns:
            self.settle("conditional")
        elif {lemma, form} & (self.words.planned | self.words.due) and (
            label in ("xcomp", "ccomp", "obj", "advcl")
            or (label == "acl" and is_infinitive(self.doc, at))
            or (label == "nsubj" and is_passive(self.doc, head))
        ):
            self.settle("due" if lemma in self.words.due else "planned")
        elif is_infinitive(self.doc, at) and lemma in syntax_words(self.doc.language).hiring:
            self.settle("planned")  # "paid a man to kill": he may never have done it
        elif lemma in self.words.enabling and self._is_law(head):
            self.settle("possible")  # "the law allows police to detain drunks"
        elif lemma in self.words.possible and label in ("nmod", "acl", "xcomp", "ccomp"):
            self.settle("possible")
        elif lemma in self.words.cleared.get(preposition_of(self.doc, at), ()):
            self.negated = not self.negated  # "*acquitted* of beating"
        elif self._is_prevented(head, lemma) and label in ("xcomp", "ccomp", "obj", "obl", "advcl"):
            if is_negated(self.doc, head, self.words.negations):
                self.hedged = self.hedged or label == "xcomp"  # "did not refuse to free her" leaves it open
                return  # "did not stop them from beating her": they did
            self.negated = not self.negated  # "failed to stop them from beating her"
        elif lemma in self.words.hedging and label in ("xcomp", "ccomp", "obl", "advcl", "nmod", "acl"):
            self.hedged = (
                label != "nmod" or preposition_of(self.doc, at) not in self.words.surely_about
            )  # "a report *on* the arrest"
        elif lemma in self.words.seeming and label in ("xcomp", "ccomp", "csubj"):
            self.hedged = True  # "appears to have fled", "it seems that he fled"
        predicative = bool(self.doc.dependents(head, "cop"))
        if predicative and label in (
            "acl",
            "csubj",
            "ccomp",
        ):  # "was not among those held"
            untrue = lemma in self.words.untrue  # "it is *false* that …"
            denied = is_negated(self.doc, head, self.words.negations)
            unsure = denied and label != "acl" and lemma in self.words.assuring
            self.hedged = self.hedged or unsure  # "it is not clear who beat him"
            self.negated = self.negated or untrue or (denied and not unsure)
        refuted = label == "nsubj" and self.doc.lemmas[at].lower() in self.words.hedging
        if refuted and lemma in self.words.untrue:
            self.negated = True  # "rumours that she fled are *false*"
        if label == "xcomp" and (self._is_unfulfilled(head) or self._is_unfulfilled(at)):
            self.negated = True
        if label == "xcomp" and is_passive(self.doc, head) and lemma in self.words.speech:
            self.hedged = self.hedged or is_infinitive(
                self.doc, at
            )  # "is said to have fled", not "is found beaten"
        brought_about = lemma in self.words.effecting or lemma in self.words.occurring
        if label == "xcomp" or (label in ("obj", "nsubj", "obl") and brought_about):
            self.take_own(head)

    def _opened_by(self, at: int, words: frozenset[str]) -> bool:
        """Whether an infinitive stands right behind one of the words, whatever it hangs on."""
        to = min(self.doc.dependents(at, "mark"), default=0)
        opened = to > 0 and self.doc.lemmas[to - 1].lower() in words
        return opened and is_infinitive(self.doc, at)

    def _is_law(self, verb: int) -> bool:
        """Whether a verb's subject is a law."""
        return any(
            self.doc.lemmas[each].lower() in self.words.laws for each in self.doc.dependents(verb, "nsubj")
        )

    def _is_unfulfilled(self, token: int) -> bool:
        """Whether a word says that an infinitive is still to come true: "has *yet* to be charged"."""
        return any(
            self.doc.form(child).lower() in self.words.unfulfilled for child in self.doc.children[token]
        )

    def _is_prevented(self, head: int, lemma: str) -> bool:
        """Whether a verb, or a verb and its particle ("call off"), keeps things from happening."""
        particles = self.doc.dependents(head, "compound:prt", "advmod", "compound")
        phrases = {f"{self.doc.lemmas[head].lower()} {self.doc.form(each).lower()}" for each in particles}
        return lemma in self.words.prevented or bool(phrases & self.words.called_off)

    def _is_asked_for(self, at: int, label: str) -> bool:
        """Whether a phrase is what is asked for: "called *for his arrest*", not "before his arrest"."""
        return label != "obl" or preposition_of(self.doc, at) in self.words.asked_with


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
            reading.take_governor(at, head, label)
    return Mood(reading.modality, reading.negated, reading.hedged, reading.condition, reading.undone)


def _governors(doc: Analysis, token: int, words: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """The words above a trigger that its mood may hang on: each as dependent, head and relation."""
    at = token
    while (label := doc.labels[at].split(":")[0]) in _UP and doc.heads[at] != at:
        head = doc.heads[at]
        nominal = doc.upos[at] in ("NOUN", "PROPN")
        if label == "conj" and not nominal and doc.dependents(at, "nsubj", "aux"):
            return
        kept_from = doc.lemmas[head].lower() in words.prevented and not doc.dependents(at, "nsubj", "aux")
        marker = preposition_of(doc, at)  # "accused *of* beating", "saved *from* being killed"
        of_it = marker in syntax_words(doc.language).possessive or marker in words.cleared
        if label == "advcl" and not (is_infinitive(doc, at) or kept_from or of_it):
            return
        if doc.labels[at] == "acl:relcl" or (label == "nsubj" and not nominal):
            return
        bare = not doc.dependents(at, "mark", "nsubj", "case")
        if label == "acl" and bare and not is_infinitive(doc, at) and not doc.dependents(head, "cop"):
            return  # "Dubov, convicted of theft, cannot vote": the main verb's mood is its own
        if label == "ccomp" and _is_finite(doc, at) and doc.lemmas[head].lower() in words.speech:
            return
        yield at, head, label
        if label in ("nsubj", "obl") and doc.upos[head] in ("VERB", "AUX"):
            return
        at = head


def _joiner(doc: Analysis, token: int) -> list[str]:
    """The words that join a phrase to the one before it, several joined by `+`: rather+than."""
    return [
        "+".join(doc.form(each).lower() for each in (child, *doc.dependents(child, "fixed")))
        for child in doc.dependents(token, "cc")
    ]


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


def is_barred(doc: Analysis, token: int, words: Vocabulary) -> bool:
    """Whether negation makes it a ban or an inability: "*may* not leave", but not "*may* not have left"."""
    able = any(doc.form(each).lower() in words.able for each in doc.dependents(token, "aux"))
    return able and any(
        "VerbForm=Inf" in doc.feats[each] for each in (token, *doc.dependents(token, "aux:pass"))
    )


def _own_modality(doc: Analysis, token: int, words: Vocabulary) -> tuple[str, Quote | None]:
    """What a predicate's auxiliaries, marks and attributes say; an *if* clause below makes it conditional."""
    marker = preposition_of(doc, token).replace("+", " ")
    if marker in words.conditions:
        return "conditional", _quote_clause(doc, token)
    if marker in words.open_questions or _is_open_manner(doc, token, words):
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
    if any(word in words.due for word in auxiliaries):
        return "due", None  # "is *due* to sentence him", read as an auxiliary
    for child in doc.dependents(token, "amod", "advmod"):
        if doc.form(child).lower() in words.upcoming:
            return "planned", None
        if doc.form(child).lower() in words.uncertain:
            return "possible", None
    if _is_to_be(doc, token) or _is_due(doc, token, words):
        return "due", None
    head = doc.heads[token]
    if is_infinitive(doc, token) and doc.labels[head] == "root" and doc.upos[head] in ("NOUN", "PROPN"):
        ahead = doc.labels[token] == "xcomp" or doc.upos[head] == "PROPN"
        return ("planned" if ahead else "actual"), None  # "Veldania To Deport Six"
    return "actual", None


def _is_open_manner(doc: Analysis, token: int, words: Vocabulary) -> bool:
    """Whether it is only told how or when to do it: "trained in *how* to arrest people"."""
    before = [child - 1 for child in doc.dependents(token, "mark") if child > doc.sentence_at(token).start]
    return is_infinitive(doc, token) and any(doc.form(each).lower() in words.open_manner for each in before)


def _is_inverted_condition(doc: Analysis, clause: int, words: Vocabulary) -> bool:
    """`Should he be arrested, …`: an auxiliary before the subject of a clause that hangs on another."""
    if doc.labels[clause] != "advcl":
        return False
    opening = [child for child in doc.dependents(clause, "aux") if doc.form(child).lower() in words.inverted]
    subjects = doc.dependents(clause, "nsubj")
    return bool(opening and subjects and opening[0] < subjects[0])


def _is_to_be(doc: Analysis, token: int) -> bool:
    """`were to be released`: *be* governs an infinitive, whichever of the two the parser put on top."""
    words, head = syntax_words(doc.language), doc.heads[token]
    if (
        doc.labels[token] == "xcomp"
        and doc.lemmas[head] in words.copulas
        and doc.upos[head] in ("AUX", "VERB")
    ):
        return is_infinitive(doc, token)
    finite = [child for child in doc.dependents(token, "aux", "cop") if doc.lemmas[child] in words.copulas]
    to = [
        child for child in doc.dependents(token, "mark", "aux") if doc.form(child).lower() in words.infinitive
    ]
    return bool(finite and to and finite[0] < to[0] and "VerbForm=Fin" in doc.feats[finite[0]])


def _is_due(doc: Analysis, token: int, words: Vocabulary) -> bool:
    """`is due to sentence him`: *due to*, taken for a preposition or a particle, before a bare verb."""
    bare = "VerbForm=Inf" in doc.feats[token] or doc.form(token) == doc.lemmas[token]
    opening = [each for each in doc.children[token] if doc.form(each).lower() in words.due]
    ending = [doc.form(each).lower() for child in opening for each in doc.dependents(child, "fixed")]
    return doc.upos[token] == "VERB" and bare and bool(set(ending) & syntax_words(doc.language).infinitive)


def _quote_clause(doc: Analysis, token: int) -> Quote:
    start, end = full_phrase(doc, token)
    return quote_tokens(doc, start, end)


def sum_up(mood: Mood, denied: bool, party: bool) -> str:
    """The one-word status, the first that holds.

    >>> sum_up(Mood(modality="due"), denied=False, party=False)
    'planned'
    """
    if mood.negated and not (mood.undone and mood.modality == "demanded"):
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
