"""Records lose nothing, and have the shape that others rely on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.issue import Issue
from letapis.model import (
    MENTION_TYPES,
    MODALITIES,
    MODES,
    POLARITIES,
    PRECISIONS,
    STATUSES,
    Block,
    Claim,
    Detail,
    Evidence,
    Link,
    Mention,
    Notice,
    Quantity,
    Quote,
    Report,
    Source,
    When,
)
from letapis.model.record import (
    SELDOM,
    claim_from_record,
    claim_to_record,
    report_from_record,
    report_to_record,
)

words = st.text(max_size=8)
places = st.integers(0, 10_000)
numbers = st.floats(allow_nan=False, allow_infinity=False)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
maybe = st.none() | words
spans = {"text": words, "start": places, "end": places}
quotes = st.builds(Quote, **spans)
mentions = st.builds(
    Mention,
    **spans,
    name=maybe,
    type=st.sampled_from(MENTION_TYPES),
    **dict.fromkeys((*SELDOM[:5], "country", "sector", "id"), maybe),
    lat=st.none() | numbers,
    lon=st.none() | numbers,
)
whens = st.builds(When, st.none() | days, st.none() | days, st.sampled_from(PRECISIONS), **spans)
claims = st.builds(
    Claim,
    **dict.fromkeys(("report", "key", "id", "kind", "stage", "rule"), words),
    plover=st.lists(st.tuples(words, maybe), max_size=2).map(tuple),
    status=st.sampled_from(STATUSES),
    modality=st.sampled_from(MODALITIES),
    polarity=st.sampled_from(POLARITIES),
    actors=st.lists(mentions, max_size=2).map(tuple),
    recipients=st.lists(mentions, max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, mentions, maybe, words, st.none() | whens), max_size=2).map(tuple),
    evidence=st.builds(Evidence, quotes, **spans, block=words),
    score=st.floats(0, 1),
    date=st.none() | whens,
    place=st.none() | mentions,
    quantity=st.none()
    | st.builds(
        Quantity,
        numbers,
        st.none() | numbers,
        words,
        st.sampled_from(MODES),
        **spans,
        low_open=st.booleans(),
        high_open=st.booleans(),
    ),
    details=st.dictionaries(words, st.builds(Detail, **spans, value=maybe | numbers), max_size=2).map(
        lambda found: tuple(found.items())
    ),
    condition=st.none() | quotes,
    about=st.lists(words, max_size=2).map(tuple),
    part_of=maybe,
    links=st.lists(st.builds(Link, words, words), max_size=2).map(tuple),
)
reports = st.builds(
    Report,
    **dict.fromkeys(("id", "text", "language", "digest", "reader", "published_how"), words),
    blocks=st.lists(st.builds(Block, words, places, places), max_size=2).map(tuple),
    **{part: st.none() | quotes for part in ("title", "dateline", "byline")},
    published=st.none() | days,
    url=maybe,
    wires=st.lists(quotes, max_size=2).map(tuple),
    notices=st.lists(
        st.builds(
            Notice,
            quotes,
            **{part: st.lists(words, max_size=2).map(tuple) for part in ("jurisdictions", "persons", "acts")},
            penalty=maybe,
            captured=st.none() | st.datetimes(timezones=st.just(UTC)),
        ),
        max_size=1,
    ).map(tuple),
    issues=st.lists(st.builds(Issue, words, words, words, st.booleans()), max_size=1).map(tuple),
)


@given(claims)
def test_claim_survives_json(claim: Claim) -> None:
    assert claim_from_record(json.loads(json.dumps(claim_to_record(claim)))) == claim


@given(reports)
def test_report_survives_json(report: Report) -> None:
    assert report_from_record(json.loads(json.dumps(report_to_record(report)))) == report


def make_claim() -> Claim:
    lantern = Mention("the Lantern rights centre", 30, 55, "Lantern", "organisation")
    return Claim(
        report="day-1",
        key="k",
        id="i",
        kind="detain",
        plover=(("COERCE", "arrest"),),
        status="asserted",
        modality="actual",
        polarity="affirmed",
        actors=(),
        recipients=(Mention("another 10 people", 0, 17, None, "group", country="VEL"),),
        sources=(Source(lantern, "said"),),
        evidence=Evidence(Quote("detained", 20, 28), "…", 0, 60, "body"),
        score=1.0,
        stage="s",
        rule="r",
        date=When(date(2021, 9, 3), None, "day", "on Friday", 57, 66),
        quantity=Quantity(10.0, None, "person", "increment", "another 10", 0, 10),
    )


def test_claim_has_the_public_shape() -> None:
    record = claim_to_record(make_claim())
    assert " ".join(record) == (
        "report key id kind plover status modality polarity about part_of links actors recipients sources "
        "date place quantity details evidence score stage rule signals"
    )
    assert record["recipients"] == [
        {
            "text": "another 10 people",
            "start": 0,
            "end": 17,
            "name": None,
            "type": "group",
            "country": "VEL",
            "sector": None,
        }
    ]
    assert record["sources"][0]["name"] == "Lantern"
    assert record["sources"][0]["verb"] == "said"
    assert record["date"]["first"] == "2021-09-03"
    assert record["date"]["last"] is None


def test_whole_numbers_are_written_without_a_point() -> None:
    written = json.dumps(claim_to_record(make_claim()))
    assert '"low": 10,' in written
    assert '"score": 1,' in written


def test_two_details_of_one_name_are_refused() -> None:
    twice = (("term", Detail("a", 0, 1)), ("term", Detail("b", 2, 3)))
    claim = claim_from_record(claim_to_record(make_claim()))
    with pytest.raises(ValueError, match="two details"):
        claim_to_record(type(claim)(**{**{n: getattr(claim, n) for n in claim.__slots__}, "details": twice}))


def test_notice_keeps_when_it_was_captured() -> None:
    notice = Notice(Quote("a", 0, 1), captured=datetime(2021, 9, 3, 12, tzinfo=UTC))
    report = Report("r", "a", (), "en", "d", "s", notices=(notice,))
    assert report_from_record(report_to_record(report)).notices[0].captured == notice.captured
