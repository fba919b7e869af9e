"""How a long work is going, on standard error."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from letapis.cli.output import count, one_line, tell
from letapis.issue import Issue
from letapis.run import Step, Summary


class Course:
    """Shows what is being done where standard error is a terminal; everywhere, a line for what goes wrong."""

    def __init__(self) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("reading …", total=None)
        self._done = self._claims = 0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.stderr.isatty():
            self._bar.stop()

    def step(self, step: Step) -> None:
        """Note what became of one input."""
        self.note(step.source, step.claims, step.issue)

    def note(self, source: str, claims: int, issue: Issue | None = None) -> None:
        """Note one input, the number of its claims, and what is wrong with it."""
        self._done += 1
        self._claims += claims
        done = f"{count(self._done, 'report')}, {count(self._claims, 'claim')}  {one_line(source)}"
        self._bar.update(self._task, description=done)
        if issue:
            line = one_line(f"{issue.source}: {issue.message}")
            if sys.stderr.isatty():
                self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
            else:
                tell(line)


def tell_summary(summary: Summary, where: str) -> None:
    """Say at the end what was done."""
    outcomes = summary.outcomes
    parts = [f"{count(outcomes['kept'], 'report')} with {count(summary.claims, 'claim')} kept in {where}"]
    if outcomes["known"]:
        parts.append(f"{outcomes['known']:,} known already")
    if outcomes["deleted"]:
        parts.append(f"{outcomes['deleted']:,} deleted earlier and left out (--even-deleted takes them in)")
    if outcomes["failed"]:
        parts.append(f"{outcomes['failed']:,} could not be read (`letapis issues` lists them)")
    tell("; ".join(parts) + ".")
