"""Whether a predicate is negated in its own clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.extract.negation import is_negated
from letapis.model import Analysis, Report


@pytest.mark.parametrize(
    ("trees", "negated"),
    [
        (
            """
        Police/NOUN/4:nsubj did=do/AUX/4:aux/fin not/PART/4:advmod detain/VERB/0:root/inf
        Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./4
        """,
            True,
        ),
        (
            """
        Nobody/PRON/2:nsubj detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ./2
        """,
            True,
        ),
        (
            """
        No/DET/2:det officer/NOUN/3:nsubj detained=detain/VERB/0:root/fin
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person ./3
        """,
            True,
        ),
        (
            """
        Police/NOUN/4:nsubj/plur not/PART/4:advmod only/ADV/4:advmod
        detained=detain/VERB/0:root/fin Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./4
        """,
            False,
        ),
    ],
)
def test_negation(build: Callable[..., tuple[Report, Analysis]], trees: str, negated: bool) -> None:
    _, doc = build(trees)
    verb = next(token for token in range(len(doc)) if doc.lemmas[token] == "detain")
    assert is_negated(doc, verb, frozenset({"not", "nobody", "no"})) is negated
