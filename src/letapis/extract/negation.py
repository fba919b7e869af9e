"""Whether a predicate or a noun is negated in its own clause, or all but came true."""

from __future__ import annotations

from letapis.extract.joined import preposition_of
from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis


def is_negated(doc: Analysis, token: int, negations: frozenset[str]) -> bool:
    """Whether a predicate or noun is negated in its own clause: by a particle, by "no one", by "without"."""
    words = syntax_words(doc.language)
    for child in doc.children[token]:
        label = doc.labels[child].split(":")[0]
        longer = label == "advmod" and any(_is_one_of(doc, each, negations) for each in doc.children[child])
        if label in ("advmod", "det", "cc", "mark", "case") and (longer or _is_one_of(doc, child, negations)):
            # "not only detained but beaten" denies nothing
            return doc.form(min(child + 1, len(doc) - 1)).lower() not in words.undoing
        if label in ("nsubj", "obj") and _opens_negated(doc, child, negations):
            return True
        if (
            label == "obl"
            and preposition_of(doc, child) in words.agent | words.possessive
            and _opens_negated(doc, child, negations)
        ):
            return True  # "was struck by nobody", "convicted of nothing"
    if doc.labels[token] == "acl:relcl":
        return _opens_negated(doc, doc.heads[token], negations)  # "nobody who had struck them"
    return False


def is_short_of(doc: Analysis, token: int) -> bool:
    """Whether it did not quite come to it: "was *nearly* killed", "*half* to death"; not "nearly all"."""
    almost = syntax_words(doc.language).almost
    for child in doc.dependents(token, "case"):
        if child > doc.sentence_at(token).start and doc.form(child - 1).lower() in almost:
            return True
    before = [
        child
        for child in doc.dependents(token, "advmod")
        if child < token and doc.form(child).lower() in almost
    ]
    return any(all(doc.upos[each] == "AUX" for each in range(child + 1, token)) for child in before)


def _opens_negated(doc: Analysis, head: int, negations: frozenset[str]) -> bool:
    """Whether a phrase is "nobody", "no one", "not a single citizen"."""
    if _is_one_of(doc, head, negations):
        return True
    opening = [each for child in (head, *doc.children[head]) for each in doc.children[child] if each < head]
    labels = ("det", "advmod", "cc")
    return any(
        doc.labels[each].split(":")[0] in labels and _is_one_of(doc, each, negations) for each in opening
    )


def _is_one_of(doc: Analysis, token: int, words: frozenset[str]) -> bool:
    return doc.form(token).lower() in words or doc.lemmas[token].lower() in words
