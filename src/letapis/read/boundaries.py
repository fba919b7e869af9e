"""A second opinion on where sentences end: a very small network over the words about a gap.

The rules of `sentences.py` see full stops. Where a caption, a signature or an entry of a list has none, only
the words tell; this table of weights, learned from the treebanks (`training/en/boundaries.py`), reads them.
Every feature is hashed to a row of the table; the rows are added up, cut at zero, and weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from letapis.read.tokens import Span

BUCKETS = 1 << 14
"""Rows of the table."""

_STEPS = (0, 1, 2, 3, 4, 5, 7, 10, 15, 25, 50)
_EDGE = "<>"
_OPEN = {"“": 1, "”": -1, "(": 1, ")": -1, "[": 1, "]": -1}
_UPPER = re.compile(r"[^\W\d_a-z]{2,}")
_LOWER = re.compile(r"[^\W\d_A-Z]{2,}")
_DIGITS = re.compile(r"\d+")
_ENDS = frozenset(".!?…")


class Boundaries:
    """Scores gaps between words; made by `load_boundaries`."""

    def __init__(self, table: Any, bias: Any, weights: Any, offset: float) -> None:
        self._table = table
        self._bias = bias
        self._weights = weights
        self._offset = offset

    def score(self, rows: Sequence[Sequence[int]]) -> list[float]:
        """How probable it is that a sentence ends at each gap, given the features of each."""
        if not rows:
            return []
        summed = self._table[np.array(rows)].sum(1) + self._bias
        return [
            float(value)
            for value in 1 / (1 + np.exp(-(np.maximum(summed, 0) @ self._weights + self._offset)))
        ]


def load_boundaries(path: Path) -> Boundaries:
    """The network of a language, from `boundaries.npz`."""
    with np.load(path) as file:
        table = file["table"].astype(np.float32) * file["scale"]
        return Boundaries(table, file["bias"], file["weights"], float(file["offset"]))


def find_gaps(forms: Sequence[str], tokens: Sequence[Span]) -> list[int]:
    """Words after which a sentence may end: a space follows, and a mark, a capital or a digit is near."""
    return [
        at
        for at in range(len(forms) - 1)
        if tokens[at][1] < tokens[at + 1][0]
        and (not forms[at + 1][0].islower() or not forms[at][-1].isalnum())
    ]


def describe_gaps(
    forms: Sequence[str], tokens: Sequence[Span], gaps: Sequence[int], ends: frozenset[int]
) -> list[list[int]]:
    """The features of each gap, as rows of the table; `ends` are the gaps where the rules end a sentence."""
    if not gaps:
        return []
    low = [_EDGE, _EDGE, _EDGE, *(form.lower() for form in forms), _EDGE, _EDGE, _EDGE]
    shapes = [_EDGE, _EDGE, _EDGE, *map(_shape, forms), _EDGE, _EDGE, _EDGE]
    stops = [form[-1] in _ENDS for form in forms]
    since = list(accumulate(stops, lambda count, stop: 0 if stop else count + 1, initial=0))
    until = list(accumulate(reversed(stops), lambda count, stop: 0 if stop else count + 1, initial=0))[::-1]
    depth = list(accumulate((_OPEN.get(form, 0) for form in forms), initial=0))
    quotes = list(accumulate((form == '"' for form in forms), initial=0))
    capitals = sum(form[0].isupper() for form in forms)
    words = sum(form[0].isalpha() for form in forms)
    manner = f"{forms[0][0].islower()}{stops[-1]}"
    block = f"{_step(len(forms))} {10 * capitals // max(words, 1)} {manner}"
    found = []
    for at in gaps:
        glued = at > 0 and tokens[at - 1][1] == tokens[at][0]
        around = f"{shapes[at + 3]} {shapes[at + 4]}"
        features = _features(low[at : at + 7], shapes[at : at + 7], at in ends)
        features += [
            f"{_step(since[at])} {_step(until[at + 1])}",
            f"{_step(at)}",
            f"{_step(len(forms) - at)}",
            f"{quotes[at + 1] % 2}{depth[at + 1] > 0} {around}",
            block,
            f"{manner} {around}",
            f"{glued} {shapes[at + 2]} {shapes[at + 3]}",
        ]
        found.append(_hash(features))
    return found


def _features(low: list[str], shape: list[str], rule: bool) -> list[str]:
    """What the three words before a gap and after it, and the rules, say; the place in the list counts."""
    left, right = low[3], low[4]
    return [
        *(low[i] for i in range(1, 7)),
        *(shape[i] for i in range(1, 7)),
        f"{low[2]} {left}",
        f"{left} {right}",
        f"{right} {low[5]}",
        f"{shape[3]} {right}",
        f"{left} {shape[4]}",
        f"{shape[3]} {shape[4]}",
        f"{shape[2]} {shape[3]} {shape[4]} {shape[5]}",
        f"{shape[3]} {shape[4]} {shape[5]} {shape[6]}",
        f"{shape[4]} {right} {shape[5]}",
        f"{shape[4]} {right[-3:]}",
        f"{shape[3]} {left[-3:]}",
        f"{rule} {shape[3]}",
        f"{rule} {shape[4]} {shape[5]}",
        f"{rule} {left}",
        f"{rule}",
    ]


def _hash(features: list[str]) -> list[int]:
    return [crc32(f"{place}{feature}".encode()) % BUCKETS for place, feature in enumerate(features)]


def _shape(form: str) -> str:
    """The form with every run of small letters, of capitals and of digits made one sign."""
    return _DIGITS.sub("0", _LOWER.sub("x", _UPPER.sub("XX", form)))[:6]


def _step(count: int) -> int:
    """A count made coarse."""
    return sum(count > step for step in _STEPS)
