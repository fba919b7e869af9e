"""Whom pronouns, surnames and descriptions mean; where two could be meant, nobody is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from letapis.model import Claim

ClaimsOf = Callable[..., tuple[Claim, ...]]
Who = Callable[..., list[str]]

MEANT: dict[str, tuple[str, str, list[str]]] = {
    "surname": (
        """
        Police/NOUN/2:nsubj/plur searched=search/VERB/0:root/fin the/DET/4:det home/NOUN/2:obj
        of/ADP/6:case Ales/PROPN/4:nmod@person Zorny/PROPN/6:flat@person ./2

        Zorny/PROPN/3:nsubj:pass@person was=be/AUX/3:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./3
        """,
        "detain",
        ["Ales Zorny"],
    ),
    "pronoun": (
        """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person teaches=teach/VERB/0:root/fin
        music/NOUN/3:obj ./3

        He/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass
        on/ADP/5:case Monday/PROPN/3:obl ./3
        """,
        "detain",
        ["Ales Zorny"],
    ),
    "woman": (
        """
        Petra/PROPN/3:nsubj@person Vrana/PROPN/1:flat@person teaches=teach/VERB/0:root/fin
        music/NOUN/3:obj ./3

        She/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass
        on/ADP/5:case Monday/PROPN/3:obl ./3
        """,
        "detain",
        ["Petra Vrana"],
    ),
    "object": (
        """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person left=leave/VERB/0:root/fin
        the/DET/5:det court/NOUN/3:obj ./3

        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin him=he/PRON/2:obj ./2
        """,
        "detain",
        ["Police", "Ales Zorny"],
    ),
    "gender decides": (
        """
        Petra/PROPN/3:nsubj@person Vrana/PROPN/1:flat@person met=meet/VERB/0:root/fin
        Ivo/PROPN/3:obj@person Brezan/PROPN/4:flat@person ./3

        She/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass
        ./3
        """,
        "detain",
        ["Petra Vrana"],
    ),
    "possessive": (
        """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person teaches=teach/VERB/0:root/fin
        music/NOUN/3:obj ./3

        Lawyers=lawyer/NOUN/2:nsubj/plur condemned=condemn/VERB/0:root/fin his/PRON/4:nmod:poss
        arrest/NOUN/2:obj ./2
        """,
        "detain",
        ["Ales Zorny"],
    ),
    "the two": (
        """
        Ludvik/PROPN/6:nsubj@person Janda/PROPN/1:flat@person and/CCONJ/4:cc
        Ivo/PROPN/1:conj@person Brezan/PROPN/4:flat@person left=leave/VERB/0:root/fin
        the/DET/8:det court/NOUN/6:obj ./6

        The/DET/2:det two/NUM/4:nsubj:pass were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        ["Ludvik Janda", "Ivo Brezan"],
    ),
    "both": (
        """
        Ludvik/PROPN/6:nsubj@person Janda/PROPN/1:flat@person and/CCONJ/4:cc
        Ivo/PROPN/1:conj@person Brezan/PROPN/4:flat@person left=leave/VERB/0:root/fin
        the/DET/8:det court/NOUN/6:obj ./6

        Both/DET/3:nsubj:pass were=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass
        ./3
        """,
        "detain",
        ["Ludvik Janda", "Ivo Brezan"],
    ),
    "office": (
        """
        President/PROPN/2:nmod:desc Radomir/PROPN/4:nsubj@person Halek/PROPN/2:flat@person
        left=leave/VERB/0:root/fin the/DET/6:det capital/NOUN/4:obj ./4

        The/DET/2:det president/NOUN/4:nsubj:pass was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        "detain",
        ["Radomir Halek"],
    ),
    "they": (
        """
        Six/NUM/2:nummod journalists=journalist/NOUN/3:nsubj/plur left=leave/VERB/0:root/fin
        the/DET/5:det court/NOUN/3:obj ./3

        They/PRON/3:nsubj:pass/plur were=be/AUX/3:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./3
        """,
        "detain",
        ["Six journalists"],
    ),
    "speaker": (
        """
        Petra/PROPN/3:nsubj@person Vrana/PROPN/1:flat@person said=say/VERB/0:root/fin
        she/PRON/6:nsubj:pass was=be/AUX/6:aux:pass/fin detained=detain/VERB/3:ccomp/part,pass
        ./3
        """,
        "detain",
        ["Petra Vrana"],
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_whom_words_mean(claim_of: Callable[..., Claim], who: Who, name: str) -> None:
    trees, kind, names = MEANT[name]
    claim = claim_of(trees, kind)
    assert who(claim.actors + claim.recipients) == names


UNSURE: dict[str, str] = {
    "two men": """
        A/DET/2:det letter/NOUN/10:nsubj:pass to/ADP/4:case Ivo/PROPN/2:nmod@person
        Brezan/PROPN/4:flat@person from/ADP/7:case Ales/PROPN/2:nmod@person
        Zorny/PROPN/7:flat@person was=be/AUX/10:aux:pass/fin found=find/VERB/0:root/part,pass
        ./10

        He/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass ./3
        """,
    "two of one surname": """
        Ivo/PROPN/3:nsubj@person Brezan/PROPN/1:flat@person met=meet/VERB/0:root/fin
        Karel/PROPN/3:obj@person Brezan/PROPN/4:flat@person ./3

        Brezan/PROPN/3:nsubj:pass@person was=be/AUX/3:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./3
        """,
    "nobody before": """
        He/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass ./3
        """,
    "too far back": """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person teaches=teach/VERB/0:root/fin
        music/NOUN/3:obj ./3

        It/PRON/2:nsubj rained=rain/VERB/0:root/fin ./2

        The/DET/2:det shops=shop/NOUN/3:nsubj/plur closed=close/VERB/0:root/fin ./3

        The/DET/2:det trams=tram/NOUN/3:nsubj/plur stopped=stop/VERB/0:root/fin ./3

        The/DET/2:det day/NOUN/3:nsubj ended=end/VERB/0:root/fin ./3

        He/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/0:root/part,pass ./3
        """,
    "two ministers": """
        Minister/PROPN/2:nmod:desc Ivo/PROPN/4:nsubj@person Brezan/PROPN/2:flat@person
        met=meet/VERB/0:root/fin minister/NOUN/6:nmod:desc Karel/PROPN/4:obj@person
        Zima/PROPN/6:flat@person ./4

        The/DET/2:det minister/NOUN/4:nsubj:pass was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
    "asked to resign": """
        Petra/PROPN/3:nsubj@person Vrana/PROPN/1:flat@person demanded=demand/VERB/0:root/fin
        that/SCONJ/7:mark she/PRON/7:nsubj:pass be/AUX/7:aux:pass/inf
        detained=detain/VERB/3:ccomp/part,pass ./3
        """,
    "her own lawyer speaks": """
        She/PRON/3:nsubj:pass was=be/AUX/3:aux:pass/fin detained=detain/VERB/9:ccomp/part,pass
        ,/3 her/PRON/6:nmod:poss lawyer/NOUN/7:nmod:desc Jelena/PROPN/9:nsubj@person
        Brod/PROPN/7:flat@person said=say/VERB/0:root/fin ./9
        """,
}

