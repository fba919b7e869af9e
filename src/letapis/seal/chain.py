"""From a page to its bytes in the archive, to the log, to the signature, to the witnesses."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

import brotli

from letapis.seal.custody import Line
from letapis.seal.evidence import Evidence, KeptNote
from letapis.seal.examine import find_witnesses, tell_witnesses
from letapis.seal.finding import Finding, broken, holds, missing
from letapis.seal.merkle import check_inclusion, find_path
from letapis.seal.stamp import WANTED
from letapis.seal.warc import BrokenRecord, Record, read_record

FACTS = ("warc", "offset", "length", "record", "url", "when")
"""What is told of where a page lies."""

LARGEST_PAGE = 256 << 20
"""Bytes of the largest page that is held in memory while its encoding is undone."""


def prove_page(evidence: Evidence, digest: str, report: str | None = None) -> list[Finding]:
    """Every link from a page, named by its SHA-256, to the witnesses; `report` prefers its own capture."""
    looks = evidence.looks.get(digest, [])
    if not looks:
        words = "The custody log tells of no capture of this page: it was read before captures were kept."
        return [missing("capture", words, digest=digest)]
    whole = [line for line in looks if "refers_to" not in line.what] or looks
    mine = [line for line in looks if report is not None and line.what.get("id") == report]
    line = next((one for one in whole if one in mine), whole[0])
    found = [*_find_bytes(evidence, line, digest), *_prove_entry(evidence, line)]
    if mine and line not in mine:
        found += [*_find_again(evidence, mine[0]), *_prove_entry(evidence, mine[0])]
    return found


def prove_text(evidence: Evidence, report: str, digest: str, text: str, claims: str) -> list[Finding]:
    """Whether the log says that this text, and these claims, were read from the page when it was taken in.

    `text` and `claims` are the SHA-256 of what the chronicle has now.
    """
    lines = evidence.reads.get((report, digest), [])
    if not lines:
        return [missing("text", "The custody log does not say what text was read from the page.")]
    found = []
    if any(line.what.get("text") == text for line in lines):
        found.append(holds("text", "The report's text is the one that was read from the page.", sha256=text))
    else:
        found.append(broken("text", "The report's text was changed since it was read from the page."))
    if any(line.what.get("claims") == claims for line in lines):
        found.append(holds("claims", "The report's claims are those that were found in it.", sha256=claims))
    else:
        found.append(broken("claims", "The report's claims were changed since they were found."))
    entry = next((line for line in reversed(lines) if line.what.get("text") == text), lines[-1])
    return [*found, *(one for one in _prove_entry(evidence, entry) if one.state != "holds")]


def _find_bytes(evidence: Evidence, line: Line, digest: str) -> Iterator[Finding]:
    what = line.what
    where = f"{what.get('warc')} at {what.get('offset')}"
    facts = {name: what[name] for name in FACTS if name in what}
    try:
        compressed = what.get("payload") != digest
        record = read_logged(evidence, line, keep=LARGEST_PAGE if compressed else 0)
    except (BrokenRecord, OSError, ValueError) as error:
        yield broken("capture", f"The captured bytes cannot be read ({where}: {error}).", **facts)
        return
    faults = [*record.faults, *compare_record(record, line)]
    if not faults and not _is_page(record, digest):
        faults = ["the page in it is not the one that the log names"]
    if faults:
        yield broken("capture", f"The bytes are not those that were logged ({where}): {faults[0]}.", **facts)
    else:
        url = str(what.get("url"))
        how = f"Taken in as {what.get('id')}" if url.startswith("urn:x-letapis:") else f"Captured from {url}"
        words = f"{how} on {what.get('when')}, and the bytes are whole ({where})."
        yield holds("capture", words, **facts, sha256=digest)


def _find_again(evidence: Evidence, line: Line) -> Iterator[Finding]:
    """The look that found what was there already: it has no bytes of its own, but a record."""
    where = f"{line.what.get('warc')} at {line.what.get('offset')}"
    try:
        record = read_logged(evidence, line)
        faults = [*record.faults, *compare_record(record, line)]
    except (BrokenRecord, OSError, ValueError) as error:
        faults = [str(error)]
    if faults:
        yield broken("seen again", f"The record of this look is not what was logged ({where}): {faults[0]}.")
    else:
        told = f"{line.what.get('url')} showed the same on {line.what.get('when')} ({where})"
        yield holds("seen again", f"{told}.", record=line.what.get("record"))


def read_logged(evidence: Evidence, line: Line, keep: int = 0) -> Record:
    """The record that an entry of the log tells of. Raises `BrokenRecord`, `OSError` or `ValueError`."""
    warc, offset = line.what.get("warc"), line.what.get("offset")
    if not isinstance(warc, str) or not isinstance(offset, int) or "/" in warc or offset < 0:
        raise ValueError("the log does not say where it lies")
    with (evidence.folder / "archive" / warc).open("rb") as stream:
        return read_record(stream, offset, gzipped=warc.endswith(".gz"), keep=keep)


def compare_record(record: Record, line: Line) -> list[str]:
    """In what a record is not as the log says."""
    stated = {
        "length": record.length,
        "record": record.id,
        "block": record.block,
        "payload": record.payload if record.type != "revisit" else line.what.get("payload"),
    }
    return [
        f"its {name} is {now}, and the log says {line.what[name]}"
        for name, now in stated.items()
        if name in line.what and line.what[name] != now
    ]


def _is_page(record: Record, digest: str) -> bool:
    """Whether the record's payload, or what is left when its compression is undone, has this digest."""
    if record.payload == digest:
        return True
    if record.data is None:
        return False
    found = False
    for undo in (_inflate, _unbrotli):
        try:
            found = found or hashlib.sha256(undo(record.data)).hexdigest() == digest
        except (zlib.error, brotli.error):
            continue
    return found


