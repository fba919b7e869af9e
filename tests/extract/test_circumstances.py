"""When, where and how many: which date, place and number of a sentence belong to which claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from letapis.model import Claim

DATES: dict[str, tuple[str, str, str | None]] = {
    "own": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass on/ADP/6:case Tuesday/PROPN/4:obl ./4
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "fronted": (
        """
        On/ADP/2:case Tuesday/PROPN/5:obl ,/2 police/NOUN/5:nsubj/plur
        detained=detain/VERB/0:root/fin Ales/PROPN/5:obj@person Zorny/PROPN/6:flat@person ./5
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "interval": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass last/ADJ/6:amod week/NOUN/4:obl:unmarked ./4
        """,
        "detain",
        "2021-08-23..2021-08-29",
    ),
    "since": (
        """
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person has=have/AUX/5:aux/fin
        been=be/AUX/5:aux:pass/part held=hold/VERB/0:root/part,pass since/ADP/8:case
        August/PROPN/8:nmod:unmarked 9/NUM/5:obl ./5
        """,
        "detain",
        "2021-08-09..2021-09-03",
    ),
    "lent by the first of joined verbs": (
        """
        On/ADP/2:case Tuesday/PROPN/5:obl ,/2 police/NOUN/5:nsubj/plur
        stormed=storm/VERB/0:root/fin the/DET/7:det office/NOUN/5:obj and/CCONJ/9:cc
        detained=detain/VERB/5:conj/fin Ales/PROPN/9:obj@person Zorny/PROPN/10:flat@person ./5
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "lent by the last of joined verbs": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass and/CCONJ/6:cc beaten=beat/VERB/4:conj/part,pass
        on/ADP/8:case Tuesday/PROPN/4:obl ./4
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "lent by the verb before": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        questioned=question/VERB/0:root/part,pass on/ADP/6:case Tuesday/PROPN/4:obl and/CCONJ/8:cc
        detained=detain/VERB/4:conj/part,pass ./4
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "not lent to another time": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        questioned=question/VERB/0:root/part,pass on/ADP/6:case Tuesday/PROPN/4:obl and/CCONJ/9:cc
        then/ADV/9:advmod detained=detain/VERB/4:conj/part,pass ./4
        """,
        "detain",
        None,
    ),
    "how long it will last": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass until/ADP/6:case October/PROPN/4:obl 1/NUM/6:nummod ./4
        """,
        "detain",
        None,
    ),
    "of the subject's attribute": (
        """
        The/DET/4:det August/PROPN/3:nmod:unmarked 9/NUM/4:nummod vote/NOUN/6:nsubj:pass
        was=be/AUX/6:aux:pass/fin followed=follow/VERB/0:root/part,pass by/ADP/9:case
        the/DET/9:det arrest/NOUN/6:obl:agent of/ADP/11:case Ales/PROPN/9:nmod@person
        Zorny/PROPN/11:flat@person ./6
        """,
        "detain",
        None,
    ),
    "of the speech": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin on/ADP/4:case Thursday/PROPN/2:obl
        that/SCONJ/9:mark Ales/PROPN/9:nsubj:pass@person Zorny/PROPN/6:flat@person
        was=be/AUX/9:aux:pass/fin detained=detain/VERB/2:ccomp/part,pass ./2
        """,
        "detain",
        None,
    ),
    "of another verb": (
        """
        Ales/PROPN/9:nsubj:pass@person Zorny/PROPN/1:flat@person ,/6 who/PRON/6:nsubj:pass/rel
        was=be/AUX/6:aux:pass/fin detained=detain/VERB/1:acl:relcl/part,pass ,/1
        was=be/AUX/9:aux:pass/fin fined=fine/VERB/0:root/part,pass on/ADP/11:case
        Tuesday/PROPN/9:obl ./9
        """,
        "detain",
        None,
    ),
    "of a noun": (
        """
        The/DET/2:det arrest/NOUN/8:nsubj of/ADP/4:case Ales/PROPN/2:nmod@person
        Zorny/PROPN/4:flat@person on/ADP/7:case Tuesday/PROPN/2:nmod
        angered=anger/VERB/0:root/fin many/ADJ/10:amod lawyers=lawyer/NOUN/8:obj/plur ./8
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "an age is none": (
        """
        Ales/PROPN/7:nsubj:pass@person Zorny/PROPN/1:flat@person ,/4 24/NUM/1:nmod:unmarked ,/1
        was=be/AUX/7:aux:pass/fin detained=detain/VERB/0:root/part,pass ./7
        """,
        "detain",
        None,
    ),
    "a term is none": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        sentenced=sentence/VERB/0:root/part,pass to/ADP/7:case 10/NUM/7:nummod
        days=day/NOUN/4:obl/plur in/ADP/9:case jail/NOUN/7:nmod ./4
        """,
        "sentence",
        None,
    ),
    "none": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        None,
    ),
    "lent to a clause of the same time": (
        """
        Two/NUM/2:nummod men/NOUN/3:nsubj/plur died=die/VERB/0:root/fin on/ADP/5:case
        Tuesday/PROPN/3:obl when/ADV/8:advmod police/NOUN/8:nsubj/plur
        detained=detain/VERB/3:advcl/fin Ales/PROPN/8:obj@person Zorny/PROPN/9:flat@person ./3
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "not lent to what came before": (
        """
        Two/NUM/2:nummod men/NOUN/3:nsubj/plur died=die/VERB/0:root/fin on/ADP/5:case
        Tuesday/PROPN/3:obl after/SCONJ/8:mark police/NOUN/8:nsubj/plur
        detained=detain/VERB/3:advcl/fin Ales/PROPN/8:obj@person Zorny/PROPN/9:flat@person ./3
        """,
        "detain",
        None,
    ),
    "not lent by an attribute": (
        """
        The/DET/2:det paper/NOUN/3:nsubj printed=print/VERB/0:root/fin its/PRON/6:nmod:poss
        Tuesday/PROPN/6:compound issue/NOUN/3:obj while/SCONJ/9:mark police/NOUN/9:nsubj/plur
        detained=detain/VERB/3:advcl/fin Ales/PROPN/9:obj@person Zorny/PROPN/10:flat@person ./3
        """,
        "detain",
        None,
    ),
    "of the noun that a clause describes": (
        """
        The/DET/2:det detention/NOUN/10:nsubj of/ADP/4:case Ales/PROPN/2:nmod@person
        Zorny/PROPN/4:flat@person ,/7 made=make/VERB/2:acl/part,pass on/ADP/9:case
        Tuesday/PROPN/7:obl shocked=shock/VERB/0:root/fin many/ADJ/10:obj ./10
        """,
        "detain",
        "2021-08-31..2021-08-31",
    ),
    "of the verb before an infinitive": (
        """
        Police/NOUN/2:nsubj/plur refused=refuse/VERB/0:root/fin on/ADP/4:case Tuesday/PROPN/2:obl
        to/PART/6:mark release/VERB/2:xcomp/inf Ales/PROPN/6:obj@person Zorny/PROPN/7:flat@person ./2
        """,
        "release",
        "2021-08-31..2021-08-31",
    ),
    "before a colon": (
        """
        Drava/PROPN/7:dep@place ,/3 August/PROPN/1:appos 9/NUM/3:nummod :/1
        police/NOUN/7:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/7:obj@person
        Zorny/PROPN/8:flat@person ./7
        """,
        "detain",
        "2021-08-09..2021-08-09",
    ),
}


