"""Find reports, claims and people in a chronicle."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Claim, Report
from letapis.model.days import to_day
from letapis.model.record import claim_from_record, report_from_record
from letapis.store import schema
from letapis.store.connect import Chronicle
from letapis.store.judge import find_judgements, judge_state
from letapis.store.search import contains, has_words
from letapis.store.values import JUDGED, Filter, KeptClaim, Person, ReportEntry

BATCH = 400
"""Claims fetched at a time; SQLite allows some hundreds of values in one question."""


def find_reports(chronicle: Chronicle, words: str | None = None) -> list[ReportEntry]:
    """Reports in the order of their publication; with `words`, those that contain all of them."""
    reports, claims = schema.reports, schema.claims
    current = sa.and_(claims.c.report_pk == reports.c.pk, claims.c.superseded.is_(None))
    asked = (
        sa.select(reports, sa.func.count(claims.c.pk).label("claims"))
        .outerjoin(claims, current)
        .where(reports.c.superseded.is_(None))
        .group_by(reports.c.pk)
        .order_by(sa.func.coalesce(reports.c.published, ""), reports.c.id)
    )
    with chronicle.reading() as connection:
        if words:
            asked = asked.where(has_words(connection, reports, ("title", "text"), words))
        return [_entry(row) for row in connection.execute(asked).mappings()]


def load_report(chronicle: Chronicle, report_id: str) -> Report:
    """The current version of a report, whole. Raises `UsageError` where there is none of that id."""
    table = schema.reports
    asked = sa.select(table.c.record, table.c.text)
    asked = asked.where(table.c.id == report_id, table.c.superseded.is_(None))
    with chronicle.reading() as connection:
        row = connection.execute(asked).first()
    if row is None:
        raise UsageError(f"There is no report {report_id!r} in {chronicle.path}.")
    return report_from_record({**json.loads(row.record), "text": row.text})


def find_claims(chronicle: Chronicle, which: Filter) -> Iterator[KeptClaim]:
    """Claims that pass the filter, by report and then in the order of its text."""
    if which.judged is not None and which.judged not in JUDGED:
        raise UsageError(f"`judged` is one of {', '.join(JUDGED)}, not {which.judged!r}.")
    with chronicle.reading() as connection:
        pks = [row.pk for row in connection.execute(_ask_claims(connection, which))]
    for start in range(0, len(pks), BATCH):
        for kept in _load_claims(chronicle, pks[start : start + BATCH]):
            if which.judged in (None, kept.judged):
                yield kept


def find_claims_named(chronicle: Chronicle, name: str) -> list[KeptClaim]:
    """Claims whose key or id begins with `name`: current ones, or superseded ones where none is current."""
    claims = schema.claims
    begins = sa.or_(*(sa.func.substr(column, 1, len(name)) == name for column in (claims.c.key, claims.c.id)))
    asked = sa.select(claims.c.pk, claims.c.superseded).where(begins).order_by(claims.c.pk).limit(BATCH)
    with chronicle.reading() as connection:
        rows = connection.execute(asked).all() if name else []
    current = [row.pk for row in rows if row.superseded is None]
    return _load_claims(chronicle, current or [row.pk for row in rows])


def find_people(chronicle: Chronicle, name: str | None = None) -> list[Person]:
    """The persons whom current claims name, those in most claims first."""
    claims, mentions, reports = schema.claims, schema.mentions, schema.reports
    happened = sa.and_(schema.dates.c.claim_pk == claims.c.pk, schema.dates.c.part == "happened")
    day = sa.func.coalesce(schema.dates.c.first, schema.dates.c.last, reports.c.published)
    asked = (
        sa.select(
            mentions.c.name, mentions.c.part, claims.c.pk, claims.c.kind, reports.c.id, day.label("day")
        )
        .join(claims, mentions.c.claim_pk == claims.c.pk)
        .join(reports, claims.c.report_pk == reports.c.pk)
        .outerjoin(schema.dates, happened)
        .where(mentions.c.type == "person", mentions.c.name.is_not(None), claims.c.superseded.is_(None))
    )
    if name:
        asked = asked.where(contains(mentions.c.folded, name))
    rows: dict[str, list[Any]] = defaultdict(list)
    with chronicle.reading() as connection:
        for row in connection.execute(asked):
            rows[row.name].append(row)
    people = [_person(found, of_name) for found, of_name in rows.items()]
    return sorted(people, key=lambda person: (-person.claims, person.name))


def find_issues(chronicle: Chronicle) -> list[Issue]:
    """What is wrong with inputs and has not been settled since."""
    table = schema.issues
    asked = sa.select(table).where(table.c.settled.is_(None)).order_by(table.c.source, table.c.pk)
    with chronicle.reading() as connection:
        rows = connection.execute(asked).mappings().all()
    return [Issue(row["source"], row["code"], row["message"], row["fatal"]) for row in rows]


def _ask_claims(connection: sa.Connection, which: Filter) -> sa.Select[tuple[int]]:
    claims, reports = schema.claims, schema.reports
    asked = sa.select(claims.c.pk).join(reports)
    if not which.superseded:
        asked = asked.where(claims.c.superseded.is_(None))
    for column, wanted in ((claims.c.kind, which.kind), (claims.c.status, which.status)):
        if wanted:
            asked = asked.where(column.in_([wanted] if isinstance(wanted, str) else wanted))
    if which.report:
        asked = asked.where(reports.c.id == which.report)
    if which.min_score is not None:
        asked = asked.where(claims.c.score >= which.min_score)
    if which.words:
        asked = asked.where(has_words(connection, claims, ("quote",), which.words))
    mention = schema.mentions.c
    for words, kind_of_mention in (
        (which.person, mention.type == "person"),
        (which.source, mention.part == "source"),
        (which.place, mention.part == "place"),
    ):
        if words:
            tied = mention.claim_pk == claims.c.pk
            asked = asked.where(sa.exists().where(tied, kind_of_mention, contains(mention.folded, words)))
    asked = _ask_days(asked, which)
    return asked.order_by(
        sa.func.coalesce(reports.c.published, ""), reports.c.id, claims.c.start, claims.c.pk
    )


def _ask_days(asked: sa.Select[tuple[int]], which: Filter) -> sa.Select[tuple[int]]:
    """Keep claims whose days overlap those asked for; an open end reaches any day."""
    if which.since is None and which.until is None:
        return asked
    dates, reports = schema.dates.c, schema.reports
    happened = sa.and_(dates.claim_pk == schema.claims.c.pk, dates.part == "happened")
    asked = asked.outerjoin(schema.dates, happened)
    undated = dates.pk.is_(None)
    if which.since:
        late = sa.or_(dates.last.is_(None) & dates.first.is_not(None), dates.last >= which.since.isoformat())
        asked = asked.where(
            sa.or_(
                sa.and_(undated, reports.c.published >= which.since.isoformat()),
                sa.and_(sa.not_(undated), late),
            )
        )
    if which.until:
        early = sa.or_(
            dates.first.is_(None) & dates.last.is_not(None), dates.first <= which.until.isoformat()
        )
        asked = asked.where(
            sa.or_(
                sa.and_(undated, reports.c.published <= which.until.isoformat()),
                sa.and_(sa.not_(undated), early),
            )
        )
    return asked


def _load_claims(chronicle: Chronicle, pks: Sequence[int]) -> list[KeptClaim]:
    """The claims of these rows, in their order, with their judgements."""
    claims, reports = schema.claims, schema.reports
    columns = (claims.c.pk, claims.c.key, claims.c.content, claims.c.record, claims.c.superseded)
    asked = sa.select(*columns, reports.c.title, reports.c.published, reports.c.url, reports.c.id)
    asked = asked.select_from(claims.join(reports)).where(claims.c.pk.in_(pks))
    with chronicle.reading() as connection:
        rows = {row.pk: row for row in connection.execute(asked)}
        judgements = find_judgements(connection, {(row.id, row.key) for row in rows.values()})
    kept = []
    for row in (rows[pk] for pk in pks if pk in rows):
        judged = judgements.get((row.id, row.key), ())
        kept.append(
            KeptClaim(
                claim=load_claim(row.record),
                title=row.title,
                published=to_day(row.published),
                url=row.url,
                judged=judge_state(row.content, judged),
                judgements=tuple(judgement for _, judgement in judged),
                superseded=row.superseded is not None,
            )
        )
    return kept


def load_claim(record: str) -> Claim:
    """A claim from its stored record."""
    return claim_from_record(json.loads(record))


def _entry(row: Any) -> ReportEntry:
    parts = ("id", "title", "url", "language", "reader", "claims")
    published, added = to_day(row["published"]), datetime.fromisoformat(row["added"])
    return ReportEntry(**{part: row[part] for part in parts}, published=published, added=added)


def _person(name: str, rows: list[Any]) -> Person:
    days = sorted(row.day for row in rows if row.day)
    counted: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        counted[row.kind, row.part].add(row.pk)
    kinds = sorted(
        ((kind, part, len(pks)) for (kind, part), pks in counted.items()), key=lambda k: (-k[2], k)
    )
    return Person(
        name=name,
        claims=len({row.pk for row in rows}),
        reports=len({row.id for row in rows}),
        first=to_day(days[0]) if days else None,
        last=to_day(days[-1]) if days else None,
        kinds=tuple(kinds),
    )
