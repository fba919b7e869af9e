"""From scores to a tree: one root a sentence, and labels that fit the tree."""

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
