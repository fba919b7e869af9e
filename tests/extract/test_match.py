"""How frames meet trees, with a kind made up for the purpose so that no shipped word is in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from letapis.codebook import Codebook, load_codebook
from letapis.extract import extract_claims
from letapis.model import Analysis, Claim, Report

KINDS = """
grab:
  definition: "A kind that does not exist, told by words that do not exist, to test the notation of frames."
  near_misses: []
  roles: {actor: "who", recipient: "whom"}
  details: [grounds, office, custom]
  plover: []
  counts: recipient
  words:
    en:
      verbs:
        - "ACTOR plonk RECIPIENT [for GROUNDS]"
        - "?ACTOR snarf RECIPIENT"
        - "!ACTOR zorp RECIPIENT"
        - "ACTOR blick+up RECIPIENT"
        - "ACTOR fetch RECIPIENT into gaol|brig"
        - "ACTOR make snatch [of RECIPIENT]"
        - "ACTOR mobble RECIPIENT=army|reservist"
        - "RECIPIENT be in|under gaol"
        - "ACTOR crown RECIPIENT OFFICE"
        - {frame: "ACTOR flurb RECIPIENT", not: [statement]}
        - "ACTOR strip RECIPIENT of sea-licence"
      nouns:
        - "snatching [of RECIPIENT] [by ACTOR]"
        - "RECIPIENT's gaoling"
        - "raid on|against RECIPIENT by ACTOR"
      adjectives: [RECIPIENT plonkable]
      negated: ["ACTOR wave RECIPIENT into country"]
