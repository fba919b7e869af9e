"""A claim in words for the eye, and in the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from letapis.cli.output import one_line, write_csv, write_json
from letapis.model import Mention, Quantity, When
from letapis.model.record import claim_to_record
from letapis.store import KeptClaim

COLUMNS = (
    "report",
    "title",
    "published",
    "url",
    "kind",
    "status",
    "modality",
    "polarity",
    "first",
    "last",
    "place",
    "actors",
    "recipients",
    "sources",
    "quantity",
    "details",
    "trigger",
    "quotation",
    "start",
    "end",
    "score",
    "judged",
    "corrections",
    "key",
    "stage",
)


def write_claims(shape: str | None, claims: Iterable[KeptClaim]) -> int:
    """Write claims as JSON Lines, as CSV, or each with its quotation; gives how many."""
    if shape == "csv":
        return write_csv(COLUMNS, (claim_cells(kept) for kept in claims))
    number, report = 0, None
    for kept in claims:
        number += 1
        if shape == "json":
            write_json({**claim_to_record(kept.claim), **judged_record(kept)})
            continue
        if kept.claim.report != report:
            report = kept.claim.report
            click.echo(click.style(report_line(kept), underline=True) + "\n")
        click.echo(claim_lines(kept))
    return number


def judged_record(kept: KeptClaim) -> dict[str, Any]:
    """How a claim stands with its reviewers, to go beside its record."""
    return {
        "judged": kept.judged,
        "superseded": kept.superseded,
        "judgements": [
            {
                "verdict": judgement.verdict,
                "field": judgement.field,
                "value": judgement.value,
                "who": judgement.who,
                "when": judgement.when.isoformat(),
                "why": judgement.why,
                "superseded": judgement.superseded,
            }
            for judgement in kept.judgements
        ],
    }


def report_line(kept: KeptClaim) -> str:
    """The report that a claim stands in, as one line."""
    return "  ".join(one_line(part) for part in (kept.claim.report, day(kept.published), kept.title) if part)


def claim_lines(kept: KeptClaim) -> str:
    """A claim in a few lines, the quotation last."""
    claim = kept.claim
    key = click.style(claim.key[:12], dim=True)
    head = [click.style(claim.kind, bold=True), claim.status, f"{claim.score:.2f}", key]
    if kept.judged != "none":
        head.append(click.style(f"[{kept.judged}]", fg="yellow"))
    if kept.superseded:
        head.append("[superseded]")
    lines = ["  ".join(head)]
    said = claim.sources and " ← ".join(name_mention(source.mention) for source in claim.sources)
    parts = {
        "who": names(claim.actors),
        "whom": names(claim.recipients),
        "when": claim.date and f"{show_when(claim.date)} “{claim.date.text}”",
        "where": claim.place and name_mention(claim.place),
        "how many": claim.quantity and f"{show_quantity(claim.quantity)} “{claim.quantity.text}”",
        **{name: detail_words(detail.text, detail.value) for name, detail in claim.details},
        "if": claim.condition and claim.condition.text,
        "says": said,
        "corrected": corrections(kept),
    }
    lines += [f"  {name + ':':<10}{one_line(value)}" for name, value in parts.items() if value]
    lines.append(f"  “{one_line(claim.evidence.text)}”")
    return "\n".join(lines) + "\n"


def claim_cells(kept: KeptClaim) -> dict[str, object]:
    """A claim as the cells of a table; nothing is left out that a reader needs to check it."""
    claim = kept.claim
    when = claim.date
    return {
        "report": claim.report,
        "title": kept.title,
        "published": kept.published and kept.published.isoformat(),
        "url": kept.url,
        "kind": claim.kind,
        "status": claim.status,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "first": day(when.first) if when else None,
        "last": day(when.last) if when else None,
        "place": claim.place and name_mention(claim.place),
        "actors": names(claim.actors),
        "recipients": names(claim.recipients),
        "sources": names(source.mention for source in claim.sources),
        "quantity": claim.quantity and show_quantity(claim.quantity),
        "details": "; ".join(f"{name}: {detail_words(d.text, d.value)}" for name, d in claim.details),
        "trigger": claim.evidence.trigger.text,
        "quotation": claim.evidence.text,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "score": round(claim.score, 3),
        "judged": kept.judged,
        "corrections": corrections(kept),
        "key": claim.key,
        "stage": claim.stage,
    }


def names(mentions: Iterable[Mention]) -> str:
    """The mentions in a row."""
    return "; ".join(name_mention(mention) for mention in mentions)


def name_mention(mention: Mention) -> str:
    """The name the report gives, and its words where they are more than the name.

    >>> name_mention(Mention("He", 0, 2, "Stepan Holub", "person"))
    'Stepan Holub “He”'
    """
    if not mention.name:
        return mention.text
    return mention.name if mention.name in mention.text else f"{mention.name} “{mention.text}”"


def show_when(when: When) -> str:
    """An interval of days; an open end is an ellipsis.

    >>> show_when(When(date(2020, 8, 9), None, "interval", "since August 9", 0, 14))
    '2020-08-09 – …'
    """
    first, last = day(when.first) or "…", day(when.last) or "…"
    return first if first == last else f"{first} – {last}"


def show_quantity(quantity: Quantity) -> str:
    """How many, as a number, a range, or a least number.

    >>> show_quantity(Quantity(2000, None, "person", "count", "thousands", 0, 9))
    '2,000 and more (person)'
    """
    low, high = f"{quantity.low:,.10g}", quantity.high
    if high is None:
        return f"{low} and more ({quantity.unit})"
    return f"{low if high == quantity.low else f'{low}–{high:,.10g}'} ({quantity.unit})"


def detail_words(text: str, value: str | float | None) -> str:
    """A detail's words, with its value where that says more."""
    return text if value is None or str(value) == text else f"{text} ({value})"


def corrections(kept: KeptClaim) -> str:
    """What reviewers put right, and who."""
    standing = [judgement for judgement in kept.judgements if not judgement.superseded and judgement.field]
    return "; ".join(f"{each.field}={each.value} ({each.who}: {each.why})" for each in standing)


def day(value: date | None) -> str | None:
    """A day in ISO form."""
    return value.isoformat() if value else None
