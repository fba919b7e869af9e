"""Claims and reports as JSON records, and back, with nothing lost.

The shape is public: it changes only with a line in the changelog. An optional part of a mention (`role`,
`org`, `relation`, `id`, `lat` …) and a claim's `condition` are left out where there is none; everything
else is always there. Numbers without a fraction are written as integers, dates as ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from letapis.issue import Issue
from letapis.model.claim import Claim, Detail, Evidence, Link, Mention, Quantity, Source, When
from letapis.model.days import to_day
from letapis.model.report import Block, Notice, Quote, Report

Record = dict[str, Any]

SELDOM = ("role", "org", "as_described", "relation", "member_of", "id", "lat", "lon")
"""Parts of a mention that are written only where they are known."""


def claim_to_record(claim: Claim) -> Record:
    """The claim as the JSON object that `letapis extract` writes.

    Raises `ValueError` where two details share a name: a record could keep only one of them.
    """
    details = {name: _from_detail(detail) for name, detail in claim.details}
    if len(details) < len(claim.details):
        raise ValueError(f"claim {claim.key} has two details of one name")
    record: Record = {
        "report": claim.report,
        "key": claim.key,
        "id": claim.id,
        "kind": claim.kind,
        "plover": [{"type": type_, "mode": mode} for type_, mode in claim.plover],
        "status": claim.status,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "about": list(claim.about),
        "part_of": claim.part_of,
        "links": [{"relation": link.relation, "claim": link.claim} for link in claim.links],
        "actors": [mention_to_record(mention) for mention in claim.actors],
        "recipients": [mention_to_record(mention) for mention in claim.recipients],
        "sources": [_from_source(source) for source in claim.sources],
        "date": claim.date and _from_when(claim.date),
        "place": claim.place and mention_to_record(claim.place),
        "quantity": claim.quantity and _from_quantity(claim.quantity),
        "details": details,
        "evidence": _from_evidence(claim.evidence),
        "score": _plain(claim.score),
        "stage": claim.stage,
        "rule": claim.rule,
        "signals": {name: _plain(value) for name, value in claim.signals},
    }
    if claim.condition:
        record["condition"] = _from_quote(claim.condition)
    return record


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_record` wrote."""
    return Claim(
        report=record["report"],
        key=record["key"],
        id=record["id"],
        kind=record["kind"],
        plover=tuple((entry["type"], entry["mode"]) for entry in record["plover"]),
        status=record["status"],
        modality=record["modality"],
        polarity=record["polarity"],
        actors=tuple(mention_from_record(mention) for mention in record["actors"]),
        recipients=tuple(mention_from_record(mention) for mention in record["recipients"]),
        sources=tuple(_to_source(source) for source in record["sources"]),
        evidence=_to_evidence(record["evidence"]),
        score=float(record["score"]),
        stage=record["stage"],
        rule=record["rule"],
        date=_to_when(record["date"]),
        place=mention_from_record(record["place"]) if record["place"] else None,
        quantity=_to_quantity(record["quantity"]),
        details=tuple((name, _to_detail(detail)) for name, detail in record["details"].items()),
        condition=_to_quote(record.get("condition")),
        about=tuple(record["about"]),
        part_of=record["part_of"],
        links=tuple(Link(link["relation"], link["claim"]) for link in record["links"]),
        signals=tuple((name, float(value)) for name, value in record.get("signals", {}).items()),
    )


def report_to_record(report: Report) -> Record:
    """The report as a JSON object: its text and everything that is known of it."""
    return {
        "id": report.id,
        "title": report.title and _from_quote(report.title),
        "published": _from_day(report.published),
        "published_how": report.published_how,
        "dateline": report.dateline and _from_quote(report.dateline),
        "byline": report.byline and _from_quote(report.byline),
        "url": report.url,
        "language": report.language,
        "digest": report.digest,
        "reader": report.reader,
        "blocks": [{"kind": block.kind, "start": block.start, "end": block.end} for block in report.blocks],
        "wires": [_from_quote(wire) for wire in report.wires],
        "notices": [_from_notice(notice) for notice in report.notices],
        "issues": [_from_issue(issue) for issue in report.issues],
        "text": report.text,
    }


