"""The local loop: page after page, each kept whole or not at all."""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from letapis.errors import CodebookError, EvidenceError, LetapisError, ModelError, StoreError, UsageError
from letapis.issue import Issue
from letapis.model import Capture, Claim, Report
from letapis.run.rooms import Analyst, Rooms
from letapis.store import (
    Chronicle,
    find_deletion,
    find_issues,
    is_kept,
    keep_issue,
    keep_report,
    recall_given,
    settle_issues,
)

OUTCOMES = ("kept", "known", "deleted", "failed", "noted")
"""What can become of an input: `known` was done before, `deleted` was deleted and stays out, `noted` is a
remark that keeps nothing from going on."""

HOPELESS = (CodebookError, EvidenceError, ModelError, StoreError)
"""Errors after which no other input could fare better: they stop a run."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A report and the claims in it, with the versioned name of how they were found."""

    report: Report
    claims: tuple[Claim, ...]
    stage: str


Witness = Callable[[Capture, Report, Found | None], None]
"""Is told what was read from a page before it is kept; nothing is found where all of it is kept already."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one input: one of `OUTCOMES`, how many claims were found, or what is wrong with it."""

    source: str
    outcome: str
    claims: int = 0
    issue: Issue | None = None


@dataclass(slots=True)
class Summary:
    """How many inputs came to which outcome, how many claims were found, and what is wrong."""

    outcomes: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    issues: list[Issue] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Count one more step."""
        self.outcomes[step.outcome] += 1
        self.claims += step.claims
        if step.issue:
            self.issues.append(step.issue)

    @property
    def failed(self) -> int:
        """How many inputs could not be read."""
        return self.outcomes["failed"]


def run_captures(
    captures: Iterable[Capture | Issue],
    rooms: Rooms,
    chronicle: Chronicle,
    *,
    even_deleted: bool = False,
    witness: Witness | None = None,
) -> Iterator[Step]:
    """Take every capture the whole way into the chronicle, and tell what became of it.

    What is done already is passed over, so an interrupted run goes on where it was. What is wrong with one
    input is kept as an issue, and the others go on. A report that was deleted stays out unless
    `even_deleted`. `witness` is told of every reading. Raises the errors of `HOPELESS`.
    """
    troubled = {issue.source for issue in find_issues(chronicle)}
    for item in captures:
        if isinstance(item, Issue):
            keep_issue(chronicle, item)
            yield _step_of(item)
            continue
        step = run_capture(item, rooms, chronicle, even_deleted=even_deleted, witness=witness)
        if step.outcome == "known" and item.id in troubled:
            settle_issues(chronicle, item.id)
        yield step


def run_capture(
    capture: Capture,
    rooms: Rooms,
    chronicle: Chronicle,
    *,
    even_deleted: bool = False,
    witness: Witness | None = None,
) -> Step:
    """Take one capture the whole way into the chronicle."""
    deletion = None if even_deleted else find_deletion(chronicle, capture.id, capture.digest)
    if deletion:
        message = f"was deleted on {deletion.when:%Y-%m-%d} by {deletion.who} and stays out"
        return Step(capture.id, "deleted", issue=Issue(capture.id, "deleted", message, fatal=False))
    capture = recall_given(chronicle, capture)
    report = _read(capture, rooms)
    found = report if isinstance(report, Issue) else _find(report, rooms, chronicle)
    if witness and isinstance(report, Report) and not isinstance(found, Issue):
        witness(capture, report, found)
    if found is None:
        return Step(capture.id, "known")
    if isinstance(found, Found):
        found = _keep(capture, found, chronicle)
    if isinstance(found, Issue):
        keep_issue(chronicle, found)
        return _step_of(found)
    return Step(capture.id, "kept", len(found.claims))


def extract_captures(captures: Iterable[Capture | Issue], rooms: Rooms) -> Iterator[Found | Issue]:
    """Find the claims of every capture and keep nothing."""
    for item in captures:
        report = item if isinstance(item, Issue) else _read(item, rooms)
        found = report if isinstance(report, Issue) else _find(report, rooms)
        if found is not None:
            yield found


def _read(capture: Capture, rooms: Rooms) -> Report | Issue:
    try:
        return rooms.read(capture)
    except HOPELESS:
        raise
    except Exception as error:
        return _stumble(capture.id, error)


def _find(report: Report, rooms: Rooms, chronicle: Chronicle | None = None) -> Found | Issue | None:
    """The report's claims; None where the chronicle has them already."""
    try:
        analyst = rooms.load(report.language)
    except UsageError as error:
        return Issue(report.id, "language", str(error))
    stage = name_stage(rooms, analyst)
    if chronicle and is_kept(chronicle, report, stage):
        return None
    try:
        claims = rooms.extract(report, analyst.analyse(report))
        return Found(report, claims, stage)
    except HOPELESS:
        raise
    except Exception as error:
        return _stumble(report.id, error)


def _keep(capture: Capture, found: Found, chronicle: Chronicle) -> Found | Issue:
    try:
        keep_report(chronicle, capture, found.report, found.stage, found.claims)
    except HOPELESS:
        raise
    except Exception as error:  # a value that cannot be written is the fault of one report
        return _stumble(capture.id, error)
    return found


def name_stage(rooms: Rooms, analyst: Analyst) -> str:
    """The versioned name of everything that stands between a report and its claims."""
    return f"{rooms.stage} {analyst.stage}"


def _stumble(source: str, error: Exception) -> Issue:
    """An issue for what should not have happened.

    Neither it nor the log repeats the error's own words: they may quote the report.
    """
    if isinstance(error, LetapisError):
        return Issue(source, "refused", str(error))
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    log.error("%s at %s", type(error).__name__, where)
    message = f"Letapis stumbled over it ({type(error).__name__} at {where}); please report this"
    return Issue(source, "internal", message)


def _step_of(issue: Issue) -> Step:
    return Step(issue.source, "failed" if issue.fatal else "noted", issue=issue)
