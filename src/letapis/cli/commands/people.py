"""`letapis people`: list the people whom claims name."""

from __future__ import annotations

from pathlib import Path

import click

from letapis import archive
from letapis.cli.options import chronicle_option, example, shape_options
from letapis.cli.output import count, tell, write_rows
from letapis.store import Person

COLUMNS = ("name", "claims", "reports", "first", "last", "kinds")

MOST = 4
"""How many kinds a person's line in a table shows."""


@click.command(
    short_help="List the people whom claims name.",
    epilog=example("letapis people holub --json"),
)
@click.argument("name", required=False)
@shape_options
@chronicle_option
def command(chronicle: Path, name: str | None, shape: str | None) -> None:
    """List the people whom claims name, those in most claims first; with NAME, those whose name has it in it.

    Names stand as the reports give them: one name may be several people, and one person may have several.
    """
    with archive.open(chronicle, create=False) as opened:
        people = opened.people(name)
    number = write_rows(shape, COLUMNS, (_row(person, shape) for person in people))
    tell(f"{count(number, 'name')}.")


def _row(person: Person, shape: str | None) -> dict[str, object]:
    kinds: object = [{"kind": kind, "part": part, "claims": number} for kind, part, number in person.kinds]
    if shape != "json":
        shown = person.kinds if shape else person.kinds[:MOST]
        kinds = ", ".join(f"{kind} as {part} {number}" for kind, part, number in shown)
        kinds = f"{kinds} …" if len(shown) < len(person.kinds) else kinds
    return {
        "name": person.name,
        "claims": person.claims,
        "reports": person.reports,
        "first": person.first and person.first.isoformat(),
        "last": person.last and person.last.isoformat(),
        "kinds": kinds,
    }
