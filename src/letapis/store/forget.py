"""Delete a report so that none of its words is left in the file."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from datetime import UTC, datetime

import sqlalchemy as sa

from letapis.errors import UsageError
from letapis.store import schema
from letapis.store.connect import Chronicle
from letapis.store.values import Deletion

log = logging.getLogger(__name__)


def delete_report(chronicle: Chronicle, report_id: str, *, who: str, why: str) -> Deletion:
    """Delete every version of a report with its claims and judgements; leave a line that says so.

    What is left has no content: digests of the id and of the page, how much was deleted, who, when and
    why. The freed space is overwritten and the file rewritten, so that the words cannot be dug out of it.
    Backups and copies made earlier are not touched. Raises `UsageError` where there is no such report.
    """
    captures, reports = schema.captures, schema.reports
    now = datetime.now(UTC)
    with chronicle.writing() as connection:
        pages = sa.select(captures.c.pk, captures.c.digest).join(reports).where(reports.c.id == report_id)
        digests = {row.pk: row.digest for row in connection.execute(pages.distinct())}
        if not digests:
            raise UsageError(f"There is no report {report_id!r} in {chronicle.path}.")
        counts = dict.fromkeys(("reports", "claims", "judgements"), 0)
        for capture_pk, digest in digests.items():
            counted = _count(connection, capture_pk)
            row = {"id_hash": hash_id(report_id), "digest": digest, "deleted": now.isoformat()}
            connection.execute(schema.deletions.insert().values(**row, who=who, why=why, **counted))
            connection.execute(captures.delete().where(captures.c.pk == capture_pk))
            counts = {name: counts[name] + counted[name] for name in counts}
        connection.execute(schema.issues.delete().where(schema.issues.c.source == report_id))
    purged = _purge(chronicle)
    return Deletion(tuple(digests.values()), who, now, why, **counts, purged=purged)


def find_deletion(chronicle: Chronicle, report_id: str, digest: str) -> Deletion | None:
    """The latest deletion of this report or of this very page, unless it was taken in again since."""
    table, captures = schema.deletions, schema.captures.c
    same = sa.or_(table.c.id_hash == hash_id(report_id), table.c.digest == digest)
    back = sa.exists().where(captures.source == report_id, captures.digest == digest)
    asked = sa.select(table).where(same, sa.not_(back)).order_by(table.c.pk.desc()).limit(1)
    with chronicle.reading() as connection:
        row = connection.execute(asked).first()
    return _deletion(row) if row else None


def find_deletions(chronicle: Chronicle) -> list[Deletion]:
    """All deletions, oldest first."""
    with chronicle.reading() as connection:
        rows = connection.execute(sa.select(schema.deletions).order_by(schema.deletions.c.pk)).all()
    return [_deletion(row) for row in rows]


def hash_id(report_id: str) -> str:
    """What stands for a deleted report's id."""
    return hashlib.sha256(report_id.encode("utf-8", "surrogatepass")).hexdigest()


def _deletion(row: sa.Row[tuple[object, ...]]) -> Deletion:
    values = row._mapping
    when = datetime.fromisoformat(values["deleted"])
    counts = {name: values[name] for name in ("reports", "claims", "judgements")}
    return Deletion((values["digest"],), values["who"], when, values["why"], **counts)


def _count(connection: sa.Connection, capture_pk: int) -> dict[str, int]:
    """How many versions, claims and judgements hang on a capture."""
    versions = sa.select(schema.reports.c.pk).where(schema.reports.c.capture_pk == capture_pk)
    tables = {"claims": schema.claims, "judgements": schema.judgements}
    asked = {name: table.c.report_pk.in_(versions) for name, table in tables.items()}
    counts = {name: _number(connection, tables[name], asked[name]) for name in tables}
    return {"reports": _number(connection, schema.reports, schema.reports.c.pk.in_(versions)), **counts}


def _number(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool]) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(where)).scalar_one())


def _purge(chronicle: Chronicle) -> bool:
    """Rewrite index, file and log; true unless another process kept the old ones alive."""
    with chronicle.writing() as connection:
        for index in ("reports_words", "claims_words"):
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    with chronicle.maintaining() as connection:
        try:
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError as error:
            log.warning("the chronicle could not be rewritten yet: %s", error)
            return False
    return not busy
