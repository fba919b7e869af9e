"""Who is subject and object: passives, relatives, control, coordination."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.extract.joined import expand, preposition_of
from letapis.extract.syntax import predicate_at
from letapis.model import Analysis, Claim, Report

Parties = tuple[str, str, list[str], list[str]]

PARTIES: dict[str, Parties] = {
    "active": (
        "detain",
        """
        Border/NOUN/2:compound guards=guard/NOUN/3:nsubj/plur detained=detain/VERB/0:root/fin
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person ./3
        """,
        ["Border guards"],
        ["Ales Zorny"],
    ),
    "passive": (
        "detain",
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass by/ADP/7:case border/NOUN/7:compound
        guards=guard/NOUN/4:obl:agent/plur ./4
        """,
        ["border guards"],
        ["Ales Zorny"],
    ),
    "passive without agent": (
        "detain",
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        [],
        ["Ales Zorny"],
    ),
    "by a day is no agent": (
        "release",
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        released=release/VERB/0:root/part,pass by/ADP/6:case Friday/PROPN/4:obl ./4
        """,
        [],
        ["Ales Zorny"],
    ),
    "bare number before it, hung on the verb before": (
        "detain",
        """
        Two/NUM/2:nummod students=student/NOUN/3:nsubj:pass/plur expelled=expel/VERB/0:root/part,pass ,/5
        five/NUM/3:conj detained=detain/VERB/3:conj/part,pass ./3
        """,
        [],
        ["five"],
    ),
    "bare number that is counted": (
        "detain",
        """
        The/DET/2:det party/NOUN/3:nsubj counts=count/VERB/0:root/fin 480/NUM/5:nummod
        detained=detain/VERB/3:xcomp/part,pass ./3
        """,
        [],
        ["480"],
    ),
    "participle behind the object and a comma": (
        "detain",
        """
        Ella/PROPN/3:nsubj@person Prim/PROPN/1:flat@person met=meet/VERB/0:root/fin
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person ,/7 detained=detain/VERB/3:advcl/part,pass
        in/ADP/9:case May/PROPN/7:obl ./3
        """,
        [],
        ["Ales Zorny"],
    ),
    "a day before it is nobody": (
        "detain",
        """
        Ales/PROPN/6:nsubj@person Zorny/PROPN/1:flat@person ,/6 on/ADP/5:case 2019/NUM/6:obl
        detained=detain/VERB/0:root/part,pass ./6
        """,
        [],
        ["Ales Zorny"],
    ),
    "reduced relative": (
        "detain",
        """
        The/DET/2:det students=student/NOUN/7:nsubj:pass/plur
        detained=detain/VERB/2:acl/part,pass in/ADP/5:case Orlec/PROPN/3:obl@place
        were=be/AUX/7:aux:pass/fin fined=fine/VERB/0:root/part,pass ./7
        """,
        [],
        ["The students"],
    ),
    "who": (
        "beat",
        """
        The/DET/2:det officers=officer/NOUN/8:nsubj:pass/plur who/PRON/4:nsubj/rel
        beat/VERB/2:acl:relcl/fin Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person
        were=be/AUX/8:aux:pass/fin fined=fine/VERB/0:root/part,pass ./8
        """,
        ["The officers"],
        ["Ales Zorny"],
    ),
    "whom": (
        "detain",
        """
        The/DET/2:det teacher/NOUN/7:nsubj:pass whom/PRON/5:obj/rel police/NOUN/5:nsubj
        detained=detain/VERB/2:acl:relcl/fin was=be/AUX/7:aux:pass/fin
        fined=fine/VERB/0:root/part,pass ./7
        """,
        ["police"],
        ["The teacher"],
    ),
    "that": (
        "beat",
        """
        The/DET/2:det guards=guard/NOUN/8:nsubj:pass/plur that/PRON/4:nsubj/rel
        beat/VERB/2:acl:relcl/fin Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person
        were=be/AUX/8:aux:pass/fin fined=fine/VERB/0:root/part,pass ./8
        """,
        ["The guards"],
        ["Ales Zorny"],
    ),
    "whose": (
        "detain",
        """
        Ales/PROPN/10:nsubj@person Zorny/PROPN/1:flat@person ,/6 whose/PRON/5:nmod:poss/rel
        arrest/NOUN/6:nsubj angered=anger/VERB/1:acl:relcl/fin many/ADJ/8:amod
        lawyers=lawyer/NOUN/6:obj/plur ,/6 teaches=teach/VERB/0:root/fin music/NOUN/10:obj ./10
        """,
        [],
        ["Ales Zorny"],
    ),
    "no relative pronoun": (
        "detain",
        """
        The/DET/2:det men=man/NOUN/6:nsubj:pass/plur police/NOUN/4:nsubj/plur
        detained=detain/VERB/2:acl:relcl/fin were=be/AUX/6:aux:pass/fin
        fined=fine/VERB/0:root/part,pass ./6
        """,
        ["police"],
        ["The men"],
    ),
    "relative in the passive": (
        "beat",
        """
        Ales/PROPN/10:nsubj@person Zorny/PROPN/1:flat@person ,/6 who/PRON/6:nsubj:pass/rel
        was=be/AUX/6:aux:pass/fin detained=detain/VERB/1:acl:relcl/part,pass and/CCONJ/8:cc
        beaten=beat/VERB/6:conj/part,pass ,/1 teaches=teach/VERB/0:root/fin music/NOUN/10:obj
        ./10
        """,
        [],
        ["Ales Zorny"],
    ),
    "called on": (
        "resign",
        """
        Protesters=protester/NOUN/2:nsubj/plur called=call/VERB/0:root/fin on/ADP/4:case
        Ivo/PROPN/2:obl@person Brezan/PROPN/4:flat@person to/PART/7:mark resign/VERB/2:advcl/inf
        ./2
        """,
        ["Ivo Brezan"],
        [],
    ),
    "object control": (
        "resign",
        """
        Protesters=protester/NOUN/2:nsubj/plur urged=urge/VERB/0:root/fin Ivo/PROPN/2:obj@person
        Brezan/PROPN/3:flat@person to/PART/6:mark resign/VERB/2:xcomp/inf ./2
        """,
        ["Ivo Brezan"],
        [],
    ),
    "subject control": (
        "resign",
        """
        Ivo/PROPN/3:nsubj@person Brezan/PROPN/1:flat@person promised=promise/VERB/0:root/fin
        to/PART/5:mark resign/VERB/3:xcomp/inf ./3
        """,
        ["Ivo Brezan"],
        [],
    ),
    "shared subject": (
        "detain",
        """
        Police/NOUN/2:nsubj/plur entered=enter/VERB/0:root/fin the/DET/4:det office/NOUN/2:obj
        and/CCONJ/6:cc detained=detain/VERB/2:conj/fin Ales/PROPN/6:obj@person
        Zorny/PROPN/7:flat@person ./2
        """,
        ["Police"],
        ["Ales Zorny"],
    ),
    "shared object": (
        "beat",
        """
        Police/NOUN/2:nsubj beat/VERB/0:root/fin and/CCONJ/4:cc
        detained=detain/VERB/2:conj/part,pass protesters=protester/NOUN/2:obj/plur ./2
        """,
        ["Police"],
        ["protesters"],
    ),
    "shared passive subject": (
        "beat",
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass and/CCONJ/6:cc beaten=beat/VERB/4:conj/part,pass
        ./4
        """,
        [],
        ["Ales Zorny"],
    ),
    "another subject": (
        "beat",
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person and/CCONJ/7:cc guards=guard/NOUN/7:nsubj/plur
        beat/VERB/2:conj/fin Petra/PROPN/7:obj@person Vrana/PROPN/8:flat@person ./2
        """,
        ["guards"],
        ["Petra Vrana"],
    ),
    "get": (
        "detain",
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person got=get/AUX/4:aux:pass/fin
        arrested=arrest/VERB/0:root/part,pass ./4
        """,
        [],
        ["Ales Zorny"],
    ),
    "participle clause": (
        "detain",
        """
        Police/NOUN/2:nsubj/plur entered=enter/VERB/0:root/fin the/DET/4:det office/NOUN/2:obj
        ,/6 detaining=detain/VERB/2:advcl/pres Ales/PROPN/6:obj@person Zorny/PROPN/7:flat@person
        ./2
        """,
        ["Police"],
        ["Ales Zorny"],
    ),
    "clause with after": (
        "detain",
        """
        After/SCONJ/3:mark being=be/AUX/3:aux:pass/pres detained=detain/VERB/8:advcl/part,pass
        ,/3 Ales/PROPN/8:nsubj:pass@person Zorny/PROPN/5:flat@person was=be/AUX/8:aux:pass/fin
        fined=fine/VERB/0:root/part,pass ./8
        """,
        [],
        ["Ales Zorny"],
    ),
    "coordinated recipients": (
        "detain",
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ,/6 Petra/PROPN/3:conj@person Vrana/PROPN/6:flat@person
        and/CCONJ/9:cc Igor/PROPN/3:conj@person Pesek/PROPN/9:flat@person ./2
        """,
        ["Police"],
        ["Ales Zorny", "Petra Vrana", "Igor Pesek"],
    ),
    "coordinated actors": (
        "detain",
        """
        Police/NOUN/5:nsubj/plur and/CCONJ/4:cc border/NOUN/4:compound
        guards=guard/NOUN/1:conj/plur detained=detain/VERB/0:root/fin Ales/PROPN/5:obj@person
        Zorny/PROPN/6:flat@person ./5
        """,
        ["Police", "border guards"],
        ["Ales Zorny"],
    ),
    "coordinated agents": (
        "detain",
        """
        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass by/ADP/6:case police/NOUN/4:obl:agent/plur
        and/CCONJ/9:cc border/NOUN/9:compound guards=guard/NOUN/6:conj/plur ./4
        """,
        ["police", "border guards"],
        ["Ales Zorny"],
    ),
}


@pytest.mark.parametrize("name", PARTIES)
def test_parties(claim_of: Callable[..., Claim], who: Callable[..., list[str]], name: str) -> None:
    kind, trees, actors, recipients = PARTIES[name]
    claim = claim_of(trees, kind)
    assert (who(claim.actors), who(claim.recipients)) == (actors, recipients)


def test_a_passive_has_its_subject_as_object(build: Callable[..., tuple[Report, Analysis]]) -> None:
    _, doc = build(PARTIES["passive"][1])
    predicate = predicate_at(doc, 3)
    assert predicate.passive
    assert [doc.form(token) for token in predicate.objects] == ["Ales"]
    assert [doc.form(token) for token in predicate.subjects] == ["guards"]


def test_prepositions_of_several_words_are_joined(build: Callable[..., tuple[Report, Analysis]]) -> None:
    _, doc = build(
        """
        According=accord/VERB/3:case/pres to/ADP/1:fixed Zornica/PROPN/8:obl@organisation ,/3
        ten/NUM/6:nummod people/NOUN/8:nsubj:pass/plur were=be/AUX/8:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./8
        """
    )
    words = {preposition_of(doc, token) for token in range(len(doc))}
    assert "according+to" in words


def test_a_phrase_is_expanded_by_what_is_joined_to_it(build: Callable[..., tuple[Report, Analysis]]) -> None:
    _, doc = build(PARTIES["coordinated recipients"][1])
    assert [doc.form(token) for token in expand(doc, 2)] == ["Ales", "Petra", "Igor"]
