"""Finding claims, reports and people."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from letapis.errors import UsageError
from letapis.model import Given
from letapis.store import (
    Chronicle,
    Filter,
    find_claims,
    find_claims_named,
    find_people,
    find_reports,
    keep_report,
    load_report,
)

PAGES = {
    "day-1.txt": (
        "Arrests in Orlec\nPolice detained Ales Zorny in Orlec on 2021-08-30, Lantern said. "
        "Court fined Vera Luzhan in Zornica on 2021-09-02.",
        date(2021, 9, 3),
    ),
    "day-2.txt": (
        "Fines, 100% legal\nCourt fined Ales Zorny. Militia detained Łukasz Świt, Vestnik said.",
        None,
    ),
}


@pytest.fixture(autouse=True)
def filled(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    for name, (text, published) in PAGES.items():
        capture = stand_ins.make_capture(text, name, Given(published))
        report = stand_ins.read_page(capture)
        keep_report(chronicle, capture, report, "s", stand_ins.extract_claims(report, None))


@pytest.mark.parametrize(
    ("wanted", "whom"),
    [
        ({}, ["Ales Zorny", "Łukasz Świt", "Ales Zorny", "Vera Luzhan"]),
        ({"kind": "fine"}, ["Ales Zorny", "Vera Luzhan"]),
        ({"kind": ["fine", "detain"], "report": "day-1.txt"}, ["Ales Zorny", "Vera Luzhan"]),
        ({"status": "alleged"}, []),
        ({"person": "zorny"}, ["Ales Zorny", "Ales Zorny"]),
        ({"person": "łUKASZ"}, ["Łukasz Świt"]),
        ({"person": "police"}, []),
        ({"person": "%"}, []),
        ({"source": "lantern"}, ["Ales Zorny"]),
        ({"source": "zorny"}, []),
        ({"place": "zornica"}, ["Vera Luzhan"]),
        ({"words": "detained"}, ["Łukasz Świt", "Ales Zorny"]),
        ({"words": "milit* detained"}, ["Łukasz Świt"]),
        ({"words": "łukasz swit"}, ["Łukasz Świt"]),
        ({"words": '"'}, []),
        ({"since": date(2021, 9, 1)}, ["Vera Luzhan"]),
        ({"until": date(2021, 9, 1)}, ["Ales Zorny"]),
        ({"since": date(2021, 8, 30), "until": date(2021, 8, 30)}, ["Ales Zorny"]),
        ({"min_score": 0.95}, []),
        ({"min_score": 0.9, "kind": "detain"}, ["Łukasz Świt", "Ales Zorny"]),
        ({"judged": "none", "kind": "fine"}, ["Ales Zorny", "Vera Luzhan"]),
        ({"judged": "again"}, []),
    ],
)
def test_filter(chronicle: Chronicle, wanted: dict[str, Any], whom: list[str]) -> None:
    found = find_claims(chronicle, Filter(**wanted))
    assert [kept.claim.recipients[0].name for kept in found] == whom


def test_undated_claims_go_by_their_report(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    capture = stand_ins.make_capture(
        "News\nPolice detained Piotr Kova.", "day-3.txt", Given(date(2021, 10, 1))
    )
    report = stand_ins.read_page(capture)
    keep_report(chronicle, capture, report, "s", stand_ins.extract_claims(report, None))
    found = find_claims(chronicle, Filter(since=date(2021, 10, 1)))
    assert [kept.claim.recipients[0].name for kept in found] == ["Piotr Kova"]


def test_an_unknown_word_for_judged_is_refused(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="accepted"):
        list(find_claims(chronicle, Filter(judged="yes")))


def test_reports_by_words_and_in_order(chronicle: Chronicle) -> None:
    assert [(entry.id, entry.claims) for entry in find_reports(chronicle)] == [
        ("day-2.txt", 2),
        ("day-1.txt", 2),
    ]
    assert [entry.id for entry in find_reports(chronicle, "arrests orlec")] == ["day-1.txt"]
    assert find_reports(chronicle, "arrests vestnik") == []


def test_an_unknown_report(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="day-9"):
        load_report(chronicle, "day-9.txt")


def test_people_are_counted_by_name(chronicle: Chronicle) -> None:
    people = {person.name: person for person in find_people(chronicle)}
    zorny = people["Ales Zorny"]
    assert (zorny.claims, zorny.reports) == (2, 2)
    assert (zorny.first, zorny.last) == (date(2021, 8, 30), date(2021, 8, 30))
    assert zorny.kinds == (("detain", "recipient", 1), ("fine", "recipient", 1))
    assert [person.name for person in find_people(chronicle, "vera")] == ["Vera Luzhan"]
    assert "Lantern" not in people


def test_claims_by_the_beginning_of_key_or_id(chronicle: Chronicle) -> None:
    (first, *_) = find_claims(chronicle, Filter())
    assert [kept.claim for kept in find_claims_named(chronicle, first.claim.key[:10])] == [first.claim]
    assert [kept.claim for kept in find_claims_named(chronicle, first.claim.id[:10])] == [first.claim]
    assert find_claims_named(chronicle, "") == []
    assert find_claims_named(chronicle, "%") == []
