"""The corpus as it stands: sound, large and varied enough to train on and to test with."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from corpus.__main__ import HERE, load_split
from corpus.agreement import agree, load_scorer
from corpus.check import EXPOSURE, check, repeated_names
from corpus.coverage import count
from corpus.gold import claims, gold
from corpus.notation import Marked, parse
from corpus.spans import spans
from corpus.told import follow
from corpus.variety import templates

from letapis.codebook import load_codebook

FILES = sorted((HERE / "en").glob("*.txt"))
TWICE = sorted((HERE / "twice").glob("*/*.txt"))


@pytest.fixture(scope="module")
def splits() -> dict[str, list[Marked]]:
    return load_split()


@pytest.fixture(scope="module")
def reports(splits: dict[str, list[Marked]]) -> list[Marked]:
    return [report for several in splits.values() for report in several]


def test_every_file_is_sound() -> None:
    codebook = load_codebook()
    for path in [*FILES, *TWICE]:
        report, problems = parse(path.read_text(encoding="utf-8"))
        problems = problems or [problem for problem in check(report, codebook) if not problem.warning]
        assert problems == [], f"{path}: {problems[:3]}"
        assert report.id == path.stem


def test_every_report_is_in_one_split(reports: list[Marked]) -> None:
    assert Counter(report.id for report in reports) == Counter(path.stem for path in FILES)


def test_no_country_of_the_test_is_trained_on(splits: dict[str, list[Marked]]) -> None:
    coded = {
        split: {report.header["country"] for report in several if report.header["genre"] != "other"}
        for split, several in splits.items()
    }
    assert not coded["test"] & coded["train"]
    assert not coded["test"] & coded["dev"]


def test_it_is_as_large_as_the_datasheet_says(splits: dict[str, list[Marked]], reports: list[Marked]) -> None:
    size = count(reports)["size"]
    assert size["reports"] >= 250
    assert size["sentences"] >= 4000
    assert size["person names"] >= 600
    assert size["organisation and outlet names"] >= 400
    assert len(splits["test"]) >= 50
    assert Counter(report.header["genre"] for report in reports)["other"] >= 30


def test_every_kind_is_there_often_enough(splits: dict[str, list[Marked]]) -> None:
    train, test = count(splits["train"])["kinds"], count(splits["test"])["kinds"]
    assert {kind: times for kind, times in train.items() if times < 15} == {}
    assert {kind: times for kind, times in test.items() if times < 5} == {}
    assert train.most_common(20)[-1][1] >= 80


def test_every_rule_is_exercised(reports: list[Marked]) -> None:
    found = count(reports)
    for heading in ("status", "dates", "durations", "quantities"):
        assert {rule: times for rule, times in found[heading].items() if times < 10} == {}, heading
    assert found["sources"]["chain of 2"] >= 10


def test_nobody_invented_is_in_two_reports(reports: list[Marked]) -> None:
    assert repeated_names(reports) == {}


def test_no_sentence_is_a_template(reports: list[Marked]) -> None:
    assert [sentence for sentence, times in templates(reports).items() if times > 5] == []


def test_marks_quote_their_report(reports: list[Marked]) -> None:
    for report in reports:
        for claim in claims(report):
            for quote in (claim["evidence"]["trigger"], *claim["actors"], *claim["recipients"]):
                assert report.text[quote["start"] : quote["end"]] == quote["text"]


def test_spans_lead_to_their_mentions(splits: dict[str, list[Marked]]) -> None:
    for report in splits["dev"]:
        record = spans(report, "dev")
        for told, claim in zip(follow(report), record["claims"], strict=True):
            at = [record["mentions"][number]["at"] for number in claim["actors"]]
            assert at == [[mark.start, mark.end] for mark in told.actors]


def test_claims_speak_of_claims_that_are_there(reports: list[Marked]) -> None:
    for report in reports:
        told = follow(report)
        there = {claim.reference for claim in told}
        named = {reference for claim in told for reference in (*claim.about, *filter(None, [claim.part_of]))}
        assert named <= there, report.id


def test_every_person_is_invented_and_says_what_may_be_shown(reports: list[Marked]) -> None:
    for report in reports:
        for tag, facts in report.entities.items():
            if tag[0] == "p" and report.name(tag):
                assert sum(word in facts for word in EXPOSURE["p"]) == 1, (report.id, tag)


def test_the_marks_agree_with_themselves(splits: dict[str, list[Marked]]) -> None:
    """Gold and claims of one coding are two views of the same: the scorer finds no difference."""
    try:
        score = load_scorer()["score"]
    except FileNotFoundError as error:
        pytest.skip(str(error))
    result, lists = score(
        [gold(report) for report in splits["dev"]],
        [claim for report in splits["dev"] for claim in claims(report)],
    )
    assert (result["f1"], result["false_accusations"], result["misquoted"]) == (1.0, 0, 0), lists
    assert result["record"] == 1.0, lists["wrong"][:3]


def test_two_coders_agree_as_well_as_the_datasheet_says() -> None:
    try:
        score = load_scorer()["score"]
    except FileNotFoundError as error:
        pytest.skip(str(error))
    pairs = [
        (_load(HERE / "twice" / "first" / path.name), _load(path))
        for path in sorted((HERE / "twice" / "second").glob("*.txt"))
    ]
    assert len(pairs) >= 40
    figures, _ = agree(pairs, score)
    for field, least in yaml.safe_load((HERE / "twice" / "floors.yaml").read_text(encoding="utf-8")).items():
        assert figures[field] >= least, field


def _load(path: Path) -> Marked:
    report, problems = parse(path.read_text(encoding="utf-8"))
    assert problems == []
    return report
