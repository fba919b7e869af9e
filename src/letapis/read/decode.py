"""From scores to structure: one tree a sentence, labels that fit the tree, names that hold together."""

from __future__ import annotations

from collections.abc import Sequence

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


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=-1, keepdims=True)), np.float32)


def find_tree(scores: Scores) -> list[int]:
    """The best tree with one root: the head of each word, 0 for the root's.

    `scores[dependent, head]` are log-probabilities, with row and column 0 for the wall; row 0 is not
    read. The first entry of the answer is 0 and stands for the wall itself. Chu-Liu and Edmonds' maximum
    spanning arborescence; where it hangs several words on the wall, each of them is tried as the only one.

    >>> find_tree(np.log(np.array([[1, 1, 1], [.9, .01, .09], [.2, .7, .1]], np.float32)))
    [0, 0, 1]
    """
    table = np.array(scores, np.float64)
    np.fill_diagonal(table, -np.inf)
    heads = _arborescence(table)
    roots = [word for word in range(1, len(heads)) if heads[word] == 0]
    if len(roots) == 1:
        return heads
    best, best_score = heads, -np.inf
    for root in roots:
        alone = table.copy()
        alone[:, 0] = -1e6
        alone[root, 0] = table[root, 0]
        tried = _arborescence(alone)
        score = float(sum(alone[word, tried[word]] for word in range(1, len(tried))))
        if score > best_score:
            best, best_score = tried, score
    return best


def _arborescence(table: NDArray[np.float64]) -> list[int]:
    heads = [0, *(int(head) for head in table[1:].argmax(axis=1))]
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [word for word in range(len(heads)) if word not in inside]
    # The cycle becomes one word at the end of a smaller table, entered where it costs least to break.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = table[np.ix_(outside, outside)]
    kept = np.array([table[word, heads[word]] for word in cycle])
    entering = table[np.ix_(cycle, outside)] - kept[:, None]
    leaving = table[np.ix_(outside, cycle)]
    enters, leaves = entering.argmax(axis=0), leaving.argmax(axis=1)
    small[-1, :-1] = entering.max(axis=0) + kept.sum()
    small[:-1, -1] = leaving.max(axis=1)
    small[0, :] = -np.inf
    made = _arborescence(small)
    result = list(heads)
    for at, word in enumerate(outside[1:], start=1):
        result[word] = cycle[int(leaves[at])] if made[at] == len(outside) else outside[made[at]]
    entry = made[-1]
    result[cycle[int(enters[entry])]] = outside[entry]
    return result


def _find_cycle(heads: Sequence[int]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, word = [], start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for seen in path:
            state[seen] = 2
    return []


def choose_labels(scores: Scores, heads: Sequence[int], names: Sequence[str]) -> list[str]:
    """The relation of each word to its head, once the tree stands; the wall's entry is "".

    `scores[dependent, relation]` are log-probabilities for the chosen heads. Only the root is labelled
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


def choose_names(scores: Scores, names: Sequence[str]) -> list[tuple[int, int, str]]:
    """The best row of name tags in which every name begins: (first word, end, type) of each name.

    `scores[word, tag]` are log-probabilities and words count from 0 here. Viterbi over the tags.
    """
    if not len(scores):
        return []
    allowed = np.array([[_may_follow(left, right) for right in names] for left in names])
    barred = np.where(allowed, 0.0, -np.inf)
    opening = np.array([0.0 if not name.startswith("I-") else -np.inf for name in names])
    best = scores[0] + opening
    back = np.zeros((len(scores), len(names)), np.intp)
    for word in range(1, len(scores)):
        ways = best[:, None] + barred
        back[word] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[word]
    path = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        path.append(int(back[word][path[-1]]))
    return _spans([names[tag] for tag in reversed(path)])


def _may_follow(left: str, right: str) -> bool:
    return not right.startswith("I-") or (left != "O" and left[2:] == right[2:])


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((at, at + 1, tag[2:]))
        elif tag.startswith("I-"):
            begin, _, kind = found[-1]
            found[-1] = (begin, at + 1, kind)
    return found


def mend_names(
    found: Sequence[tuple[int, int, str]],
    heads: Sequence[int],
    labels: Sequence[str],
    upos: Sequence[str],
    forms: Sequence[str],
) -> list[tuple[int, int, str]]:
    """Names that end where the grammar says the name goes on are made whole.

    All columns count words of one sentence from 0, the root being its own head. A name takes in the
    capitalised word right after it when the two are one phrase: "European | Union", "Volha | Lapko".
    """
    taken = {word for begin, end, _ in found for word in range(begin, end)}
    made = []
    for begin, end, kind in found:
        while (
            end < len(forms) and end not in taken and _goes_on(begin, end, heads, labels, upos, forms, kind)
        ):
            taken.add(end)
            end += 1
        made.append((begin, end, kind))
    return made


def _goes_on(
    begin: int,
    end: int,
    heads: Sequence[int],
    labels: Sequence[str],
    upos: Sequence[str],
    forms: Sequence[str],
    kind: str,
) -> bool:
    if upos[end] != "PROPN" or not forms[end][:1].isupper():
        return False
    if labels[end] == "flat" and begin <= heads[end] < end:
        return True
    joined = any(
        heads[word] == end and labels[word] in {"compound", "amod", "flat"} and forms[word][:1].isupper()
        for word in range(begin, end)
    )
    return joined and kind == "ORG"
