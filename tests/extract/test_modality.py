"""Did it happen, and how firmly do the words say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from letapis.extract.modality import Mood, sum_up
from letapis.model import Claim

MOODS: dict[str, tuple[str, str, str, str, str]] = {
    "plain": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        "actual",
        "affirmed",
        "asserted",
    ),
    "not": (
        """
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/5:aux:pass/fin
        not/PART/5:advmod detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        "actual",
        "negated",
        "negated",
    ),
    "never": (
        """
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/5:aux:pass/fin
        never/ADV/5:advmod detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        "actual",
        "negated",
        "negated",
    ),
    "no one": (
        """
        Nobody/PRON/2:nsubj detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ./2
        """,
        "detain",
        "actual",
        "negated",
        "negated",
    ),
    "without": (
        """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person left=leave/VERB/0:root/fin
        the/DET/5:det court/NOUN/3:obj without/SCONJ/8:mark being=be/AUX/8:aux:pass/pres
        charged=charge/VERB/3:advcl/part,pass ./3
        """,
        "charge",
        "actual",
        "negated",
        "negated",
    ),
    "refused": (
        """
        Ivo/PROPN/3:nsubj@person Brezan/PROPN/1:flat@person declined=decline/VERB/0:root/fin
        to/PART/5:mark resign/VERB/3:xcomp/inf ./3
        """,
        "resign",
        "actual",
        "negated",
        "negated",
    ),
    "failed": (
        """
        Police/NOUN/2:nsubj failed=fail/VERB/0:root/fin to/PART/4:mark detain/VERB/2:xcomp/inf
        Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./2
        """,
        "detain",
        "actual",
        "negated",
        "negated",
    ),
    "not only": (
        """
        Ales/PROPN/6:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/6:aux:pass/fin
        not/PART/6:advmod only/ADV/6:advmod detained=detain/VERB/0:root/part,pass but/CCONJ/9:cc
        also/ADV/9:advmod beaten=beat/VERB/6:conj/part,pass ./6
        """,
        "detain",
        "actual",
        "affirmed",
        "asserted",
    ),
    "negation is not shared": (
        """
        Police/NOUN/4:nsubj did=do/AUX/4:aux/fin not/PART/4:advmod detain/VERB/0:root/inf
        Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person but/CCONJ/8:cc
        fined=fine/VERB/4:conj/fin him=he/PRON/8:obj ./4
        """,
        "fine",
        "actual",
        "affirmed",
        "asserted",
    ),
    "will": (
        """
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person will/AUX/5:aux/fin
        be/AUX/5:aux:pass/inf tried=try/VERB/0:root/part,pass in/ADP/7:case October/PROPN/5:obl
        ./5
        """,
        "try",
        "planned",
        "affirmed",
        "planned",
    ),
    "plan to": (
        """
        Police/NOUN/2:nsubj plan/VERB/0:root/fin to/PART/4:mark detain/VERB/2:xcomp/inf
        Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./2
        """,
        "detain",
        "planned",
        "affirmed",
        "planned",
    ),
    "going to": (
        """
        Police/NOUN/3:nsubj/plur are=be/AUX/3:aux/fin going=go/VERB/0:root/pres to/PART/5:mark
        detain/VERB/3:xcomp/inf Ales/PROPN/5:obj@person Zorny/PROPN/6:flat@person ./3
        """,
        "detain",
        "planned",
        "affirmed",
        "planned",
    ),
    "is to be": (
        """
        Ales/PROPN/6:nsubj:pass@person Zorny/PROPN/1:flat@person is=be/AUX/6:aux/fin
        to/PART/6:mark be/AUX/6:aux:pass/inf released=release/VERB/0:root/part,pass
        on/ADP/8:case Monday/PROPN/6:obl ./6
        """,
        "release",
        "due",
        "affirmed",
        "planned",
    ),
    "due to": (
        """
        The/DET/2:det court/NOUN/4:nsubj is=be/AUX/4:cop/fin due/ADJ/0:root to/PART/6:mark
        sentence/VERB/4:xcomp/inf Ales/PROPN/6:obj@person Zorny/PROPN/7:flat@person ./4
        """,
        "sentence",
        "due",
        "affirmed",
        "planned",
    ),
    "planned noun": (
        """
        Zornica/PROPN/2:nsubj@organisation published=publish/VERB/0:root/fin
        plans=plan/NOUN/2:obj/plur for/ADP/7:case the/DET/7:det
        planned=plan/VERB/7:amod/part,pass visit/NOUN/3:nmod of/ADP/9:case
        Yuri/PROPN/7:nmod@person Tamarov/PROPN/9:flat@person ./2
        """,
        "visit",
        "planned",
        "affirmed",
        "planned",
    ),
    "if": (
        """
        Workers=worker/NOUN/3:nsubj/plur will/AUX/3:aux/fin strike/VERB/0:root/inf
        if/SCONJ/8:mark Ales/PROPN/8:nsubj:pass@person Zorny/PROPN/5:flat@person
        is=be/AUX/8:aux:pass/fin detained=detain/VERB/3:advcl/part,pass ./3
        """,
        "detain",
        "conditional",
        "affirmed",
        "conditional",
    ),
    "what follows an if": (
        """
        Workers=worker/NOUN/3:nsubj/plur will/AUX/3:aux/fin strike/VERB/0:root/inf
        if/SCONJ/8:mark Ales/PROPN/8:nsubj:pass@person Zorny/PROPN/5:flat@person
        is=be/AUX/8:aux:pass/fin detained=detain/VERB/3:advcl/part,pass ./3
        """,
        "strike",
        "conditional",
        "affirmed",
        "conditional",
    ),
    "unless": (
        """
        Workers=worker/NOUN/3:nsubj/plur will/AUX/3:aux/fin strike/VERB/0:root/inf
        unless/SCONJ/8:mark Ales/PROPN/8:nsubj:pass@person Zorny/PROPN/5:flat@person
        is=be/AUX/8:aux:pass/fin released=release/VERB/3:advcl/part,pass ./3
        """,
        "release",
        "conditional",
        "affirmed",
        "conditional",
    ),
    "demanded noun": (
        """
        Marovich/PROPN/2:nsubj@person demanded=demand/VERB/0:root/fin the/DET/4:det
        release/NOUN/2:obj of/ADP/6:case Ales/PROPN/4:nmod@person Zorny/PROPN/6:flat@person ./2
        """,
        "release",
        "demanded",
        "affirmed",
        "demanded",
    ),
    "demanded clause": (
        """
        Marovich/PROPN/2:nsubj@person demanded=demand/VERB/0:root/fin that/SCONJ/7:mark
        Ales/PROPN/7:nsubj:pass@person Zorny/PROPN/4:flat@person be/AUX/7:aux:pass/inf
        released=release/VERB/2:ccomp/part,pass ./2
        """,
        "release",
        "demanded",
        "affirmed",
        "demanded",
    ),
    "called for": (
        """
        Marovich/PROPN/2:nsubj@person called=call/VERB/0:root/fin for/ADP/5:case the/DET/5:det
        release/NOUN/2:obl of/ADP/7:case Ales/PROPN/5:nmod@person Zorny/PROPN/7:flat@person ./2
        """,
        "release",
        "demanded",
        "affirmed",
        "demanded",
    ),
    "called on": (
        """
        Marovich/PROPN/2:nsubj@person called=call/VERB/0:root/fin on/ADP/4:case
        Ivo/PROPN/2:obl@person Brezan/PROPN/4:flat@person to/PART/7:mark resign/VERB/2:advcl/inf
        ./2
        """,
        "resign",
        "demanded",
        "affirmed",
        "demanded",
    ),
    "urged": (
        """
        Marovich/PROPN/2:nsubj@person urged=urge/VERB/0:root/fin Ivo/PROPN/2:obj@person
        Brezan/PROPN/3:flat@person to/PART/6:mark resign/VERB/2:xcomp/inf ./2
        """,
        "resign",
        "demanded",
        "affirmed",
        "demanded",
    ),
    "may": (
        """
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person may/AUX/5:aux/fin
        be/AUX/5:aux:pass/inf detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        "possible",
        "affirmed",
        "alleged",
    ),
    "could have": (
        """
        Ales/PROPN/6:nsubj:pass@person Zorny/PROPN/1:flat@person could/AUX/6:aux/fin
        have/AUX/6:aux/inf been=be/AUX/6:aux:pass/part tortured=torture/VERB/0:root/part,pass
        ./6
        """,
        "torture",
        "possible",
        "affirmed",
        "alleged",
    ),
    "risk of": (
        """
        Lawyers=lawyer/NOUN/2:nsubj/plur warned=warn/VERB/0:root/fin of/ADP/5:case the/DET/5:det
        risk/NOUN/2:obl of/ADP/7:case detention/NOUN/5:nmod of/ADP/9:case
        Ales/PROPN/7:nmod@person Zorny/PROPN/9:flat@person ./2
        """,
        "detain",
        "possible",
        "affirmed",
        "alleged",
    ),
    "allegedly": (
        """
        Police/NOUN/3:nsubj/plur allegedly/ADV/3:advmod beat/VERB/0:root/inf
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person ./3
        """,
        "beat",
        "actual",
        "affirmed",
        "alleged",
    ),
    "reportedly": (
        """
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/5:aux:pass/fin
        reportedly/ADV/5:advmod detained=detain/VERB/0:root/part,pass ./5
        """,
        "detain",
        "actual",
        "affirmed",
        "alleged",
    ),
    "said to have": (
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person is=be/AUX/4:aux:pass/fin
        said=say/VERB/0:root/part,pass to/PART/8:mark have/AUX/8:aux/inf
        been=be/AUX/8:aux:pass/part detained=detain/VERB/4:xcomp/part,pass ./4
        """,
        "detain",
        "actual",
        "affirmed",
        "alleged",
    ),
    "claims": (
        """
        Halek/PROPN/2:nsubj@person claimed=claim/VERB/0:root/fin that/SCONJ/5:mark
        guards=guard/NOUN/5:nsubj/plur beat/VERB/2:ccomp/fin Ales/PROPN/5:obj@person
        Zorny/PROPN/6:flat@person ./2
        """,
        "beat",
        "actual",
        "affirmed",
        "alleged",
    ),
    "believes": (
        """
        Marovich/PROPN/2:nsubj@person believes=believe/VERB/0:root/fin that/SCONJ/5:mark
        guards=guard/NOUN/5:nsubj/plur beat/VERB/2:ccomp/fin Ales/PROPN/5:obj@person
        Zorny/PROPN/6:flat@person ./2
        """,
        "beat",
        "actual",
        "affirmed",
        "alleged",
    ),
    "a source alone": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin that/SCONJ/5:mark
        guards=guard/NOUN/5:nsubj/plur beat/VERB/2:ccomp/fin Ales/PROPN/5:obj@person
        Zorny/PROPN/6:flat@person ./2
        """,
        "beat",
        "actual",
        "affirmed",
        "asserted",
    ),
    "of oneself": (
        """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person said=say/VERB/0:root/fin
        he/PRON/6:nsubj:pass was=be/AUX/6:aux:pass/fin detained=detain/VERB/3:ccomp/part,pass
        ./3
        """,
        "detain",
        "actual",
        "affirmed",
        "claimed",
    ),
    "denied": (
        """
        Halek/PROPN/2:nsubj@person denied=deny/VERB/0:root/fin that/SCONJ/5:mark
        guards=guard/NOUN/5:nsubj/plur beat/VERB/2:ccomp/fin Ales/PROPN/5:obj@person
        Zorny/PROPN/6:flat@person ./2
        """,
        "beat",
        "actual",
        "affirmed",
        "denied",
    ),
    "denied gerund": (
        """
        The/DET/2:det guards=guard/NOUN/3:nsubj/plur denied=deny/VERB/0:root/fin
        beating=beat/VERB/3:xcomp/ger Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./3
        """,
        "beat",
        "actual",
        "affirmed",
        "denied",
    ),
    "succeeded": (
        """
        Police/NOUN/2:nsubj managed=manage/VERB/0:root/fin to/PART/4:mark
        detain/VERB/2:xcomp/inf Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person ./2
        """,
        "detain",
        "actual",
        "affirmed",
        "asserted",
    ),
    "began": (
        """
        Police/NOUN/2:nsubj began=begin/VERB/0:root/fin to/PART/4:mark detain/VERB/2:xcomp/inf
        protesters=protester/NOUN/4:obj/plur ./2
        """,
        "detain",
        "actual",
        "affirmed",
        "asserted",
    ),
}


