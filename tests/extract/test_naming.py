"""What a noun phrase is: its name, office, body, kin, country, sector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from letapis.model import Claim, Mention

FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "person": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ./2
        """,
        {"text": "Ales Zorny", "name": "Ales Zorny", "type": "person", "role": None},
    ),
    "title": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin President/PROPN/4:nmod:desc
        Radomir/PROPN/2:obj@person Halek/PROPN/4:flat@person ./2
        """,
        {"name": "Radomir Halek", "type": "person", "role": "President", "sector": "GOV"},
    ),
    "described before": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin the/DET/4:det
        blogger/NOUN/2:obj Nika/PROPN/4:appos@person Holub/PROPN/5:flat@person ./2
        """,
        {"name": "Nika Holub", "type": "person"},
    ),
    "described after": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Nika/PROPN/2:obj@person
        Holub/PROPN/3:flat@person ,/7 a/DET/7:det blogger/NOUN/3:appos from/ADP/9:case
        Orlec/PROPN/7:nmod@place ./2
        """,
        {"text": "Nika Holub", "name": "Nika Holub", "role": "blogger from Orlec"},
    ),
    "apposed": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin its/PRON/4:nmod:poss
        director/NOUN/2:obj ,/6 Ramiro/PROPN/4:appos@person Dubov/PROPN/6:flat@person ./2
        """,
        {"name": "Ramiro Dubov", "type": "person"},
    ),
    "kin": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin his/PRON/4:nmod:poss
        wife/NOUN/2:obj ./2
        """,
        {"text": "his wife", "name": None, "type": "person", "relation": "wife"},
    ),
    "group": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin several/ADJ/4:amod
        demonstrators=demonstrator/NOUN/2:obj/plur ./2
        """,
        {"name": None, "type": "group"},
    ),
    "outlet": (
        """
        Police/NOUN/2:nsubj/plur searched=search/VERB/0:root/fin
        Radio/PROPN/4:compound@organisation Meridian/PROPN/2:obj@organisation ./2
        """,
        {"name": "Radio Meridian", "type": "outlet"},
    ),
    "body": (
        """
        Police/NOUN/2:nsubj/plur searched=search/VERB/0:root/fin the/DET/6:det
        Zornica/PROPN/6:compound@organisation Rights=Right/PROPN/6:compound/plur@organisation
        Center/PROPN/2:obj@organisation ./2
        """,
        {"name": "Zornica Rights Center", "type": "organisation"},
    ),
    "country": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin two/NUM/5:nummod
        Polish/ADJ/5:amod journalists=journalist/NOUN/2:obj/plur ./2
        """,
        {"country": "POL", "sector": "MED", "type": "group"},
    ),
    "office of two words": (
        """
        Police/NOUN/2:nsubj/plur searched=search/VERB/0:root/fin the/DET/5:det
        prosecutor/NOUN/5:compound general/NOUN/2:obj ./2
        """,
        {"name": None, "type": "person", "sector": "JUD"},
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_fields_of_a_party(claims_of: Callable[..., tuple[Claim, ...]], name: str) -> None:
    trees, wanted = FIELDS[name]
    (claim,) = claims_of(trees)
    (party,) = claim.recipients
    assert {field: getattr(party, field) for field in wanted} == wanted


def first(claims: tuple[Claim, ...], role: str = "recipients") -> Mention:
    mention: Mention = getattr(claims[0], role)[0]
    return mention


def test_the_body_an_office_belongs_to(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    party = first(
        claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin
        Zornica/PROPN/4:compound@organisation lawyer/NOUN/5:nmod:desc Jelena/PROPN/2:obj@person
        Brod/PROPN/5:flat@person ./2
        """)
    )
    assert (party.name, party.org) == ("Jelena Brod", "Zornica")


def test_two_persons_in_apposition(
    claims_of: Callable[..., tuple[Claim, ...]], who: Callable[..., list[str]]
) -> None:
    (claim,) = claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin two/NUM/4:nummod
        co-defendants=co-defendant/NOUN/2:obj/plur ,/6 Ludvik/PROPN/4:appos@person
        Janda/PROPN/6:flat@person and/CCONJ/9:cc Petra/PROPN/6:conj@person
        Simek/PROPN/9:flat@person ./2
        """)
    assert who(claim.recipients) == ["two co-defendants", "Ludvik Janda", "Petra Simek"]


def test_kin_of_a_named_person_is_not_that_person(
    claims_of: Callable[..., tuple[Claim, ...]],
) -> None:
    party = first(
        claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/6:nmod:poss@person
        Zorny/PROPN/3:flat@person 's/PART/3:case brother/NOUN/2:obj ./2
        """)
    )
    assert (party.name, party.relation) == (None, "brother")


def test_residents_of_a_town_are_not_the_town(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    party = first(
        claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin
        Orlec/PROPN/4:compound@place residents=resident/NOUN/2:obj/plur ./2
        """)
    )
    assert (party.name, party.type) == (None, "group")


def test_two_bodies_joined_by_a_slash_are_one(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    party = first(
        claims_of("""
        Police/NOUN/2:nsubj searched=search/VERB/0:root/fin MR/PROPN/2:obj@organisation ~//3
        ~Radio/PROPN/3:flat@organisation Meridian/PROPN/3:flat@organisation ./2
    """)
    )
    assert party.name == "MR/Radio Meridian"


def test_a_name_has_one_type_in_a_report(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    claims = claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ./2

        Guards=guard/NOUN/2:nsubj/plur beat/VERB/0:root/fin Zorny/PROPN/2:obj@place ./2
    """)
    parties = [party for claim in claims for party in claim.recipients]
    assert [(each.name, each.type) for each in parties] == [("Ales Zorny", "person")] * 2


def test_a_possessive_is_no_part_of_a_name(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    party = first(
        claims_of("""
        Zorny/PROPN/3:nmod:poss@person 's/PART/1:case arrest/NOUN/4:nsubj
        angered=anger/VERB/0:root/fin many/ADJ/6:amod lawyers=lawyer/NOUN/4:obj/plur ./4
        """)
    )
    assert party.name == "Zorny"