KNOWN_NAMED = {
    "asked to resign": "what somebody asks for is another's to do, yet the only person before is taken",
}


@pytest.mark.parametrize("name", UNSURE)
def test_nobody_is_named_where_it_is_unclear(
    request: pytest.FixtureRequest, claim_of: Callable[..., Claim], name: str
) -> None:
    if name in KNOWN_NAMED:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_NAMED[name], strict=True))
    (party,) = claim_of(UNSURE[name], "detain").recipients
    assert party.name in (None, "Brezan")


def test_a_pronoun_keeps_its_own_words(claim_of: Callable[..., Claim]) -> None:
    (party,) = claim_of(MEANT["pronoun"][0], "detain").recipients
    assert (party.text, party.as_described, party.type) == ("He", "He", "person")


def test_a_private_person_has_no_name(claim_of: Callable[..., Claim]) -> None:
    trees = """
        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person teaches=teach/VERB/0:root/fin
        music/NOUN/3:obj ./3

        His/PRON/2:nmod:poss wife/NOUN/4:nsubj:pass was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """
    (party,) = claim_of(trees, "detain").recipients
    assert (party.name, party.relation) == (None, "wife")


def test_two_arguments_of_one_verb_are_two_people(claim_of: Callable[..., Claim], who: Who) -> None:
    claim = claim_of(
        """
        Karel/PROPN/3:nsubj@person Zima/PROPN/1:flat@person teaches=teach/VERB/0:root/fin
        music/NOUN/3:obj ./3

        Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person beat/VERB/0:root/fin
        him=he/PRON/3:obj ./3
        """,
        "beat",
    )
    assert who(claim.actors) == ["Ales Zorny"]
    assert who(claim.recipients) != ["Ales Zorny"]
