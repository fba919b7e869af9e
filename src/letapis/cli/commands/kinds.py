"""`letapis kinds`: the codebook, kind by kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from difflib import get_close_matches

import click

from letapis.cli.options import example, shape_options
from letapis.cli.output import count, tell, write_json, write_rows
from letapis.codebook import Codebook, Kind, load_codebook
from letapis.errors import UsageError
from letapis.settings import read_settings

COLUMNS = ("kind", "group", "definition")


@click.command(
    short_help="Show the codebook: what each kind of claim means.",
    epilog=example("letapis kinds detain"),
)
@click.argument("kind", required=False)
@shape_options
def command(kind: str | None, shape: str | None) -> None:
    """Show the kinds of claim; with KIND, its definition, near misses, roles, details and words."""
    codebook = load_codebook(read_settings().codebook)
    if kind is None:
        shown = [
            {"kind": each.name, "group": each.group, "definition": each.definition}
            for each in codebook.kinds.values()
        ]
        tell(f"{count(write_rows(shape, COLUMNS, shown), 'kind')}.")
        return
    if kind not in codebook.kinds:
        near = _near(codebook, kind)
        hint = f"; do you mean {', '.join(near)}?" if near else "; `letapis kinds` lists them."
        raise UsageError(f"The codebook has no kind {kind!r}{hint}")
    if shape == "json":
        write_json(_record(codebook.kinds[kind]))
    else:
        _write_kind(codebook.kinds[kind])


def _near(codebook: Codebook, asked: str) -> list[str]:
    """The kinds that somebody may mean: those whose words have it most, and those spelt like it.

    >>> _near(load_codebook(), "arrest")[0]
    'detain'
    """
    word = re.compile(rf"(?<![\w-]){re.escape(asked)}(?![\w-])", re.IGNORECASE)
    told = Counter[str]()
    for kind in codebook.kinds.values():
        lines = [line.written for found in kind.words.values() for line in found.lines()]
        told[kind.name] = sum(bool(word.search(line)) for line in lines)
    by_words = [name for name, number in told.most_common(3) if number]
    return list(dict.fromkeys([*by_words, *get_close_matches(asked.casefold(), codebook.kinds, 3)]))


def _record(kind: Kind) -> dict[str, object]:
    words = {
        language: {
            part: [line.written for line in getattr(found, part)] for part in found.__dataclass_fields__
        }
        for language, found in kind.words.items()
    }
    return {
        "kind": kind.name,
        "group": kind.group,
        "definition": kind.definition,
        "near_misses": [asdict(near) for near in kind.near_misses],
        "roles": dict(kind.roles),
        "details": list(kind.details),
        "plover": [asdict(plover) for plover in kind.plover],
        "words": words,
    }


def _write_kind(kind: Kind) -> None:
    click.echo(f"{click.style(kind.name, bold=True)}  ({kind.group})\n\n{kind.definition.strip()}\n")
    for near in kind.near_misses:
        click.echo(f"Not {near.kind}: {near.because}")
    click.echo("")
    for role, meaning in kind.roles.items():
        click.echo(f"  {role + ':':<12}{meaning}")
    plover = ", ".join("/".join(filter(None, (each.type, each.mode))) for each in kind.plover)
    click.echo(f"  {'details:':<12}{', '.join(kind.details) or '–'}")
    click.echo(f"  {'PLOVER:':<12}{plover or 'has no type for it'}")
    for language, found in kind.words.items():
        click.echo(f"\nWords ({language}):")
        for line in found.lines():
            click.echo(f"  {line.written}")
