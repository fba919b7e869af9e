"""`letapis capture`: archive pages as evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from letapis import archive
from letapis.capture.intake import told_capture
from letapis.capture.watch import read_interval
from letapis.cli.options import chronicle_option, example, fetching_options
from letapis.cli.output import count, one_line, tell, write_json
from letapis.cli.progress import Course
from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Capture


@click.command(
    short_help="Archive pages as evidence.",
    epilog=example("letapis capture https://orlec.example/news/7 --watch 6h"),
)
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option("--watch", "interval", metavar="INTERVAL", help="Look again every so often: 30m, 6h, 1d.")
@click.option(
    "--export",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Then write all evidence to a new WACZ file.",
)
@fetching_options
@click.option("--json", "as_json", is_flag=True, help="Write JSON Lines: one capture a line.")
@chronicle_option
def command(
    sources: tuple[str, ...],
    chronicle: Path,
    interval: str | None,
    target: Path | None,
    as_json: bool,
    **fetching: Any,
) -> int:
    """Archive pages with everything that proves what was there, and read none of them.

    A SOURCE is an address, a feed, a list of addresses (a file with one a line), a file, a folder, or an
    archive that somebody else made (WARC, WACZ). The archive lies beside the chronicle, in a folder of its
    name. What is the same as before is noted and not kept twice; what changed or has gone is said.

    With --export no SOURCE is needed: the evidence that is there is written to a file that replayers open
    and that `letapis verify` checks. It has every page, every address and every entry of the custody log.

    Exit code 3: done, but some pages could not be had; each is named.
    """
    if not sources and not target:
        raise UsageError("Name what to capture, or a file to --export to.")
    every = read_interval(interval) if interval else None
    new = again = failed = 0
    with archive.open(chronicle, create=bool(sources)) as opened, Course() as course:
        try:
            for item in opened.capture(sources, every=every, **fetching):
                if isinstance(item, Issue):
                    failed += item.fatal
                    course.note(item.source, 0, item)
                    continue
                again, new = again + bool(item.revisit), new + (item.revisit is None)
                course.note(item.id, 0)
                _write(item, as_json=as_json)
        except KeyboardInterrupt:
            tell("\nInterrupted. What was archived is kept.")
            return 130
        finally:
            if sources:
                told = f"{again:,} the same as before, {failed:,} could not be had"
                tell(f"{count(new, 'page')} archived, {told}.")
        if target:
            opened.export_wacz(target)
            tell(f"Written: {target}")
    return 3 if failed else 0


def _write(capture: Capture, *, as_json: bool) -> None:
    told = told_capture(capture)
    if as_json:
        write_json(told)
        return
    when = f"{capture.captured:%Y-%m-%d %H:%M:%S}"
    cells = (when, told["seen"], capture.status or "", capture.id, f"{told.get('warc')}:{told.get('offset')}")
    click.echo("\t".join(one_line(cell) for cell in cells))
