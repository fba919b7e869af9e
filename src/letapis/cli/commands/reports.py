"""`letapis reports`: list the reports in the chronicle."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example, shape_options
from letapis.cli.output import count, tell, write_rows
from letapis.store import ReportEntry

COLUMNS = ("published", "id", "title", "language", "claims", "url", "reader", "added")
SHOWN = COLUMNS[:5]


@click.command(
    short_help="List the reports in the chronicle.",
    epilog=example('letapis reports --words "detain* Orlec" --csv > reports.csv'),
)
@click.option("--words", help="Words that they contain; detain* for all that begin so.")
@shape_options
@chronicle_option
def command(chronicle: Path, words: str | None, shape: str | None) -> None:
    """List the reports in the chronicle in the order of their publication."""
    with archive.open(chronicle, create=False) as opened:
        entries = opened.reports(words)
    number = write_rows(shape, COLUMNS if shape else SHOWN, (_row(entry) for entry in entries))
    tell(f"{count(number, 'report')}.")


def _row(entry: ReportEntry) -> dict[str, object]:
    row: dict[str, object] = {column: getattr(entry, column) for column in COLUMNS}
    published = entry.published and entry.published.isoformat()
    return {**row, "published": published, "added": entry.added.isoformat()}
