"""From scores of kinds and roles to the words that may tell."""

from __future__ import annotations

import numpy as np

from letapis.read.triggers import find_triggers

LABELS = {
    "triggers": ["O", "detain", "beat"],
    "statuses": ["O", "asserted", "planned"],
    "roles": ["O", "actor", "recipient"],
}


def scores(*chances: tuple[float, ...]) -> np.ndarray:
    return np.log(np.array(chances, np.float32))


def test_likely_words_with_their_parties() -> None:
    kinds = scores((0.999, 0.0005, 0.0005), (0.1, 0.8, 0.1))
    roles = np.stack([scores((1, 1), (1, 1), (1, 1)), scores((0.02, 0.3), (0.97, 0.1), (0.01, 0.6))])
    statuses = scores((1, 1, 1), (0.5, 0.1, 0.4))
    first, second = find_triggers(kinds, statuses, roles, LABELS)
    assert (first.token, first.kind, second.kind) == (1, "detain", "beat")
    assert [(arc.token, arc.role) for arc in first.arcs] == [(0, "actor"), (1, "recipient")]
    assert first.score > second.score
    assert {name: round(chance, 2) for name, chance in first.statuses} == {"asserted": 0.2, "planned": 0.8}


def test_a_sentence_that_tells_nothing() -> None:
    kinds = scores((0.999, 0.0005, 0.0005))
    assert find_triggers(kinds, np.zeros((1, 3)), np.zeros((1, 3, 1)), LABELS) == []


def test_words_count_from_where_the_sentence_begins() -> None:
    kinds = scores((0.1, 0.8, 0.1), (0.999, 0.0005, 0.0005))
    roles = np.stack([scores((0.9, 0.02), (0.05, 0.97), (0.05, 0.01)), scores((1, 1), (1, 1), (1, 1))])
    trigger = find_triggers(kinds, scores((1, 1, 1), (1, 1, 1)), roles, LABELS, begin=5)[0]
    assert (trigger.token, [arc.token for arc in trigger.arcs]) == (5, [6])
