"""`letapis backup`: copy the chronicle to a new file."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import tell


@click.command(
    short_help="Copy the chronicle to a new file.",
    epilog=example("letapis backup chronicle-2020-09-03.db"),
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@chronicle_option
def command(file: Path, chronicle: Path) -> None:
    """Copy the whole chronicle, as it is at this moment, to a new FILE that only you can read."""
    with archive.open(chronicle, create=False) as opened:
        opened.backup(file)
    tell(f"Written: {file}")
