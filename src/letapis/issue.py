"""What is wrong with a piece of input, as a value that travels with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong with one input.

    `source` names the input as its user knows it (a path, an id), `code` is a short stable word
    (`empty`, `binary`, `language`, `too-large` …), `message` says in plain words what is wrong and
    what to do. `fatal` means that nothing could be read from the input.
    """

    source: str
    code: str
    message: str
    fatal: bool = True
