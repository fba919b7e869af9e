"""Noun phrases: what leads to them, what is joined to them, and what is left out of them."""

from __future__ import annotations

from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})


def preposition_of(doc: Analysis, token: int) -> str:
    """The preposition before a noun phrase or the marker of a clause, several words joined by `+`.

    Before a name with a title it may hang on the title: "by *President* Orm Galt".
    """
    if not doc.children[token]:
        return ""
    words = []
    own = doc.dependents(token, "case", "mark")
    titles = () if own else doc.dependents(token, "nmod:desc")
    for child in own or [each for title in titles for each in doc.dependents(title, "case")]:
        words.append(doc.form(child).lower())
        words += [doc.form(more).lower() for more in doc.dependents(child, "fixed")]
    return "+".join(words)


def expand(doc: Analysis, head: int) -> tuple[int, ...]:
    """A noun phrase's head with the heads that are joined to it, or to the name it leads to."""
    found = [head]
    named = [child for child in doc.dependents(head, "appos", "flat") if child == head + 1]
    joined = [each for child in (head, *named) for each in doc.dependents(child, "conj")]
    for child in joined:
        out = is_excluded(doc, child) or is_excepted(doc, child)
        if doc.upos[child] in NOMINAL and not doc.dependents(child, "nsubj", "cop") and not out:
            found += expand(doc, child)
    return tuple(found)


def first_joined(doc: Analysis, token: int) -> int:
    """The noun phrase's head that a token is joined to ("*Dubov*, Leus and Rak"), or the token itself."""
    while doc.labels[token] == "conj" and doc.upos[doc.heads[token]] in NOMINAL:
        token = doc.heads[token]
    return token


def is_excluded(doc: Analysis, joined: int) -> bool:
    """Whether a joined phrase is the one that is not meant: "Dubov and *not his sister*"."""
    beside = doc.dependents(joined, "advmod", "cc", "det")
    return any(doc.form(child).lower() in syntax_words(doc.language).excluding for child in beside)


def is_excepted(doc: Analysis, head: int) -> bool:
    """Whether a phrase is the one that is left out, however the parser hangs it: "all *but Dubov*"."""
    words = syntax_words(doc.language)
    first = head
    while first > 0 and doc.heads[first - 1] == head and doc.upos[first - 1] not in ("PUNCT", "CCONJ", "ADP"):
        first -= 1
    if first < 2:
        return False
    everybody, but = doc.form(first - 2).lower(), doc.form(first - 1).lower()
    return but in words.excepting and everybody in words.everybody
