"""What a claim's score is made of: how far the model agrees with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from letapis.codebook import load_codebook
from letapis.extract import extract_claims
from letapis.model import Analysis, Arc, Report, Trigger

# "Police detained Ales Zorny in Orlec."
DETAINED = """
Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person Zorny/PROPN/3:flat@person
in/ADP/6:case Orlec/PROPN/2:obl@place ./2
"""
POLICE, DETAIN, ZORNY, ORLEC = 0, 1, 3, 5

Signals = Callable[..., dict[str, float]]


@pytest.fixture
def signals_with(build: Callable[..., tuple[Report, Analysis]]) -> Signals:
    """The signals of the one claim in the sentence, where the model sees these arcs."""

    def find(*arcs: Arc, taught: str = "detain") -> dict[str, float]:
        report, analysis = build(DETAINED)
        trigger = Trigger(DETAIN, "detain", 0.9, arcs, (("asserted", 0.7), ("planned", 0.3)))
        analysis = replace(analysis, triggers=(trigger,), taught=frozenset({taught}))
        (claim,) = extract_claims(report, analysis, load_codebook())
        return dict(claim.signals)

    return find


def test_the_model_agrees(signals_with: Signals) -> None:
    arcs = (Arc(POLICE, "actor", 0.8), Arc(ZORNY, "recipient", 0.9), Arc(ORLEC, "place", 0.6))
    found = signals_with(*arcs)
    assert (found["model"], found["status"], found["main"]) == (0.9, 0.7, 1.0)
    assert (found["parties"], found["places"]) == (0.8, 0.6)
    assert "tellers" not in found
    assert {found[f"{name}_left_out"] for name in ("parties", "places", "tellers")} == {0.0}


def test_the_model_sees_other_parties(signals_with: Signals) -> None:
    found = signals_with(Arc(ORLEC, "recipient", 0.7), Arc(POLICE, "source", 0.4))
    assert (found["parties"], found["parties_left_out"], found["tellers_left_out"]) == (0.0, 0.7, 0.4)


def test_a_kind_the_model_was_not_taught(signals_with: Signals) -> None:
    assert set(signals_with(taught="meet")) == {"frame", "main"}


def test_the_noun_before_a_name_is_one_with_it(build: Callable[..., tuple[Report, Analysis]]) -> None:
    trees = """
    Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person in/ADP/6:case
    the/DET/6:det city/NOUN/2:obl of/ADP/8:case Orlec/PROPN/6:nmod@place ./2
    """
    report, analysis = build(trees)
    arcs = (Arc(0, "actor", 0.8), Arc(2, "recipient", 0.9), Arc(5, "place", 0.6))
    trigger = Trigger(DETAIN, "detain", 0.9, arcs, (("asserted", 0.7),))
    analysis = replace(analysis, triggers=(trigger,), taught=frozenset({"detain"}))
    (claim,) = extract_claims(report, analysis, load_codebook())
    found = dict(claim.signals)
    assert (found["places"], found["places_left_out"]) == (0.6, 0.0)


def test_a_trigger_between_a_frames_words_is_its_own(build: Callable[..., tuple[Report, Analysis]]) -> None:
    trees = """
    Ales/PROPN/2:nsubj@person began=begin/VERB/0:root/fin a/DET/5:det hunger/NOUN/5:compound
    strike/NOUN/2:obj ./2
    """
    report, analysis = build(trees)
    trigger = Trigger(3, "hunger_strike", 0.9, (Arc(0, "actor", 0.8),), (("asserted", 0.7),))
    analysis = replace(analysis, triggers=(trigger,), taught=frozenset({"hunger_strike"}))
    (claim,) = extract_claims(report, analysis, load_codebook())
    assert dict(claim.signals)["model"] == 0.9
