"""Erase a page from the evidence: its bytes, its addresses, its lines in the log; the seals of all else hold.

The record of the page is overwritten by one of the same length that says nothing. A line of the log that
names the page is replaced by its leaf hash, so the tree stands as it was signed; an entry says which lines.
"""

from __future__ import annotations

import fcntl
import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from letapis.errors import EvidenceError
from letapis.seal.custody import LOG, Line, open_log, read_log, write_canonical
from letapis.seal.sealing import LOCK, check_evidence, seal_evidence
from letapis.seal.sums import write_whole
from letapis.seal.warc import BrokenRecord, Record, iter_records

INDEX = "index.cdxj"
"""Where the capture room keeps the places of records: lines about erased ones go too."""

NAMES = ("digest", "url", "final", "id", "of", "record", "refers_to")
"""Parts of an entry that may name a page."""


def erase_page(
    folder: Path, digest: str, names: Sequence[str], *, who: str | None = None, passphrase: str | None = None
) -> int:
    """Erase the page with this SHA-256, and what the log calls by one of `names`; gives how many records.

    Copies, exports and backups are not reached, nor redirects that led to the page. Raises `EvidenceError`
    where the evidence is damaged: what is damaged is not made to look whole.
    """
    if not folder.is_dir():
        return 0
    with open_log(folder) as log, _locked(folder):
        lines = read_log(folder)
        check_evidence(folder, lines, passphrase)
        looks = [line for line in lines if "offset" in line.what and _tells_of(line, {digest, *names})]
        found = _find_records(folder, looks)
        erased = {record.id for records in found.values() for record in records}
        urls = {line.what["url"] for line in looks if "url" in line.what}
        black = {line.n for line in lines if _tells_of(line, {digest, *names, *urls, *erased})}
        if not black:
            return 0
        told = " ".join(str(number) for number in sorted(black))
        for file in [f"archive/{warc}" for warc in sorted(found)] or [LOG]:
            log.append("delete", {"file": file, "lines": told, "records": len(erased)}, who)
        _overwrite(folder, found)
        _blacken(folder, black)
        _clean_index(folder, erased)
    seal_evidence(folder, passphrase=passphrase, who=who)
    return len(erased)


def make_filler(length: int) -> bytes:
    """A gzip member of this many bytes with a record that says nothing. Raises `ValueError` for too few.

    >>> len(make_filler(400))
    400
    """
    block = b"erased: yes\r\n"
    head = "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:x-letapis:erased>\r\n"
    head += "WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Type: application/warc-fields\r\n"
    record = f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    bare = gzip.compress(record, mtime=0)
    spare = length - len(bare) - 1
    if spare < 0:
        raise ValueError(f"{length} bytes are too few")
    # A comment in the member's header (RFC 1952, 2.3) makes up the length.
    member = bare[:3] + b"\x10" + bare[4:10] + b" " * spare + b"\0" + bare[10:]
    assert zlib.decompress(member, 31) == record
    return member


def _tells_of(line: Line, names: set[str]) -> bool:
    return any(line.what.get(part) in names for part in NAMES)


def _find_records(folder: Path, looks: Sequence[Line]) -> dict[str, list[Record]]:
    """The records of these looks, and those that belong to them, by the file they lie in."""
    ids = {str(line.what["record"]) for line in looks}
    found: dict[str, list[Record]] = {}
    for warc in sorted({Path(str(line.what["warc"])).name for line in looks}):
        path = folder / "archive" / warc
        try:
            with path.open("rb") as stream:
                for record in iter_records(stream, gzipped=True):
                    if record.id in ids or _belongs(record, ids):
                        ids.add(record.id)
                        found.setdefault(warc, []).append(record)
        except (OSError, BrokenRecord) as error:
            message = f"{path} cannot be read to its end, so nothing is erased: {error}."
            raise EvidenceError(message) from error
    return found


def _belongs(record: Record, erased: set[str]) -> bool:
    """Whether it is the request, the metadata or a revisit of an erased record."""
    fields = (record.fields.get(name, "").strip("<>") for name in ("warc-concurrent-to", "warc-refers-to"))
    return any(field in erased for field in fields)


def _overwrite(folder: Path, found: dict[str, list[Record]]) -> None:
    for warc, records in found.items():
        with (folder / "archive" / warc).open("r+b", buffering=0) as stream:
            for record in records:
                stream.seek(record.offset)
                stream.write(make_filler(record.length))
            os.fsync(stream.fileno())


def _blacken(folder: Path, black: set[int]) -> None:
    """Write the log anew with nothing but their leaf hashes in place of some lines."""
    kept = (
        write_canonical({"leaf": line.leaf.hex(), "n": line.n}) if line.n in black else line.data
        for line in read_log(folder)
    )
    write_whole(folder / LOG, b"".join(data + b"\n" for data in kept))


def _clean_index(folder: Path, erased: set[str]) -> None:
    path = folder / INDEX
    if path.exists():
        kept = [line for line in path.read_bytes().splitlines(keepends=True) if not _names(line, erased)]
        write_whole(path, b"".join(kept))


def _names(line: bytes, erased: set[str]) -> bool:
    return any(record.encode() in line for record in erased)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until nobody writes to the archive, and keep it so."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