"""

TREES: dict[str, tuple[str, list[str], list[str]]] = {
    "object": (
        """
        They/PRON/2:nsubj/plur plonked=plonk/VERB/0:root/fin Zorny/PROPN/2:obj@person ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "guard for persons lets a person in": (
        """
        They/PRON/2:nsubj/plur snarfed=snarf/VERB/0:root/fin Zorny/PROPN/2:obj@person ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "guard for persons lets a noun for people in": (
        """
        They/PRON/2:nsubj/plur snarfed=snarf/VERB/0:root/fin
        protesters=protester/NOUN/2:obj/plur ./2
        """,
        ["They"],
        ["protesters"],
    ),
    "guard for bodies": (
        """
        They/PRON/2:nsubj/plur zorped=zorp/VERB/0:root/fin Zornica/PROPN/2:obj@organisation ./2
        """,
        ["They"],
        ["Zornica"],
    ),
    "particle beside the verb": (
        """
        They/PRON/2:nsubj/plur blicked=blick/VERB/0:root/fin up/ADP/2:compound:prt
        Zorny/PROPN/2:obj@person ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "particle after the object": (
        """
        They/PRON/2:nsubj/plur blicked=blick/VERB/0:root/fin Zorny/PROPN/2:obj@person
        up/ADP/2:compound:prt ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "required oblique": (
        """
        They/PRON/2:nsubj/plur fetched=fetch/VERB/0:root/fin Zorny/PROPN/2:obj@person
        into/ADP/5:case gaol/NOUN/2:obl ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "the other of two words": (
        """
        They/PRON/2:nsubj/plur fetched=fetch/VERB/0:root/fin Zorny/PROPN/2:obj@person
        into/ADP/6:case the/DET/6:det brig/NOUN/2:obl ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "required object with of": (
        """
        They/PRON/2:nsubj/plur made=make/VERB/0:root/fin a/DET/4:det snatch/NOUN/2:obj
        of/ADP/6:case Zorny/PROPN/4:nmod@person ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "required object with possessive": (
        """
        They/PRON/2:nsubj/plur made=make/VERB/0:root/fin Zorny/PROPN/5:nmod:poss@person
        's/PART/3:case snatch/NOUN/2:obj ./2
        """,
        ["They"],
        ["Zorny"],
    ),
    "slot of listed words": (
        """
        They/PRON/2:nsubj/plur mobbled=mobble/VERB/0:root/fin
        reservists=reservist/NOUN/2:obj/plur ./2
        """,
        ["They"],
        ["reservists"],
    ),
    "copula": (
        """
        Zorny/PROPN/4:nsubj@person is=be/AUX/4:cop/fin in/ADP/4:case gaol/NOUN/0:root ./4
        """,
        [],
        ["Zorny"],
    ),
    "copula with the other preposition": (
        """
        They/PRON/4:nsubj/plur were=be/AUX/4:cop/fin under/ADP/4:case gaol/NOUN/0:root ./4
        """,
        [],
        ["They"],
    ),
    "noun with of and by": (
        """
        The/DET/2:det snatching/NOUN/7:nsubj of/ADP/4:case Zorny/PROPN/2:nmod@person
        by/ADP/6:case police/NOUN/2:nmod shocked=shock/VERB/0:root/fin Orlec/PROPN/7:obj@place
        ./7
        """,
        ["police"],
        ["Zorny"],
    ),
    "noun with possessive for of": (
        """
        Zorny/PROPN/3:nmod:poss@person 's/PART/1:case snatching/NOUN/4:nsubj
        shocked=shock/VERB/0:root/fin Orlec/PROPN/4:obj@place ./4
        """,
        [],
        ["Zorny"],
    ),
    "noun with of for possessive": (
        """
        The/DET/2:det gaoling/NOUN/5:nsubj of/ADP/4:case Zorny/PROPN/2:nmod@person
        shocked=shock/VERB/0:root/fin Orlec/PROPN/5:obj@place ./5
        """,
        [],
        ["Zorny"],
    ),
    "noun with both prepositions": (
        """
        A/DET/2:det raid/NOUN/7:nsubj on/ADP/4:case Zornica/PROPN/2:nmod@organisation
        by/ADP/6:case police/NOUN/2:nmod shocked=shock/VERB/0:root/fin Orlec/PROPN/7:obj@place
        ./7
        """,
        ["police"],
        ["Zornica"],
    ),
    "adjective": (
        """
        Zorny/PROPN/3:nsubj@person is=be/AUX/3:cop/fin plonkable/ADJ/0:root ./3
        """,
        [],
        ["Zorny"],
    ),
    "adjective of a noun with modifier": (
        """
        They/PRON/2:nsubj/plur stripped=strip/VERB/0:root/fin Zorny/PROPN/2:obj@person
        of/ADP/7:case a/DET/7:det sea/NOUN/7:compound licence/NOUN/2:obl ./2
        """,
        ["They"],
        ["Zorny"],
    ),
}

KNOWN = {"noun with of for possessive": "the notation says that `X's` also reads `of X`, but it does not"}

SILENT: dict[str, str] = {
    "guard for persons": """
        They/PRON/2:nsubj/plur snarfed=snarf/VERB/0:root/fin Zornica/PROPN/2:obj@organisation
        ./2
        """,
    "guard for persons, a thing": """
        They/PRON/2:nsubj/plur snarfed=snarf/VERB/0:root/fin the/DET/4:det tree/NOUN/2:obj ./2
        """,
    "guard for bodies": """
        They/PRON/2:nsubj/plur zorped=zorp/VERB/0:root/fin Zorny/PROPN/2:obj@person ./2
        """,
    "no particle": """
        They/PRON/2:nsubj/plur blicked=blick/VERB/0:root/fin Zorny/PROPN/2:obj@person ./2
        """,
    "another oblique": """
        They/PRON/2:nsubj/plur fetched=fetch/VERB/0:root/fin Zorny/PROPN/2:obj@person
        into/ADP/6:case the/DET/6:det house/NOUN/2:obl ./2
        """,
    "no listed word": """
        They/PRON/2:nsubj/plur mobbled=mobble/VERB/0:root/fin
        protesters=protester/NOUN/2:obj/plur ./2
        """,
    "forbidden object": """
        They/PRON/2:nsubj/plur flurbed=flurb/VERB/0:root/fin a/DET/4:det statement/NOUN/2:obj
        ./2
        """,
    "frame that needs a negation": """
        They/PRON/2:nsubj/plur waved=wave/VERB/0:root/fin Zorny/PROPN/2:obj@person
        into/ADP/6:case the/DET/6:det country/NOUN/2:obl ./2
        """,
    "noun without modifier": """
        They/PRON/2:nsubj/plur stripped=strip/VERB/0:root/fin Zorny/PROPN/2:obj@person
        of/ADP/6:case a/DET/6:det licence/NOUN/2:obl ./2
        """,
    "another word class": """
        The/DET/2:det plonk/NOUN/6:nsubj of/ADP/4:case Zorny/PROPN/2:nmod@person
        was=be/AUX/6:cop/fin loud/ADJ/0:root ./6
        """,
}


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    folder = tmp_path_factory.mktemp("codebook")
    (folder / "kinds").mkdir()
    (folder / "kinds" / "custody.yaml").write_text(KINDS, encoding="utf-8")
    return load_codebook(Path(folder))


@pytest.fixture
def grabbed(
    codebook: Codebook, build: Callable[..., tuple[Report, Analysis]]
) -> Callable[[str], list[Claim]]:
    def extract(trees: str) -> list[Claim]:
        report, analysis = build(trees)
        return [claim for claim in extract_claims(report, analysis, codebook) if claim.kind == "grab"]

    return extract


@pytest.mark.parametrize("name", TREES)
def test_a_frame_fits(
    request: pytest.FixtureRequest,
    grabbed: Callable[[str], list[Claim]],
    who: Callable[..., list[str]],
    name: str,
) -> None:
    if name in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[name], strict=True))
    trees, actors, recipients = TREES[name]
    (claim,) = grabbed(trees)
    assert (who(claim.actors), who(claim.recipients)) == (actors, recipients)


