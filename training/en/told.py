"""What sentences of the treebanks tell of, marked for this project in `told.tsv`, by word and not by text.

    GUM_news_x-4    detain@4 A2 R6 R9; sentence@12 R6

is a sentence in which word 4 tells of a detention by the party whose head is word 2, of those at 6 and 9,
and word 12 of a sentence. Words count from 1. A sentence without marks was read and tells of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.single import ROLES

from training.en.data import Example, Reading

FILE = Path(__file__).parent / "told.tsv"

_TOLD = re.compile(r"(?P<kind>\w+)@(?P<at>\d+)(?P<parties>(?: [AR]\d+)*)")


def read_told(path: Path = FILE) -> dict[str, str]:
    """The marks of every sentence that was read, by its id."""
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def mark_told(examples: Iterable[Example], told: dict[str, str]) -> Iterator[Example]:
    """The same sentences, those with marks carrying them. Raises ValueError where a mark cannot be read."""
    for example in examples:
        marks = told.get(example.id)
        yield example if marks is None else replace(example, reading=_reading(marks, example))


def _reading(marks: str, example: Example) -> Reading:
    triggers = ["O"] * len(example.forms)
    roles = []
    for mark in filter(None, marks.split("; ")):
        found = _TOLD.fullmatch(mark)
        if found is None:
            raise ValueError(f"{example.id}: {mark!r} is not KIND@WORD with parties A or R")
        at = int(found["at"]) - 1
        triggers[at] = found["kind"]
        roles += [(at, int(party[1:]) - 1, ROLES[party[0]]) for party in found["parties"].split()]
    return Reading([], triggers, [], roles)
