"""The fast part of the accuracy gate, and its rules."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from corpus.agreement import GOLD
from quality.gate import FAST, FLOORS, SLACK, TABLES, compare

ROOT = FLOORS.parents[1]


@pytest.mark.skipif(
    not (GOLD.parent / "score" / "score_claims.py").is_file(), reason="the claim scorer is not here"
)
def test_nothing_fell_below_its_floor() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quality.gate", "--fast"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_fall_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    pinned = {"floors": {"claims": {"f1": 0.6}}}
    assert compare(pinned, "claims", {"f1": 0.6 - SLACK / 2}) == []
    assert compare(pinned, "claims", {"f1": 0.5}) == ["claims: f1 0.500 < 0.600"]
    assert "FELL" in capsys.readouterr().out


def test_every_table_has_floors() -> None:
    pinned = yaml.safe_load(FLOORS.read_text("utf-8"))
    assert pinned["floors"].keys() == TABLES.keys()
    assert set(FAST) <= TABLES.keys()
    assert pinned["because"]
