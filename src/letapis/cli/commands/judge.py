"""`letapis judge`: accept, reject or correct a claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from letapis import archive
from letapis.cli.claim_text import claim_lines, report_line
from letapis.cli.options import chronicle_option, example
from letapis.codebook import load_codebook
from letapis.errors import UsageError
from letapis.model import MODALITIES, POLARITIES, STATUSES
from letapis.settings import read_settings
from letapis.store import VERDICTS

CHOICES = {"status": STATUSES, "modality": MODALITIES, "polarity": POLARITIES}
FREE = ("actors", "recipients", "sources", "place", "quantity", "condition")


@click.command(
    short_help="Accept, reject or correct a claim.",
    epilog=example('letapis judge 3fa9c2 correct date=2020-09-01 --why "the report says Tuesday"'),
)
@click.argument("claim")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.argument("correction", metavar="[FIELD=VALUE]", required=False)
@click.option("--why", default="", help="The reason; a rejection or a correction needs one.")
@click.option("--who", help="Who judges. [default: $LETAPIS_REVIEWER or your login name]")
@chronicle_option
def command(
    claim: str, verdict: str, correction: str | None, why: str, who: str | None, chronicle: Path
) -> None:
    """Accept, reject or correct a claim. The claim itself is never changed: the judgement stands beside it.

    CLAIM is the beginning of its key or id. FIELD is kind, status, modality, polarity, date, place,
    quantity, actors, recipients, sources, condition, or details.NAME; the VALUE "none" says that there is
    none. A date is a day or FIRST/LAST.
    """
    field, value = _split(correction)
    with archive.open(chronicle, create=False) as opened:
        kept = opened.judge(claim, verdict, field=field, value=value, who=who, why=why)
    click.echo(f"{report_line(kept)}\n\n{claim_lines(kept)}")


def _split(correction: str | None) -> tuple[str | None, str | None]:
    if correction is None:
        return None, None
    field, equals, value = correction.partition("=")
    if not equals or not field or not value:
        raise UsageError(f"A correction is written FIELD=VALUE, such as place=Orlec, not {correction!r}.")
    _check(field, value)
    return field, value


def _check(field: str, value: str) -> None:
    """Make sure that a claim has such a field, and that the field can have such a value."""
    if field == "kind" and value not in load_codebook(read_settings().codebook).kinds:
        raise UsageError(f"The codebook has no kind {value}; `letapis kinds` lists them.")
    if field in CHOICES and value not in CHOICES[field]:
        raise UsageError(f"{field} is one of {', '.join(CHOICES[field])}, not {value!r}.")
    if field == "date" and value != "none":
        _check_days(value)
    known = ("kind", *CHOICES, "date", *FREE)
    if field not in known and not field.startswith("details."):
        raise UsageError(f"A claim has no field {field!r}; it has {', '.join(known)} and details.NAME.")


def _check_days(value: str) -> None:
    try:
        days = [date.fromisoformat(day) for day in value.split("/") if day != ".."]
    except ValueError as error:
        message = f"A date is a day like 2020-09-03 or an interval like 2020-08-24/2020-08-30, not {value!r}."
        raise UsageError(message) from error
    if days != sorted(days) or value.count("/") > 1:
        raise UsageError(f"{value!r} is no interval: write FIRST/LAST, an open end as two dots.")
