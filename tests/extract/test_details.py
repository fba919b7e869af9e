"""Term, penalty, amount, grounds, court, office, proceeding: their words and exact values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.model import Claim

DETAILS: dict[str, tuple[str, str, str, tuple[str, str | float | None] | None]] = {
    "term": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        sentenced=sentence/VERB/0:root/part,pass to/ADP/7:case 10/NUM/7:nummod
        days=day/NOUN/4:obl/plur in/ADP/9:case jail/NOUN/7:nmod ./4
        """,
        "sentence",
        "term",
        ("10 days", "P10D"),
    ),
    "term in years": (
        """
        A/DET/2:det court/NOUN/3:nsubj sentenced=sentence/VERB/0:root/fin
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person to/ADP/7:case four/NUM/11:nummod
        and/CCONJ/10:cc a/DET/10:det half/NOUN/7:conj years=year/NOUN/3:obl:unmarked/plur
        in/ADP/13:case prison/NOUN/11:nmod ./3
        """,
        "sentence",
        "term",
        ("four and a half years", "P4Y6M"),
    ),
    "penalty": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        sentenced=sentence/VERB/0:root/part,pass to/ADP/7:case 10/NUM/7:nummod
        days=day/NOUN/4:obl/plur of/ADP/10:case administrative/ADJ/10:amod arrest/NOUN/7:nmod
        ./4
        """,
        "sentence",
        "penalty",
        ("administrative arrest", None),
    ),
    "suspended": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        given=give/VERB/0:root/part,pass a/DET/10:det two/NUM/8:nummod ~-/6
        ~year/NOUN/10:compound suspended=suspend/VERB/10:amod/part,pass sentence/NOUN/4:obj ./4
        """,
        "sentence",
        "term",
        ("two-year", "P2Y"),
    ),
    "grounds": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass for/ADP/6:case hooliganism/NOUN/4:obl ./4
        """,
        "detain",
        "grounds",
        ("hooliganism", None),
    ),
    "grounds after a noun of reason": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        dismissed=dismiss/VERB/0:root/part,pass in/ADP/6:case connection/NOUN/4:obl with/ADP/9:case
        a/DET/9:det strike/NOUN/6:nmod ./4
        """,
        "dismiss",
        "grounds",
        ("a strike", None),
    ),
    "grounds of a fine": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        fined=fine/VERB/0:root/part,pass 300/NUM/6:nummod crowns=crown/NOUN/4:obj/plur
        for/SCONJ/8:mark taking=take/VERB/4:advcl/pres part/NOUN/8:obj in/ADP/12:case
        a/DET/12:det rally/NOUN/8:obl ./4
        """,
        "fine",
        "grounds",
        ("taking part in a rally", None),
    ),
    "grounds of a charge": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        charged=charge/VERB/0:root/part,pass with/ADP/6:case fraud/NOUN/4:obl ./4
        """,
        "charge",
        "grounds",
        ("fraud", None),
    ),
    "grounds on suspicion": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass on/ADP/6:case suspicion/NOUN/4:obl of/ADP/8:case
        fraud/NOUN/6:nmod ./4
        """,
        "detain",
        "grounds",
        ("suspicion of fraud", None),
    ),
    "article": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        charged=charge/VERB/0:root/part,pass under/ADP/6:case Article/PROPN/4:obl
        342/NUM/6:nummod ./4
        """,
        "charge",
        "article",
        ("Article 342", "342"),
    ),
    "office": (
        """
        Halek/PROPN/2:nsubj@person appointed=appoint/VERB/0:root/fin Bogdan/PROPN/2:obj@person
        Stary/PROPN/3:flat@person defense/NOUN/6:compound minister/NOUN/2:xcomp ./2
        """,
        "appoint",
        "office",
        ("defense minister", None),
    ),
    "office after as": (
        """
        Halek/PROPN/2:nsubj@person dismissed=dismiss/VERB/0:root/fin Matej/PROPN/2:obj@person
        Ruzic/PROPN/3:flat@person as/ADP/7:case defense/NOUN/7:compound minister/NOUN/2:obl ./2
        """,
        "remove",
        "office",
        ("defense minister", None),
    ),
    "office of the one described": (
        """
        Halek/PROPN/2:nsubj@person appointed=appoint/VERB/0:root/fin a/DET/5:det new/ADJ/5:amod
        head/NOUN/2:obj of/ADP/8:case the/DET/8:det service/NOUN/5:nmod ./2
        """,
        "appoint",
        "office",
        ("a new head of the service", None),
    ),
    "criminal": (
        """
        Police/NOUN/2:nsubj opened=open/VERB/0:root/fin a/DET/5:det criminal/ADJ/5:amod
        case/NOUN/2:obj against/ADP/7:case Ales/PROPN/2:obl@person Zorny/PROPN/7:flat@person ./2
        """,
        "open_case",
        "proceeding",
        ("criminal", "criminal"),
    ),
    "court": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        tried=try/VERB/0:root/part,pass in/ADP/9:case the/DET/9:det
        Orlec/PROPN/9:compound@place District/PROPN/9:compound@organisation
        Court/PROPN/4:obl@organisation ./4
        """,
        "try",
        "court",
        ("the Orlec District Court", None),
    ),
    "a court that acts is the court, too": (
        """
        A/DET/2:det court/NOUN/5:nsubj in/ADP/4:case Orlec/PROPN/2:nmod@place
        sentenced=sentence/VERB/0:root/fin Ales/PROPN/5:obj@person Zorny/PROPN/6:flat@person
        to/ADP/10:case 10/NUM/10:nummod days=day/NOUN/5:obl/plur in/ADP/12:case
        jail/NOUN/10:nmod ./5
        """,
        "sentence",
        "court",
        ("A court in Orlec", None),
    ),
    "term of another verb": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        fined=fine/VERB/0:root/part,pass and/CCONJ/9:cc Igor/PROPN/9:nsubj:pass@person
        Pesek/PROPN/6:flat@person was=be/AUX/9:aux:pass/fin
        sentenced=sentence/VERB/4:conj/part,pass to/ADP/12:case 10/NUM/12:nummod
        days=day/NOUN/9:obl/plur in/ADP/14:case jail/NOUN/12:nmod ./4
        """,
        "fine",
        "term",
        None,
    ),
    "no grounds": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        "grounds",
        None,
    ),
    "a term is no grounds": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass for/ADP/7:case 10/NUM/7:nummod
        days=day/NOUN/4:obl/plur ./4
        """,
        "detain",
        "grounds",
        None,
    ),
    "grounds after a word that only this kind has": (
        """
        Ales/PROPN/3:nsubj:pass@person was=be/AUX/3:aux:pass/fin charged=charge/VERB/0:root/part,pass
        there/ADV/3:advmod with/ADP/6:case sabotage/NOUN/3:obl ./3
        """,
        "charge",
        "grounds",
        ("sabotage", None),
    ),
    "grounds that tell of something themselves": (
        """
        A/DET/2:det court/NOUN/3:nsubj found=find/VERB/0:root/fin Ales/PROPN/3:obj@person
        guilty/ADJ/3:xcomp of/SCONJ/7:mark blocking=block/VERB/5:advcl/ger a/DET/9:det road/NOUN/7:obj ./3
        """,
        "convict",
        "grounds",
        ("blocking a road", None),
    ),
    "the court that does it": (
        """
        The/DET/4:det Lesk/PROPN/4:compound@place city/NOUN/4:compound court/NOUN/5:nsubj
        fined=fine/VERB/0:root/fin Ales/PROPN/5:obj@person 30/NUM/8:nummod crowns=crown/NOUN/5:obj/plur ./5
        """,
        "fine",
        "court",
        ("The Lesk city court", None),
    ),
}


@pytest.mark.parametrize("name", DETAILS)
def test_detail(claim_of: Callable[..., Claim], name: str) -> None:
    trees, kind, field, wanted = DETAILS[name]
    claim = claim_of(trees, kind)
    found = dict(claim.details).get(field)
    assert (found and (found.text, found.value)) == wanted


def test_an_amount_has_its_words_and_value(claim_of: Callable[..., Claim]) -> None:
    details = dict(
        claim_of(
            """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        fined=fine/VERB/0:root/part,pass 3,000=3000/NUM/6:nummod crowns=crown/NOUN/4:obj/plur
        ./4
        """,
            "fine",
        ).details
    )
    amount = details["amount"]
    assert amount.text == "3,000 crowns"
    assert "3000" in str(amount.value)
    assert details["penalty"] == amount


def test_every_detail_is_quoted(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    for trees, *_ in DETAILS.values():
        for claim in claims_of(trees):
            for _, detail in claim.details:
                assert claim.evidence.text[detail.start : detail.end] == detail.text


def test_what_the_authorities_allege_is_no_claim(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    claims = claims_of("""
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        charged=charge/VERB/0:root/part,pass with/SCONJ/6:mark beating=beat/VERB/4:advcl/pres
        a/DET/8:det guard/NOUN/6:obj ./4
        """)
    assert not [claim for claim in claims if claim.kind == "beat" and claim.status == "asserted"]
