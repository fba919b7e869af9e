"""A chronicle to fill, and small rooms to fill it from."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from letapis.store import Chronicle, open_chronicle

STAND_INS = runpy.run_path(str(Path(__file__).parents[1] / "standins.py"))


@pytest.fixture
def stand_ins() -> SimpleNamespace:
    return SimpleNamespace(**STAND_INS)


@pytest.fixture
def chronicle(tmp_path: Path) -> Iterator[Chronicle]:
    opened = open_chronicle(tmp_path / "chronicle.db")
    yield opened
    opened.close()
