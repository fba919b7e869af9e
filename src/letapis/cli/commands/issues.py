"""`letapis issues`: the inputs that could not be read."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example, shape_options
from letapis.cli.output import count, tell, write_rows

COLUMNS = ("source", "code", "message", "fatal")


@click.command(
    short_help="List the inputs that could not be read.", epilog=example("letapis issues --csv > issues.csv")
)
@shape_options
@chronicle_option
def command(chronicle: Path, shape: str | None) -> None:
    """List what is wrong with inputs and has not been settled by a later run."""
    with archive.open(chronicle, create=False) as opened:
        issues = opened.issues()
    rows = ({column: getattr(issue, column) for column in COLUMNS} for issue in issues)
    tell(f"{count(write_rows(shape, COLUMNS, rows), 'issue')}.")
