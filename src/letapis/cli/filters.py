"""Options that say which claims; their names are those of the fields of a filter."""

from __future__ import annotations

import click

from letapis.cli.options import Command, Day
from letapis.model import STATUSES
from letapis.store import JUDGED


def filter_options(command: Command) -> Command:
    """`--kind`, `--person`, `--since` and the others."""
    for option in (
        click.option("--superseded", is_flag=True, help="Also what later versions have replaced."),
        click.option("--judged", type=click.Choice(JUDGED), help="How reviewers have judged them."),
        click.option("--words", help="Words that their quotations contain; detain* for all that begin so."),
        click.option("--min-score", type=click.FloatRange(0, 1), help="The least score."),
        click.option("--until", type=Day(), help="The last day; as for --since."),
        click.option(
            "--since",
            type=Day(),
            help="The first day: of the claim, or of its report where the claim states none.",
        ),
        click.option("--report", metavar="REPORT", help="A report: its id, path, or a part of its title."),
        click.option("--place", help="A part of the place's name."),
        click.option("--source", help="A part of the name of who says so."),
        click.option("--person", help="A part of the name of a person in any role."),
        click.option("--status", type=click.Choice(STATUSES), multiple=True, help="A status; repeatable."),
        click.option("--kind", multiple=True, help="A kind of the codebook; repeatable."),
    ):
        command = option(command)
    return command
