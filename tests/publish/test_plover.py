"""Claims as PLOVER events: who, whom, where, how many, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letapis.model import Claim, Evidence, Mention, Quantity, Quote, When
from letapis.publish import Edition, plover_records

TEXT = "Veldania's army shelled Orland on Tuesday."
SENTENCE = Evidence(Quote("shelled", 16, 23), TEXT, 0, 42, "body")
CLAIM = Claim(
    report="one.txt",
    key="a1",
    id="b1",
    kind="bombard",
    plover=(("ASSAULT", "heavy-weapons"),),
    status="asserted",
    modality="actual",
    polarity="affirmed",
    actors=(Mention("Veldania's army", 0, 15, None, "organisation", country="VEL", sector="MIL"),),
    recipients=(Mention("Orland", 24, 30, "Orland", "place", country="ORL"),),
    sources=(),
    evidence=SENTENCE,
    score=0.9,
    stage="test/1",
    rule="bombard: ACTOR shell RECIPIENT",
    date=When(date(2021, 8, 31), date(2021, 8, 31), "day", "on Tuesday", 31, 41),
)
EDITION = Edition(date(2021, 9, 3), "https://lantern.example/1", "en")


def test_an_event() -> None:
    (event,) = plover_records([CLAIM], EDITION, {"bombard": ("military",)})
    assert {name: event[name] for name in ("id", "date", "event", "mode", "context", "eventText")} == {
        "id": "a1-ASSAULT",
        "date": "2021-08-31",
        "event": "ASSAULT",
        "mode": "heavy-weapons",
        "context": ["military"],
        "eventText": "shelled",
    }
    assert event["source"] == [{"actorText": "Veldania's army", "code": "VEL", "sector": "MIL"}]
    assert event["target"] == [{"actorText": "Orland", "name": "Orland", "code": "ORL"}]
    assert (event["text"], event["letapis"]["report"], event["letapis"]["url"]) == (
        TEXT,
        "one.txt",
        "https://lantern.example/1",
    )


def test_nothing_is_written_that_is_not_known() -> None:
    bare = replace(CLAIM, recipients=(), date=None, plover=(("ASSAULT", None),))
    (event,) = plover_records([bare], Edition(), {})
    assert not {"date", "mode", "context", "target", "eventLoc", "language", "dead"} & set(event)


def test_a_claim_without_a_date_has_that_of_its_report() -> None:
    (event,) = plover_records([replace(CLAIM, date=None)], EDITION, {})
    assert event["date"] == "2021-09-03"


def test_two_types_are_two_events_and_none_is_none() -> None:
    both = replace(CLAIM, plover=(("SANCTION", "convict"), ("COERCE", "arrest")))
    none = replace(CLAIM, key="a2", plover=())
    assert [event["id"] for event in plover_records([both, none], EDITION, {})] == [
        "a1-SANCTION",
        "a1-COERCE",
    ]


def test_what_is_demanded_is_one_event_with_its_demand() -> None:
    asked = replace(CLAIM, key="a2", kind="release", plover=(("REQUEST", "yield"),), modality="demanded")
    demand = replace(CLAIM, key="a3", kind="demand", plover=(("REQUEST", "change"),), about=("a2",))
    assert [event["id"] for event in plover_records([demand, asked], EDITION, {})] == ["a3-REQUEST"]
    assert [event["id"] for event in plover_records([asked], EDITION, {})] == ["a2-REQUEST"]


def test_counts_go_to_the_dead_and_to_the_size_of_a_protest() -> None:
    counted = Quantity(2000, None, "person", "count", "thousands", 0, 9)
    killed = replace(CLAIM, kind="kill", quantity=replace(counted, low=6, high=6))
    marched = replace(CLAIM, key="a2", kind="protest", plover=(("PROTEST", "demo"),), quantity=counted)
    first, second = plover_records([killed, marched], EDITION, {})
    assert (first["dead"], second["size"]) == (6, 2000)


def test_talks_between_several_have_all_of_them_on_both_sides() -> None:
    met = replace(
        CLAIM, actors=(*CLAIM.actors, *CLAIM.recipients), recipients=(), plover=(("CONSULT", None),)
    )
    (event,) = plover_records([met], EDITION, {})
    assert event["target"] == event["source"]
    assert len(event["source"]) == 2


def test_a_visit_to_nobody_is_to_the_country() -> None:
    place = Mention("Orland", 24, 30, "Orland", "place", country="ORL")
    visit = replace(CLAIM, kind="visit", plover=(("CONSULT", "visit"),), recipients=(), place=place)
    (event,) = plover_records([visit], EDITION, {})
    assert event["target"] == [{"actorText": "Orland", "name": "Orland", "code": "ORL"}]