@pytest.mark.parametrize("name", DATES)
def test_date(claim_of: Callable[..., Claim], name: str) -> None:
    trees, kind, interval = DATES[name]
    when = claim_of(trees, kind).date
    assert (when and f"{when.first}..{when.last}") == interval


def test_a_heading_lends_its_date_to_its_paragraph(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(
        """
        August/PROPN/2:nmod:unmarked 31/NUM/0:root ./2

        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ./2
        """,
        "detain",
    )
    assert claim.date is not None
    assert claim.date.first == date(2021, 8, 31)


def test_an_unknown_day_of_publication_leaves_the_words(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(DATES["own"][0], "detain", published=None)
    assert claim.date is None or claim.date.first is None


def test_the_words_of_a_date_are_quoted(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(DATES["own"][0], "detain")
    assert claim.date is not None
    assert (claim.date.text, claim.date.precision) in (("Tuesday", "day"), ("on Tuesday", "day"))
    assert claim.evidence.text[claim.date.start : claim.date.end] == claim.date.text


PLACES: dict[str, tuple[str, str, str | None]] = {
    "in a town": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass in/ADP/6:case Orlec/PROPN/4:obl@place ./4
        """,
        "detain",
        "Orlec",
    ),
    "fronted": (
        """
        In/ADP/2:case Orlec/PROPN/5:obl@place ,/2 police/NOUN/5:nsubj/plur
        detained=detain/VERB/0:root/fin Ales/PROPN/5:obj@person Zorny/PROPN/6:flat@person ./5
        """,
        "detain",
        "Orlec",
    ),
    "near": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass near/ADP/6:case Kostrin/PROPN/4:obl@place ./4
        """,
        "detain",
        "Kostrin",
    ),
    "of the court": (
        """
        A/DET/2:det court/NOUN/5:nsubj in/ADP/4:case Orlec/PROPN/2:nmod@place
        sentenced=sentence/VERB/0:root/fin Ales/PROPN/5:obj@person Zorny/PROPN/6:flat@person
        to/ADP/9:case 10/NUM/10:nummod days=day/NOUN/5:obl/plur of/ADP/12:case
        arrest/NOUN/10:nmod ./5
        """,
        "sentence",
        "Orlec",
    ),
    "not where it is served": (
        """
        A/DET/2:det court/NOUN/5:nsubj in/ADP/4:case Orlec/PROPN/2:nmod@place
        sentenced=sentence/VERB/0:root/fin Ales/PROPN/5:obj@person Zorny/PROPN/6:flat@person
        to/ADP/10:case 10/NUM/10:nummod days=day/NOUN/5:obl/plur in/ADP/12:case
        jail/NOUN/10:nmod ./5
        """,
        "sentence",
        "Orlec",
    ),
    "of a crowd": (
        """
        Police/NOUN/2:nsubj beat/VERB/0:root/fin protesters=protester/NOUN/2:obj/plur
        in/ADP/5:case Orlec/PROPN/2:obl@place ./2
        """,
        "beat",
        "Orlec",
    ),
    "of another clause": (
        """
        Ales/PROPN/10:nsubj:pass@person Zorny/PROPN/1:flat@person ,/5 who/PRON/5:nsubj/rel
        lives=live/VERB/1:acl:relcl/fin in/ADP/7:case Kostrin/PROPN/5:obl@place ,/1
        was=be/AUX/10:aux:pass/fin detained=detain/VERB/0:root/part,pass ./10
        """,
        "detain",
        None,
    ),
    "a year is no place": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass in/ADP/6:case August/PROPN/4:obl ./4
        """,
        "detain",
        None,
    ),
    "none": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        None,
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_place(claim_of: Callable[..., Claim], name: str) -> None:
    trees, kind, wanted = PLACES[name]
    place = claim_of(trees, kind).place
    assert (place and place.name) == wanted


Bounds = tuple[float, float | None, str, str]

NUMBERS: dict[str, tuple[str, str, Bounds | None]] = {
    "exact": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        (10, 10, "person", "count"),
    ),
    "at least": (
        """
        At/ADP/2:case least/ADJ/3:nmod 50/NUM/4:nummod people/NOUN/6:nsubj:pass/plur
        were=be/AUX/6:aux:pass/fin detained=detain/VERB/0:root/part,pass ./6
        """,
        "detain",
        (50, None, "person", "count"),
    ),
    "about": (
        """
        About/ADV/2:advmod 250/NUM/3:nummod people/NOUN/5:nsubj:pass/plur
        were=be/AUX/5:aux:pass/fin detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        (225, 275, "person", "count"),
    ),
    "another": (
        """
        Another/DET/3:det 10/NUM/3:nummod people/NOUN/5:nsubj:pass/plur
        were=be/AUX/5:aux:pass/fin detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        (10, 10, "person", "increment"),
    ),
    "of": (
        """
        Hundreds=hundred/NOUN/5:nsubj:pass/plur of/ADP/3:case
        protesters=protester/NOUN/1:nmod/plur were=be/AUX/5:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        (200, None, "person", "count"),
    ),
    "since": (
        """
        Some/DET/3:det 450/NUM/3:nummod people/NOUN/6:nsubj:pass/plur have/AUX/6:aux/fin
        been=be/AUX/6:aux:pass/part detained=detain/VERB/0:root/part,pass since/ADP/9:case
        August/PROPN/9:nmod:unmarked 9/NUM/6:obl ./6
        """,
        "detain",
        (405, 495, "person", "cumulative"),
    ),
    "cases": (
        """
        Zornica/PROPN/2:nsubj@organisation documented=document/VERB/0:root/fin
        hundreds=hundred/NOUN/2:obj/plur of/ADP/5:case cases=case/NOUN/3:nmod/plur of/ADP/7:case
        torture/NOUN/5:nmod ./2
        """,
        "torture",
        (200, None, "case", "count"),
    ),
    "acts": (
        """
        Zornica/PROPN/2:nsubj@organisation counted=count/VERB/0:root/fin 27/NUM/4:nummod
        detentions=detention/NOUN/2:obj/plur in/ADP/6:case Orlec/PROPN/4:nmod@place ./2
        """,
        "detain",
        (27, 27, "detention", "count"),
    ),
    "share": (
        """
        Halek/PROPN/2:nsubj@person won=win/VERB/0:root/fin 78.4/NUM/4:nummod percent/NOUN/2:obj
        of/ADP/7:case the/DET/7:det vote/NOUN/4:nmod ./2
        """,
        "result",
        (78.4, 78.4, "percent", "share"),
    ),
    "of those who do it": (
        """
        About/ADV/2:advmod 250/NUM/3:nummod people/NOUN/4:nsubj/plur
        protested=protest/VERB/0:root/fin ./4
        """,
        "protest",
        (225, 275, "person", "count"),
    ),
    "one named person": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        None,
    ),
    "of others": (
        """
        Ales/PROPN/11:nsubj:pass@person Zorny/PROPN/1:flat@person ,/5 a/DET/5:det
        member/NOUN/1:appos of/ADP/8:case two/NUM/8:nummod unions=union/NOUN/5:nmod/plur ,/1
        was=be/AUX/11:aux:pass/fin detained=detain/VERB/0:root/part,pass ./11
        """,
        "detain",
        None,
    ),
    "of those whom a bare number stands for": (
        """
        The/DET/2:det trial/NOUN/6:nsubj:pass of/ADP/4:case eight/NUM/2:nmod was=be/AUX/6:aux:pass/fin
        postponed=postpone/VERB/0:root/part,pass ./6
        """,
        "try",
        (8, 8, "", "count"),
    ),
    "of one among others": (
        """
        One/NUM/5:nsubj:pass of/ADP/3:case them/PRON/1:nmod was=be/AUX/5:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        None,
    ),
    "of the cases that a verb's frame names": (
        """
        Twelve/NUM/2:nummod cases=case/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        opened=open/VERB/0:root/part,pass ./4
        """,
        "open_case",
        (12, 12, "case", "count"),
    ),
    "of the actor": (
        """
        Five/NUM/2:nummod officers=officer/NOUN/3:nsubj/plur detained=detain/VERB/0:root/fin
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person ./3
        """,
        "detain",
        None,
    ),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_quantity(claims_of: Callable[..., tuple[Claim, ...]], name: str) -> None:
    trees, kind, bounds = NUMBERS[name]
    found = [claim.quantity for claim in claims_of(trees) if claim.kind == kind]
    assert len(found) == 1
    quantity = found[0]
    told = quantity and (quantity.low, quantity.high, quantity.unit, quantity.mode)
    assert told == bounds


def test_words_of_number_belong_to_the_party(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(NUMBERS["at least"][0], "detain")
    assert [each.text for each in claim.recipients] == ["At least 50 people"]
