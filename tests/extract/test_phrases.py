"""Which words make up a party: numbers and `of` phrases belong to it, relative clauses do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.model import Claim

PHRASES: dict[str, tuple[str, str]] = {
    "number": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin another/DET/5:det
        10/NUM/5:nummod people/NOUN/2:obj/plur ./2
        """,
        "another 10 people",
    ),
    "open number": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin at/ADP/4:case least/ADJ/5:nmod
        50/NUM/6:nummod people/NOUN/2:obj/plur ./2
        """,
        "at least 50 people",
    ),
    "of phrase": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin two/NUM/4:nummod
        reporters=reporter/NOUN/2:obj/plur of/ADP/7:case Radio/PROPN/7:compound@organisation
        Meridian/PROPN/4:nmod@organisation ./2
        """,
        "two reporters of Radio Meridian",
    ),
    "measure": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin
        hundreds=hundred/NOUN/2:obj/plur of/ADP/5:case
        demonstrators=demonstrator/NOUN/3:nmod/plur in/ADP/7:case Drava/PROPN/2:obl@place ./2
        """,
        "hundreds of demonstrators",
    ),
    "adjective": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin the/DET/5:det
        independent/ADJ/5:amod miners=miner/NOUN/2:obj/plur ./2
        """,
        "the independent miners",
    ),
    "compound": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin the/DET/5:det
        union/NOUN/5:compound leaders=leader/NOUN/2:obj/plur ./2
        """,
        "the union leaders",
    ),
    "possessive": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin her/PRON/4:nmod:poss
        lawyer/NOUN/2:obj ./2
        """,
        "her lawyer",
    ),
    "relative clause left out": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin the/DET/4:det
        students=student/NOUN/2:obj/plur who/PRON/7:nsubj/rel had=have/AUX/7:aux/fin
        protested=protest/VERB/4:acl:relcl/part ./2
        """,
        "the students",
    ),
    "participle left out": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin ten/NUM/4:nummod
        people/NOUN/2:obj/plur walking=walk/VERB/2:advcl/ger home/ADV/5:advmod ./2
        """,
        "ten people",
    ),
    "clause of time left out": (
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin ten/NUM/4:nummod
        people/NOUN/2:obj/plur after/ADP/6:case midnight/NOUN/2:obl ./2
        """,
        "ten people",
    ),
    "after a preposition": (
        """
        Police/NOUN/2:nsubj used=use/VERB/0:root/fin tear/NOUN/4:compound gas/NOUN/2:obj
        against/ADP/6:case demonstrators=demonstrator/NOUN/2:obl/plur ./2
        """,
        "demonstrators",
    ),
}


@pytest.mark.parametrize("name", PHRASES)
def test_words_of_a_party(claims_of: Callable[..., tuple[Claim, ...]], name: str) -> None:
    trees, words = PHRASES[name]
    claim = claims_of(trees)[0]
    assert [each.text for each in claim.recipients] == [words]


def test_joined_parties_are_parties_each(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    (claim,) = claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin two/NUM/4:nummod
        nurses=nurse/NOUN/2:obj/plur and/CCONJ/7:cc a/DET/7:det surgeon/NOUN/4:conj
        from/ADP/9:case Orlec/PROPN/7:nmod@place ./2
        """)
    assert [each.text for each in claim.recipients] == ["two nurses", "a surgeon from Orlec"]


def test_what_a_measure_counts_tells_what_it_is(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    (claim,) = claims_of("""
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin dozens=dozen/NOUN/2:obj/plur
        of/ADP/5:case journalists=journalist/NOUN/3:nmod/plur ./2
        """)
    (party,) = claim.recipients
    assert (party.type, party.sector) == ("group", "MED")
