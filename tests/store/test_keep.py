"""Keeping: twice is nothing, later stages supersede, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from letapis.issue import Issue
from letapis.model import Claim, Given
from letapis.store import (
    Chronicle,
    Filter,
    find_claims,
    find_issues,
    find_reports,
    is_kept,
    keep_issue,
    keep_report,
    load_report,
    recall_given,
)
from letapis.store.schema import metadata

TEXT = "Arrests in Orlec\nPolice detained Ales Zorny in Orlec on 2021-09-03, Lantern said."


def keep(chronicle: Chronicle, stand_ins: SimpleNamespace, text: str = TEXT, **changes: Any) -> list[Claim]:
    capture = stand_ins.make_capture(text)
    report = stand_ins.read_page(capture)
    stage = changes.setdefault("stage", "extract.fake/1")
    claims = stand_ins.extract_claims(report, None, **changes)
    keep_report(chronicle, capture, report, stage, claims)
    return list(claims)


def count_rows(chronicle: Chronicle) -> dict[str, int]:
    with chronicle.reading() as connection:
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


def test_report_and_claims_come_back_as_they_were(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    claims = keep(chronicle, stand_ins)
    report = stand_ins.read_page(stand_ins.make_capture(TEXT))
    assert load_report(chronicle, "day-1.txt") == report
    assert [kept.claim for kept in find_claims(chronicle, Filter())] == claims


def test_the_same_twice_changes_nothing(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    keep(chronicle, stand_ins)
    before = count_rows(chronicle)
    keep(chronicle, stand_ins)
    assert count_rows(chronicle) == before
    assert before["mentions"] == 4
    assert before["sources"] == 1
    assert before["dates"] == 1
    assert before["blocks"] == 2


def test_a_stage_that_found_nothing_is_remembered(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    report = stand_ins.read_page(stand_ins.make_capture("Nothing happened"))
    assert not is_kept(chronicle, report, "extract.fake/1")
    assert keep(chronicle, stand_ins, "Nothing happened") == []
    assert is_kept(chronicle, report, "extract.fake/1")
    assert not is_kept(chronicle, report, "extract.fake/2")


def test_a_new_stage_supersedes_and_keeps_the_old(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    (old,) = keep(chronicle, stand_ins)
    (new,) = keep(chronicle, stand_ins, stage="extract.fake/2", status="alleged")
    assert [kept.claim for kept in find_claims(chronicle, Filter())] == [new]
    both = list(find_claims(chronicle, Filter(superseded=True)))
    assert [(kept.claim, kept.superseded) for kept in both] == [(old, True), (new, False)]


def test_an_older_stage_can_be_gone_back_to(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    (old,) = keep(chronicle, stand_ins)
    keep(chronicle, stand_ins, stage="extract.fake/2", status="alleged")
    report = stand_ins.read_page(stand_ins.make_capture(TEXT))
    assert not is_kept(chronicle, report, "extract.fake/1")
    keep(chronicle, stand_ins)
    assert is_kept(chronicle, report, "extract.fake/1")
    assert [kept.claim for kept in find_claims(chronicle, Filter())] == [old]


def test_a_changed_page_supersedes_and_can_come_back(
    chronicle: Chronicle, stand_ins: SimpleNamespace
) -> None:
    keep(chronicle, stand_ins)
    changed = TEXT.replace("Ales Zorny", "Vera Luzhan")
    keep(chronicle, stand_ins, changed)
    assert load_report(chronicle, "day-1.txt").text == changed
    assert [kept.claim.recipients[0].name for kept in find_claims(chronicle, Filter())] == ["Vera Luzhan"]
    keep(chronicle, stand_ins)
    assert load_report(chronicle, "day-1.txt").text == TEXT
    assert len(find_reports(chronicle)) == 1
    assert [kept.claim.recipients[0].name for kept in find_claims(chronicle, Filter())] == ["Ales Zorny"]


def test_what_the_user_said_of_a_page_is_remembered(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    given = Given(date(2021, 9, 3), "https://lantern.example/1", None)
    capture = stand_ins.make_capture(TEXT, given=given)
    keep_report(chronicle, capture, stand_ins.read_page(capture), "s", ())
    assert recall_given(chronicle, stand_ins.make_capture(TEXT)).given == given
    newer = recall_given(chronicle, stand_ins.make_capture(TEXT, given=Given(date(2021, 9, 4))))
    assert newer.given == Given(date(2021, 9, 4), "https://lantern.example/1", None)
    assert recall_given(chronicle, stand_ins.make_capture("Another page")).given == Given()


def test_two_claims_of_one_key_are_refused_whole(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    capture = stand_ins.make_capture(TEXT)
    report = stand_ins.read_page(capture)
    (claim,) = stand_ins.extract_claims(report, None)
    with pytest.raises(ValueError, match="same key"):
        keep_report(chronicle, capture, report, "s", [claim, replace(claim, id="other")])
    assert find_reports(chronicle) == []


def test_an_interrupt_in_the_middle_leaves_no_half(
    chronicle: Chronicle, stand_ins: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("letapis.store.keep._make_current", interrupt)
        with pytest.raises(KeyboardInterrupt):
            keep(chronicle, stand_ins)
    assert set(count_rows(chronicle).values()) == {0}
    keep(chronicle, stand_ins)
    assert len(list(find_claims(chronicle, Filter()))) == 1


def test_issues_are_kept_once_and_settled_by_success(
    chronicle: Chronicle, stand_ins: SimpleNamespace
) -> None:
    issue = Issue("day-1.txt", "missing", "there is no such file")
    keep_issue(chronicle, issue)
    keep_issue(chronicle, issue)
    assert find_issues(chronicle) == [issue]
    keep(chronicle, stand_ins)
    assert find_issues(chronicle) == []
    keep_issue(chronicle, issue)
    assert find_issues(chronicle) == [issue]
