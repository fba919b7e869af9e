"""Names: from scores to spans, and the spans made whole by the grammar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from letapis.read.decode import Scores

Span = tuple[int, int, str]

_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_BINDS = frozenset({"compound", "amod", "flat"})


def choose_names(scores: Scores, names: Sequence[str]) -> list[Span]:
    """The best row of name tags in which every name begins: (first word, end, type) of each name.

    `scores[word, tag]` are scores of the tags and words count from 0 here. Where the best tag of every word
    makes such a row it is taken; else Viterbi finds it.
    """
    if not len(scores):
        return []
    barred = _barred(tuple(names))
    first = names.index("O")
    likeliest = [int(at) for at in scores.argmax(axis=1)]
    if all(barred[pair] == 0 for pair in pairwise([first, *likeliest])):
        return _spans([names[tag] for tag in likeliest])
    best = scores[0] + barred[first]
    back = np.zeros((len(scores), len(names)), np.intp)
    for word in range(1, len(scores)):
        ways = best[:, None] + barred
        back[word] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[word]
    path = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        path.append(int(back[word][path[-1]]))
    return _spans([names[tag] for tag in reversed(path)])


@cache
def _barred(names: tuple[str, ...]) -> Scores:
    """What a tag (column) after another (row) costs: nothing, or all."""
    allowed = [[_may_follow(left, right) for right in names] for left in names]
    return np.where(allowed, 0.0, -np.inf).astype(np.float32)


def _may_follow(left: str, right: str) -> bool:
    return not right.startswith("I-") or (left != "O" and left[2:] == right[2:])


def _spans(tags: list[str]) -> list[Span]:
    found: list[Span] = []
    for at, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((at, at + 1, tag[2:]))
        elif tag.startswith("I-"):
            begin, _, kind = found[-1]
            found[-1] = (begin, at + 1, kind)
    return found


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one sentence, counted from 0; the root is its own head."""

    forms: Sequence[str]
    upos: Sequence[str]
    heads: Sequence[int]
    labels: Sequence[str]

    def is_name(self, word: int) -> bool:
        """Whether a word looks like part of a name: a proper noun with a capital."""
        return 0 <= word < len(self.forms) and self.upos[word] == "PROPN" and self.forms[word][:1].isupper()

    def head_of(self, begin: int, end: int) -> int:
        """The word of a span that the rest hangs on."""
        return next((word for word in range(begin, end) if not begin <= self.heads[word] < end), end - 1)


def mend_names(found: Sequence[Span], grammar: Grammar) -> list[Span]:
    """Names whose ends the grammar contradicts are made whole, and what is no name is dropped.

    "European | Union" and "Teachers | ' Front" are taken together, so are "Court | of | Cassation" and
    "Volha | Lapko"; "UN human rights" before "office" is "UN"; an adjective alone is no place.
    """
    made = _join([span for span in found if _is_proper(span, grammar)], grammar)
    made = [_trim(span, grammar) for span in made]
    return [_widen(at, made, grammar) for at in range(len(made))]


def _is_proper(span: Span, grammar: Grammar) -> bool:
    """Whether a span can be a name: "Veldanian" alone is no place, "the prison service" is a phrase."""
    begin, end, kind = span
    if kind == "LOC" and end - begin == 1 and grammar.upos[begin] == "ADJ":
        return False
    return any(
        grammar.upos[word] == "PROPN" or _is_capital(grammar.forms[word]) for word in range(begin, end)
    )


def _is_capital(form: str) -> bool:
    return not form.islower() and any(char.isalnum() for char in form)


def _trim(span: Span, grammar: Grammar) -> Span:
    """Without common words at its beginning, and small words at its end that belong to something outside."""
    begin, end, kind = span
    while (
        end - begin > 1 and grammar.forms[begin].islower() and grammar.upos[begin] in ("NOUN", "ADJ", "NUM")
    ):
        begin += 1
    last = end
    if last - 1 > begin and grammar.forms[last - 1] in _GENITIVE:
        owner = grammar.heads[last - 1]
        if grammar.labels[owner] == "nmod:poss":
            last = end = last - 1
    while last - 1 > begin and grammar.forms[last - 1].islower():
        label, head = grammar.labels[last - 1], grammar.heads[last - 1]
        if label not in _BINDS | {"case", "cc", "det"} or head < last:
            break
        last -= 1
    return (begin, last if grammar.forms[last - 1][:1].isupper() else end, kind)


