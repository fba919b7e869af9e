"""Reports and claims made by hand, as functions that tests may ask for."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letapis.model import Claim, Mention, Quote, Report

MADE = runpy.run_path(str(Path(__file__).with_name("standins.py")))


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return MADE["make_report"]


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    return MADE["make_claim"]


@pytest.fixture
def mention() -> Callable[..., Mention]:
    return MADE["mention"]


@pytest.fixture
def quote() -> Callable[..., Quote]:
    return MADE["quote"]


@pytest.fixture
def text() -> Any:
    """The text that claims are made from where a test gives no other."""
    return MADE["TEXT"]
