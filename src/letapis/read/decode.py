"""From scores to a tree: one root a sentence, and labels that fit the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_ONE_A_HEAD = (
    frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"}),
    frozenset({"obj", "ccomp"}),
    frozenset({"obl:agent"}),
    frozenset({"iobj"}),
    frozenset({"cop"}),
    frozenset({"aux:pass"}),
)
_CLOSE = 4.0
_DATE_KINDS = {("PROPN", "NUM"), ("NUM", "PROPN")}
_LONGEST_TERM = 7
_PASSIVE = "Tense=Past|VerbForm=Part|Voice=Pass"
_OWN = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "cop"})
_PARTIES = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos"})


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=-1, keepdims=True)), np.float32)


def choose_best(scores: Scores, count: int) -> list[list[int]]:
    """The places of the best `count` scores of each row, best first; of equals the first.

    >>> choose_best(np.array([[1, 5, 3, 5]], np.float32), 3)
    [[1, 3, 2]]
    """
    table = np.array(scores, np.float32)
    rows = np.arange(len(table))
    found = []
    for _ in range(count):
        best = table.argmax(axis=1)
        table[rows, best] = -np.inf
        found.append(best.tolist())
    return [list(row) for row in zip(*found, strict=True)]


def find_tree(scores: Scores) -> list[int]:
    """The best tree of one sentence: see `find_trees`.

    >>> find_tree(np.log(np.array([[1, 1, 1], [.9, .01, .09], [.2, .7, .1]], np.float32)))
    [0, 0, 1]
    """
    return find_trees([scores])[0]


def find_trees(sentences: Sequence[Scores]) -> list[list[int]]:
    """The best tree of each sentence, with one root and no crossing arcs: heads of words, 0 for the root's.

    `sentences[i][dependent, head]` are scores, with row and column 0 for the wall; row 0 is not
    read. The first entry of an answer is 0 and stands for the wall itself. Where the best head of every
    word makes such a tree it is taken; else Eisner's algorithm (1996, https://aclanthology.org/C96-1058)
    finds it. Barring crossing arcs, which English hardly has, was worth a point of attachment score.
    """
    found: list[list[int]] = []
    left: dict[int, NDArray[np.float64]] = {}
    for number, scores in enumerate(sentences):
        table = np.array(scores, np.float64)
        np.fill_diagonal(table, -np.inf)
        found.append([0, *table[1:].argmax(axis=1).tolist()])
        if not _is_projective_tree(found[-1]):
            left[number] = table
    if left:
        for number, heads in zip(left, _eisner(list(left.values())), strict=True):
            found[number] = heads
    return found


def _is_projective_tree(heads: Sequence[int]) -> bool:
    if list(heads[1:]).count(0) != 1:
        return False
    arcs = [(min(word, head), max(word, head)) for word, head in enumerate(heads) if word]
    # A word on its way to the wall passes at most every other word once.
    for word in range(1, len(heads)):
        steps, at = 0, word
        while at and steps < len(heads):
            steps, at = steps + 1, heads[at]
        if at:
            return False
    left, right = np.array(arcs).T
    begin, end = left[:, None], right[:, None]
    return not bool(((left < begin) & (begin < right) & (right < end)).any())


def _eisner(tables: Sequence[NDArray[np.float64]]) -> Iterator[list[int]]:
    """Dynamic programme over spans, all spans of a length and all sentences at once.

    `right[:, s, k]` is the best half-tree over the words s to s + k with head s, `left[:, t, k]` the one over
    t - k to t with head t; `open_right` and `open_left` are those whose two ends are joined by an arc.
    `right_to` and `left_from` are the same by their other end, so that every step is a sum of slices.
    No span of a short sentence reaches into what fills its row up.
    """
    sizes = [len(table) - 1 for table in tables]
    size = max(sizes)
    shape = (len(tables), size, size)
    arcs = np.zeros(shape)
    for row, table in enumerate(tables):
        arcs[row, : sizes[row], : sizes[row]] = table[1:, 1:]
    right, left, right_to, left_from, open_right, open_left = (np.full(shape, -np.inf) for _ in range(6))
    for each in (right, left, right_to, left_from):
        each[:, :, 0] = 0.0
    split, split_right, split_left = (np.zeros(shape, np.intp) for _ in range(3))
    for reach in range(1, size):
        begin, end = slice(size - reach), slice(reach, size)
        ways = right[:, begin, :reach] + left[:, end, reach - 1 :: -1]
        split[:, begin, reach] = ways.argmax(axis=2)
        best = ways.max(axis=2)
        open_right[:, begin, reach] = best + arcs.diagonal(-reach, 1, 2)
        open_left[:, end, reach] = best + arcs.diagonal(reach, 1, 2)
        ways = open_right[:, begin, 1 : reach + 1] + right_to[:, end, reach - 1 :: -1]
        split_right[:, begin, reach] = ways.argmax(axis=2) + 1
        right[:, begin, reach] = right_to[:, end, reach] = ways.max(axis=2)
        ways = open_left[:, end, 1 : reach + 1] + left_from[:, begin, reach - 1 :: -1]
        split_left[:, end, reach] = ways.argmax(axis=2) + 1
        left[:, end, reach] = left_from[:, begin, reach] = ways.max(axis=2)
    for row, table in enumerate(tables):
        words = np.arange(sizes[row])
        halves = left[row, words, words] + right[row, words, sizes[row] - 1 - words]
        root = int((halves + table[1:, 0]).argmax())
        yield _read_back(root, sizes[row], split[row], split_right[row], split_left[row])


def _read_back(
    root: int, size: int, split: NDArray[np.intp], split_right: NDArray[np.intp], split_left: NDArray[np.intp]
) -> list[int]:
    """Follow the choices down from the root; words count from 0 here and from 1 in the answer."""
    heads = [0] * (size + 1)
    todo = [("left", root, root), ("right", root, size - 1 - root)]
    while todo:
        side, at, reach = todo.pop()
        if reach == 0:
            continue
        step = int(split_right[at, reach] if side == "right" else split_left[at, reach])
        other = at + step if side == "right" else at - step
        heads[other + 1] = at + 1
        begin = min(at, other)
        middle = int(split[begin, step])
        todo += [(side, other, reach - step), ("right", begin, middle)]
        todo.append(("left", begin + step, step - 1 - middle))
    return heads


def choose_labels(scores: Scores, heads: Sequence[int], names: Sequence[str]) -> list[str]:
    """The relation of each word to its head, once the tree stands; the wall's entry is "".

    `scores[dependent, relation]` are scores for the chosen heads. Only the root is labelled
    `root`. A head keeps one subject and one object: of two, the less sure one takes its next relation
    where that is close.
    """
    table = np.array(scores, np.float32)
    root = names.index("root")
    at_wall = np.array([head == 0 for head in heads])
    table[~at_wall, root] = -np.inf
    table[at_wall] = -np.inf
    table[at_wall, root] = 0.0
    chosen = table.argmax(axis=1)
    for group in _ONE_A_HEAD:
        members = [at for at, name in enumerate(names) if name in group]
        if members:
            _settle_group(table, chosen, heads, members)
    return ["", *(names[int(label)] for label in chosen[1:])]


def _settle_group(table: Scores, chosen: NDArray[np.intp], heads: Sequence[int], members: list[int]) -> None:
    first: dict[int, int] = {}
    for word in range(1, len(heads)):
        if chosen[word] not in members:
            continue
        head = heads[word]
        if head not in first:
            first[head] = word
            continue
        one, other = first[head], word
        losses = []
        for candidate in (one, other):
            rest = table[candidate].copy()
            rest[members] = -np.inf
            losses.append(
                (float(table[candidate, chosen[candidate]] - rest.max()), candidate, int(rest.argmax()))
            )
        loss, loser, label = min(losses)
        if loss < _CLOSE:
            chosen[loser] = label
            first[head] = other if loser == one else one


def attach_titles(heads: list[int], labels: list[str], upos: Sequence[str], persons: Sequence[int]) -> None:
    """Hang a role on the name right after it, in place, where the scores made two parties of them.

    All columns count words from 0, the root being its own head; `persons` are the first words of persons'
    names. "Their lawyer Anna Lapko said": *lawyer* describes *Anna*, and only she said it.
    """
    for name in persons:
        role = name - 1
        if (
            role < 0
            or upos[role] not in ("NOUN", "PROPN")
            or heads[role] != heads[name]
            or heads[name] == name
        ):
            continue
        if _base(labels[role]) != _base(labels[name]) or _base(labels[name]) not in _PARTIES:
            continue
        heads[role], labels[role] = name, "nmod:desc"
        _lift_case(heads, labels, role, name)
    for name in persons:
        role = name - 1
        described = role >= 0 and heads[role] == name and labels[role] == "nmod:desc"
        # "the house of the journalist Petra Vrana": a phrase after a preposition is no apposition.
        if described and labels[name] == "appos" and _lift_case(heads, labels, role, name):
            labels[name] = "nmod"


def _lift_case(heads: list[int], labels: list[str], role: int, name: int) -> bool:
    """Hang the preposition of a role on the name that it describes; whether there was one."""
    found = [word for word in range(role) if heads[word] == role and labels[word] == "case"]
    for word in found:
        heads[word] = name
    return bool(found)


def _base(label: str) -> str:
    return label.split(":")[0]


def part_date_from_term(
    heads: list[int], labels: list[str], upos: Sequence[str], forms: Sequence[str]
) -> None:
    """Take a date and a term apart, in place, where they were read as one range.

    "Sentenced on September 3 to 10 days" is no "3 to 10". All columns count words from 0, the root being
    its own head.
    """
    for to in range(3, len(forms) - 2):
        kinds = (upos[to - 2], upos[to - 1])
        if forms[to] != "to" or upos[to - 3] != "ADP" or kinds not in _DATE_KINDS or upos[to + 1] != "NUM":
            continue
        near = range(to + 2, min(to + _LONGEST_TERM + 1, len(forms)))
        unit = next((word for word in near if upos[word] == "NOUN" and forms[word] != "half"), None)
        if unit is None:
            continue
        inside = range(to - 3, unit + 1)
        outer = next((heads[word] for word in (unit, to - 1, to - 2) if heads[word] not in inside), None)
        if outer is None or heads[outer] in inside:
            continue
        day, month = (to - 1, to - 2) if kinds[1] == "NUM" else (to - 2, to - 1)
        heads[day], labels[day] = outer, "obl"
        heads[month], labels[month] = day, "nmod:unmarked"
        heads[to - 3], heads[to] = day, unit
        heads[unit], labels[unit] = outer, "obl"
        heads[to + 1], labels[to + 1], labels[to] = unit, "nummod", "case"
        for word in range(to + 2, unit):
            if heads[word] < to:
                heads[word] = to + 1


def part_subjects(heads: list[int], labels: list[str], forms: Sequence[str]) -> None:
    """Give the clause that is spoken its own subject, in place, where it hangs on the verb of saying between.

    "*Two*, police said, were held", "*Two* held, police say": two did not say so. All columns count words
    from 0, the root being its own head.
    """
    for told, saying in enumerate(heads):
        if labels[told] != "ccomp":
            continue
        subjects = [at for at in range(saying) if heads[at] == saying and labels[at] == "nsubj"]
        own = any(heads[at] == told and labels[at].startswith("nsubj") for at in range(told))
        if own or len(subjects) != 2 or "," not in forms[subjects[0] : subjects[1]]:
            continue
        if told < saying and not subjects[0] < told < subjects[1]:
            continue
        passive = any(heads[at] == told and labels[at] == "aux:pass" for at in range(told))
        heads[subjects[0]], labels[subjects[0]] = told, "nsubj:pass" if passive else "nsubj"


def join_passives(heads: list[int], labels: list[str], feats: list[str], forms: Sequence[str]) -> None:
    """Join a participle to the passive before it, in place, where it hangs on the verb of saying between.

    "Two were held, *police said*, and fined": police were not, and fined nobody. All columns count words
    from 0, the root being its own head.
    """
    for word, saying in enumerate(heads):
        past = "VerbForm=Part" in feats[word] or "Tense=Past" in feats[word]
        if labels[word] != "conj" or not past or word < saying:
            continue
        joins = next((at for at in range(saying, word) if heads[at] == word and labels[at] == "cc"), None)
        if joins is None or forms[joins - 1] != ",":
            continue
        if any(head == word and labels[at] in _OWN for at, head in enumerate(heads[:word])):
            continue  # "police said, and *the court* fined", "and *has* fined"
        said = next((at for at in range(saying) if heads[at] == saying and labels[at] == "ccomp"), None)
        if said is not None and any(heads[at] == said and labels[at] == "aux:pass" for at in range(said)):
            heads[word], feats[word] = said, _PASSIVE


def join_sayings(
    heads: list[int], labels: Sequence[str], mentions: Sequence[str], forms: Sequence[str]
) -> None:
    """Join a verb with a clause of its own to the verb of saying before it, in place, not to what is said.

    "The ministry said *the matter* was closed, but denied that …": no matter denies. `mentions` has the type
    of whom each word stands for, or "". All columns count words from 0, the root being its own head.
    """
    for word, first in enumerate(heads):
        saying = heads[first]
        if labels[word] != "conj" or labels[first] != "ccomp" or not saying < first < word:
            continue
        joins = next((at for at in range(first, word) if heads[at] == word and labels[at] == "cc"), 0)
        speaks = any(heads[at] == word and labels[at] == "ccomp" for at in range(word, len(heads)))
        own = any(heads[at] == word and labels[at] in _OWN for at in range(first, word))
        if not speaks or own or forms[joins - 1] != ",":
            continue
        below = (at for at in range(saying, first) if heads[at] == first)
        subject = next((at for at in below if labels[at].startswith("nsubj")), None)
        if subject is not None and not mentions[subject]:
            heads[word] = saying