def _join(spans: list[Span], grammar: Grammar) -> list[Span]:
    made: list[Span] = []
    for begin, end, kind in spans:
        if made and _belong_together(made[-1], (begin, end, kind), grammar):
            made[-1] = (made[-1][0], end, made[-1][2])
        else:
            made.append((begin, end, kind))
    return made


def _belong_together(left: Span, right: Span, grammar: Grammar) -> bool:
    head = grammar.head_of(right[0], right[1])
    hangs = left[0] <= grammar.heads[head] < left[1]
    if left[1] == right[0] and grammar.forms[right[0] - 1] == "of":
        return True
    if left[1] == right[0]:
        return hangs and left[2] == right[2] and grammar.labels[head] == "flat"
    between = grammar.forms[left[1] : right[0]]
    if left[2] == right[2] and len(between) == 3 and between[0] == between[2] == "-":
        return True  # "Melnik-on-Sava"
    # "Bank of Orlec": a bare "Bank" is no name without what follows; "Justice Ministry of Poland" is two.
    bare = left[1] - left[0] == 1 and left[2] in ("ORG", right[2])
    return (
        bare
        and right[0] == left[1] + 1
        and grammar.forms[left[1]] == "of"
        and hangs
        and grammar.labels[head] == "nmod"
    )


def _widen(at: int, spans: list[Span], grammar: Grammar) -> Span:
    begin, end, kind = spans[at]
    limit = spans[at + 1][0] if at + 1 < len(spans) else len(grammar.forms)
    floor = spans[at - 1][1] if at else 0
    while end < limit and _goes_on(begin, end, kind, grammar):
        end += 1
    if kind == "ORG" and end + 1 < limit and grammar.forms[end] in {"'", "’"}:
        owner = grammar.heads[end]
        if begin <= owner < end and grammar.forms[end + 1][:1].isupper():
            end += 2
    while kind == "ORG" and begin > floor and _came_before(begin, end, grammar):
        begin -= 1
    return begin, end, kind


def _goes_on(begin: int, end: int, kind: str, grammar: Grammar) -> bool:
    """Whether the word after a name is part of it."""
    if not grammar.is_name(end):
        return False
    if grammar.labels[end] == "flat" and begin <= grammar.heads[end] < end:
        return True
    return kind == "ORG" and any(
        grammar.heads[word] == end and grammar.labels[word] in _BINDS and grammar.forms[word][:1].isupper()
        for word in range(begin, end)
    )


def _came_before(begin: int, end: int, grammar: Grammar) -> bool:
    """Whether the word before the name of an organisation is part of it: "Drava | Regional Court"."""
    word = begin - 1
    return (
        grammar.is_name(word)
        and grammar.labels[word] in {"compound", "flat"}
        and begin <= grammar.heads[word] < end
    )


def agree_on_names(names: Sequence[tuple[str, str]]) -> list[str]:
    """Types for the names of one report, given as (words, type): a family name follows the full name.

    "Otero" is a person wherever it stands alone in a report that has "Rafael Otero", unless it is something
    else there more often than a person.

    >>> agree_on_names([("Rafael Otero", "PER"), ("Otero", "ORG"), ("Orlec", "LOC")])
    ['PER', 'PER', 'LOC']
    """
    counts: dict[str, Counter[str]] = {}
    for words, kind in names:
        *given, last = words.split()
        if kind == "PER" or not given:
            counts.setdefault(last, Counter())[kind] += 1
    full = {words.split()[-1] for words, kind in names if kind == "PER" and len(words.split()) > 1}
    made = []
    for words, kind in names:
        seen = counts.get(words, Counter())
        follows = words in full and seen["PER"] >= max(seen["ORG"], seen["LOC"])
        made.append("PER" if follows else kind)
    return made
