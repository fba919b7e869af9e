"""The score: what raises it and what lowers it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from letapis.extract.confidence import explain, features, rate
from letapis.model import Claim

TEXT = """
Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person Zorny/PROPN/3:flat@person ./2
"""


@pytest.fixture
def claim(claim_of: Callable[..., Claim]) -> Claim:
    return claim_of(TEXT, "detain")


def test_a_score_is_a_probability(claim: Claim) -> None:
    assert 0 < rate(claim) < 1
    assert claim.score == rate(claim)


def test_the_score_is_the_logistic_sum_of_its_reasons(claim: Claim) -> None:
    bare = replace(claim, signals=(("frame", 0.0),))
    moved = sum(effect for _, effect in explain(claim)) - sum(effect for _, effect in explain(bare))
    odds = [math.log(score / (1 - score)) for score in (rate(claim), rate(bare))]
    assert odds[0] - odds[1] == pytest.approx(moved, abs=0.02)


def test_a_model_that_agrees_raises_the_score(claim: Claim) -> None:
    def with_chance(chance: float) -> Claim:
        return replace(claim, signals=(("frame", 1.0), ("main", 1.0), ("model", chance)))

    assert rate(with_chance(0.95)) > rate(with_chance(0.05))


def test_features_are_of_one_size(claim: Claim) -> None:
    assert all(-1.01 <= value <= 1.01 for value in features(claim).values())


def test_reasons_come_strongest_first(claim: Claim) -> None:
    sizes = [abs(effect) for _, effect in explain(claim)]
    assert sizes == sorted(sizes, reverse=True)
