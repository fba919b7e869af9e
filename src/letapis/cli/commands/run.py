"""`letapis run`: read reports and keep their claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example, fetching_options, given_options, pop_given
from letapis.cli.output import tell
from letapis.cli.progress import Course, tell_summary
from letapis.run import Summary


@click.command(
    short_help="Read reports and keep their claims.",
    epilog=example("letapis run reports/ more.jsonl page.html --published 2020-09-03"),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@given_options
@fetching_options
@click.option("--even-deleted", is_flag=True, help="Also take in what was deleted earlier.")
@chronicle_option
def command(
    sources: tuple[str, ...], chronicle: Path, even_deleted: bool, id: str | None, **rest: Any
) -> int:
    """Read reports, find their claims, and keep both in the chronicle.

    A SOURCE is a text or HTML file, JSON Lines (.jsonl), a folder, - for standard input, an address, a feed,
    a list of addresses (a file with one a line), or an archive that somebody else made (WARC, WACZ). Every
    page is archived as evidence beside the chronicle. What was done in an earlier run is passed over, so an
    interrupted run goes on where it was.

    Exit code 3: done, but some inputs could not be read; each is named.
    """
    given = pop_given(rest)
    summary = Summary()
    with archive.open(chronicle) as opened, Course() as course:
        try:
            for step in opened.steps(sources, given, id=id, even_deleted=even_deleted, **rest):
                summary.add(step)
                course.step(step)
        except KeyboardInterrupt:
            tell("\nInterrupted. What was done is kept; the same command goes on where it stopped.")
            return 130
        finally:
            tell_summary(summary, str(chronicle))
    return 3 if summary.failed else 0
