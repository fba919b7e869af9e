"""Whether a token is the word that a frame asks for, or another that only looks like it."""

from __future__ import annotations

import re

from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis

_BETWEEN = re.compile(r"[-\"“”«»'’]")
"""What may stand between a noun and the modifier that belongs to it."""


def is_hyphened(doc: Analysis, token: int) -> bool:
    """Whether a participle is the second half of a word: "a *weather-beaten* man", not "re-arrested"."""
    hyphen = token > 1 and doc.form(token - 1) == "-" and doc.ends[token - 1] == doc.starts[token]
    return hyphen and len(doc.form(token - 2)) > len("pre") and doc.ends[token - 2] == doc.starts[token - 1]


def verb_lemmas(doc: Analysis, token: int) -> tuple[str, ...]:
    """A verb's lemma; for a participle that reads as an adjective ("jailed") the verbs it may come from."""
    lemma = doc.lemmas[token].lower()
    form = doc.form(token).lower()
    if doc.upos[token] != "ADJ":
        return (lemma,)
    stem = form[:-2]
    undoubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return tuple(dict.fromkeys((lemma, stem, form[:-1], undoubled)))


def word_fits(doc: Analysis, token: int, words: frozenset[str]) -> bool:
    """Whether a token is one of the words a frame asks for; `house-arrest` asks for a modifier too."""
    lemma, form = doc.lemmas[token].lower(), doc.form(token).lower()
    if lemma in words or form in words:
        return True
    for word in words:
        modifier, hyphen, head = word.rpartition("-")
        if hyphen and head in (lemma, form):
            wanted = modifier.split("-")
            before = doc.text[max(0, doc.starts[token] - 40) : doc.starts[token]].lower()
            if _BETWEEN.sub(" ", before).split()[-len(wanted) :] == wanted:
                return True
    return False


def is_another_verb(doc: Analysis, token: int, own: list[int]) -> bool:
    """Whether a particle makes another verb of it: "*kicked out* of the league", "*struck out* eleven"."""
    turning = syntax_words(doc.language).sense_changing
    stranded = [each for each in doc.dependents(token, "obl") if doc.upos[each] == "ADP"]  # "was shot *at*"
    particles = doc.dependents(token, "compound:prt") + stranded
    return any(each not in own and doc.form(each).lower() in turning for each in particles)


def has_title(doc: Analysis, token: int, words: frozenset[str]) -> bool:
    """Whether a name has one of the words as its title: "Interior *Minister* Ivo Dubov"."""
    return any(word_fits(doc, each, words) for each in doc.dependents(token, "nmod:desc", "appos"))
