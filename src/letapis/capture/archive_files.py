"""The files of an archive: append records so that a crash loses at most the one being written."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from letapis.capture.index import Entry, entry_of, read_entry, write_entry
from letapis.capture.record import FIELDS, Draft, pack, write_fields
from letapis.capture.warc import Record, read_records
from letapis.errors import StoreError

ROLL = 1_000_000_000
"""Bytes after which a new file is begun."""

_NO_LIMIT = 1 << 40


@dataclass(frozen=True, slots=True)
class Repair:
    """A torn end that was set aside: from which file, from where, how long, and its SHA-256."""

    warc: str
    offset: int
    length: int
    digest: str


@dataclass(slots=True)
class ArchiveFiles:
    """The WARC files of one folder and their index, for one process at a time to write to.

    What other processes wrote is taken in when the lock is taken. `entries` are all records in the order
    they were written.
    """

    folder: Path
    roll: int = ROLL
    entries: list[Entry] = field(default_factory=list)
    _ends: dict[str, int] = field(default_factory=dict)
    _read: int = 0

    @property
    def archive(self) -> Path:
        """The folder of the WARC files."""
        return self.folder / "archive"

    @property
    def index(self) -> Path:
        """The index's file."""
        return self.folder / "index.cdxj"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who writes; waits for others. Raises StoreError where the folder cannot be used."""
        try:
            for folder in (self.folder, self.archive):
                folder.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be used for evidence: {error.strerror}.") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        except OSError as error:
            message = f"evidence cannot be written to {self.folder}: {error.strerror}. What was kept is safe."
            raise StoreError(message) from error
        finally:
            os.close(handle)

    def load(self) -> None:
        """Take in what stands in the index since the last look; a torn last line is left out."""
        try:
            with self.index.open("rb") as lines:
                if lines.seek(0, os.SEEK_END) < self._read:  # somebody deleted it, and it was begun anew
                    self.entries.clear()
                    self._ends.clear()
                    self._read = 0
                lines.seek(self._read)
                for line in lines:
                    if not line.endswith(b"\n"):
                        break
                    self._note(read_entry(line.decode("utf-8")))
                    self._read += len(line)
        except FileNotFoundError:
            return
        except (ValueError, KeyError) as error:
            message = f"{self.index} is damaged: delete it, and it is made anew from the archive."
            raise StoreError(message) from error

    def recover(self) -> tuple[list[Entry], list[Repair]]:
        """Make files and index agree, with the lock held: what a crash left, and what was set aside."""
        self.load()
        self._cut_index()
        found: list[Entry] = []
        repairs: list[Repair] = []
        for name in self._names():
            end, path = self._ends.get(name, 0), self.archive / name
            if path.stat().st_size <= end:
                continue
            for item in _read_after(path, end):
                if isinstance(item, Entry):
                    found.append(item)
                else:
                    repairs.append(self._set_aside(path, item))
                    break
        return found, repairs

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Write records behind the last one and onto the disk, with the lock held; not yet into the index."""
        path = self._last()
        packed = [pack(draft) for draft in drafts]
        if not path.exists() or path.stat().st_size == 0:
            info = _describe_file(path.name)
            drafts, packed = [info, *drafts], [pack(info), *packed]
        offset = start = path.stat().st_size if path.exists() else 0
        entries = []
        for draft, member in zip(drafts, packed, strict=True):
            record = Record(offset, len(member), _fields_of(draft), draft.block)
            entries.append(entry_of(record, path.name, draft.block_digest))
            offset += len(member)
        _write_through(path, b"".join(packed), start)
        return entries

    def note(self, entries: Sequence[Entry]) -> None:
        """Put entries into the index, with the lock held."""
        written = "".join(write_entry(entry) for entry in entries).encode()
        handle = os.open(self.index, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as lines:
            lines.write(written)
        self._read += len(written)
        for entry in entries:
            self._note(entry)

    def _note(self, entry: Entry) -> None:
        self.entries.append(entry)
        kept = entry.kept
        self._ends[kept.warc] = max(self._ends.get(kept.warc, 0), kept.offset + kept.length)

    def _cut_index(self) -> None:
        """Take off a last line that was being written when its writer died."""
        if self.index.exists() and self.index.stat().st_size > self._read:
            os.truncate(self.index, self._read)

    def _set_aside(self, path: Path, offset: int) -> Repair:
        """Move what stands behind `offset` into a file of its own."""
        aside = self.folder / "torn"
        aside.mkdir(mode=0o700, exist_ok=True)
        with path.open("rb") as stream:
            stream.seek(offset)
            torn = stream.read()
        digest = hashlib.sha256(torn).hexdigest()
        target = aside / f"{path.name.split('.')[0]}-{offset}-{digest[:8]}.bin"
        _write_through(target, torn, 0)
        os.truncate(path, offset)
        return Repair(path.name, offset, len(torn), digest)

    def _names(self) -> list[str]:
        """The names of the files, oldest first."""
        return sorted(name for name in os.listdir(self.archive) if name.endswith(".warc.gz"))

    def _last(self) -> Path:
        """The file to append to: the last one, or a new one where that is long enough."""
        names = self._names()
        number = int(names[-1].split(".")[0]) if names else 1
        if names and (self.archive / names[-1]).stat().st_size >= self.roll:
            number += 1
        return self.archive / f"{number:06}.warc.gz"


def _read_after(path: Path, start: int) -> Iterator[Entry | int]:
    """The entries of whole records from a place on; then, where something is torn, its place."""
    with path.open("rb") as stream:
        for item in read_records(stream, start, _NO_LIMIT):
            if not isinstance(item, Record):
                yield item.offset
                return
            yield entry_of(item, path.name, hashlib.sha256(item.block).hexdigest())


def _write_through(path: Path, data: bytes, start: int) -> None:
    """Write at the end of a file and wait until it is on the disk; undo what could not be written whole."""
    new = not path.exists()
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as stream:
        try:
            stream.seek(start)
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(start)
            raise
    if new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _describe_file(name: str) -> Draft:
    lines = (
        ("software", f"Letapis/{version('letapis')}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
    )
    block = write_fields(lines).encode()
    return Draft("warcinfo", None, datetime.now(UTC), FIELDS, block, more=(("WARC-Filename", name),))


def _fields_of(draft: Draft) -> dict[str, str]:
    more = {name.lower(): value for name, value in draft.more}
    if draft.payload is not None:
        more["warc-payload-digest"] = f"sha256:{draft.payload_digest}"
    return {
        **more,
        "warc-type": draft.kind,
        "warc-record-id": draft.record,
        "warc-target-uri": draft.target or "",
        "warc-date": draft.when.isoformat(),
        "content-type": draft.content,
    }
