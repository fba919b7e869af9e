"""Single sentences with what they tell, in `corpus/sentences/`: many ways to tell of one kind of happening.

    {1.detain:Picked up} at the depot, [R1:two conductors] were {2.beat:beaten} by [A2:men in plain clothes].

A brace is a trigger with its kind, a bracket a party: A who did it, R to whom. Numbers tie the parties to
their trigger where a sentence has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "sentences"

ROLES = {"A": "actor", "R": "recipient"}

_MARK = re.compile(
    r"\{(?:(?P<number>\d)\.)?(?P<kind>\w+):(?P<told>[^{}\[\]]+)\}"
    r"|\[(?P<tags>[AR]\d?(?:,[AR]\d?)*):(?P<party>[^{}\[\]]+)\]"
)


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger's place in the sentence, its kind, and its parties as (role, first, end)."""

    start: int
    end: int
    kind: str
    parties: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Single:
    """A sentence and what it tells; `id` is its file and line."""

    id: str
    text: str
    happenings: tuple[Happening, ...]


def parse_single(line: str, id: str = "") -> Single:
    """Read one line; places count code points of the text without its marks. Raises ValueError.

    >>> single = parse_single("{detain:Held}: [R:Ivo Dubov], by [A:police]")
    >>> single.text, single.happenings[0].parties
    ('Held: Ivo Dubov, by police', (('recipient', 6, 15), ('actor', 20, 26)))
    """
    text, at = "", 0
    triggers: dict[str, tuple[int, int, str]] = {}
    parties: list[tuple[str, str, int, int]] = []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        begin, at = len(text), mark.end()
        text += mark["told"] or mark["party"]
        if mark["kind"]:
            number = mark["number"] or ""
            if number in triggers:
                raise ValueError(f"{id}: two happenings are numbered alike; number them 1., 2., 3.")
            triggers[number] = (begin, len(text), mark["kind"])
        else:
            parties += [(tag[1:], ROLES[tag[0]], begin, len(text)) for tag in mark["tags"].split(",")]
    text += line[at:]
    if set("{}[]") & set(text):
        raise ValueError(f"{id}: a brace or bracket is left over; close each, and put none inside another")
    if {number for number, *_ in parties} - triggers.keys():
        raise ValueError(f"{id}: a party belongs to no happening; give it the number of one")
    return Single(
        id,
        text,
        tuple(
            Happening(*told, tuple(party[1:] for party in parties if party[0] == number))
            for number, told in triggers.items()
        ),
    )


def read_singles(folder: Path = FOLDER) -> Iterator[Single]:
    """All sentences of a folder, file by file; a file is named for the kind that its sentences are about."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield parse_single(line, f"{path.stem}-{number}")
