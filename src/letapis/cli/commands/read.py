"""`letapis read`: show how a page is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from letapis.cli.conllu import conllu_lines
from letapis.cli.options import example, given_options, pop_given
from letapis.cli.output import one_line, show, tell, write_json
from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Report
from letapis.model.record import report_to_record
from letapis.run import name_capture
from letapis.run.local import join_rooms
from letapis.settings import read_settings


@click.command(
    short_help="Show how a page is read: its parts, or its grammar.",
    epilog=example("letapis read page.html --conllu > page.conllu"),
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@given_options
@click.option("--conllu", "shape", flag_value="conllu", help="Write the analysis in CoNLL-U.")
@click.option("--json", "shape", flag_value="json", help="Write the report as one JSON object.")
def command(file: Path, shape: str | None, id: str | None, **rest: Any) -> int:
    """Show how a page is read: its title, date and language, and what each part of it is.

    With --conllu, the analysis of all its sentences in the format of Universal Dependencies, each with the
    kind of the block it stands in; claims are made of headlines, captions, bodies and notices alone.
    """
    rooms = join_rooms(read_settings().codebook)
    read = failed = 0
    for item in name_capture(rooms.capture([file], pop_given(rest)), id):
        report = item if isinstance(item, Issue) else rooms.read(item)
        if isinstance(report, Issue):
            tell(f"{report.source}: {report.message}")
            failed += report.fatal
            continue
        read += 1
        if shape == "json":
            write_json(report_to_record(report))
        elif shape == "conllu":
            analysis = rooms.load(report.language).analyse(report, whole=True)
            for line in conllu_lines(analysis, report.id):
                click.echo(line)
        else:
            _write_parts(report)
    if not read and not failed:
        raise UsageError(f"There is nothing to read in {file}.")
    return 3 if failed else 0


def _write_parts(report: Report) -> None:
    facts = {
        "report": report.id,
        "title": report.title and report.title.text,
        "published": report.published and f"{report.published} ({report.published_how})",
        "dateline": report.dateline and report.dateline.text,
        "byline": report.byline and report.byline.text,
        "url": report.url,
        "language": report.language,
        "wires": ", ".join(wire.text for wire in report.wires),
    }
    for name, value in facts.items():
        if value:
            click.echo(f"{name + ':':<12}{one_line(value)}")
    for notice in report.notices:
        warned = "; ".join((*notice.jurisdictions, *notice.persons, *notice.acts, notice.penalty or ""))
        click.echo(f"{'notice:':<12}{one_line(warned)}")
    for issue in report.issues:
        tell(f"{issue.source}: {issue.message}")
    click.echo()
    for block in report.blocks:
        place = f"{block.start}–{block.end}"
        click.echo(f"{block.kind:<10}  {place:>13}  {show(one_line(report.text[block.start : block.end]))}")