@pytest.mark.parametrize("name", MOODS)
def test_mood(claim_of: Callable[..., Claim], name: str) -> None:
    trees, kind, *mood = MOODS[name]
    claim = claim_of(trees, kind)
    assert [claim.modality, claim.polarity, claim.status] == mood


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("if", "if Ales Zorny is detained"),
        ("unless", "unless Ales Zorny is released"),
    ],
)
def test_the_words_of_a_condition_are_quoted(
    claims_of: Callable[..., tuple[Claim, ...]], name: str, words: str
) -> None:
    claims = claims_of(MOODS[name][0])
    assert {claim.kind for claim in claims} >= {"strike"}
    for claim in claims:
        assert claim.condition is not None
        assert claim.condition.text in (words, words.split(" ", 1)[1])
        assert claim.evidence.text[claim.condition.start : claim.condition.end] == claim.condition.text


def test_a_modality_of_joined_verbs_is_shared(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    claims = claims_of("""
        Ales/PROPN/5:nsubj:pass@person Zorny/PROPN/1:flat@person will/AUX/5:aux/fin
        be/AUX/5:aux:pass/inf tried=try/VERB/0:root/part,pass and/CCONJ/7:cc
        sentenced=sentence/VERB/5:conj/part,pass in/ADP/9:case October/PROPN/7:obl ./5
        """)
    assert {claim.kind: claim.modality for claim in claims} == {"try": "planned", "sentence": "planned"}


@pytest.mark.parametrize(
    ("mood", "given", "status"),
    [
        (Mood("conditional", negated=True, hedged=True), {"denied": True, "party": True}, "negated"),
        (Mood("conditional", hedged=True), {"denied": True, "party": True}, "denied"),
        (Mood("conditional", hedged=True), {"denied": False, "party": True}, "conditional"),
        (Mood("demanded", hedged=True), {"denied": False, "party": True}, "demanded"),
        (Mood("planned", hedged=True), {"denied": False, "party": True}, "planned"),
        (Mood("due", hedged=True), {"denied": False, "party": True}, "planned"),
        (Mood("actual", hedged=True), {"denied": False, "party": True}, "claimed"),
        (Mood("possible"), {"denied": False, "party": True}, "claimed"),
        (Mood("actual", hedged=True), {"denied": False, "party": False}, "alleged"),
        (Mood("possible"), {"denied": False, "party": False}, "alleged"),
        (Mood(), {"denied": False, "party": False}, "asserted"),
    ],
)
def test_the_first_status_that_holds(mood: Mood, given: dict[str, Any], status: str) -> None:
    assert sum_up(mood, **given) == status
