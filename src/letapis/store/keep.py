"""Keep a report and its claims: one report's work is one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from letapis.issue import Issue
from letapis.model import Capture, Claim, Given, Mention, Report, When
from letapis.model.record import claim_to_record, report_to_record
from letapis.store import schema
from letapis.store.connect import Chronicle


def recall_given(chronicle: Chronicle, capture: Capture) -> Capture:
    """The capture with what the user said of it in an earlier run, unless it is now said otherwise."""
    table = schema.captures
    asked = sa.select(table).where(table.c.source == capture.id, table.c.digest == capture.digest)
    with chronicle.reading() as connection:
        row = connection.execute(asked).mappings().first()
    if row is None:
        return capture
    day = date.fromisoformat(row["given_published"]) if row["given_published"] else None
    now = capture.given
    given = Given(now.published or day, now.url or row["given_url"], now.language or row["given_language"])
    return replace(capture, given=given)


def is_kept(chronicle: Chronicle, report: Report, stage: str) -> bool:
    """Whether this very report is the current one of its id, and `stage` the one whose claims hold."""
    reports, runs = schema.reports, schema.stage_runs
    asked = (
        sa.select(runs.c.pk)
        .join(reports)
        .where(reports.c.id == report.id, reports.c.fingerprint == fingerprint_report(report))
        .where(reports.c.superseded.is_(None), runs.c.stage == stage, runs.c.superseded.is_(None))
    )
    with chronicle.reading() as connection:
        return connection.execute(asked).first() is not None


def keep_report(
    chronicle: Chronicle, capture: Capture, report: Report, stage: str, claims: Iterable[Claim]
) -> None:
    """Keep a report, the claims that `stage` found in it, and the fact that it was run.

    Older versions of the report, and what earlier stages found in it, stay and are marked as superseded.
    What is already there is left as it is. Raises `ValueError` where two claims have one key.
    """
    found = tuple(claims)
    if len({claim.key for claim in found}) < len(found):
        raise ValueError("two claims of one report have the same key")
    now = _now()
    with chronicle.writing() as connection:
        capture_pk = _keep_capture(connection, capture)
        report_pk = _keep_text(connection, capture_pk, report, now)
        run_pk = _find(connection, schema.stage_runs, report_pk=report_pk, stage=stage)
        if run_pk is None:
            run_pk = _insert(
                connection, schema.stage_runs, report_pk=report_pk, stage=stage, ran=now, claims=len(found)
            )
            _keep_claims(connection, report_pk, run_pk, found)
        _make_current(connection, report.id, report_pk, run_pk, now)
        _settle_issues(connection, report.id, now)
        for issue in report.issues:
            _keep_issue(connection, issue, now)


def keep_issue(chronicle: Chronicle, issue: Issue) -> None:
    """Keep what is wrong with an input; the same thing twice is kept once."""
    with chronicle.writing() as connection:
        _keep_issue(connection, issue, _now())


def fingerprint_report(report: Report) -> str:
    """A digest of everything that a reader made of a page; another reader, date or text gives another.

    The time at which notices were captured is left out: a second look at the same page changes nothing.
    """
    notices = tuple(replace(notice, captured=None) for notice in report.notices)
    return _digest(report_to_record(replace(report, notices=notices)))


def fingerprint_claim(claim: Claim) -> str:
    """A digest of what a claim says and rests on, whichever stage found it and however sure it is."""
    record = claim_to_record(claim)
    how = ("id", "score", "stage", "rule", "signals")
    return _digest({part: record[part] for part in record if part not in how})


def _digest(record: dict[str, Any]) -> str:
    written = json.dumps(record, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _keep_capture(connection: sa.Connection, capture: Capture) -> int:
    table = schema.captures
    given = {
        "given_published": capture.given.published and capture.given.published.isoformat(),
        "given_url": capture.given.url,
        "given_language": capture.given.language,
    }
    pk = _find(connection, table, source=capture.id, digest=capture.digest)
    if pk is not None:
        connection.execute(table.update().where(table.c.pk == pk).values(given))
        return pk
    captured = capture.captured.isoformat()
    size = len(capture.data)
    values = {"source": capture.id, "digest": capture.digest, "media": capture.media, "size": size}
    return _insert(connection, table, **values, captured=captured, **given)


def _keep_text(connection: sa.Connection, capture_pk: int, report: Report, now: str) -> int:
    fingerprint = fingerprint_report(report)
    pk = _find(connection, schema.reports, id=report.id, fingerprint=fingerprint)
    if pk is not None:
        return pk
    record = report_to_record(report)
    pk = _insert(
        connection,
        schema.reports,
        capture_pk=capture_pk,
        fingerprint=fingerprint,
        title=report.title and report.title.text,
        text=record.pop("text"),
        record=_write(record),
        added=now,
        **{part: record[part] for part in ("id", "reader", "language", "published", "url")},
    )
    _insert_all(connection, schema.blocks, [{"report_pk": pk, **block} for block in record["blocks"]])
    return pk


def _keep_claims(connection: sa.Connection, report_pk: int, run_pk: int, claims: Sequence[Claim]) -> None:
    """Write claims and what hangs on them, a table at a time: one by one takes ten times as long."""
    rows = [{"report_pk": report_pk, "stage_run_pk": run_pk, **_claim_row(claim)} for claim in claims]
    numbered = list(zip(_insert_numbered(connection, schema.claims, rows), claims, strict=True))
    parties = [
        _mention_row(pk, part, mention)
        for pk, claim in numbered
        for part, mentions in (
            ("actor", claim.actors),
            ("recipient", claim.recipients),
            ("place", (claim.place,) if claim.place else ()),
        )
        for mention in mentions
    ]
    _insert_all(connection, schema.mentions, parties)
    said = [(pk, near, source) for pk, claim in numbered for near, source in enumerate(claim.sources)]
    speakers = [_mention_row(pk, "source", source.mention) for pk, _, source in said]
    speaker_pks = _insert_numbered(connection, schema.mentions, speakers)
    sources = [
        {
            "claim_pk": pk,
            "mention_pk": speaker,
            "nearness": near,
            "verb": source.verb,
            "stance": source.stance,
        }
        for speaker, (pk, near, source) in zip(speaker_pks, said, strict=True)
    ]
    _insert_all(connection, schema.sources, sources)
    days = [_date_row(pk, "happened", claim.date) for pk, claim in numbered if claim.date]
    days += [_date_row(pk, "said", source.said) for pk, _, source in said if source.said]
    _insert_all(connection, schema.dates, days)


def _claim_row(claim: Claim) -> dict[str, Any]:
    quantity, evidence = claim.quantity, claim.evidence
    parts = ("key", "id", "kind", "status", "modality", "polarity", "score", "stage", "rule")
    return {
        **{part: getattr(claim, part) for part in parts},
        "content": fingerprint_claim(claim),
        "block": evidence.block,
        "trigger": evidence.trigger.text,
        "quote": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
        **{part: quantity and getattr(quantity, part) for part in ("low", "high", "unit", "mode")},
        "record": _write(claim_to_record(claim)),
    }


def _mention_row(claim_pk: int, part: str, mention: Mention) -> dict[str, Any]:
    parts = ("type", "name", "text", "start", "end", "role", "country", "sector")
    return {
        "claim_pk": claim_pk,
        "part": part,
        "folded": f"{mention.name or ''}\n{mention.text}".casefold(),
        "place_id": mention.id,
        **{name: getattr(mention, name) for name in parts},
    }


def _date_row(claim_pk: int, part: str, when: When) -> dict[str, Any]:
    return {
        "claim_pk": claim_pk,
        "part": part,
        "first": when.first and when.first.isoformat(),
        "last": when.last and when.last.isoformat(),
        **{name: getattr(when, name) for name in ("precision", "text", "start", "end")},
    }


def _make_current(connection: sa.Connection, report_id: str, report_pk: int, run_pk: int, now: str) -> None:
    """Mark this version of the report, and this run's claims, as those that hold; others as superseded."""
    versions = sa.select(schema.reports.c.pk).where(schema.reports.c.id == report_id)
    for table, version, column, current in (
        (schema.reports, schema.reports.c.pk, schema.reports.c.pk, report_pk),
        (schema.stage_runs, schema.stage_runs.c.report_pk, schema.stage_runs.c.pk, run_pk),
        (schema.claims, schema.claims.c.report_pk, schema.claims.c.stage_run_pk, run_pk),
    ):
        older = version.in_(versions), column != current, table.c.superseded.is_(None)
        connection.execute(table.update().where(*older).values(superseded=now))
        connection.execute(table.update().where(column == current).values(superseded=None))


