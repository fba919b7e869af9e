"""What the loop needs of the rooms, as plain functions that a test or a cluster can replace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Analysis, Capture, Claim, Given, Report


class Analyst(Protocol):
    """A language's reader: it tells words, sentences, trees and names; `stage` is its versioned name."""

    @property
    def stage(self) -> str: ...

    def analyse(self, report: Report, whole: bool = False) -> Analysis:
        """What stands in the report's coded blocks, or in all of it."""
        ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """The way from a source to its claims.

    `capture` takes in what the user names, `read` makes a report of a page, `load` gives the reader of a
    language, `extract` finds the claims, and `stage` is the versioned name of how they are found.
    """

    capture: Callable[[Iterable[str | Path], Given | None], Iterator[Capture | Issue]]
    read: Callable[[Capture], Report | Issue]
    load: Callable[[str], Analyst]
    extract: Callable[[Report, Analysis], tuple[Claim, ...]]
    stage: str


def name_capture(captures: Iterable[Capture | Issue], name: str | None) -> Iterator[Capture | Issue]:
    """The captures, the only one of them under the id that the user gives it.

    Raises `UsageError` at the second capture: one id cannot name two reports.
    """
    named = False
    for item in captures:
        if name is None or isinstance(item, Issue):
            yield item
        elif named:
            raise UsageError("An id names one report, and here are several; leave the id out.")
        else:
            named = True
            yield replace(item, id=name)
