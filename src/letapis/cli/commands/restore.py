"""`letapis restore`: put a backup in the place of the chronicle."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import tell


@click.command(
    short_help="Put a backup in the place of the chronicle.",
    epilog=example("letapis restore chronicle-2020-09-03.db --replace"),
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Take the place of a chronicle that is there; it is kept aside."
)
@chronicle_option
def command(file: Path, replace: bool, chronicle: Path) -> None:
    """Put the backup FILE in the place of the chronicle, once it is found to be whole."""
    kept = archive.restore(file, chronicle, replace=replace)
    tell(f"Restored: {chronicle}" + (f"; the former one is {kept}" if kept else ""))
