"""Write data: JSON Lines, CSV, tables."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from letapis.issue import Issue

# What a spreadsheet takes for a formula, in ASCII and in full width; it skips blanks before it.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# Control characters, and those that turn the direction of writing: a page must not steer the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write_json(record: Mapping[str, Any]) -> None:
    """Write one record as one line."""
    click.echo(json.dumps(record, ensure_ascii=False))


def write_rows(shape: str | None, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a list as JSON Lines, as CSV, or as a table; gives its length.

    A table has only `columns`; on a terminal it is drawn, elsewhere its cells are parted by tabs.
    """
    if shape == "json":
        number = 0
        for row in rows:
            write_json(row)
            number += 1
        return number
    if shape == "csv":
        return write_csv(columns, rows)
    cells = [[one_line(row[column]) for column in columns] for row in rows]
    if not cells:
        return 0
    if on_terminal():
        table = Table(*columns, header_style="bold")
        for line in cells:
            table.add_row(*(Text(cell) for cell in line))
        Console().print(table)
    else:
        for line in [list(columns), *cells]:
            click.echo("\t".join(line))
    return len(cells)


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a list as CSV in which no cell is a formula; gives its length."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    number = 0
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
        number += 1
    return number


def on_terminal() -> bool:
    """Whether somebody is looking."""
    return sys.stdout.isatty()


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Orlec"), safe_cell(-3)
    ("'=HYPERLINK(1)", 'Orlec', -3)
    """
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def show(text: str) -> str:
    """Text as it may be shown: what would steer the terminal becomes a mark."""
    return _CONTROL.sub("\ufffd", text)


def one_line(value: object) -> str:
    """A value as one line of a table; nothing for None."""
    return "" if value is None else " ".join(show(str(value)).split())


def tell(message: str) -> None:
    """Say something to the user, on standard error."""
    click.echo(show(message), err=True)


def tell_flags(flags: Iterable[Issue]) -> None:
    """Say what has become of the page that something rests on."""
    for flag in flags:
        tell(f"Note: {one_line(flag.message)}.")


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