def report_from_record(record: Mapping[str, Any]) -> Report:
    """The report that `report_to_record` wrote."""
    return Report(
        id=record["id"],
        text=record["text"],
        blocks=tuple(Block(block["kind"], block["start"], block["end"]) for block in record["blocks"]),
        language=record["language"],
        digest=record["digest"],
        reader=record["reader"],
        title=_to_quote(record["title"]),
        dateline=_to_quote(record["dateline"]),
        byline=_to_quote(record["byline"]),
        published=to_day(record["published"]),
        published_how=record["published_how"],
        url=record["url"],
        wires=tuple(Quote(wire["text"], wire["start"], wire["end"]) for wire in record["wires"]),
        notices=tuple(_to_notice(notice) for notice in record["notices"]),
        issues=tuple(Issue(**issue) for issue in record["issues"]),
    )


def mention_to_record(mention: Mention) -> Record:
    """The mention as a JSON object; what is seldom known is left out where it is not.

    >>> mention_to_record(Mention("the judge", 4, 13, None, "person", role="judge"))
    {'text': 'the judge', 'start': 4, 'end': 13, 'name': None, 'type': 'person', 'role': 'judge',
     'country': None, 'sector': None}
    """
    record = {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
        "type": mention.type,
        "role": mention.role,
        "org": mention.org,
        "as_described": mention.as_described,
        "relation": mention.relation,
        "member_of": mention.member_of,
        "country": mention.country,
        "sector": mention.sector,
        "id": mention.id,
        "lat": _plain(mention.lat),
        "lon": _plain(mention.lon),
    }
    return {part: value for part, value in record.items() if value is not None or part not in SELDOM}


def mention_from_record(record: Mapping[str, Any]) -> Mention:
    """The mention that `mention_to_record` wrote."""
    return Mention(
        text=record["text"],
        start=record["start"],
        end=record["end"],
        name=record["name"],
        type=record["type"],
        country=record["country"],
        sector=record["sector"],
        **{part: record.get(part) for part in SELDOM},
    )


def _from_source(source: Source) -> Record:
    said = source.said and _from_when(source.said)
    return {**mention_to_record(source.mention), "verb": source.verb, "stance": source.stance, "said": said}


def _to_source(record: Mapping[str, Any]) -> Source:
    return Source(mention_from_record(record), record["verb"], record["stance"], _to_when(record["said"]))


def _from_when(when: When) -> Record:
    return {
        "first": _from_day(when.first),
        "last": _from_day(when.last),
        "precision": when.precision,
        "text": when.text,
        "start": when.start,
        "end": when.end,
    }


def _to_when(record: Mapping[str, Any] | None) -> When | None:
    if record is None:
        return None
    first, last = to_day(record["first"]), to_day(record["last"])
    return When(first, last, record["precision"], record["text"], record["start"], record["end"])


def _from_quantity(quantity: Quantity) -> Record:
    return {
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "unit": quantity.unit,
        "mode": quantity.mode,
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
    }


def _to_quantity(record: Mapping[str, Any] | None) -> Quantity | None:
    return Quantity(**record) if record else None


def _from_detail(detail: Detail) -> Record:
    value = detail.value if isinstance(detail.value, str) else _plain(detail.value)
    return {"text": detail.text, "start": detail.start, "end": detail.end, "value": value}


def _to_detail(record: Mapping[str, Any]) -> Detail:
    return Detail(record["text"], record["start"], record["end"], record["value"])


def _from_evidence(evidence: Evidence) -> Record:
    return {
        "trigger": _from_quote(evidence.trigger),
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
        "block": evidence.block,
    }


def _to_evidence(record: Mapping[str, Any]) -> Evidence:
    trigger = Quote(**record["trigger"])
    return Evidence(trigger, record["text"], record["start"], record["end"], record["block"])


def _from_notice(notice: Notice) -> Record:
    return {
        **_from_quote(notice.quote),
        "jurisdictions": list(notice.jurisdictions),
        "persons": list(notice.persons),
        "acts": list(notice.acts),
        "penalty": notice.penalty,
        "captured": notice.captured and notice.captured.isoformat(),
    }


def _to_notice(record: Mapping[str, Any]) -> Notice:
    return Notice(
        Quote(record["text"], record["start"], record["end"]),
        tuple(record["jurisdictions"]),
        tuple(record["persons"]),
        tuple(record["acts"]),
        record["penalty"],
        datetime.fromisoformat(record["captured"]) if record["captured"] else None,
    )


def _from_issue(issue: Issue) -> Record:
    return {"source": issue.source, "code": issue.code, "message": issue.message, "fatal": issue.fatal}


def _from_quote(quote: Quote) -> Record:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _to_quote(record: Mapping[str, Any] | None) -> Quote | None:
    return Quote(record["text"], record["start"], record["end"]) if record else None


def _from_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(number: float | None) -> float | None:
    """A number without a fraction as an integer, so that ten people are `10` and not `10.0`."""
    return int(number) if number is not None and number == int(number) else number
