"""Check every record of the archive against its own digests and against the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from letapis.seal.chain import compare_record
from letapis.seal.custody import Line
from letapis.seal.evidence import LOOKS, Evidence
from letapis.seal.finding import Finding, broken, holds, missing
from letapis.seal.sums import find_sealed
from letapis.seal.warc import BrokenRecord, Record, iter_records

TOLD = ("response", "resource", "revisit")
"""Records that the log tells of: each is a look at a page."""


def examine_records(evidence: Evidence) -> list[Finding]:
    """Read the whole archive: every record is sound, and the log tells of every page, and of no other."""
    told: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in evidence.lines:
        if line.entry and line.entry["action"] in LOOKS and isinstance(line.what.get("offset"), int):
            told[str(line.what.get("warc")), line.what["offset"]].append(line)
    findings, count = [], 0
    sealed = {file: times[-1].size for file, times in find_sealed(evidence.lines).items()}
    for path in sorted((evidence.folder / "archive").glob("*")):
        found = list(_examine_file(path, told, sealed.get(f"archive/{path.name}", 0)))
        count += sum(isinstance(one, int) for one in found)
        findings += [one for one in found if isinstance(one, Finding)]
    for (warc, offset), lines in told.items():
        words = f"The log tells of a record in {warc} at {offset}, and there is none."
        findings.append(broken("records", words, entry=lines[0].n))
    if not findings:
        findings.append(holds("records", f"{count} records are whole, and the log tells of every page."))
    return findings


def _examine_file(
    path: Path, told: dict[tuple[str, int], list[Line]], sealed: int
) -> Iterator[Finding | int]:
    """What is wrong in a file; for each sound record its place. What is found is taken out of `told`."""
    end = 0
    try:
        with path.open("rb") as stream:
            for record in iter_records(stream, gzipped=path.name.endswith(".gz")):
                end = record.offset + record.length
                lines = told.pop((path.name, record.offset), [])
                faults = list(record.faults)
                for line in lines:
                    faults += compare_record(record, line)
                where = f"The record in {path.name} at {record.offset}"
                if faults:
                    yield broken("records", f"{where} is not sound: {faults[0]}.", record=record.id)
                elif not lines and record.type in TOLD:
                    yield _untold(where, record, sealed)
                else:
                    yield record.offset
    except BrokenRecord as error:
        words = f"The record in {path.name} at {end} cannot be read: {error}."
        yield broken("records", words) if end < sealed else missing("records", words)
    except OSError as error:
        yield broken("records", f"{path.name} cannot be read: {error.strerror}.")


def _untold(where: str, record: Record, sealed: int) -> Finding:
    if record.offset < sealed:
        return broken("records", f"{where} is a page that the log does not tell of.", record=record.id)
    words = f"{where} is not in the log yet; the next capture puts it there."
    return missing("records", words, record=record.id)
