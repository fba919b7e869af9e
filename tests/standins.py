"""Small rooms that stand in for the real ones where a test is about what happens to their results.

A page is one sentence a line: `Police detained Ales Zorny in Orlec on 2021-09-03, Lantern said.`
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime

from letapis.capture import captures_from
from letapis.issue import Issue
from letapis.model import (
    Analysis,
    Block,
    Capture,
    Claim,
    Detail,
    Evidence,
    Given,
    Mention,
    Quantity,
    Quote,
    Report,
    Source,
    When,
)
from letapis.run import Rooms

SENTENCE = re.compile(
    r"(?P<actor>\w+) (?P<trigger>detained|fined) (?P<whom>\w+ \w+)"
    r"(?: in (?P<place>\w+))?(?: on (?P<day>\d{4}-\d\d-\d\d))?(?:, (?P<source>\w+) said)?\."
)
KINDS = {"detained": "detain", "fined": "fine"}


class StandInReader:
    """A reader that sees nothing but says what it is."""

    def __init__(self, stage: str = "read.fake/1") -> None:
        self.stage = stage

    def analyse(self, report: Report) -> Analysis:
        return Analysis(report.text, (), (), (), (), (), (), (), (), (), self.stage)


def make_capture(text: str, id: str = "day-1.txt", given: Given | None = None) -> Capture:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return Capture(id, data, "text/plain", digest, datetime(2021, 9, 4, tzinfo=UTC), given or Given())


def read_page(capture: Capture) -> Report | Issue:
    text = capture.data.decode()
    if text.startswith("UNREADABLE"):
        return Issue(capture.id, "format", "cannot be read; save it as text")
    first = text.splitlines()[0]
    return Report(
        id=capture.id,
        text=text,
        blocks=(Block("headline", 0, len(first)), Block("body", len(first) + 1, len(text))),
        language=capture.given.language or "en",
        digest=capture.digest,
        reader="read.text/fake",
        title=Quote(first, 0, len(first)),
        published=capture.given.published,
        published_how="given" if capture.given.published else "unknown",
        url=capture.given.url,
    )


def extract_claims(
    report: Report,
    _: Analysis,
    *,
    score: float = 0.9,
    stage: str = "extract.fake/1",
    status: str = "asserted",
) -> tuple[Claim, ...]:
    if "STUMBLE" in report.text:
        raise KeyError("a secret word of the page")
    return tuple(_claim(report, found, score, stage, status) for found in SENTENCE.finditer(report.text))


def make_rooms(stage: str = "extract.fake/1", **changes: object) -> Rooms:
    """The stand-ins joined; `score` and `status` change what the extractor finds, others replace a room."""
    found = {name: changes.pop(name) for name in ("score", "status") if name in changes}

    def extract(report: Report, analysis: Analysis) -> tuple[Claim, ...]:
        return extract_claims(report, analysis, stage=stage, **found)

    rooms = Rooms(captures_from, read_page, lambda language: StandInReader(), extract, stage)
    return replace(rooms, **changes)


def _claim(report: Report, found: re.Match[str], score: float, stage: str, status: str) -> Claim:
    start, end = found.span("trigger")
    kind = KINDS[found["trigger"]]
    key = hashlib.sha256(f"{report.id} {start} {kind}".encode()).hexdigest()[:16]
    whom = Mention(found["whom"], *found.span("whom"), found["whom"], "person", role="student", country="VEL")
    day = found["day"] and date.fromisoformat(found["day"])
    said = found["source"] and Source(
        Mention(found["source"], *found.span("source"), found["source"], "organisation"), "said"
    )
    return Claim(
        report=report.id,
        key=key,
        id=hashlib.sha256(f"{key} {stage} {status}".encode()).hexdigest()[:16],
        kind=kind,
        plover=(("COERCE", "arrest"),),
        status=status,
        modality="actual",
        polarity="affirmed",
        actors=(Mention(found["actor"], *found.span("actor"), None, "organisation"),),
        recipients=(whom,),
        sources=(said,) if said else (),
        evidence=Evidence(Quote(found["trigger"], start, end), found[0], *found.span(), "body"),
        score=score,
        stage=stage,
        rule=f"{kind}/verb",
        date=When(day, day, "day", found["day"], *found.span("day")) if day else None,
        place=found["place"] and Mention(found["place"], *found.span("place"), found["place"], "place"),
        quantity=Quantity(1, 1, "person", "count", found["whom"], *found.span("whom")),
        details=(("grounds", Detail(found["whom"], *found.span("whom"), "-1")),) if kind == "fine" else (),
    )
