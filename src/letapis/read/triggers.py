"""What the model thinks is told where: from scores of kinds and roles to the words that may tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from letapis.model.analysis import Arc, Trigger
from letapis.read.decode import Scores, log_softmax

LIKELY_ENOUGH = 0.01
"""From which probability on a word is handed on; what is too unlikely to tell is for extraction to say."""

ARC_LIKELY_ENOUGH = 0.2


def find_triggers(
    kinds: Scores, statuses: Scores, roles: Scores, labels: Mapping[str, Sequence[str]], begin: int = 0
) -> list[Trigger]:
    """The words of one sentence that may tell of something, in text order, likelier kinds first.

    `kinds[word, kind]`, `statuses[word, status]` and `roles[word, role, party]` are scores; class 0 of each
    is "none", and `labels` has the names of all. Words count from `begin`.
    """
    chances = np.exp(log_softmax(kinds))[:, 1:]
    words = np.flatnonzero(chances.max(axis=1, initial=0) >= LIKELY_ENOUGH)
    if not len(words):
        return []
    told = np.exp(log_softmax(statuses[words, 1:])).tolist()
    parties = np.exp(log_softmax(roles[words].transpose(0, 2, 1)))[:, :, 1:]
    best = parties.argmax(axis=2).tolist()
    surest = parties.max(axis=2).tolist()
    found = []
    for at, word in enumerate(words.tolist()):
        arcs = tuple(
            Arc(begin + party, labels["roles"][role + 1], chance)
            for party, (role, chance) in enumerate(zip(best[at], surest[at], strict=True))
            if chance >= ARC_LIKELY_ENOUGH
        )
        status = tuple(zip(labels["statuses"][1:], told[at], strict=True))
        likely = np.flatnonzero(chances[word] >= LIKELY_ENOUGH).tolist()
        for kind in sorted(likely, key=lambda kind: -chances[word, kind]):
            score = float(chances[word, kind])
            found.append(Trigger(begin + word, labels["triggers"][kind + 1], score, arcs, status))
    return found
