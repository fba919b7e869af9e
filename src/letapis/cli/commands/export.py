"""`letapis export`: write claims in the shape of another system."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from letapis import archive
from letapis.cli.filters import filter_options
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import count, tell, write_json
from letapis.codebook import Codebook, load_codebook
from letapis.errors import UsageError
from letapis.model import Claim
from letapis.model.days import to_day
from letapis.model.record import claim_from_record
from letapis.publish import Edition, plover_records
from letapis.settings import read_settings

Told = tuple[list[Claim], Edition]
"""One report's claims, and what is known of the report."""


@click.command(
    short_help="Write claims as events of another system.",
    epilog=example("letapis extract --reports page.html | letapis export --plover - > events.jsonl"),
)
@click.argument("file", type=click.File(encoding="utf-8"), required=False)
@click.option("--plover", is_flag=True, help="As events of PLOVER, JSON Lines.")
@filter_options
@chronicle_option
def command(file: Any, plover: bool, chronicle: Path, **wanted: Any) -> None:
    """Write claims as events of another system, one JSON object a line.

    Without FILE, those in the chronicle, except what a reviewer has rejected; all that is asked for must
    hold.
    With FILE (or - for standard input), those that `letapis extract` or `letapis claims --json` wrote;
    lines that `extract --reports` adds give the events their day and address.
    """
    if not plover:
        raise UsageError("Say in which shape: --plover.")
    codebook = load_codebook(read_settings().codebook)
    if file is not None:
        if any(value not in (None, (), False) for value in wanted.values()):
            raise UsageError("A file is exported whole: filter it before, or ask the chronicle without FILE.")
        tell(f"{count(_write(_from_lines(file), codebook), 'event')}.")
        return
    with archive.open(chronicle, create=False) as opened:
        tell(f"{count(_write(_from_chronicle(opened, wanted), codebook), 'event')}.")


def _write(reports: Iterable[Told], codebook: Codebook) -> int:
    number = 0
    for claims, edition in reports:
        for record in plover_records(claims, edition, codebook.contexts):
            write_json(record)
            number += 1
    return number


def _from_chronicle(opened: archive.Archive, wanted: dict[str, Any]) -> Iterator[Told]:
    for _, kept in groupby(opened.kept_claims(**wanted), key=lambda each: each.claim.report):
        standing = [each for each in kept if each.judged != "rejected"]
        if standing:
            first = standing[0]
            yield [each.claim for each in standing], Edition(first.published, first.url)


def _from_lines(lines: Iterable[str]) -> Iterator[Told]:
    """Reports' claims from JSON Lines; a report's own line, where there is one, stands before them."""
    edition, claims = Edition(), list[Claim]()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            report = record.get("type") == "report"
            claim = None if report else claim_from_record(record)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"Line {number} is no claim as `letapis extract` writes them.") from error
        if claims and (claim is None or claim.report != claims[0].report):
            yield claims, edition
            edition, claims = Edition(), []
        if claim is None:
            edition = Edition(to_day(record["published"]), record["url"], record["language"])
        else:
            claims.append(claim)
    if claims:
        yield claims, edition