def settle_issues(chronicle: Chronicle, source: str) -> None:
    """Note that what was wrong with an input is so no longer."""
    with chronicle.writing() as connection:
        _settle_issues(connection, source, _now())


def _settle_issues(connection: sa.Connection, source: str, now: str) -> None:
    """That a page changed stays noted: claims that were made before rest on what it said then."""
    table = schema.issues
    open_ = table.c.source == source, table.c.settled.is_(None), table.c.code != "changed"
    connection.execute(table.update().where(*open_).values(settled=now))


def _keep_issue(connection: sa.Connection, issue: Issue, now: str) -> None:
    table = schema.issues
    pk = _find(connection, table, source=issue.source, code=issue.code, message=issue.message)
    if pk is None:
        values = {"source": issue.source, "code": issue.code, "message": issue.message}
        _insert(connection, table, **values, fatal=issue.fatal, found=now)
    else:
        connection.execute(table.update().where(table.c.pk == pk).values(settled=None))


def _find(connection: sa.Connection, table: sa.Table, **values: Any) -> int | None:
    asked = sa.select(table.c.pk).where(*(table.c[name] == value for name, value in values.items()))
    found: int | None = connection.execute(asked).scalar()
    return found


def _insert(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    return int(connection.execute(table.insert().values(values).returning(table.c.pk)).scalar_one())


def _insert_all(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows of one shape."""
    if rows:
        connection.execute(table.insert(), rows)


def _insert_numbered(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows of one shape, and give their keys in the same order."""
    if not rows:
        return []
    insert = table.insert().returning(table.c.pk, sort_by_parameter_order=True)
    return list(connection.execute(insert, rows).scalars())


def _write(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
