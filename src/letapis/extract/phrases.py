"""Which words of a report make up a noun phrase, and which clause a word stands in."""

from __future__ import annotations

from letapis.extract.joined import preposition_of
from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis, Quote

_LEFT = {"det", "amod", "nummod", "compound", "nmod", "flat", "advmod", "goeswith", "fixed", "obl"}
_RIGHT = {"flat", "nummod", "compound", "goeswith", "fixed"}

_CLAUSAL = ("ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis", "conj", "root")
"""Relations of a word that heads a clause of its own."""


def phrase_tokens(doc: Analysis, head: int) -> tuple[int, int]:
    """First and last-plus-one token of the noun phrase of a head.

    Determiners, adjectives, numbers, titles and `of` phrases belong to it; appositions, what is coordinated
    with it, the preposition before it and, except after a bare "those", relative clauses do not.
    """
    start, end, words = head, head + 1, syntax_words(doc.language)
    for child in reversed(doc.children[head]):
        if child < head:
            label = doc.labels[child].split(":")[0]
            if label in _LEFT:
                start = min(start, doc.subtree(child)[0])
            elif label == "punct" and start - 1 <= child:
                continue
            elif label in ("case", "cc", "mark", "cop", "nsubj", "aux", "acl"):
                break
    for child in doc.children[head]:
        if child < head or doc.labels[child] == "punct":
            if child > head and doc.form(child) in (",", ";", ":", "(", "--", "–", "—"):
                break
            continue
        label = doc.labels[child].split(":")[0]
        if label in _RIGHT:
            end = max(end, phrase_tokens(doc, child)[1])
        elif label == "nmod" and child >= end and preposition_of(doc, child) in words.inside_phrases:
            end = max(end, phrase_tokens(doc, child)[1])
        elif label == "acl" and doc.upos[head] == "PRON":
            end = max(end, doc.subtree(child)[-1] + 1)  # "those *who had lost their job*"
        elif label == "case" and doc.form(child) in words.possessive_endings:
            continue
        else:
            break
    while start < head and doc.upos[start] in ("PUNCT", "CCONJ", "ADP"):
        start += 1
    while end > head + 1 and doc.upos[end - 1] in ("PUNCT", "CCONJ"):
        end -= 1
    return start, end


def full_phrase(doc: Analysis, head: int) -> tuple[int, int]:
    """First and last-plus-one token of everything under a head, its leading preposition left out."""
    tokens = doc.subtree(head)
    start, end = tokens[0], tokens[-1] + 1
    while start < head and doc.upos[start] in ("ADP", "SCONJ", "PART", "PUNCT"):
        start += 1
    while end > head + 1 and doc.upos[end - 1] == "PUNCT":
        end -= 1
    return start, end


def quote_tokens(doc: Analysis, start: int, end: int) -> Quote:
    """The words from token `start` to before token `end`, as they stand in the report."""
    first, last = doc.starts[start], doc.ends[end - 1]
    return Quote(doc.text[first:last], first, last)


def counted_head(doc: Analysis, head: int, measures: frozenset[str]) -> int:
    """The noun that is meant where a head only measures it: *people* in "thousands of people".

    `measures` are the lemmas of words that measure (thousand, dozen, number, group, one …).
    """
    if doc.lemmas[head].lower() not in measures and doc.upos[head] not in ("NUM", "DET"):
        return head
    for child in doc.dependents(head, "nmod"):
        if preposition_of(doc, child) in syntax_words(doc.language).possessive:
            return counted_head(doc, child, measures)
    return head


def clause_of(doc: Analysis, token: int) -> int:
    """The predicate of the clause that a token stands in."""
    for at in (token, *doc.ancestors(token)):
        if doc.upos[at] in ("VERB", "AUX") or doc.labels[at].split(":")[0] in _CLAUSAL:
            if doc.labels[at] == "conj" and doc.upos[at] in ("NOUN", "PROPN", "NUM"):
                continue
            if doc.labels[at] in ("amod",):
                continue
            return at
    return token
