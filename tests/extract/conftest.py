"""Reports from trees written by hand and from plain sentences, and what is found in them."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import letapis
from letapis.codebook import load_codebook
from letapis.extract import extract_claims
from letapis.model import Analysis, Claim, Mention, Report, Source

BUILD: Callable[..., tuple[Report, Analysis]] = runpy.run_path(str(Path(__file__).with_name("trees.py")))[
    "build"
]


@pytest.fixture(scope="session")
def build() -> Callable[..., tuple[Report, Analysis]]:
    """From a text in the notation of `trees.py` to its report and analysis."""
    return BUILD


@pytest.fixture(scope="session")
def claims_of() -> Callable[..., tuple[Claim, ...]]:
    """All claims in a text in the notation of `trees.py`."""

    def extract(trees: str, **given: Any) -> tuple[Claim, ...]:
        report, analysis = BUILD(trees, **given)
        return extract_claims(report, analysis, load_codebook())

    return extract


@pytest.fixture(scope="session")
def claim_of(claims_of: Callable[..., tuple[Claim, ...]]) -> Callable[..., Claim]:
    """The one claim of a kind in a text in the notation of `trees.py`."""

    def extract(trees: str, kind: str, **given: Any) -> Claim:
        found = claims_of(trees, **given)
        fitting = [claim for claim in found if claim.kind == kind]
        assert len(fitting) == 1, [(claim.kind, claim.evidence.trigger.text) for claim in found]
        return fitting[0]

    return extract


@pytest.fixture(scope="session")
def who() -> Callable[..., list[str]]:
    """Mentions or sources by their names, else by their words."""

    def name(parties: tuple[Mention | Source, ...]) -> list[str]:
        mentions = [each.mention if isinstance(each, Source) else each for each in parties]
        return [each.name or each.text for each in mentions]

    return name


@pytest.fixture(scope="session")
def extract_text() -> Callable[..., tuple[Claim, ...]]:
    """All claims in a text, read by the shipped model."""

    def extract(text: str, published: date | str | None = "2021-09-03") -> tuple[Claim, ...]:
        return letapis.extract(letapis.read(text, published=published, language="en"))

    return extract
