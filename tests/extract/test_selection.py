"""Which words deserve to be claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.model import Claim

ClaimsOf = Callable[..., tuple[Claim, ...]]

SILENT: dict[str, tuple[str, str]] = {
    "a noun taken up again": (
        """
        The/DET/2:det arrests=arrest/NOUN/3:nsubj/plur angered=anger/VERB/0:root/fin
        many/ADJ/5:amod lawyers=lawyer/NOUN/3:obj/plur ./3
        """,
        "detain",
    ),
    "a noun without party": (
        """
        Lawyers=lawyer/NOUN/2:nsubj/plur spoke=speak/VERB/0:root/fin about/ADP/4:case
        detention/NOUN/2:obl ./2
        """,
        "detain",
    ),
    "what a charge alleges": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        charged=charge/VERB/0:root/part,pass with/SCONJ/6:mark beating=beat/VERB/4:advcl/pres
        a/DET/8:det guard/NOUN/6:obj ./4
        """,
        "beat",
    ),
    "grounds of a sentence": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        jailed=jail/VERB/0:root/part,pass for/ADP/7:case 10/NUM/7:nummod
        days=day/NOUN/4:obl/plur for/SCONJ/9:mark insulting=insult/VERB/4:advcl/pres
        President/PROPN/11:nmod:desc Radomir/PROPN/9:obj@person Halek/PROPN/11:flat@person ./4
        """,
        "accuse",
    ),
    "a term is no party": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person for/ADP/7:case 10/NUM/7:nummod days=day/NOUN/2:obl/plur ./2
        """,
        "sentence",
    ),
    "a day is no party": (
        """
        Lawyers=lawyer/NOUN/2:nsubj/plur spent=spend/VERB/0:root/fin
        Tuesday/PROPN/2:obl:unmarked in/ADP/5:case Orlec/PROPN/2:obl@place ./2
        """,
        "detain",
    ),
    "a body that only has the name": (
        """
        The/DET/3:det detention/NOUN/3:compound center/NOUN/6:nsubj is=be/AUX/6:cop/fin
        in/ADP/6:case Orlec/PROPN/0:root@place ./6
        """,
        "detain",
    ),
    "a released statement": (
        """
        Zornica/PROPN/2:nsubj@organisation released=release/VERB/0:root/fin a/DET/4:det
        statement/NOUN/2:obj on/ADP/6:case Tuesday/PROPN/2:obl ./2
        """,
        "release",
    ),
    "held talks": (
        """
        Halek/PROPN/2:nsubj@person held=hold/VERB/0:root/fin talks=talk/NOUN/2:obj/plur
        in/ADP/5:case Orlec/PROPN/3:nmod@place ./2
        """,
        "detain",
    ),
    "a mere attribute": (
        """
        A/DET/3:det retired/ADJ/3:amod bishop/NOUN/4:nsubj spoke=speak/VERB/0:root/fin
        in/ADP/6:case Orlec/PROPN/4:obl@place ./4
        """,
        "resign",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_no_claim(claims_of: ClaimsOf, name: str) -> None:
    trees, kind = SILENT[name]
    assert [claim.evidence.trigger.text for claim in claims_of(trees) if claim.kind == kind] == []


TOLD: dict[str, tuple[str, str]] = {
    "a noun with a party": (
        """
        The/DET/2:det arrest/NOUN/6:nsubj of/ADP/4:case Ales/PROPN/2:nmod@person
        Zorny/PROPN/4:flat@person angered=anger/VERB/0:root/fin many/ADJ/8:amod
        lawyers=lawyer/NOUN/6:obj/plur ./6
        """,
        "detain",
    ),
    "a noun with a number": (
        """
        Zornica/PROPN/2:nsubj@organisation counted=count/VERB/0:root/fin 27/NUM/4:nummod
        arrests=arrest/NOUN/2:obj/plur in/ADP/6:case Orlec/PROPN/4:nmod@place ./2
        """,
        "detain",
    ),
    "an attribute of custody": (
        """
        The/DET/3:det detained=detain/VERB/3:amod/part,pass
        journalists=journalist/NOUN/5:nsubj:pass/plur were=be/AUX/5:aux:pass/fin
        fined=fine/VERB/0:root/part,pass ./5
        """,
        "detain",
    ),
    "a passive with no party": (
        """
        A/DET/2:det curfew/NOUN/4:nsubj:pass was=be/AUX/4:aux:pass/fin
        imposed=impose/VERB/0:root/part,pass in/ADP/6:case Orlec/PROPN/4:obl@place ./4
        """,
        "restrict",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_claim(claims_of: ClaimsOf, name: str) -> None:
    trees, kind = TOLD[name]
    assert [claim.kind for claim in claims_of(trees)].count(kind) == 1


def test_a_date_is_no_party(claims_of: ClaimsOf) -> None:
    for claim in claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person on/ADP/6:case Tuesday/PROPN/2:obl and/CCONJ/8:cc
        Igor/PROPN/2:conj@person Pesek/PROPN/8:flat@person on/ADP/11:case Monday/PROPN/2:obl ./2
        """):
        assert all("day" not in each.text for each in claim.actors + claim.recipients)


def test_a_thing_does_nothing(claims_of: ClaimsOf, who: Callable[..., list[str]]) -> None:
    (claim,) = claims_of("""
        The/DET/2:det decision/NOUN/3:nsubj killed=kill/VERB/0:root/fin Ales/PROPN/3:obj@person
        Zorny/PROPN/4:flat@person ./3
        """)
    assert who(claim.actors) == []
