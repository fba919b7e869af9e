from __future__ import annotations

from collections.abc import Callable

import pytest
from corpus.check import check, parse_days, parse_quantity, repeated_names
from corpus.gold import answers, claims, gold
from corpus.notation import Marked, parse
from corpus.told import follow, form, head

from letapis.codebook import load_codebook

HEAD = "id: x1-01-test\ngenre: wire\ncountry: BLR\npublished: 2021-03-18\n\n"
REPORT = (
    HEAD
    + """@headline
{g1 {q1=2 Two} editors} {!1 jailed} in {l1 *Orlec*}
!1 sentence where=l1 whom=g1 many=q1

{dateline {l1 *ORLEC*}, {t1=2021-03-18 March 18} —} {o1 A court} {!2 gave} {p1 the editor *Stsiapan Lozka*} {t3=P15D 15 days} on {t4=2021-03-18 Thursday}, {s1 according to} {o2 the centre *Dapamoha*}.
!2 sentence who=o1 whom=p1 by=o2/s1 when=t4 term=t3
{p1 He} {!3 denied} the {!4 charge}, {p2 {p1 his} wife} {s2 said}.
!3 deny who=p1 by=p2/s2 about=!4
!4? charge whom=p1 by=p1/!3,p2/s2 status=denied
/ {g1 Both} came.

===
p1: private; role=editor
p2: private; relation=wife; of=p1
o2: invented; sector=NGO
"""  # noqa: E501
)


@pytest.fixture
def report() -> Marked:
    marked, problems = parse(REPORT)
    assert problems == []
    return marked


def errors(written: str) -> list[str]:
    marked, problems = parse(written)
    found = problems or check(marked, load_codebook())
    return [problem.message for problem in found if not problem.warning]


def test_text_is_the_report_without_its_marks(report: Marked) -> None:
    assert report.text == (
        "Two editors jailed in Orlec\n\n"
        "ORLEC, March 18 — A court gave the editor Stsiapan Lozka 15 days on Thursday, according to "
        "the centre Dapamoha. He denied the charge, his wife said.\nBoth came."
    )
    assert [report.text[s.start : s.end] for s in report.sentences][2:] == [
        "He denied the charge, his wife said.",
        "Both came.",
    ]
    assert report.text[slice(*report.datelines[0])] == "ORLEC, March 18 —"
    assert [s.block for s in report.sentences] == ["headline", "body", "body", "body"]


def test_sound_report_has_no_errors() -> None:
    assert errors(REPORT) == []


def test_marks_know_their_words(report: Marked) -> None:
    named = report.of_tag("p1")[0]
    assert report.words(named) == "the editor Stsiapan Lozka"
    assert report.name("p1") == "Stsiapan Lozka"
    assert (form(report, named), form(report, report.of_tag("p1")[1])) == ("named", "pronoun")
    assert head(report, report.of_tag("g1")[0]) == "editors"


def test_a_reference_means_the_mention_nearest_the_trigger(report: Marked) -> None:
    denial = next(told for told in follow(report) if told.line.kinds == ("deny",))
    assert report.words(denial.actors[0]) == "He"
    assert [report.words(saying.speaker) for saying in denial.sources] == ["his wife"]


def test_status_tells_modality_and_polarity(report: Marked) -> None:
    charge = next(told for told in follow(report) if told.line.kinds == ("charge",))
    assert (charge.status, charge.modality, charge.polarity) == (("denied",), ("actual",), ("affirmed",))


def test_gold_accepts_name_family_name_and_head(report: Marked) -> None:
    assert answers(report, report.of_tag("p1")[0]) == ["Stsiapan Lozka", "Lozka"]
    assert answers(report, report.of_tag("p2")[0]) == ["wife"]
    assert "Stsiapan Lozka" in answers(report, report.of_tag("p1")[1])


