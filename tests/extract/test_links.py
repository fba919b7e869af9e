"""How claims hang together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.model import Claim, Link

ClaimsOf = Callable[..., tuple[Claim, ...]]

ABOUT: dict[str, tuple[str, str, str]] = {
    "demand of a noun": (
        """
        Marovich/PROPN/2:nsubj@person demanded=demand/VERB/0:root/fin the/DET/4:det
        release/NOUN/2:obj of/ADP/6:case Ales/PROPN/4:nmod@person Zorny/PROPN/6:flat@person ./2
        """,
        "demand",
        "release",
    ),
    "demand of a clause": (
        """
        Marovich/PROPN/2:nsubj@person demanded=demand/VERB/0:root/fin that/SCONJ/7:mark
        Ales/PROPN/7:nsubj:pass@person Zorny/PROPN/4:flat@person be/AUX/7:aux:pass/inf
        released=release/VERB/2:ccomp/part,pass ./2
        """,
        "demand",
        "release",
    ),
    "demand of an infinitive": (
        """
        Marovich/PROPN/2:nsubj@person urged=urge/VERB/0:root/fin Ivo/PROPN/2:obj@person
        Brezan/PROPN/3:flat@person to/PART/6:mark resign/VERB/2:xcomp/inf ./2
        """,
        "demand",
        "resign",
    ),
    "denial of a clause": (
        """
        The/DET/2:det ministry/PROPN/3:nsubj denied=deny/VERB/0:root/fin that/SCONJ/6:mark
        guards=guard/NOUN/6:nsubj/plur beat/VERB/3:ccomp/fin Ales/PROPN/6:obj@person
        Zorny/PROPN/7:flat@person ./3
        """,
        "deny",
        "beat",
    ),
    "denial of a gerund": (
        """
        The/DET/2:det guards=guard/NOUN/3:nsubj/plur denied=deny/VERB/0:root/fin
        beating=beat/VERB/3:xcomp/ger Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./3
        """,
        "deny",
        "beat",
    ),
    "threat": (
        """
        Halek/PROPN/2:nsubj@person threatened=threaten/VERB/0:root/fin to/PART/4:mark
        deport/VERB/2:xcomp/inf journalists=journalist/NOUN/4:obj/plur ./2
        """,
        "threaten",
        "deport",
    ),
    "accusation": (
        """
        Marovich/PROPN/2:nsubj@person accused=accuse/VERB/0:root/fin Ivo/PROPN/2:obj@person
        Brezan/PROPN/3:flat@person of/SCONJ/6:mark beating=beat/VERB/2:advcl/pres
        protesters=protester/NOUN/6:obj/plur ./2
        """,
        "accuse",
        "beat",
    ),
}


@pytest.mark.parametrize("name", ABOUT)
def test_a_speech_act_is_about_a_claim(claims_of: ClaimsOf, name: str) -> None:
    trees, speech, spoken = ABOUT[name]
    told = {claim.kind: claim for claim in claims_of(trees)}
    assert told[speech].about == (told[spoken].key,)
    assert told[spoken].about == ()


def test_both_of_two_demands_are_demanded(claims_of: ClaimsOf) -> None:
    claims = claims_of("""
        Marovich/PROPN/2:nsubj@person demanded=demand/VERB/0:root/fin the/DET/4:det
        resignation/NOUN/2:obj of/ADP/6:case Ivo/PROPN/4:nmod@person Brezan/PROPN/6:flat@person
        and/CCONJ/10:cc the/DET/10:det release/NOUN/4:conj of/ADP/12:case
        Ales/PROPN/10:nmod@person Zorny/PROPN/12:flat@person ./2
        """)
    told = {claim.kind: claim for claim in claims}
    assert set(told["demand"].about) == {told["resign"].key, told["release"].key}
    assert {told["resign"].status, told["release"].status} == {"demanded"}


def test_what_is_threatened_is_not_told_as_done(claims_of: ClaimsOf) -> None:
    claims = claims_of(ABOUT["threat"][0])
    assert next(claim for claim in claims if claim.kind == "deport").status not in ("asserted", "claimed")


def test_a_response_is_linked_to_what_it_answers(claims_of: ClaimsOf) -> None:
    claims = claims_of("""
        Workers=worker/NOUN/2:nsubj/plur went=go/VERB/0:root/fin on/ADP/4:case strike/NOUN/2:obl
        in/ADP/6:case response/NOUN/2:obl to/ADP/9:case the/DET/9:det arrest/NOUN/6:nmod
        of/ADP/11:case Ales/PROPN/9:nmod@person Zorny/PROPN/11:flat@person ./2
        """)
    told = {claim.kind: claim for claim in claims}
    assert told["strike"].links == (Link("response_to", told["detain"].key),)


def test_links_lead_to_claims_of_the_same_report(claims_of: ClaimsOf) -> None:
    for trees, *_ in ABOUT.values():
        claims = claims_of(trees)
        keys = {claim.key for claim in claims}
        assert {key for claim in claims for key in claim.about} <= keys


def test_some_singled_out_are_part_of_the_whole(claims_of: ClaimsOf) -> None:
    whole, part = claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin 50/NUM/4:nummod
        people/NOUN/2:obj/plur ,/8 including=include/VERB/8:case/pres six/NUM/8:nummod
        journalists=journalist/NOUN/4:nmod/plur ./2
        """)
    assert [each.text for each in part.recipients] == ["six journalists"]
    assert part.part_of == whole.key
    assert whole.part_of is None
    assert (whole.quantity and whole.quantity.low, part.quantity and part.quantity.low) == (50, 6)


def test_one_of_many_is_named(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("""
        Among/ADP/2:case those=that/PRON/0:root/plur,dem detained=detain/VERB/2:acl/part,pass
        is=be/AUX/2:cop/fin Pavel/PROPN/2:nsubj@person Orsich/PROPN/5:flat@person ./2
        """)
    assert [each.name for each in claim.recipients] == ["Pavel Orsich"]
