"""Who says so, nearest the reader first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.seconds import least_seconds

from letapis.extract.attribution import Attribution, Speech
from letapis.model import Claim

CHAINS: dict[str, tuple[str, list[str]]] = {
    "nobody": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """,
        [],
    ),
    "up to a semicolon": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin two/NUM/4:nummod
        people/NOUN/6:nsubj:pass/plur were=be/AUX/6:aux:pass/fin hurt=hurt/VERB/2:ccomp/part,pass ;/12
        ten/NUM/9:nummod others=other/NOUN/12:nsubj:pass/plur were=be/AUX/12:aux:pass/fin later/ADV/12:advmod
        detained=detain/VERB/6:conj/part,pass ./2
        """,
        [],
    ),
    "taken up again after a semicolon": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin that/SCONJ/7:mark two/NUM/5:nummod
        people/NOUN/7:nsubj:pass/plur were=be/AUX/7:aux:pass/fin hurt=hurt/VERB/2:ccomp/part,pass ;/13
        that/SCONJ/13:mark ten/NUM/11:nummod others=other/NOUN/13:nsubj:pass/plur were=be/AUX/13:aux:pass/fin
        detained=detain/VERB/7:conj/part,pass ./2
        """,
        ["Zornica"],
    ),
    "according to, up to a semicolon": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass near/ADP/7:case a/DET/7:det park/NOUN/4:obl ,/4
        according=accord/VERB/11:case to/ADP/9:fixed Zornica/PROPN/7:nmod@organisation ;/14
        police/NOUN/14:nsubj/plur spoke=speak/VERB/4:parataxis/fin of/ADP/16:case three/NUM/14:obl ./4
        """,
        ["Zornica"],
    ),
    "according to, in a part before the last": (
        """
        Police/NOUN/2:nsubj/plur came=come/VERB/0:root/fin ,/7 according=accord/VERB/7:case to/ADP/4:fixed
        a/DET/7:det neighbour/NOUN/2:obl ,/7 at/ADP/10:case night/NOUN/2:obl ;/15 ten/NUM/13:nummod
        people/NOUN/15:nsubj:pass/plur were=be/AUX/15:aux:pass/fin
        detained=detain/VERB/2:parataxis/part,pass ./2
        """,
        [],
    ),
    "no promise of the relative clause behind": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass by/ADP/7:case a/DET/7:det guard/NOUN/4:obl:agent ,/10
        who/PRON/10:nsubj/rel promised=promise/VERB/7:acl:relcl/fin ./4
        """,
        [],
    ),
    "what somebody wants": (
        """
        Zornica/PROPN/2:nsubj@organisation wants=want/VERB/0:root/fin ten/NUM/4:nummod
        people/NOUN/2:obj/plur detained=detain/VERB/2:xcomp/part,pass ./2
        """,
        ["Zornica"],
    ),
    "leading": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin that/SCONJ/7:mark ten/NUM/5:nummod
        people/NOUN/7:nsubj:pass/plur were=be/AUX/7:aux:pass/fin
        detained=detain/VERB/2:ccomp/part,pass ./2
        """,
        ["Zornica"],
    ),
    "leading without that": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin ten/NUM/4:nummod
        people/NOUN/6:nsubj:pass/plur were=be/AUX/6:aux:pass/fin
        detained=detain/VERB/2:ccomp/part,pass ./2
        """,
        ["Zornica"],
    ),
    "trailing": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/7:ccomp/part,pass ,/7 Zornica/PROPN/7:nsubj@organisation
        said=say/VERB/0:root/fin ./7
        """,
        ["Zornica"],
    ),
    "in the middle": (
        """
        Ten/NUM/2:nummod people/NOUN/8:nsubj:pass/plur ,/5 Zornica/PROPN/5:nsubj@organisation
        said=say/VERB/8:parataxis/fin ,/5 were=be/AUX/8:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./8
        """,
        ["Zornica"],
    ),
    "inverted": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/6:ccomp/part,pass ,/6 said=say/VERB/0:root/fin
        Maria/PROPN/6:nsubj@person Dolinar/PROPN/7:flat@person ./6
        """,
        ["Maria Dolinar"],
    ),
    "according to, trailing": (
        """
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ,/8 according=accord/VERB/8:case/pres
        to/ADP/6:fixed Zornica/PROPN/4:obl@organisation ./4
        """,
        ["Zornica"],
    ),
    "according to, leading": (
        """
        According=accord/VERB/3:case/pres to/ADP/1:fixed Zornica/PROPN/8:obl@organisation ,/3
        ten/NUM/6:nummod people/NOUN/8:nsubj:pass/plur were=be/AUX/8:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./8
        """,
        ["Zornica"],
    ),
    "as": (
        """
        As/SCONJ/3:mark Zornica/PROPN/3:nsubj@organisation reported=report/VERB/8:advcl/fin ,/3
        ten/NUM/6:nummod people/NOUN/8:nsubj:pass/plur were=be/AUX/8:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./8
        """,
        ["Zornica"],
    ),
    "citing": (
        """
        VeldPress/PROPN/7:nsubj@organisation ,/3 citing=cite/VERB/1:acl/pres the/DET/5:det
        ministry/NOUN/3:obj ,/1 said=say/VERB/0:root/fin ten/NUM/9:nummod
        people/NOUN/11:nsubj:pass/plur were=be/AUX/11:aux:pass/fin
        detained=detain/VERB/7:ccomp/part,pass ./7
        """,
        ["VeldPress", "the ministry"],
    ),
    "said, according to": (
        """
        The/DET/2:det ministry/NOUN/3:nsubj said=say/VERB/0:root/fin ten/NUM/5:nummod
        people/NOUN/7:nsubj:pass/plur were=be/AUX/7:aux:pass/fin
        detained=detain/VERB/3:ccomp/part,pass ,/11 according=accord/VERB/11:case/pres
        to/ADP/9:fixed VeldPress/PROPN/3:obl@organisation ./3
        """,
        ["VeldPress", "The ministry"],
    ),
    "by a speaker": (
        """
        It/PRON/3:expl was=be/AUX/3:aux:pass/fin announced=announce/VERB/0:root/part,pass
        by/ADP/6:case the/DET/6:det ministry/NOUN/3:obl:agent that/SCONJ/11:mark
        ten/NUM/9:nummod people/NOUN/11:nsubj:pass/plur were=be/AUX/11:aux:pass/fin
        detained=detain/VERB/3:csubj:pass/part,pass ./3
        """,
        ["the ministry"],
    ),
    "two speakers": (
        """
        Zornica/PROPN/5:nsubj@organisation and/CCONJ/4:cc the/DET/4:det union/NOUN/1:conj
        said=say/VERB/0:root/fin ten/NUM/7:nummod people/NOUN/9:nsubj:pass/plur
        were=be/AUX/9:aux:pass/fin detained=detain/VERB/5:ccomp/part,pass ./5
        """,
        ["Zornica", "the union"],
    ),
    "quoted": (
        """
        "/3 They/PRON/3:nsubj/plur detained=detain/VERB/10:ccomp/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj ,/3 "/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person
        said=say/VERB/0:root/fin ./10
        """,
        ["Maria Dolinar"],
    ),
    "curly marks": (
        """
        “/3 They/PRON/3:nsubj/plur detained=detain/VERB/10:ccomp/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj ,/3 ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person
        said=say/VERB/0:root/fin ./10
        """,
        ["Maria Dolinar"],
    ),
    "odd marks": (
        """
        "/3 They/PRON/3:nsubj/plur detained=detain/VERB/10:ccomp/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj ,/3 ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person
        said=say/VERB/0:root/fin ./10
        """,
        ["Maria Dolinar"],
    ),
    "inverted quotation": (
        """
        “/3 They/PRON/3:nsubj/plur detained=detain/VERB/8:ccomp/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj ,/3 ”/3 said=say/VERB/0:root/fin Maria/PROPN/8:nsubj@person
        Dolinar/PROPN/9:flat@person ./8
        """,
        ["Maria Dolinar"],
    ),
    "interrupted quotation": (
        """
        “/3 They/PRON/3:nsubj/plur came=come/VERB/8:ccomp/fin ,/3 ”/3 Maria/PROPN/8:nsubj@person
        Dolinar/PROPN/6:flat@person said=say/VERB/0:root/fin ,/13 “/13 and/CCONJ/13:cc
        they/PRON/13:nsubj/plur detained=detain/VERB/8:conj/fin my/PRON/15:nmod:poss
        son/NOUN/13:obj ./13 ”/13
        """,
        ["Maria Dolinar"],
    ),
    "goes on in the next sentence": (
        """
        “/3 They/PRON/3:nsubj/plur came=come/VERB/10:ccomp/fin at/ADP/5:case night/NOUN/3:obl
        ,/3 ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person said=say/VERB/0:root/fin
        ./10

        “/3 They/PRON/3:nsubj/plur detained=detain/VERB/0:root/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj ./3 ”/3
        """,
        ["Maria Dolinar"],
    ),
    "begins before the speaker": (
        """
        “/3 They/PRON/3:nsubj/plur detained=detain/VERB/0:root/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj ./3

        We/PRON/4:nsubj/plur are=be/AUX/4:cop/fin all/ADV/4:advmod afraid/ADJ/9:ccomp ,/4 ”/4
        Maria/PROPN/9:nsubj@person Dolinar/PROPN/7:flat@person said=say/VERB/0:root/fin ./9
        """,
        ["Maria Dolinar"],
    ),
    "the narrator again": (
        """
        “/3 They/PRON/3:nsubj/plur came=come/VERB/10:ccomp/fin at/ADP/5:case night/NOUN/3:obl
        ,/3 ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person said=say/VERB/0:root/fin
        ./10

        They/PRON/2:nsubj/plur detained=detain/VERB/0:root/fin her/PRON/4:nmod:poss
        son/NOUN/2:obj ./2
        """,
        [],
    ),
    "semicolon": (
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin a/DET/4:det
        rally/NOUN/6:nsubj:pass was=be/AUX/6:aux:pass/fin held=hold/VERB/2:ccomp/part,pass ;/11
        ten/NUM/9:nummod people/NOUN/11:nsubj:pass/plur were=be/AUX/11:aux:pass/fin
        detained=detain/VERB/2:parataxis/part,pass ./2
        """,
        [],
    ),
    "what somebody did, not said": (
        """
        Zornica/PROPN/2:nsubj@organisation published=publish/VERB/0:root/fin a/DET/4:det
        list/NOUN/2:obj after/SCONJ/9:mark ten/NUM/7:nummod people/NOUN/9:nsubj:pass/plur
        were=be/AUX/9:aux:pass/fin detained=detain/VERB/2:advcl/part,pass ./2
        """,
        [],
    ),
}


KNOWN = {"by a speaker": "a clause that is the subject of the verb of saying is not read as what is said"}


@pytest.mark.parametrize("name", CHAINS)
def test_chain_of_sources(
    request: pytest.FixtureRequest, claim_of: Callable[..., Claim], who: Callable[..., list[str]], name: str
) -> None:
    if name in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[name], strict=True))
    trees, sources = CHAINS[name]
    assert who(claim_of(trees, "detain").sources) == sources


def test_a_quotation_over_paragraphs(
    claims_of: Callable[..., tuple[Claim, ...]], who: Callable[..., list[str]]
) -> None:
    claims = claims_of("""
        # body
        “/3 They/PRON/3:nsubj/plur came=come/VERB/10:ccomp/fin at/ADP/5:case night/NOUN/3:obl
        ,/3 ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person said=say/VERB/0:root/fin
        ./10

        # body
        “/5 We/PRON/5:nsubj/plur were=be/AUX/5:cop/fin all/ADV/5:advmod asleep/ADJ/0:root
        at/ADP/7:case home/NOUN/5:obl ./5

        # body
        “/3 They/PRON/3:nsubj/plur detained=detain/VERB/0:root/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj and/CCONJ/8:cc they/PRON/8:nsubj/plur beat/VERB/3:conj/fin
        my/PRON/10:nmod:poss husband/NOUN/8:obj ./3 ”/3

        # body
        Ten/NUM/2:nummod people/NOUN/4:nsubj:pass/plur were=be/AUX/4:aux:pass/fin
        fined=fine/VERB/0:root/part,pass ./4
        """)
    told = {claim.kind: who(claim.sources) for claim in claims}
    assert told["detain"] == ["Maria Dolinar"]
    assert told["fine"] == []


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(
    claim_of: Callable[..., Claim], who: Callable[..., list[str]]
) -> None:
    trees = """
        # body
        “/3 They/PRON/3:nsubj/plur came=come/VERB/10:ccomp/fin at/ADP/5:case night/NOUN/3:obl
        ,/3 ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person said=say/VERB/0:root/fin
        ./10

        “/5 We/PRON/5:nsubj/plur were=be/AUX/5:cop/fin all/ADV/5:advmod asleep/ADJ/0:root
        at/ADP/7:case home/NOUN/5:obl ./5

        # body
        “/3 They/PRON/3:nsubj/plur detained=detain/VERB/0:root/fin my/PRON/5:nmod:poss
        son/NOUN/3:obj and/CCONJ/8:cc they/PRON/8:nsubj/plur beat/VERB/3:conj/fin
        my/PRON/10:nmod:poss husband/NOUN/8:obj ./3 ”/3
        """
    assert who(claim_of(trees, "detain").sources) == ["Maria Dolinar"]


def test_verb_and_stance_of_a_source(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(
        """
        The/DET/2:det ministry/PROPN/3:nsubj denied=deny/VERB/0:root/fin that/SCONJ/8:mark
        ten/NUM/6:nummod people/NOUN/8:nsubj:pass/plur were=be/AUX/8:aux:pass/fin
        detained=detain/VERB/3:ccomp/part,pass ./3
        """,
        "detain",
    )
    (source,) = claim.sources
    assert (source.verb, source.stance) == ("denied", "denies")


def test_when_it_was_said_is_not_when_it_happened(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(
        """
        Zornica/PROPN/2:nsubj@organisation said=say/VERB/0:root/fin on/ADP/4:case Thursday/PROPN/2:obl
        that/SCONJ/9:mark ten/NUM/7:nummod people/NOUN/9:nsubj:pass/plur
        were=be/AUX/9:aux:pass/fin detained=detain/VERB/2:ccomp/part,pass on/ADP/11:case
        Monday/PROPN/9:obl ./2
        """,
        "detain",
    )
    (source,) = claim.sources
    assert source.said is not None
    assert source.said.text.endswith("Thursday")
    assert claim.date is not None
    assert claim.date.text.endswith("Monday")


def test_a_speech_act_is_not_its_own_source(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    claims = claims_of("""
        Marovich/PROPN/2:nsubj@person accused=accuse/VERB/0:root/fin the/DET/4:det
        minister/NOUN/2:obj of/ADP/6:case fraud/NOUN/4:nmod ./2
        """)
    accuse = next(claim for claim in claims if claim.kind == "accuse")
    assert accuse.sources == ()


def test_the_chain_of_every_word_takes_time_as_the_words_do() -> None:
    def ask_all(count: int) -> list[tuple[Speech, ...]]:
        speeches = tuple(
            Speech(2 * each + 1, (2 * each,), "said", "asserts", frozenset({2 * each + 2}))
            for each in range(count)
        )
        attribution = Attribution(speeches, frozenset())
        return [attribution.chain(token) for token in range(2 * count)]

    small = least_seconds(lambda: ask_all(2_000), limit=0.0)
    assert least_seconds(lambda: ask_all(16_000), limit=24 * small) < 24 * small


def test_speeches_over_one_word_run_from_the_reader_inwards() -> None:
    wide = Speech(1, (0,), "said", "asserts", frozenset({3, 4, 5}))
    narrow = Speech(4, (3,), "claimed", "claims", frozenset({5}))
    cited = Speech(7, (7,), "according to", "asserts", frozenset({0, 1, 3, 4, 5}), -1)
    attribution = Attribution((narrow, wide, cited), frozenset())
    assert attribution.chain(5) == (cited, wide, narrow)
    assert attribution.chain(3) == (cited, wide)
    assert attribution.chain(9) == ()