def test_gold_judges_no_place_that_a_dateline_may_fill(report: Marked) -> None:
    headline, sentence, *_ = gold(report)["claims"]
    assert headline["place"] == ["Orlec", "ORLEC"]
    assert "place" not in sentence
    assert sentence["details"] == {"term": "P15D"}
    assert sentence["date"] == ["2021-03-18", "2021-03-18"]


def test_claims_quote_the_report(report: Marked) -> None:
    for claim in claims(report):
        for quote in (
            claim["evidence"]["trigger"],
            *claim["actors"],
            *claim["recipients"],
            *claim["sources"],
        ):
            assert report.text[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("{o1 A court}", "{o1 A court"), "not closed"),
        (("!2 sentence who=o1", "!2 sentence who=o9"), "nothing in the report is marked o9"),
        (("!2 sentence who=o1", "!2 imprison who=o1"), "no kind imprison"),
        (("!2 sentence who=o1", "!2 sentence who=t4"), "it takes a tag with"),
        (("by=o2/s1", "by=o2"), "a source has a cue"),
        (("by=o2/s1", "by=o2/s1/t4"), "a source has a cue"),
        (("whom=p1 by=o2/s1", "whom=p1.x by=o2/s1"), "not readable as a tag"),
        (("whom=p1 by=o2/s1", "whom=g1 by=o2/s1"), "stands in another sentence"),
        (("when=t4", "when=t3"), "a duration is no date"),
        (("{q1=2 Two}", "{q1=two Two}"), "quantities are written"),
        (("{t4=2021-03-18 Thursday}", "{t4=2021-03-32 Thursday}"), "t4=2021-03-32"),
        (("status=denied", "status=refuted"), "status is one of"),
        (("p1: private; role=editor", "p1: role=editor"), "say private, public or official"),
        (("o2: invented; sector=NGO\n", ""), "has a name and no line"),
        (("sector=NGO", "sector=XXX"), "sector is one of"),
        (("{!3 denied} the", "{!3 denied} {!5 the}"), "has no claim under its sentence"),
        (("term=t3", "colour=t3"), "has no colour"),
        (("@headline", "@heading"), "no such block"),
        (("about=!4", "about=!4.2"), "there is no such claim"),
        (("published: 2021-03-18", "published: Thursday"), "published is no date"),
    ],
)
def test_slips_are_named(change: tuple[str, str], complaint: str) -> None:
    assert change[0] in REPORT
    assert any(complaint in message for message in errors(REPORT.replace(*change)))


def test_forgotten_marks_are_asked_after() -> None:
    marked, _ = parse(HEAD + "Police said that he and Lozka had been detained in May 2020.\n")
    asked = [problem.message for problem in check(marked, load_codebook()) if problem.warning]
    for word in ("he", "said", "detained", "2020", "Lozka"):
        assert any(f"«{word}»" in message for message in asked), word


def test_a_name_in_two_reports_is_found(report: Marked) -> None:
    other, _ = parse(REPORT.replace("x1-01-test", "x1-02-test"))
    assert repeated_names([report, other]) == {"Stsiapan Lozka": ["x1-01-test", "x1-02-test"]}


@pytest.mark.parametrize(
    ("parse_value", "value"),
    [
        (parse_days, "2021-03-18..2021-03-17"),
        (parse_days, ".."),
        (parse_days, "Thursday"),
        (parse_quantity, "80..60"),
        (parse_quantity, "60/percent"),
        (parse_quantity, ""),
    ],
)
def test_values_that_mean_nothing_are_refused(parse_value: Callable[[str], object], value: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_value(value)


def test_quantity_bounds_may_be_soft() -> None:
    assert parse_quantity("180..<200") == {
        "low": 180,
        "high": 200,
        "low_open": False,
        "high_open": True,
        "unit": "person",
        "mode": "count",
    }
    assert parse_quantity("80<..100/share")["low_open"]
    assert parse_quantity("3:case")["unit"] == "case"
