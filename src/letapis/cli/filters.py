"""Options that say which claims; their names are those of the fields of a filter."""

from __future__ import annotations

import click

from letapis.cli.options import Command, Day
from letapis.codebook import load_codebook
from letapis.errors import UsageError
from letapis.model import STATUSES
from letapis.settings import read_settings
from letapis.store import JUDGED


def _take_groups(context: click.Context, _: click.Parameter, groups: tuple[str, ...]) -> None:
    """Keep the groups for `_add_kinds`, which is called later."""
    context.meta["letapis.groups"] = groups


def _add_kinds(context: click.Context, _: click.Parameter, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds asked for by name, and those of the groups asked for."""
    groups: tuple[str, ...] = context.meta.get("letapis.groups", ())
    if not groups:
        return kinds
    known = load_codebook(read_settings().codebook).kinds.values()
    unknown = set(groups) - {kind.group for kind in known}
    if unknown:
        raise UsageError(
            f"The codebook has no group {', '.join(sorted(unknown))}; `letapis kinds` lists them."
        )
    return (*kinds, *(kind.name for kind in known if kind.group in groups))


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
        click.option(
            "--group",
            multiple=True,
            is_eager=True,
            expose_value=False,
            callback=_take_groups,
            help="All kinds of a group, such as world_affairs; repeatable.",
        ),
        click.option(
            "--kind", multiple=True, callback=_add_kinds, help="A kind of the codebook; repeatable."
        ),
    ):
        command = option(command)
    return command
