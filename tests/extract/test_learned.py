"""What the model's opinion adds to the codebook's frames, and takes from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from letapis.codebook import load_codebook
from letapis.extract import extract_claims
from letapis.extract.learned import (
    AGREED,
    LEAST,
    OVERRULED,
    RULE,
    SURE,
    SURE_BARE,
    SURE_OF_NAME,
    SURE_OF_PARTY,
    SURE_OF_SOURCE,
    SURE_OF_STATUS,
)
from letapis.model import Analysis, Arc, Claim, Report, Trigger

# No frame of the codebook has "net" for a detention.
BUNDLED = """
Officers=officer/NOUN/2:nsubj/plur netted=net/VERB/0:root/fin Ales/PROPN/2:obj@person
Zorny/PROPN/3:flat@person near/ADP/7:case a/DET/7:det park/NOUN/2:obl ./2
"""
DETAINED = """
Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person Zorny/PROPN/3:flat@person ./2
"""
BOTH = (Arc(0, "actor", 0.95), Arc(3, "recipient", 0.97))

Look = Callable[..., tuple[Claim, ...]]


@pytest.fixture
def claims_with(build: Callable[..., tuple[Report, Analysis]]) -> Look:
    """The claims in a text, once a model that was taught to detain thinks so and so of it."""

    def extract(trees: str, *triggers: Trigger, own: Path | None = None) -> tuple[Claim, ...]:
        report, analysis = build(trees)
        analysis = replace(analysis, triggers=triggers, taught=frozenset({"detain", "meet"}))
        return extract_claims(report, analysis, load_codebook(own))

    return extract


def test_what_no_frame_tells_is_claimed_where_the_model_is_sure(
    claims_with: Look, who: Callable[..., list[str]]
) -> None:
    (claim,) = claims_with(BUNDLED, Trigger(1, "detain", 0.9, BOTH))
    assert (claim.kind, claim.rule) == ("detain", f"detain: {RULE}")
    assert (who(claim.actors), who(claim.recipients)) == (["Officers"], ["Ales Zorny"])
    assert dict(claim.signals)["model"] == 0.9


def test_an_unsure_model_claims_nothing(claims_with: Look) -> None:
    assert claims_with(BUNDLED, Trigger(1, "detain", SURE - 0.1, BOTH)) == ()


# The tree has officers and Zorny hang on the park, so that nobody nets anybody.
HANGING = """
Netted=net/VERB/0:root/fin near/ADP/4:case a/DET/4:det park/NOUN/1:obl officers=officer/NOUN/4:nmod/plur
for/ADP/7:case Ales/PROPN/4:nmod@person Zorny/PROPN/7:flat@person ./1
"""


def test_an_unsure_arc_names_nobody(claims_with: Look, who: Callable[..., list[str]]) -> None:
    unsure = (Arc(4, "actor", SURE_OF_PARTY - 0.1), Arc(6, "recipient", 0.97))
    (claim,) = claims_with(HANGING, Trigger(0, "detain", 0.9, unsure))
    assert (claim.actors, who(claim.recipients)) == ((), ["Ales Zorny"])


def test_a_name_wants_a_surer_arc(claims_with: Look, who: Callable[..., list[str]]) -> None:
    guess = (Arc(4, "actor", SURE_OF_PARTY), Arc(6, "recipient", SURE_OF_NAME - 0.01))
    (claim,) = claims_with(HANGING, Trigger(0, "detain", 0.9, guess))
    assert (who(claim.actors), claim.recipients) == (["officers"], ())


@pytest.mark.parametrize(("score", "parties"), [(AGREED, ["Officers", "Ales Zorny"]), (AGREED - 0.05, [])])
def test_where_the_tree_says_the_same_less_is_enough(
    claims_with: Look, who: Callable[..., list[str]], score: float, parties: list[str]
) -> None:
    arcs = (Arc(0, "actor", score), Arc(2, "recipient", score))
    (claim,) = claims_with(BUNDLED, Trigger(1, "detain", 0.9, arcs))
    assert who(claim.actors) + who(claim.recipients) == parties


def test_a_claim_that_names_nobody_wants_a_surer_model(claims_with: Look) -> None:
    assert claims_with(BUNDLED, Trigger(1, "detain", SURE_BARE))
    assert claims_with(BUNDLED, Trigger(1, "detain", SURE_BARE - 0.05)) == ()


@pytest.mark.parametrize(
    ("meets", "detains", "kind"),
    [(OVERRULED, 0.02, "meet"), (OVERRULED, 0.2, "detain"), (OVERRULED - 0.05, 0.02, "detain")],
)
def test_a_model_all_but_certain_of_another_kind_is_heeded(
    claims_with: Look, meets: float, detains: float, kind: str
) -> None:
    (claim,) = claims_with(DETAINED, Trigger(1, "meet", meets, BOTH), Trigger(1, "detain", detains, BOTH))
    assert claim.kind == kind


def test_what_the_model_sees_done_to_one_is_done_to_those_joined_to_them(
    claims_with: Look, who: Callable[..., list[str]]
) -> None:
    trees = """
    Officers=officer/NOUN/4:nsubj/plur and/CCONJ/3:cc Guards=guard/NOUN/1:conj/plur netted=net/VERB/0:root/fin
    Zorny/PROPN/4:obj@person and/CCONJ/7:cc Leus/PROPN/5:conj@person ./4
    """
    arcs = (Arc(0, "actor", 0.95), Arc(6, "recipient", 0.97))
    (claim,) = claims_with(trees, Trigger(3, "detain", 0.9, arcs))
    assert who(claim.recipients) == ["Zorny", "Leus"]
    assert who(claim.actors) == ["Officers"], "the tree may have joined the wrong ones"


def test_a_frame_that_the_model_takes_for_something_else_is_dropped(claims_with: Look) -> None:
    assert claims_with(DETAINED, Trigger(1, "detain", 0.5, BOTH))
    assert claims_with(DETAINED, Trigger(1, "detain", LEAST / 2, BOTH)) == ()
    assert claims_with(DETAINED) == ()


def test_without_a_model_the_frames_stand_alone(claims_of: Look) -> None:
    assert [claim.kind for claim in claims_of(DETAINED)] == ["detain"]


def test_a_users_own_frame_is_not_doubted(claims_with: Look, tmp_path: Path) -> None:
    (tmp_path / "kinds").mkdir()
    words = tmp_path / "kinds" / "custody.yaml"
    words.write_text("detain: {words: {en: {verbs: ['ACTOR net RECIPIENT']}}}")
    assert [claim.kind for claim in claims_with(BUNDLED, own=tmp_path)] == ["detain"]


@pytest.mark.parametrize(
    ("seen", "modality", "polarity"),
    [
        ("planned", "planned", "affirmed"),
        ("demanded", "demanded", "affirmed"),
        ("conditional", "conditional", "affirmed"),
        ("negated", "actual", "negated"),
        ("denied", "actual", "affirmed"),
        ("claimed", "actual", "affirmed"),
        ("alleged", "actual", "affirmed"),
    ],
)
def test_a_doubt_that_only_the_model_sees_is_heeded(
    claims_with: Look, seen: str, modality: str, polarity: str
) -> None:
    (claim,) = claims_with(BUNDLED, Trigger(1, "detain", 0.9, BOTH, ((seen, SURE_OF_STATUS),)))
    assert (claim.status, claim.modality, claim.polarity) == (seen, modality, polarity)


def test_the_words_of_a_frame_are_read_by_the_rules(claims_with: Look) -> None:
    (claim,) = claims_with(DETAINED, Trigger(1, "detain", 0.9, BOTH, (("planned", 0.99),)))
    assert claim.status == "asserted"


def test_no_model_makes_a_fact_of_what_the_words_leave_open(claims_with: Look) -> None:
    planned = DETAINED.replace(
        "detained=detain/VERB/0:root/fin", "will=will/AUX/3:aux/fin detain/VERB/0:root/inf"
    )
    planned = (
        planned.replace("2:nsubj/plur", "3:nsubj/plur").replace("2:obj", "3:obj").replace("3:flat", "4:flat")
    )
    (claim,) = claims_with(planned, Trigger(2, "detain", 0.9, BOTH, (("asserted", 0.99),)))
    assert claim.status == "planned"


ARREST = """
Police/NOUN/2:nsubj/plur announced=announce/VERB/0:root/fin an/DET/4:det arrest/NOUN/2:obj in/ADP/7:case
the/DET/7:det case/NOUN/4:nmod of/ADP/9:case Ales/PROPN/7:nmod@person ./2
"""


@pytest.mark.parametrize(("score", "recipients"), [(SURE_OF_NAME, ["Ales"]), (SURE_OF_NAME - 0.01, [])])
def test_a_recipient_near_the_trigger(
    claims_with: Look, who: Callable[..., list[str]], score: float, recipients: list[str]
) -> None:
    (claim,) = claims_with(ARREST, Trigger(3, "detain", 0.9, (Arc(8, "recipient", score),)))
    assert who(claim.recipients) == recipients


def test_who_says_so_by_the_model_where_the_rules_find_nobody(claims_with: Look) -> None:
    heard = """
    Dubov/PROPN/3:dislocated@person :/1 police=police/NOUN/4:nsubj/plur detained=detain/VERB/0:root/fin
    Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./4
    """

    def sources(score: float) -> list[str]:
        arcs = (Arc(0, "source", score), Arc(2, "actor", 0.9))
        (claim,) = claims_with(heard, Trigger(3, "detain", 0.9, arcs))
        return [each.mention.text for each in claim.sources]

    assert (sources(SURE_OF_SOURCE), sources(SURE_OF_SOURCE - 0.1)) == (["Dubov"], [])


def test_nobody_is_both_by_the_model_alone(claims_with: Look) -> None:
    netted = """
    Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person netted=net/VERB/0:root/fin fish=fish/NOUN/3:obj
    near/ADP/7:case Zorny/PROPN/3:obl@person ./3
    """
    arcs = (Arc(1, "actor", SURE_OF_NAME), Arc(5, "recipient", SURE_OF_NAME))
    assert claims_with(netted, Trigger(2, "detain", 0.9, arcs)) == ()


# The trigger is its first word, which only leads to the one that tells.
BEHIND_BARS = """
Officers=officer/NOUN/5:nsubj/plur are=be/AUX/5:cop/fin behind/ADP/5:case iron/ADJ/5:amod
bars=bar/NOUN/0:root/plur in/ADP/7:case Drava/PROPN/5:nmod@place since/ADP/9:case Friday/PROPN/5:nmod ./5
"""
NOT_SEEN = """
Officers=officer/NOUN/5:nsubj:pass/plur have/AUX/5:aux/fin not/PART/5:advmod been=be/AUX/5:aux:pass
spotted=spot/VERB/0:root/pass in/ADP/7:case Drava/PROPN/5:obl@place ./5
"""


def test_a_little_word_is_in_the_time_and_place_of_what_it_belongs_to(claims_with: Look) -> None:
    (claim,) = claims_with(BEHIND_BARS, Trigger(2, "detain", 0.9, (Arc(0, "recipient", 0.97),)))
    assert claim.place is not None
    assert claim.date is not None
    assert (claim.place.text, claim.date.text) == ("Drava", "since Friday")


def test_a_not_that_tells_denies_nothing(claims_with: Look) -> None:
    (claim,) = claims_with(NOT_SEEN, Trigger(2, "detain", 0.9, (Arc(0, "recipient", 0.97),)))
    assert (claim.status, claim.polarity) == ("asserted", "affirmed")
