"""`letapis changes`: how a page changed between captures."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.capture.record import write_date
from letapis.cli.options import chronicle_option, example
from letapis.cli.output import count, show, tell, write_json


@click.command(
    short_help="Show how a page changed between captures.",
    epilog=example("letapis changes https://orlec.example/news/7"),
)
@click.argument("page")
@click.option("--json", "as_json", is_flag=True, help="Write JSON Lines: one version of the page a line.")
@chronicle_option
def command(page: str, chronicle: Path, as_json: bool) -> None:
    """Show every version of a page that was captured, and the lines of text that went (-) and came (+).

    PAGE is its address, or a report as `letapis show` takes it. Nothing is fetched.
    """
    with archive.open(chronicle, create=False) as opened:
        versions = opened.changes(page)
    for capture, change in versions:
        lines = list(change.lines) if change else []
        if as_json:
            write_json({"when": write_date(capture.captured), "digest": capture.digest, "lines": lines})
            continue
        click.echo(click.style(f"{capture.captured:%Y-%m-%d %H:%M:%S} UTC  {capture.digest[:16]}", bold=True))
        for line in lines:
            colour = {"-": "red", "+": "green"}.get(line[:1])
            click.echo(click.style(f"  {show(line)}", fg=colour))
    tell(f"{count(len(versions), 'version')}.")
