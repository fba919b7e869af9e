"""Judgements: bound to what was judged, superseded, never edited."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from letapis.errors import UsageError
from letapis.store import (
    Chronicle,
    Filter,
    Judgement,
    KeptClaim,
    find_claims,
    keep_judgement,
    keep_report,
)
from letapis.store.schema import judgements

TEXT = "Arrests\nPolice detained Ales Zorny in Orlec."
NOW = datetime(2021, 9, 5, 12, tzinfo=UTC)


def keep(chronicle: Chronicle, stand_ins: SimpleNamespace, **changes: Any) -> None:
    capture = stand_ins.make_capture(TEXT)
    report = stand_ins.read_page(capture)
    stage = changes.setdefault("stage", "extract.fake/1")
    keep_report(chronicle, capture, report, stage, stand_ins.extract_claims(report, None, **changes))


@pytest.fixture(autouse=True)
def filled(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    keep(chronicle, stand_ins)


def only(chronicle: Chronicle) -> KeptClaim:
    (kept,) = find_claims(chronicle, Filter())
    return kept


def judge(chronicle: Chronicle, verdict: str, who: str = "first reader", **more: Any) -> str:
    """Judge the only claim, and give how it stands then."""
    key = only(chronicle).claim.key
    keep_judgement(chronicle, Judgement(key, verdict, who, NOW, "because", **more))
    return only(chronicle).judged


def test_verdicts_of_one_person_follow_each_other(chronicle: Chronicle) -> None:
    assert only(chronicle).judged == "none"
    assert judge(chronicle, "accept") == "accepted"
    assert judge(chronicle, "reject") == "rejected"
    assert judge(chronicle, "correct", field="place", value="Zornica") == "corrected"
    history = only(chronicle).judgements
    assert [(each.verdict, each.superseded) for each in history] == [
        ("accept", True),
        ("reject", True),
        ("correct", False),
    ]


def test_corrections_of_two_fields_stand_together(chronicle: Chronicle) -> None:
    judge(chronicle, "correct", field="place", value="Zornica")
    judge(chronicle, "correct", field="status", value="alleged")
    judge(chronicle, "correct", field="place", value="Orlec")
    standing = [(each.field, each.value) for each in only(chronicle).judgements if not each.superseded]
    assert standing == [("status", "alleged"), ("place", "Orlec")]


def test_two_people_may_disagree(chronicle: Chronicle) -> None:
    assert judge(chronicle, "accept", "first reader") == "accepted"
    assert judge(chronicle, "reject", "second reader") == "disputed"
    assert judge(chronicle, "reject", "first reader") == "rejected"


def test_unchanged_content_carries_the_judgement_over(
    chronicle: Chronicle, stand_ins: SimpleNamespace
) -> None:
    judge(chronicle, "accept")
    keep(chronicle, stand_ins, stage="extract.fake/2", score=0.4)
    assert only(chronicle).claim.stage == "extract.fake/2"
    assert only(chronicle).judged == "accepted"


def test_changed_content_is_queued_again(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    judge(chronicle, "accept")
    keep(chronicle, stand_ins, stage="extract.fake/2", status="alleged")
    assert only(chronicle).judged == "again"
    assert [kept.claim.status for kept in find_claims(chronicle, Filter(judged="again"))] == ["alleged"]
    assert judge(chronicle, "accept") == "accepted"


def test_the_snapshot_is_what_was_judged(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    judge(chronicle, "accept")
    keep(chronicle, stand_ins, stage="extract.fake/2", status="alleged")
    with chronicle.reading() as connection:
        snapshot = connection.execute(sa.select(judgements.c.snapshot)).scalar_one()
    assert '"status": "asserted"' in snapshot


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "perhaps"},
        {"verdict": "correct"},
        {"verdict": "accept", "field": "place", "value": "Orlec"},
    ],
)
def test_a_judgement_must_make_sense(chronicle: Chronicle, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        judge(chronicle, **wrong)
    assert only(chronicle).judgements == ()


def test_an_unknown_claim_cannot_be_judged(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="no current claim"):
        keep_judgement(chronicle, Judgement("nothing", "accept", "reader", NOW, ""))
