"""`letapis extract`: print the claims in reports."""

from __future__ import annotations

from typing import Any

import click

from letapis.cli.options import example, given_options, pop_given
from letapis.cli.output import count, tell, write_json
from letapis.cli.progress import Course
from letapis.issue import Issue
from letapis.model.record import claim_to_record, report_to_record
from letapis.run import Found, extract_captures, name_capture
from letapis.run.local import join_rooms
from letapis.settings import read_settings


@click.command(
    short_help="Print the claims in reports and keep nothing.",
    epilog=example("letapis extract report.txt --published 2020-09-03 > claims.jsonl"),
)
@click.argument("files", metavar="[FILE...|-]", nargs=-1)
@given_options
@click.option("--reports", is_flag=True, help='Also a line for each report, with "type": "report".')
def command(files: tuple[str, ...], reports: bool, id: str | None, **rest: Any) -> int:
    """Print the claims in reports as JSON Lines, one a line, and keep nothing.

    A FILE is text, HTML, JSON Lines (.jsonl) or a folder; without one, standard input is read. A row of
    JSON Lines has "id", "text" or "html", and if known "published", "language", "url".

    Exit code 3: done, but some inputs could not be read; each is named.
    """
    rooms = join_rooms(read_settings().codebook)
    captures = name_capture(rooms.capture(files or ("-",), pop_given(rest)), id)
    read = failed = claims = 0
    with Course() as course:
        for found in extract_captures(captures, rooms):
            if isinstance(found, Issue):
                failed += found.fatal
                course.note(found.source, 0, found)
                continue
            _write(found, with_report=reports)
            read += 1
            claims += len(found.claims)
            course.note(found.report.id, len(found.claims))
    unread = f"; {failed} could not be read" if failed else ""
    tell(f"{count(claims, 'claim')} in {count(read, 'report')}{unread}.")
    return 3 if failed else 0


def _write(found: Found, *, with_report: bool) -> None:
    if with_report:
        write_json({"type": "report", **report_to_record(found.report)})
    for claim in found.claims:
        write_json(claim_to_record(claim))
