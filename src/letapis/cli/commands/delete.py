"""`letapis delete`: delete a report and all that was found in it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import count, one_line, tell
from letapis.errors import UsageError


@click.command(
    short_help="Delete a report and all that was found in it.",
    epilog=example('letapis delete reports/day-1.txt --why "the witness asked for it"'),
)
@click.argument("report")
@click.option("--why", required=True, help="The reason; it is kept, so name nobody in it.")
@click.option("--who", help="Who deletes. [default: $LETAPIS_REVIEWER or your login name]")
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask. Without a terminal nothing is asked, and REPORT must be the whole id.",
)
@chronicle_option
def command(report: str, chronicle: Path, why: str, who: str | None, yes: bool) -> None:
    """Delete a report with every version, claim and judgement, so that its words are gone from the file.

    What stays has no content: a digest of the id and of the page, how much was deleted, who, when and why.
    A later run leaves the page out. Backups, and copies that you made, are not touched.
    """
    with archive.open(chronicle, create=False) as opened:
        entry = opened.find_report(report)
        named = f"{one_line(entry.id)} {one_line(entry.title or '')}".strip()
        if not yes and sys.stdin.isatty():
            click.confirm(f"Delete {named} with {count(entry.claims, 'claim')}?", abort=True, err=True)
        elif not yes and entry.id != report:
            raise UsageError(f"{report!r} is not the whole id: write {entry.id!r}, or add --yes.")
        deletion = opened.delete_report(entry.id, why=why, who=who)
    parts = (
        count(deletion.reports, "version"),
        count(deletion.claims, "claim"),
        count(deletion.judgements, "judgement"),
    )
    tell(f"Deleted {named}: {', '.join(parts)}. Backups are not touched: delete those that have it too.")
    if not deletion.purged:
        tell("Another process has the chronicle open: the words leave the file when it closes it.")
