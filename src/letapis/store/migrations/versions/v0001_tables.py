"""The first tables: captures, reports, claims and what people decide about them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "captures",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("captured", sa.Text(), nullable=False),
        sa.Column("given_published", sa.Text(), nullable=True),
        sa.Column("given_url", sa.Text(), nullable=True),
        sa.Column("given_language", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name="pk_captures"),
        sa.UniqueConstraint("source", "digest", name="uq_captures_source_digest"),
    )
    op.create_index("ix_captures_digest", "captures", ["digest"], unique=False)
    op.create_index("ix_captures_source", "captures", ["source"], unique=False)
    op.create_table(
        "deletions",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id_hash", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("judgements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_deletions"),
    )
    op.create_index("ix_deletions_digest", "deletions", ["digest"], unique=False)
    op.create_index("ix_deletions_id_hash", "deletions", ["id_hash"], unique=False)
    op.create_table(
        "issues",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("fatal", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name="pk_issues"),
        sa.UniqueConstraint("source", "code", "message", name="uq_issues_source_code_message"),
    )
    op.create_index("ix_issues_source", "issues", ["source"], unique=False)
    op.create_table(
        "reports",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("capture_pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["capture_pk"], ["captures.pk"], name="fk_reports_capture_pk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name="pk_reports"),
        sa.UniqueConstraint("id", "fingerprint", name="uq_reports_id_fingerprint"),
    )
    op.create_index("ix_reports_capture_pk", "reports", ["capture_pk"], unique=False)
    op.create_index("ix_reports_id", "reports", ["id"], unique=False)
    op.create_index("ix_reports_published", "reports", ["published"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("report_pk", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_pk"], ["reports.pk"], name="fk_blocks_report_pk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name="pk_blocks"),
    )
    op.create_index("ix_blocks_report_pk", "blocks", ["report_pk"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("report_pk", sa.Integer(), nullable=False),
        sa.Column("claim_key", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("judged", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_pk"], ["reports.pk"], name="fk_judgements_report_pk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name="pk_judgements"),
    )
    op.create_index("ix_judgements_claim_key", "judgements", ["claim_key"], unique=False)
    op.create_index("ix_judgements_report_pk", "judgements", ["report_pk"], unique=False)
    op.create_table(
        "stage_runs",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("report_pk", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("ran", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_pk"], ["reports.pk"], name="fk_stage_runs_report_pk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name="pk_stage_runs"),
        sa.UniqueConstraint("report_pk", "stage", name="uq_stage_runs_report_pk_stage"),
    )
    op.create_table(
        "claims",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("report_pk", sa.Integer(), nullable=False),
        sa.Column("stage_run_pk", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_pk"], ["reports.pk"], name="fk_claims_report_pk", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage_run_pk"], ["stage_runs.pk"], name="fk_claims_stage_run_pk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name="pk_claims"),
        sa.UniqueConstraint("stage_run_pk", "key", name="uq_claims_stage_run_pk_key"),
    )
    op.create_index("ix_claims_id", "claims", ["id"], unique=False)
    op.create_index("ix_claims_key", "claims", ["key"], unique=False)
    op.create_index("ix_claims_kind", "claims", ["kind"], unique=False)
    op.create_index("ix_claims_report_pk", "claims", ["report_pk"], unique=False)
    op.create_index("ix_claims_stage_run_pk", "claims", ["stage_run_pk"], unique=False)
    op.create_index("ix_claims_superseded", "claims", ["superseded"], unique=False)
    op.create_table(
        "dates",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("claim_pk", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_pk"], ["claims.pk"], name="fk_dates_claim_pk", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pk", name="pk_dates"),
    )
    op.create_index("ix_dates_claim_pk", "dates", ["claim_pk"], unique=False)
    op.create_index("ix_dates_first", "dates", ["first"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("claim_pk", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_pk"], ["claims.pk"], name="fk_mentions_claim_pk", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pk", name="pk_mentions"),
    )
    op.create_index("ix_mentions_claim_pk", "mentions", ["claim_pk"], unique=False)
    op.create_index("ix_mentions_name", "mentions", ["name"], unique=False)
    op.create_index("ix_mentions_type", "mentions", ["type"], unique=False)
    op.create_table(
        "sources",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("claim_pk", sa.Integer(), nullable=False),
        sa.Column("mention_pk", sa.Integer(), nullable=False),
        sa.Column("nearness", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_pk"], ["claims.pk"], name="fk_sources_claim_pk", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["mention_pk"], ["mentions.pk"], name="fk_sources_mention_pk", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name="pk_sources"),
    )
    op.create_index("ix_sources_claim_pk", "sources", ["claim_pk"], unique=False)
    op.create_index("ix_sources_mention_pk", "sources", ["mention_pk"], unique=False)
