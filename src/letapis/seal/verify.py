"""Open a folder of evidence for checking, and check all of it."""

from __future__ import annotations

from pathlib import Path

from letapis.errors import UsageError
from letapis.seal.checkpoint import Note, read_note
from letapis.seal.evidence import Evidence
from letapis.seal.examine import examine_seals
from letapis.seal.finding import Finding
from letapis.seal.records import examine_records
from letapis.seal.token import load_roots


def open_evidence(folder: Path, roots: Path | None = None) -> Evidence:
    """The evidence in a folder; `roots` is a PEM file of certificates that timestamps may rest on.

    Without it they are those that the system trusts. Raises `EvidenceError` where there is no such folder
    and `UsageError` where the roots cannot be read.
    """
    try:
        return Evidence(folder, load_roots(roots))
    except (OSError, ValueError) as error:
        raise UsageError(f"{roots} cannot be read as certificates (PEM): {error}.") from error


def verify_evidence(evidence: Evidence, known: Path | None = None) -> list[Finding]:
    """Every link that holds the whole folder together; `known` is a checkpoint that was kept elsewhere."""
    return [*examine_seals(evidence, _read_known(known)), *examine_records(evidence)]


def _read_known(path: Path | None) -> Note | None:
    if path is None:
        return None
    try:
        return read_note(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as a checkpoint: {error}.") from error