@pytest.mark.parametrize("name", SILENT)
def test_a_frame_does_not_fit(grabbed: Callable[[str], list[Claim]], name: str) -> None:
    assert grabbed(SILENT[name]) == []


def test_a_negated_frame_affirms(grabbed: Callable[[str], list[Claim]]) -> None:
    (claim,) = grabbed(
        "They/PRON/4:nsubj/plur did=do/AUX/4:aux/fin not/PART/4:advmod wave/VERB/0:root/inf "
        "Zorny/PROPN/4:obj@person into/ADP/8:case the/DET/8:det country/NOUN/4:obl ./4"
    )
    assert (claim.polarity, claim.status) == ("affirmed", "asserted")


def test_a_predicate_after_the_object_fills_a_slot(grabbed: Callable[[str], list[Claim]]) -> None:
    (claim,) = grabbed(
        "They/PRON/2:nsubj/plur crowned=crown/VERB/0:root/fin Zorny/PROPN/2:obj@person king/NOUN/2:xcomp ./2"
    )
    assert dict(claim.details)["office"].text == "king"


def test_an_optional_slot_is_kept_where_it_is_filled(grabbed: Callable[[str], list[Claim]]) -> None:
    (claim,) = grabbed(
        "They/PRON/2:nsubj/plur plonked=plonk/VERB/0:root/fin Zorny/PROPN/2:obj@person for/ADP/5:case "
        "theft/NOUN/2:obl ./2"
    )
    assert dict(claim.details)["grounds"].text == "theft"
    assert claim.rule == "grab: ACTOR plonk RECIPIENT [for GROUNDS]"


def test_the_trigger_is_the_words_that_tell(grabbed: Callable[[str], list[Claim]]) -> None:
    (claim,) = grabbed(TREES["required oblique"][0])
    assert claim.evidence.trigger.text.startswith("fetched")
    assert claim.evidence.trigger.text.endswith("into gaol")


def test_the_more_specific_frame_wins(claims_of: Callable[..., tuple[Claim, ...]]) -> None:
    claims = claims_of(
        "Police/NOUN/2:nsubj/plur put/VERB/0:root/fin Zorny/PROPN/2:obj@person under/ADP/6:case "
        "house/NOUN/6:compound arrest/NOUN/2:obl ./2"
    )
    assert [claim.kind for claim in claims] == ["house_arrest"]
