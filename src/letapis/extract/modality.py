"""Did it happen, and how firmly do the words say so: negation, plans, conditions, demands, hedges."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.extract.phrases import full_phrase, quote_tokens
from letapis.extract.syntax import is_negated, is_passive, preposition_of
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Quote

_UP = {"xcomp", "ccomp", "advcl", "conj", "acl", "obj", "obl", "nmod", "csubj", "nsubj"}


@dataclass(frozen=True, slots=True)
class Mood:
    """What the words around a trigger do to it; `condition` are the words of an *if* clause."""

    modality: str = "actual"
    negated: bool = False
    hedged: bool = False
    condition: Quote | None = None


def read_mood(doc: Analysis, token: int, words: Vocabulary) -> Mood:
    """The mood of the event that a trigger tells, from its own clause upwards.

    The climb stops at a finite clause that only frames it: what a speaker says is judged by who speaks,
    not here.
    """
    negated, hedged = is_negated(doc, token, words.negations), _is_hedged(doc, token, words)
    modality, condition = _own_modality(doc, token, words)
    at = token
    while (label := doc.labels[at].split(":")[0]) in _UP and doc.heads[at] != at:
        head = doc.heads[at]
        if label == "conj":
            shared = not doc.dependents(at, "nsubj", "aux") or doc.upos[at] in ("NOUN", "PROPN")
            if not shared:
                break
            if modality == "actual":
                modality, condition = _own_modality(doc, head, words)
            hedged = hedged or _is_hedged(doc, head, words)
        elif label in ("advcl", "acl") and not _governs(doc, at, head):
            if doc.labels[at] == "acl:relcl" or _is_finite(doc, at):
                break
        elif label == "ccomp" and _is_finite(doc, at) and doc.lemmas[head].lower() in words.speech:
            break
        elif label == "nsubj" and doc.upos[at] not in ("NOUN", "PROPN"):
            break
        if label != "conj":
            lemma = doc.lemmas[head].lower()
            if (
                lemma in words.planned
                and modality == "actual"
                and label in ("xcomp", "ccomp", "obj", "advcl")
            ):
                modality = "due" if lemma in words.due else "planned"
            elif lemma in words.demanded and modality in ("actual", "planned"):
                if label in ("xcomp", "ccomp", "obj", "obl", "advcl", "nmod", "acl"):
                    modality = "demanded"
            elif (
                lemma in words.possible
                and modality == "actual"
                and label in ("nmod", "acl", "xcomp", "ccomp")
            ):
                modality = "possible"
            elif lemma in words.prevented and label in ("xcomp", "ccomp", "obj", "obl", "advcl"):
                negated = True
            elif lemma in words.hedging and label in ("xcomp", "ccomp", "obl", "advcl", "nmod", "acl"):
                hedged = True
            if label == "xcomp":
                negated = negated or is_negated(doc, head, words.negations)
                above, reason = _own_modality(doc, head, words)
                if modality == "actual":
                    modality, condition = above, reason
                if is_passive(doc, head) and lemma in words.speech:
                    hedged = True  # "is said to have fled"
            elif label in ("obj", "nsubj", "obl") and doc.upos[head] in ("VERB", "AUX"):
                above, reason = _own_modality(doc, head, words)
                if modality == "actual":
                    modality, condition = above, reason
                negated = negated or is_negated(doc, head, words.negations)
                if label in ("nsubj", "obl"):
                    break
        at = head
    return Mood(modality, negated, hedged, condition)


def _governs(doc: Analysis, at: int, head: int) -> bool:
    return doc.labels[at] == "acl" or "VerbForm=Inf" in doc.feats[at]


def _is_finite(doc: Analysis, token: int) -> bool:
    return "VerbForm=Fin" in doc.feats[token] or any(
        "VerbForm=Fin" in doc.feats[child] for child in doc.dependents(token, "aux", "cop")
    )


def _is_hedged(doc: Analysis, token: int, words: Vocabulary) -> bool:
    return any(
        doc.form(child).lower() in words.hedges
        and doc.labels[child].split(":")[0] in ("advmod", "amod", "parataxis")
        for child in doc.children[token]
    )


def _own_modality(doc: Analysis, token: int, words: Vocabulary) -> tuple[str, Quote | None]:
    """What a predicate's auxiliaries, marks and attributes say; an *if* clause below makes it conditional."""
    for child in doc.dependents(token, "mark", "advmod"):
        if doc.form(child).lower() in words.conditions and doc.labels[child] == "mark":
            return "conditional", _quote_clause(doc, token)
    for child in doc.dependents(token, "advcl"):
        marker = preposition_of(doc, child).split("+")[0]
        if marker in words.conditions:
            return "conditional", _quote_clause(doc, child)
    auxiliaries = [doc.lemmas[child].lower() for child in doc.dependents(token, "aux")] + [
        doc.form(child).lower() for child in doc.dependents(token, "aux")
    ]
    if any(word in words.future for word in auxiliaries):
        return "planned", None
    if any(word in words.may for word in auxiliaries):
        return "possible", None
    for child in doc.dependents(token, "amod", "advmod"):
        if doc.form(child).lower() in words.upcoming:
            return "planned", None
    if _is_to_be(doc, token):
        return "due", None
    return "actual", None


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
