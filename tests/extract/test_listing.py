"""Lists of people with what befell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.model import Claim

LINES: dict[str, tuple[str, str, str, str | None]] = {
    "term": (
        """
        -/2 Andrej/PROPN/0:root@person Dubov/PROPN/2:flat@person ,/5 programmer/NOUN/2:list :/8
        15/NUM/8:nummod days=day/NOUN/2:parataxis/plur
        """,
        "sentence",
        "Andrej Dubov",
        "P15D",
    ),
    "term with its penalty": (
        """
        -/2 Andrej/PROPN/0:root@person Dubov/PROPN/2:flat@person ,/5 programmer/NOUN/2:list :/8
        15/NUM/8:nummod days=day/NOUN/2:list/plur of/ADP/11:case administrative/ADJ/11:amod
        arrest/NOUN/8:nmod
        """,
        "sentence",
        "Andrej Dubov",
        "P15D",
    ),
    "dash": (
        """
        Petra/PROPN/0:root@person Vrana/PROPN/1:flat@person –/2 10/NUM/5:nummod
        days=day/NOUN/1:parataxis/plur
        """,
        "sentence",
        "Petra Vrana",
        "P10D",
    ),
    "number": (
        """
        2./X/2:discourse Petra/PROPN/0:root@person Vrana/PROPN/2:flat@person :/6 10/NUM/6:nummod
        days=day/NOUN/2:parataxis/plur
        """,
        "sentence",
        "Petra Vrana",
        "P10D",
    ),
    "sum": (
        """
        -/2 Igor/PROPN/0:root@person Pesek/PROPN/2:flat@person ,/5 teacher/NOUN/2:appos :/8
        300/NUM/8:nummod crowns=crown/NOUN/2:list/plur
        """,
        "fine",
        "Igor Pesek",
        None,
    ),
    "participle": (
        """
        -/2 Igor/PROPN/0:root@person Pesek/PROPN/2:flat@person :/5
        detained=detain/VERB/2:acl/part,pass on/ADP/7:case Tuesday/PROPN/5:obl
        """,
        "detain",
        "Igor Pesek",
        None,
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_a_list(claim_of: Callable[..., Claim], who: Callable[..., list[str]], name: str) -> None:
    trees, kind, whom, term = LINES[name]
    claim = claim_of(trees, kind)
    assert who(claim.recipients) == [whom]
    assert (dict(claim.details)["term"].value if term else None) == term


@pytest.mark.parametrize(
    "trees",
    [
        """
        -/2 Orlec/PROPN/0:root@place :/5 15/NUM/5:nummod days=day/NOUN/2:parataxis/plur
        """,
        """
        Petra/PROPN/3:nsubj@person Vrana/PROPN/1:flat@person waited=wait/VERB/0:root/fin :/6
        15/NUM/6:nummod days=day/NOUN/3:obl:unmarked/plur
        """,
        """
        Petra/PROPN/0:root@person Vrana/PROPN/1:flat@person ,/4 24/NUM/1:nmod:unmarked
        """,
    ],
)
def test_what_is_no_line_of_a_list(claims_of: Callable[..., tuple[Claim, ...]], trees: str) -> None:
    assert [claim for claim in claims_of(trees) if claim.kind == "sentence"] == []
