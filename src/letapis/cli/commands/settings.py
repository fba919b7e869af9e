"""`letapis settings`: the settings in force."""

from __future__ import annotations

import click

from letapis.cli.options import example, shape_options
from letapis.cli.output import write_rows
from letapis.settings import SETTINGS, read_settings

COLUMNS = ("name", "variable", "value", "help")


@click.command(
    short_help="Show the settings in force.",
    epilog=example("LETAPIS_CHRONICLE=desk.db letapis settings"),
)
@shape_options
def command(shape: str | None) -> None:
    """Show the settings in force, the variable that sets each, and what it is for."""
    values = read_settings()
    rows = (
        {
            "name": setting.name,
            "variable": setting.variable,
            "value": _show(getattr(values, setting.name)),
            "help": setting.help,
        }
        for setting in SETTINGS
    )
    write_rows(shape, COLUMNS, rows)


def _show(value: object) -> str:
    """A setting as it is written in its variable."""
    return " ".join(value) if isinstance(value, tuple) else str(value or "")
