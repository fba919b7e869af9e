"""From a claim to its words, to its report, to the captured page, to the seals: every link, one by one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from letapis.errors import EvidenceError, UsageError
from letapis.issue import Issue
from letapis.model import Capture, Report
from letapis.run.links import digest_claims, digest_text, prove_claim, prove_report
from letapis.run.loop import Found, Witness
from letapis.seal import (
    Evidence,
    Finding,
    conclude,
    erase_page,
    export_wacz,
    open_evidence,
    record,
    seal_evidence,
    stamp_evidence,
    verify_evidence,
)
from letapis.seal.post import open_sender
from letapis.settings import read_settings
from letapis.store import KeptClaim, ReportEntry

__all__ = ["Custody", "erase", "export", "record", "verify"]

PAUSE = 600.0
"""Seconds between two seals while pages are watched."""

log = logging.getLogger(__name__)

Claims = Callable[..., Iterable[KeptClaim]]


class Keeper(Protocol):
    """The chronicle, as far as it is asked here."""

    @property
    def evidence(self) -> Path: ...
    def claim(self, name: str) -> KeptClaim: ...
    def find_report(self, name: str) -> ReportEntry: ...
    def report(self, name: str) -> Report: ...
    def reports(self, words: str | None = None) -> list[ReportEntry]: ...
    def kept_claims(self, **wanted: Any) -> Iterator[KeptClaim]: ...


class Custody:
    """Sees to it that what was captured is sealed when the work ends, however it ends.

    Authorities are asked for timestamps only if the work went over the network anyway (`online`), and
    through the same `proxy`.
    """

    def __init__(self, folder: Path, *, online: bool, proxy: str | None = None) -> None:
        self.folder, self._online, self._proxy = folder, online, proxy
        self._sealed = time.monotonic()

    def witness(self, claims: Claims) -> Witness:
        """What tells the log of every reading of an archived page; `claims` gives those of a known report."""
        known: set[tuple[Any, ...]] | None = None

        def note(capture: Capture, report: Report, found: Found | None) -> None:
            nonlocal known
            if capture.kept is None:
                return
            if known is None:
                known = set(Evidence(self.folder).reads)
            if found is not None:
                now, stage = found.claims, found.stage
            elif (report.id, report.digest) in known:
                return
            else:
                now, stage = tuple(kept.claim for kept in claims(report=report.id)), "known"
            what: dict[str, str | int] = {"id": report.id, "digest": report.digest, "reader": report.reader}
            what |= {"text": digest_text(report.text), "stage": stage}
            record(self.folder, "read", {**what, "found": len(now), "claims": digest_claims(now)})
            known.add((report.id, report.digest))

        return note

    def seal_now_and_then(self) -> None:
        """Seal what there is if that was not done for a while."""
        if time.monotonic() - self._sealed > PAUSE:
            self._seal()

    def close(self) -> list[Issue]:
        """Seal what there is, and have it witnessed."""
        self._seal()
        if not self._online or not self.folder.is_dir():
            return []
        return stamp_evidence(self.folder, read_settings().authorities, open_sender(self._proxy))

    def _seal(self) -> None:
        seal_evidence(self.folder, passphrase=_passphrase())
        self._sealed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, EvidenceError):
            return  # what cannot be written cannot be sealed
        if kind is not None:
            self._seal()
            return
        for issue in self.close():
            log.warning("%s: %s", issue.source, issue.message)


def verify(
    chronicle: Keeper, name: str, roots: Path | None = None, known: Path | None = None
) -> dict[str, list[Finding]]:
    """Check a claim, a report or `all`; what was found, by what it was found of.

    What holds the evidence together as a whole stands under the empty name. That it was checked goes into
    the custody log, where that can be written.
    """
    folder = chronicle.evidence
    evidence = open_evidence(folder, roots or read_settings().roots) if folder.is_dir() else None
    found: dict[str, list[Finding]] = {}
    if name == "all":
        if evidence:
            found[""] = verify_evidence(evidence, known)
        for entry in chronicle.reports():
            found[entry.id] = _prove_report(chronicle, evidence, entry.id)
    else:
        found |= _prove_named(chronicle, evidence, name)
        if evidence and known:
            found[""] = [one for one in verify_evidence(evidence, known) if one.link == "kept checkpoint"]
    if evidence:
        result = conclude(finding for findings in found.values() for finding in findings)
        _note_check(folder, name, result)
    return found


def export(folder: Path, target: Path, title: str = "") -> None:
    """Write all evidence to a new WACZ file."""
    export_wacz(folder, target, title=title, passphrase=_passphrase())


def erase(chronicle: Keeper, report_id: str, who: str) -> None:
    """Erase the page of a report from the evidence, unless another report rests on the same page."""
    digest = chronicle.report(report_id).digest
    others = (entry.id for entry in chronicle.reports() if entry.id != report_id)
    if any(chronicle.report(other).digest == digest for other in others):
        log.warning("the captured page stays in the evidence: another report rests on it")
        return
    erase_page(chronicle.evidence, digest, [report_id], who=who, passphrase=_passphrase())


def _prove_report(chronicle: Keeper, evidence: Evidence | None, report_id: str) -> list[Finding]:
    claims = [kept.claim for kept in chronicle.kept_claims(report=report_id)]
    return prove_report(evidence, chronicle.report(report_id), claims)


def _prove_named(chronicle: Keeper, evidence: Evidence | None, name: str) -> dict[str, list[Finding]]:
    """A claim where there is one of that name, otherwise a report."""
    try:
        kept = chronicle.claim(name)
    except UsageError as error:
        if "There is no claim" not in str(error):
            raise
        entry = chronicle.find_report(name)
        return {entry.id: _prove_report(chronicle, evidence, entry.id)}
    claim = kept.claim
    claims = [one.claim for one in chronicle.kept_claims(report=claim.report)]
    return {claim.key: prove_claim(evidence, claim, chronicle.report(claim.report), claims)}


def _note_check(folder: Path, name: str, result: str) -> None:
    """Note in the log that somebody checked; a copy that cannot be written to is checked all the same."""
    try:
        record(folder, "verify", {"of": name, "result": result})
    except EvidenceError as error:
        log.info("that it was checked could not be noted: %s", error)


def _passphrase() -> str | None:
    path = read_settings().passphrase_file
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except OSError as error:
        raise UsageError(f"The passphrase's file {path} cannot be read: {error.strerror}.") from error
