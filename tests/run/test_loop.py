"""The loop: one bad page stops nothing, an interrupt loses nothing, what is done is not done again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from letapis.errors import CodebookError, ModelError, StoreError, UsageError
from letapis.issue import Issue
from letapis.model import Analysis, Capture, Claim, Given, Report
from letapis.run import Found, Step, Summary, extract_captures, name_capture, run_captures
from letapis.store import Chronicle, Filter, delete_report, find_claims, find_issues, find_reports

PAGES = [f"Day {number}\nPolice detained Ales Zorny{number} in Orlec." for number in range(4)]


def pages(stand_ins: SimpleNamespace, *texts: str) -> list[Capture]:
    return [
        stand_ins.make_capture(text, f"day-{number}.txt")
        for number, text in enumerate(texts or PAGES, start=1)
    ]


def outcomes(steps: list[Step]) -> list[tuple[str, str]]:
    return [(step.source, step.outcome) for step in steps]


def test_every_page_is_kept_once(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    text = "News\nPolice detained Ales Zorny. Court fined Vera Luzhan."
    steps = list(run_captures(pages(stand_ins, text, "Nothing"), stand_ins.make_rooms(), chronicle))
    assert [(step.outcome, step.claims) for step in steps] == [("kept", 2), ("kept", 0)]
    again = list(run_captures(pages(stand_ins, text, "Nothing"), stand_ins.make_rooms(), chronicle))
    assert outcomes(again) == [("day-1.txt", "known"), ("day-2.txt", "known")]


def test_one_bad_page_stops_nothing(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    missing = Issue("day-0.txt", "missing", "there is no such file")
    remark = Issue("day-1.txt", "date", "no day in it", fatal=False)
    captures = [missing, remark, *pages(stand_ins, "UNREADABLE", "News\nSTUMBLE here", PAGES[0])]
    steps = list(run_captures(captures, stand_ins.make_rooms(), chronicle))
    assert [step.outcome for step in steps] == ["failed", "noted", "failed", "failed", "kept"]
    assert [issue.code for issue in find_issues(chronicle)] == ["missing", "date", "format", "internal"]


def test_a_stumble_says_where_and_quotes_nothing(
    stand_ins: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        (issue,) = extract_captures(pages(stand_ins, "News\nSTUMBLE here"), stand_ins.make_rooms())
    assert isinstance(issue, Issue)
    assert "KeyError at standins.py:" in issue.message
    assert "KeyError" in caplog.text
    assert "secret" not in issue.message + caplog.text


def test_claims_that_cannot_be_kept_are_the_fault_of_one_report(
    chronicle: Chronicle, stand_ins: SimpleNamespace
) -> None:
    def extract_twice(report: Report, analysis: Analysis) -> tuple[Claim, ...]:
        claims: tuple[Claim, ...] = stand_ins.extract_claims(report, analysis)
        return claims * (2 if "Day 0" in report.text else 1)

    rooms = stand_ins.make_rooms(extract=extract_twice)
    steps = list(run_captures(pages(stand_ins, *PAGES[:2]), rooms, chronicle))
    assert outcomes(steps) == [("day-1.txt", "failed"), ("day-2.txt", "kept")]
    assert [entry.id for entry in find_reports(chronicle)] == ["day-2.txt"]


@pytest.mark.parametrize("error", [ModelError, CodebookError, StoreError])
def test_what_no_page_can_survive_stops_the_run(
    chronicle: Chronicle, stand_ins: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise error("the disk is full")

    room = {ModelError: "load", CodebookError: "extract"}.get(error)
    rooms = stand_ins.make_rooms(**{room: fail} if room else {})
    if error is StoreError:
        monkeypatch.setattr("letapis.run.loop.keep_report", fail)
    with pytest.raises(error, match="disk is full"):
        list(run_captures(pages(stand_ins), rooms, chronicle))


def test_a_language_without_a_model_is_named(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    def refuse(language: str) -> None:
        raise UsageError(f"no model for {language}")

    (step,) = run_captures(pages(stand_ins, PAGES[0]), stand_ins.make_rooms(load=refuse), chronicle)
    assert step.issue == Issue("day-1.txt", "language", "no model for en")


def interrupt_at(stand_ins: SimpleNamespace, page: str, seen: list[str]) -> Callable[..., tuple[Claim, ...]]:
    """An extractor that is interrupted at one page, as by Ctrl-C, and notes what it was given."""

    def extract(report: Report, analysis: Analysis) -> tuple[Claim, ...]:
        seen.append(report.id)
        if report.id == page:
            raise KeyboardInterrupt
        claims: tuple[Claim, ...] = stand_ins.extract_claims(report, analysis)
        return claims

    return extract


def test_an_interrupted_run_goes_on_where_it_was(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    seen: list[str] = []
    stopping = stand_ins.make_rooms(extract=interrupt_at(stand_ins, "day-3.txt", seen))
    with pytest.raises(KeyboardInterrupt):
        list(run_captures(pages(stand_ins), stopping, chronicle))
    assert [entry.id for entry in find_reports(chronicle)] == ["day-1.txt", "day-2.txt"]
    seen.clear()
    going = stand_ins.make_rooms(extract=interrupt_at(stand_ins, "never", seen))
    steps = list(run_captures(pages(stand_ins), going, chronicle))
    assert [step.outcome for step in steps] == ["known", "known", "kept", "kept"]
    assert seen == ["day-3.txt", "day-4.txt"]
    names = [kept.claim.recipients[0].name for kept in find_claims(chronicle, Filter())]
    assert names == ["Ales Zorny0", "Ales Zorny1", "Ales Zorny2", "Ales Zorny3"]


def test_a_new_stage_runs_again(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    list(run_captures(pages(stand_ins), stand_ins.make_rooms(), chronicle))
    newer = stand_ins.make_rooms("extract.fake/2")
    assert {step.outcome for step in run_captures(pages(stand_ins), newer, chronicle)} == {"kept"}


def test_a_date_given_once_is_not_lost(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    given = Given(date(2021, 9, 3))
    first = [stand_ins.make_capture(PAGES[0], "day-1.txt", given)]
    list(run_captures(first, stand_ins.make_rooms(), chronicle))
    (step,) = run_captures(pages(stand_ins, PAGES[0]), stand_ins.make_rooms(), chronicle)
    assert step.outcome == "known"
    assert find_reports(chronicle)[0].published == date(2021, 9, 3)


def test_a_deleted_report_stays_out(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    rooms = stand_ins.make_rooms()
    list(run_captures(pages(stand_ins), rooms, chronicle))
    delete_report(chronicle, "day-2.txt", who="desk", why="asked for")
    (moved,) = pages(stand_ins, PAGES[1])
    steps = list(run_captures([*pages(stand_ins), moved], rooms, chronicle))
    assert [step.outcome for step in steps] == ["known", "deleted", "known", "known", "deleted"]
    (step,) = run_captures([moved], rooms, chronicle, even_deleted=True)
    assert step.outcome == "kept"
    assert [step.outcome for step in run_captures([moved], rooms, chronicle)] == ["known"]


def test_an_issue_is_settled_when_the_page_is_there_again(
    chronicle: Chronicle, stand_ins: SimpleNamespace
) -> None:
    rooms = stand_ins.make_rooms()
    captures = pages(stand_ins, PAGES[0])
    list(run_captures(captures, rooms, chronicle))
    list(run_captures([Issue("day-1.txt", "missing", "there is no such file")], rooms, chronicle))
    assert len(find_issues(chronicle)) == 1
    list(run_captures(captures, rooms, chronicle))
    assert find_issues(chronicle) == []


def test_extracting_keeps_nothing_and_says_the_stage(stand_ins: SimpleNamespace) -> None:
    text = "News\nPolice detained Ales Zorny."
    (found,) = extract_captures(pages(stand_ins, text), stand_ins.make_rooms())
    assert isinstance(found, Found)
    assert [claim.kind for claim in found.claims] == ["detain"]
    assert found.stage == "extract.fake/1 read.fake/1"


def test_a_summary_counts(stand_ins: SimpleNamespace) -> None:
    issue = Issue("day-3.txt", "missing", "there is no such file")
    summary = Summary()
    for step in (Step("a", "kept", 3), Step("b", "kept", 2), Step("c", "failed", issue=issue)):
        summary.add(step)
    assert (summary.claims, summary.failed, summary.outcomes["kept"]) == (5, 1, 2)
    assert summary.issues == [issue]


def test_an_id_names_one_report_only(stand_ins: SimpleNamespace) -> None:
    one, two = pages(stand_ins, *PAGES[:2])
    (named,) = name_capture([one], "mine")
    assert isinstance(named, Capture)
    assert (named.id, named.digest) == ("mine", one.digest)
    with pytest.raises(UsageError, match="several"):
        list(name_capture([one, two], "mine"))
