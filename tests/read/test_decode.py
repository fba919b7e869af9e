"""Whatever the scores, the answer is a tree with one root and labels that fit it."""

import numpy as np
import pytest

from letapis.read.decode import choose_labels, find_tree, log_softmax


def is_tree(heads: list[int]) -> bool:
    for word in range(1, len(heads)):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


def brute_force(scores: np.ndarray) -> float:
    size = len(scores)
    best = -np.inf
    for code in range(size ** (size - 1)):
        heads = [0, *(code // size**at % size for at in range(size - 1))]
        if (
            heads.count(0) == 2
            and all(head != word for word, head in enumerate(heads[1:], 1))
            and is_tree(heads)
        ):
            best = max(best, sum(float(scores[word, heads[word]]) for word in range(1, size)))
    return best


@pytest.mark.parametrize("seed", range(12))
def test_the_tree_is_the_best_one_with_a_single_root(seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 3, (5, 5)).astype(np.float32))
    heads = find_tree(scores)
    assert heads[1:].count(0) == 1
    assert is_tree(heads)
    assert sum(float(scores[word, heads[word]]) for word in range(1, 5)) == pytest.approx(
        brute_force(scores), abs=1e-4
    )


@pytest.mark.parametrize("seed", range(5))
def test_long_sentences_get_a_tree_too(seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 1, (90, 90)).astype(np.float32))
    heads = find_tree(scores)
    assert heads[1:].count(0) == 1
    assert is_tree(heads)


def test_one_word_is_its_own_root() -> None:
    assert find_tree(np.zeros((2, 2), np.float32)) == [0, 0]


def test_only_the_root_is_labelled_root_and_a_verb_has_one_subject() -> None:
    names = ["root", "nsubj", "obj", "obl"]
    likely = np.array(
        [[0.25] * 4, [0.1, 0.8, 0.05, 0.05], [0.9, 0.04, 0.03, 0.03], [0.3, 0.4, 0.25, 0.05]], np.float32
    )
    labels = choose_labels(np.log(likely), [0, 2, 0, 2], names)
    assert labels == ["", "nsubj", "root", "obj"]