def _inflate(data: bytes) -> bytes:
    return zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(data, LARGEST_PAGE)


def _unbrotli(data: bytes) -> bytes:
    found: bytes = brotli.Decompressor().process(data, output_buffer_limit=LARGEST_PAGE)
    return found


def _prove_entry(evidence: Evidence, line: Line) -> Iterator[Finding]:
    """Inclusion in the log, its signature, its witnesses."""
    covering = [kept for kept in evidence.notes if kept.note and kept.note.checkpoint.size > line.n]
    good = next((kept for kept in covering if not kept.fault), None)
    if good is None or good.note is None:
        if covering:
            words = f"The log was changed or its signature is false: {covering[0].fault}."
            yield broken("log", words, entry=line.n)
        else:
            yield missing("log", f"Entry {line.n} of the custody log is not signed yet.", entry=line.n)
        return
    yield _include(evidence, line, good)
    words = f"The checkpoint {good.path.name} is signed with the key of this evidence."
    yield holds("signature", words, key=evidence.key.fingerprint if evidence.key else None)
    witnesses = find_witnesses(evidence, line.n + 1)
    if len(witnesses) >= WANTED:
        yield holds("timestamp", tell_witnesses(witnesses))
    else:
        told = tell_witnesses(witnesses) if witnesses else "No authority has witnessed it yet."
        yield missing("timestamp", f"{told} {WANTED} are wanted: `letapis verify --complete` asks for them.")


def _include(evidence: Evidence, line: Line, kept: KeptNote) -> Finding:
    assert kept.note is not None
    checkpoint = kept.note.checkpoint
    proof = find_path(evidence.levels(checkpoint.size), line.n)
    if not check_inclusion(line.leaf, line.n, checkpoint.size, proof, checkpoint.root):
        return broken("log", f"Entry {line.n} is not in the log that was signed.", entry=line.n)
    words = (
        f"Entry {line.n} of the custody log tells of it, and is under the root of {checkpoint.size} entries."
    )
    return holds("log", words, entry=line.n, size=checkpoint.size, proof=[part.hex() for part in proof])
