"""From a report to its claims: identity, evidence, and that no text breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letapis.errors import UsageError
from letapis.extract import STAGE
from letapis.model import MODALITIES, POLARITIES, STATUSES, Analysis, Claim, Report
from letapis.model.record import claim_from_record, claim_to_record

ClaimsOf = Callable[..., tuple[Claim, ...]]
Extract = Callable[..., tuple[Claim, ...]]

STORY = """
    # headline
    Police/NOUN/2:nsubj Detain/VERB/0:root/fin Ales/PROPN/2:obj@person
    Zorny/PROPN/3:flat@person In/ADP/6:case Orlec/PROPN/2:obl@place

    # body
    Police/NOUN/4:nsubj/plur in/ADP/3:case Orlec/PROPN/1:nmod@place
    detained=detain/VERB/14:ccomp/fin Ales/PROPN/4:obj@person Zorny/PROPN/5:flat@person
    and/CCONJ/9:cc 10/NUM/9:nummod students=student/NOUN/5:conj/plur on/ADP/11:case
    Tuesday/PROPN/4:obl ,/14 Zornica/PROPN/14:nsubj@organisation said=say/VERB/0:root/fin
    ./14

    Zorny/PROPN/3:nsubj:pass@person was=be/AUX/3:aux:pass/fin
    sentenced=sentence/VERB/0:root/part,pass to/ADP/6:case 10/NUM/6:nummod
    days=day/NOUN/3:obl/plur in/ADP/8:case jail/NOUN/6:nmod for/ADP/10:case
    hooliganism/NOUN/3:obl ./3

    “/3 They/PRON/3:nsubj/plur beat/VERB/10:ccomp/fin my/PRON/5:nmod:poss son/NOUN/3:obj ,/3
    ”/3 Maria/PROPN/10:nsubj@person Dolinar/PROPN/8:flat@person said=say/VERB/0:root/fin
    ./10
    """


def quotes(claim: Claim) -> Iterator[tuple[str, int, int]]:
    """Every stretch of words that a claim says it quotes."""
    evidence = claim.evidence
    found = [evidence, evidence.trigger, claim.date, claim.place, claim.quantity, claim.condition]
    found += [*claim.actors, *claim.recipients, *(detail for _, detail in claim.details)]
    for source in claim.sources:
        found += [source.mention, source.said]
    for each in found:
        if each is not None:
            yield each.text, each.start, each.end


def test_every_quotation_is_exact(build: Callable[..., tuple[Report, Analysis]], claims_of: ClaimsOf) -> None:
    report, _ = build(STORY)
    claims = claims_of(STORY)
    assert len(claims) >= 3
    for claim in claims:
        for text, start, end in quotes(claim):
            assert report.text[start:end] == text


def test_the_same_text_gives_the_same_claims(claims_of: ClaimsOf) -> None:
    assert claims_of(STORY) == claims_of(STORY)


def test_keys_and_ids_are_each_claim_s_own(claims_of: ClaimsOf) -> None:
    claims = claims_of(STORY)
    assert len({claim.key for claim in claims}) == len({claim.id for claim in claims}) == len(claims)


def test_another_report_has_other_keys(claims_of: ClaimsOf) -> None:
    keys = {claim.key for claim in claims_of(STORY)}
    assert not keys & {claim.key for claim in claims_of(STORY, id="another")}


def test_changed_content_changes_the_id_but_not_the_key(claims_of: ClaimsOf) -> None:
    before, after = claims_of(STORY), claims_of(STORY, published=None)
    assert [claim.key for claim in before] == [claim.key for claim in after]
    changed = [one.id != other.id for one, other in zip(before, after, strict=True)]
    dated = [
        one.date != other.date or one.sources != other.sources
        for one, other in zip(before, after, strict=True)
    ]
    assert changed == dated
    assert any(changed)


def test_a_claim_says_what_made_it(claims_of: ClaimsOf) -> None:
    for claim in claims_of(STORY):
        assert claim.stage == STAGE
        assert claim.rule.startswith(f"{claim.kind}: ")
        assert 0 < claim.score < 1


def test_the_block_is_told(claims_of: ClaimsOf) -> None:
    blocks = {(claim.kind, claim.evidence.block) for claim in claims_of(STORY)}
    assert {("detain", "headline"), ("detain", "body")} <= blocks


def test_the_evidence_is_the_whole_sentence(claim_of: Callable[..., Claim]) -> None:
    claim = claim_of(STORY, "sentence")
    assert claim.evidence.text == "Zorny was sentenced to 10 days in jail for hooliganism."
    assert claim.evidence.trigger.text == "sentenced"


def test_a_claim_survives_being_written_down(claims_of: ClaimsOf) -> None:
    for claim in claims_of(STORY):
        assert claim_from_record(claim_to_record(claim)) == claim


def test_two_terms_are_two_claims(claims_of: ClaimsOf, who: Callable[..., list[str]]) -> None:
    claims = claims_of("""
        The/DET/2:det court/NOUN/3:nsubj sentenced=sentence/VERB/0:root/fin
        Ales/PROPN/3:obj@person Zorny/PROPN/4:flat@person to/ADP/8:case 10/NUM/8:nummod
        days=day/NOUN/3:obl/plur in/ADP/10:case jail/NOUN/8:nmod and/CCONJ/15:cc
        Igor/PROPN/15:nsubj:pass@person Pesek/PROPN/12:flat@person was=be/AUX/15:aux:pass/fin
        sentenced=sentence/VERB/3:conj/part,pass to/ADP/18:case 15/NUM/18:nummod
        days=day/NOUN/15:obl/plur ./3
        """)
    terms = {
        who(claim.recipients)[0]: dict(claim.details)["term"].value
        for claim in claims
        if claim.kind == "sentence"
    }
    assert terms == {"Ales Zorny": "P10D", "Igor Pesek": "P15D"}


def test_an_actor_is_never_inferred(claims_of: ClaimsOf, who: Callable[..., list[str]]) -> None:
    claims = claims_of("""
        Police/NOUN/2:nsubj came=come/VERB/0:root/fin to/ADP/4:case Orlec/PROPN/2:obl@place ./2

        Ales/PROPN/4:nsubj:pass@person Zorny/PROPN/1:flat@person was=be/AUX/4:aux:pass/fin
        detained=detain/VERB/0:root/part,pass ./4
        """)
    assert [who(claim.actors) for claim in claims if claim.kind == "detain"] == [[]]


def test_the_surer_frame_has_the_higher_score(claim_of: Callable[..., Claim]) -> None:
    verb = claim_of(
        """
        Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
        Zorny/PROPN/3:flat@person ./2
        """,
        "detain",
    )
    noun = claim_of(
        """
        The/DET/2:det arrest/NOUN/6:nsubj of/ADP/4:case Ales/PROPN/2:nmod@person
        Zorny/PROPN/4:flat@person angered=anger/VERB/0:root/fin many/ADJ/8:amod
        lawyers=lawyer/NOUN/6:obj/plur ./6
        """,
        "detain",
    )
    assert noun.score < verb.score


WORDS = st.sampled_from(
    [
        "police",
        "Police",
        "detained",
        "arrest",
        "of",
        "Ales Zorny",
        "Petra",
        "was",
        "not",
        "if",
        "said",
        "that",
        "10",
        "days",
        "“",
        "”",
        '"',
        ",",
        ".",
        ":",
        "-",
        "\n",
        "\n\n",
        "on",
        "Tuesday",
        "in",
        "Orlec",
        "who",
        "and",
        "he",
        "they",
        "to",
        "released",
        "including",
        "among",
        "those",
        "by",
        "'s",
        "will",
        "demanded",
        "the",
        "two",
        "percent",
        "–",
        "🙂",
        "Арыштаваны",
        "\u200b",
        "$300",
        "fined",
        "denied",
        "beating",
        "?",
        "  ",
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=40).map(" ".join),
    st.text(max_size=120),
    st.lists(WORDS, max_size=25).map("".join),
)


@settings(max_examples=60)
@given(TEXTS)
@example("")
@example("\n")
@example("said said said.")
@example("Ales Zorny: ")
@example("“" * 5)
@example("detained, detained and detained by, who detained whom detained")
@example("The Vyasna center said on they had received reports of people detained.")
def test_no_text_breaks_it_and_every_word_is_where_it_says(extract_text: Extract, text: str) -> None:
    try:
        claims = extract_text(text)
    except UsageError:
        return  # there is nothing to read in it, and the user is told so
    whole = text.encode("utf-8", "replace").decode()
    for claim in claims:
        assert claim.status in STATUSES
        assert claim.modality in MODALITIES
        assert claim.polarity in POLARITIES
        for words, start, end in quotes(claim):
            assert whole[start:end] == words
    assert extract_text(text) == claims
    assert len({claim.key for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "text", ["Ales said on they had received a letter.", "Detained.", "By. By by.", "- : -"]
)
def test_flawed_text_accuses_nobody(extract_text: Extract, text: str) -> None:
    assert all(
        not claim.actors and not claim.recipients for claim in extract_text(text) if claim.kind == "detain"
    )


OWN_DOING = """
Ales/PROPN/3:nsubj@person Zorny/PROPN/1:flat@person wounded=wound/VERB/0:root/fin {object} ./3
"""


@pytest.mark.parametrize(
    ("object_", "kinds"), [("himself/PRON/3:obj", []), ("Petra/PROPN/3:obj@person", ["injure"])]
)
def test_nobody_does_violence_to_themselves(
    claims_of: Callable[..., tuple[Claim, ...]], object_: str, kinds: list[str]
) -> None:
    assert [claim.kind for claim in claims_of(OWN_DOING.format(object=object_))] == kinds
