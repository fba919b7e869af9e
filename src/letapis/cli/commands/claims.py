"""`letapis claims`: list claims, each with its quotation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from letapis import archive
from letapis.cli.claim_text import write_claims
from letapis.cli.filters import filter_options
from letapis.cli.options import chronicle_option, example, shape_options
from letapis.cli.output import count, tell
from letapis.codebook import load_codebook
from letapis.errors import UsageError
from letapis.settings import read_settings


@click.command(
    short_help="List claims, each with its quotation.",
    epilog=example("letapis claims --kind detain --since 2020-08-09 --csv > detained.csv"),
)
@filter_options
@shape_options
@chronicle_option
def command(chronicle: Path, shape: str | None, **wanted: Any) -> None:
    """List claims by report, each with its quotation. All that is asked for must hold."""
    with archive.open(chronicle, create=False) as opened:
        number = write_claims(shape, opened.kept_claims(**wanted))
    if not number:
        _check_kinds(wanted["kind"])
    tell(f"{count(number, 'claim')}.")


def _check_kinds(kinds: tuple[str, ...]) -> None:
    """Where nothing was found, make sure that it was not for a slip of the pen."""
    unknown = set(kinds) - set(load_codebook(read_settings().codebook).kinds) if kinds else set()
    if unknown:
        raise UsageError(
            f"The codebook has no kind {', '.join(sorted(unknown))}; `letapis kinds` lists them."
        )
