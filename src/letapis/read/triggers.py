"""What the model thinks is told where: from scores of kinds and roles to the words that may tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from letapis.model.analysis import Arc, Trigger
from letapis.read.decode import Scores, log_softmax

LIKELY_ENOUGH = 0.01
"""From which probability on a word is handed on; what is too unlikely to tell is for extraction to say."""

ARC_LIKELY_ENOUGH = 0.2


def find_triggers(
    kinds: Scores, statuses: Scores, roles: Scores, labels: Mapping[str, Sequence[str]]
) -> list[Trigger]:
    """The words of one sentence that may tell of something, in text order, likelier kinds first.

    `kinds[word, kind]`, `statuses[word, status]` and `roles[word, role, party]` are scores; class 0 of each
    is "none", and `labels` has the names of all. Words count from 0.
    """
    found = []
    chances = np.exp(log_softmax(kinds))[:, 1:]
    for word in np.flatnonzero(chances.max(axis=1, initial=0) >= LIKELY_ENOUGH):
        arcs = _find_arcs(roles[word], labels["roles"])
        told = _find_statuses(statuses[word], labels["statuses"])
        likely = np.flatnonzero(chances[word] >= LIKELY_ENOUGH)
        for at in sorted(likely, key=lambda at: -chances[word, at]):
            score = float(chances[word, at])
            found.append(Trigger(int(word), labels["triggers"][int(at) + 1], score, arcs, told))
    return found


def _find_statuses(scores: Scores, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """How likely each status is, given that something is told."""
    chances = np.exp(log_softmax(scores[None, 1:]))[0]
    return tuple((name, float(chance)) for name, chance in zip(names[1:], chances, strict=True))


def _find_arcs(roles: Scores, names: Sequence[str]) -> tuple[Arc, ...]:
    chances = np.exp(log_softmax(roles.T))
    best = chances[:, 1:].argmax(axis=1) + 1
    return tuple(
        Arc(word, names[role], float(chances[word, role]))
        for word, role in enumerate(best)
        if chances[word, role] >= ARC_LIKELY_ENOUGH
    )


def move(trigger: Trigger, by: int) -> Trigger:
    """The same trigger in a text that has so many words before it."""
    arcs = tuple(replace(arc, token=arc.token + by) for arc in trigger.arcs)
    return replace(trigger, token=trigger.token + by, arcs=arcs)
