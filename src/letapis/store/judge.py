"""What people decide about claims: added, superseded, never edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from letapis.errors import UsageError
from letapis.store import schema
from letapis.store.connect import Chronicle
from letapis.store.values import VERDICTS, Judgement

Judged = tuple[str, Judgement]
"""A judgement with the digest of the content that was judged."""

SAYS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


def keep_judgement(chronicle: Chronicle, judgement: Judgement) -> None:
    """Keep a judgement on the current claim of that key, with a snapshot of what was judged.

    The same person's earlier judgement of the claim is superseded: a new `accept` or `reject` supersedes
    all, a correction supersedes those and earlier corrections of the same field. Raises `UsageError` for
    an unknown verdict or claim.
    """
    if judgement.verdict not in VERDICTS:
        raise UsageError(f"A verdict is one of {', '.join(VERDICTS)}, not {judgement.verdict!r}.")
    if (judgement.verdict == "correct") != (judgement.field is not None):
        raise UsageError("A correction names a field and its value (FIELD=VALUE); other verdicts do not.")
    claims, table = schema.claims, schema.judgements
    asked = sa.select(claims.c.report_pk, claims.c.content, claims.c.record)
    asked = asked.where(claims.c.key == judgement.claim, claims.c.superseded.is_(None))
    with chronicle.writing() as connection:
        claim = connection.execute(asked).first()
        if claim is None:
            raise UsageError(f"There is no current claim {judgement.claim!r} in {chronicle.path}.")
        earlier = [
            table.c.claim_key == judgement.claim,
            table.c.who == judgement.who,
            table.c.superseded.is_(None),
        ]
        if judgement.verdict == "correct":
            earlier.append(sa.or_(table.c.verdict != "correct", table.c.field == judgement.field))
        now = judgement.when.astimezone(UTC).isoformat()
        connection.execute(table.update().where(*earlier).values(superseded=now))
        parts = ("verdict", "field", "value", "who", "why")
        connection.execute(
            table.insert().values(
                report_pk=claim.report_pk,
                claim_key=judgement.claim,
                content=claim.content,
                snapshot=claim.record,
                judged=now,
                **{part: getattr(judgement, part) for part in parts},
            )
        )


def find_judgements(
    connection: sa.Connection, claims: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], Sequence[Judged]]:
    """All judgements of claims, each claim given by its report's id and its key; oldest first."""
    table, reports = schema.judgements, schema.reports
    keys = sorted({key for _, key in claims})
    asked = (
        sa.select(table, reports.c.id).join(reports).where(table.c.claim_key.in_(keys)).order_by(table.c.pk)
    )
    found: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for row in connection.execute(asked):
        judgement = Judgement(
            claim=row.claim_key,
            verdict=row.verdict,
            who=row.who,
            when=datetime.fromisoformat(row.judged),
            why=row.why,
            field=row.field,
            value=row.value,
            superseded=row.superseded is not None,
        )
        found[row.id, row.claim_key].append((row.content, judgement))
    return found


def judge_state(content: str, judged: Sequence[Judged]) -> str:
    """How a claim of this content stands with its reviewers, as one word of `JUDGED`.

    Judgements of the very same content hold, whichever stage found it. Where there are only judgements of
    another content, the claim waits to be judged again.
    """
    standing = [(judged_content, each) for judged_content, each in judged if not each.superseded]
    says = {SAYS[each.verdict] for judged_content, each in standing if judged_content == content}
    if not standing:
        return "none"
    if not says:
        return "again"
    return says.pop() if len(says) == 1 else "disputed"
