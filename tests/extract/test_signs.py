"""The quick look before the patterns of times, terms, sums and numbers hides nothing that they would find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from letapis.extract.money import _money_patterns
from letapis.extract.quantities import _core_patterns
from letapis.extract.signs import kinds_in_sight
from letapis.extract.storywords import story_patterns
from letapis.extract.terms import _term_pattern
from letapis.extract.timewords import time_patterns

PATTERNS = (
    *story_patterns(),
    *time_patterns(),
    *(("money", pattern) for pattern in _money_patterns()),
    *(("number", pattern) for kind, pattern in _core_patterns() if kind in ("number", "range")),
    ("term", _term_pattern()),
)


def test_every_kind_has_its_signs() -> None:
    everything = "0 $ may week day monday yesterday weekend election new year's spring"
    assert kinds_in_sight(everything, 0, len(everything)) == {kind for kind, _ in PATTERNS}


@pytest.mark.parametrize("name", ["quality/dev/gold.jsonl", "quality/heldback/reports.jsonl"])
def test_nothing_is_hidden(root: Path, name: str) -> None:
    for line in (root / name).read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for start in range(0, len(text), 100):
            end = min(start + 100, len(text))
            found = {kind for kind, pattern in PATTERNS if pattern.search(text, start, end)}
            assert found <= kinds_in_sight(text, start, end)


def test_most_kinds_are_out_of_sight() -> None:
    text = "Officers in plain clothes took her brother from the market."
    assert kinds_in_sight(text, 0, len(text)) == frozenset()
