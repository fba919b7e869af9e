"""Relative clauses: what a *who*, *which* or *that* stands for."""

from __future__ import annotations

from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis


def referent(doc: Analysis, token: int) -> int:
    """The noun that a relative pronoun stands for ("the man *whose* arrest"); any other token itself."""
    if not is_relative(doc, token):
        return token
    antecedent = antecedent_of(doc, token)
    return token if antecedent is None else antecedent


def is_relative(doc: Analysis, token: int) -> bool:
    """Whether a word is a relative pronoun ("the man *who* fled")."""
    if "PronType=Rel" in doc.feats[token]:
        return True
    words, form = syntax_words(doc.language), doc.form(token).lower()
    if form in words.relatives:
        return True
    pronoun = doc.upos[token] in ("PRON", "SCONJ") and "PronType=Dem" not in doc.feats[token]
    return form in words.doubtful_relatives and pronoun and doc.labels[token] != "mark"


def has_relative_pronoun(doc: Analysis, verb: int) -> bool:
    """Whether a clause has a *who*, *which* or *that* which stands for the noun above it."""
    return any(is_relative(doc, child) for child in doc.children[verb])


def antecedent_of(doc: Analysis, relative: int) -> int | None:
    """The noun that a relative pronoun stands for, if its clause hangs on one."""
    for token in (relative, *doc.ancestors(relative)):
        if doc.labels[token] in ("acl:relcl", "acl", "appos"):
            return None if _is_nearer_thing(doc, doc.heads[token], relative) else doc.heads[token]
        if doc.labels[token] in ("ccomp", "root", "advcl"):
            return None
    return None


def _is_nearer_thing(doc: Analysis, antecedent: int, relative: int) -> bool:
    """Whether a clause may as well tell of a thing: "supporters after *battles that* left one dead"."""
    before = relative - 1 - (doc.form(relative - 1) == ",")
    if before <= antecedent or not doc.mentions or not doc.mentions[antecedent]:
        return False
    thing = doc.upos[before] == "NOUN" and not doc.mentions[before]
    return thing and doc.form(relative).lower() in syntax_words(doc.language).relatives_of_things
