"""The tables of a chronicle, in types that SQLite and PostgreSQL share.

What people search by stands in columns; the `record` of a claim or report is the whole of it as JSON,
so that nothing is lost between the two. Every table that tells of a report dies with it (`ON DELETE
CASCADE`). Times are ISO 8601 in UTC. After a change here, write a migration and move `REVISION`.
"""

from __future__ import annotations

import sqlalchemy as sa

REVISION = "0002"
"""The migration that these tables agree with."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _pk() -> sa.Column[int]:
    return sa.Column("pk", sa.Integer, primary_key=True)


def _of(table: str, *, index: bool = True) -> sa.Column[int]:
    """A column that ties a row to its `table`, and lets it die with it."""
    target = sa.ForeignKey(f"{table}s.pk", ondelete="CASCADE")
    return sa.Column(f"{table}_pk", sa.Integer, target, nullable=False, index=index)


def _text(name: str, *, null: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, index=index)


def _whole(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


captures = sa.Table(
    "captures",
    metadata,
    _pk(),
    _text("source", index=True),
    _text("digest", index=True),
    _text("media"),
    _whole("size"),
    _text("captured"),
    _text("given_published", null=True),
    _text("given_url", null=True),
    _text("given_language", null=True),
    sa.UniqueConstraint("source", "digest"),
)

reports = sa.Table(
    "reports",
    metadata,
    _pk(),
    _of("capture"),
    _text("id", index=True),
    _text("fingerprint"),
    _text("reader"),
    _text("language"),
    _text("title", null=True),
    _text("published", null=True, index=True),
    _text("url", null=True),
    _text("text"),
    _text("record"),
    _text("added"),
    _text("superseded", null=True),
    sa.UniqueConstraint("id", "fingerprint"),
)

blocks = sa.Table("blocks", metadata, _pk(), _of("report"), _text("kind"), _whole("start"), _whole("end"))

stage_runs = sa.Table(
    "stage_runs",
    metadata,
    _pk(),
    _of("report", index=False),
    _text("stage"),
    _text("ran"),
    _whole("claims"),
    _text("superseded", null=True),
    sa.UniqueConstraint("report_pk", "stage"),
)

claims = sa.Table(
    "claims",
    metadata,
    _pk(),
    _of("report"),
    _of("stage_run"),
    _text("key", index=True),
    _text("id", index=True),
    _text("content"),
    _text("kind", index=True),
    _text("status"),
    _text("modality"),
    _text("polarity"),
    sa.Column("score", sa.Float, nullable=False),
    _text("stage"),
    _text("rule"),
    _text("block"),
    _text("trigger"),
    _text("quote"),
    _whole("start"),
    _whole("end"),
    sa.Column("low", sa.Float),
    sa.Column("high", sa.Float),
    _text("unit", null=True),
    _text("mode", null=True),
    _text("record"),
    _text("superseded", null=True, index=True),
    sa.UniqueConstraint("stage_run_pk", "key"),
)

mentions = sa.Table(
    "mentions",
    metadata,
    _pk(),
    _of("claim"),
    _text("part"),
    _text("type", index=True),
    _text("name", null=True, index=True),
    _text("text"),
    _text("folded"),
    _whole("start"),
    _whole("end"),
    _text("role", null=True),
    _text("country", null=True),
    _text("sector", null=True),
    _text("place_id", null=True),
)

sources = sa.Table(
    "sources",
    metadata,
    _pk(),
    _of("claim"),
    _of("mention"),
    _whole("nearness"),
    _text("verb", null=True),
    _text("stance"),
)

dates = sa.Table(
    "dates",
    metadata,
    _pk(),
    _of("claim"),
    _text("part"),
    _text("first", null=True, index=True),
    _text("last", null=True),
    _text("precision"),
    _text("text"),
    _whole("start"),
    _whole("end"),
)

issues = sa.Table(
    "issues",
    metadata,
    _pk(),
    _text("source", index=True),
    _text("code"),
    _text("message"),
    sa.Column("fatal", sa.Boolean, nullable=False),
    _text("found"),
    _text("settled", null=True),
    sa.UniqueConstraint("source", "code", "message"),
)

judgements = sa.Table(
    "judgements",
    metadata,
    _pk(),
    _of("report"),
    _text("claim_key", index=True),
    _text("content"),
    _text("snapshot"),
    _text("verdict"),
    _text("field", null=True),
    _text("value", null=True),
    _text("who"),
    _text("judged"),
    _text("why"),
    _text("superseded", null=True),
)

deletions = sa.Table(
    "deletions",
    metadata,
    _pk(),
    _text("id_hash", index=True),
    _text("digest", index=True),
    _text("deleted"),
    _text("who"),
    _text("why"),
    _whole("reports"),
    _whole("claims"),
    _whole("judgements"),
)
