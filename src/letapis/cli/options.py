"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from letapis.model import Given
from letapis.settings import read_settings

FIELDS_OF_GIVEN = ("published", "url", "language")

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day in ISO form."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say how one is written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2020-09-03.", param, ctx)


def example(line: str) -> str:
    """The end of a command's help, in which the line is not broken."""
    return f"\b\nExample:\n  {line}"


def _chronicle(context: click.Context, _: click.Parameter, value: Path | None) -> Path:
    """The option after the command, or before it, or the setting."""
    return value or context.find_root().obj or read_settings().chronicle


def chronicle_option(command: Command) -> Command:
    """`--chronicle FILE`: which chronicle."""
    return click.option(
        "--chronicle",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_chronicle,
        help="The chronicle's file; also $LETAPIS_CHRONICLE. [default: chronicle.db]",
    )(command)


def given_options(command: Command) -> Command:
    """`--published`, `--url`, `--id`, `--language`: what the user knows of a page."""
    for option in (
        click.option("--language", help="The language as an ISO 639-1 code, such as en."),
        click.option("--id", help="What the report shall be called, in place of its path."),
        click.option("--url", help="The address it was published at."),
        click.option("--published", type=Day(), help="The day it was published, as 2020-09-03."),
    ):
        command = option(command)
    return command


def pop_given(options: dict[str, Any]) -> Given:
    """Take what the user knows of a page out of a command's options."""
    return Given(**{name: options.pop(name) for name in FIELDS_OF_GIVEN})


def fetching_options(command: Command) -> Command:
    """`--robots`, `--proxy`, `--allow-private-addresses`: how pages are fetched."""
    for option in (
        click.option(
            "--allow-private-addresses",
            "allow_private",
            is_flag=True,
            help="Also fetch from this machine, local networks and odd ports; this is recorded.",
        ),
        click.option("--proxy", metavar="URL", help="Fetch through SOCKS: socks5h://127.0.0.1:9050 for Tor."),
        click.option(
            "--robots",
            "ignore_robots",
            type=click.Choice(["honour", "ignore"]),
            default="honour",
            show_default=True,
            callback=lambda *given: given[2] == "ignore",
            help="Whether to do as robots.txt asks; ignoring it is recorded.",
        ),
    ):
        command = option(command)
    return command


def shape_options(command: Command) -> Command:
    """`--json` and `--csv`: how a list is written."""
    command = click.option(
        "--csv", "shape", flag_value="csv", help="Write CSV that is safe to open in a spreadsheet."
    )(command)
    return click.option("--json", "shape", flag_value="json", help="Write JSON Lines.")(command)
