"""The custody log: one line for everything that was done to the evidence, only ever appended."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from io import FileIO
from pathlib import Path
from typing import Any

from letapis.errors import EvidenceError
from letapis.seal.merkle import hash_leaf
from letapis.settings import read_settings

LOG = "custody.jsonl"
TORN = "custody.torn"
"""Where the beginning of a line is set aside that a crash cut short."""

WITH = f"letapis {version('letapis')}"
"""What every entry is made with."""

PARTS = frozenset({"action", "n", "what", "when", "who", "with"})

What = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: its place, its bytes, its leaf hash, and what it says.

    `entry` is None where the line says nothing that can be read; `fault` tells why. A line that was blacked
    out keeps only its leaf hash, and its `entry` is empty.
    """

    n: int
    data: bytes
    leaf: bytes
    entry: Mapping[str, Any] | None
    fault: str | None = None

    def says(self, action: str) -> bool:
        """Whether the line tells of this action."""
        return bool(self.entry and self.entry["action"] == action)

    @property
    def what(self) -> Mapping[str, Any]:
        """What was done, in detail; empty where the line says nothing."""
        found: Mapping[str, Any] = self.entry["what"] if self.entry else {}
        return found


class CustodyLog:
    """The log while it is locked: nobody else can append."""

    def __init__(self, folder: Path, stream: FileIO) -> None:
        self.folder = folder
        self._stream = stream
        self._next = 0

    def append(self, action: str, what: What, who: str | None = None) -> int:
        """Write one entry and wait until the disk has it; gives its place in the log."""
        entry = {
            "action": action,
            "n": self._next,
            "what": dict(what),
            "when": datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "who": who or read_settings().reviewer,
            "with": WITH,
        }
        line = write_canonical(entry)
        view = memoryview(line + b"\n")
        while view:
            view = view[self._stream.write(view) or 0 :]
        os.fsync(self._stream.fileno())
        self._next += 1
        return self._next - 1

    def mend(self) -> None:
        """Set aside what a crash left of a last line, and note that it was."""
        size = self._stream.seek(0, os.SEEK_END)
        kept, last = _last_line(self._stream, size)
        if kept < size:
            self._stream.seek(kept)
            torn = self._stream.read(size - kept)
            _append_aside(self.folder / TORN, torn)
            os.ftruncate(self._stream.fileno(), kept)
            self._stream.seek(kept)
        if last:
            found = read_line(last, None)
            if found.fault:
                message = f"The last line of {self.folder / LOG} was changed; see `letapis verify`."
                raise EvidenceError(message)
            self._next = found.n + 1
        if kept < size:
            self.append("mend", {"file": LOG, "bytes": size - kept, "kept_in": TORN})


def record(folder: Path, action: str, what: What, *, who: str | None = None) -> None:
    """Append one entry to the custody log of a folder of evidence.

    `action` says what was done in a word (capture, override, export, verify …), `what` to what. Who did it
    is, without `who`, the reviewer of the settings. When this returns, the entry is on the disk. Raises
    `EvidenceError` where the log is damaged or cannot be written.
    """
    with open_log(folder) as log:
        log.append(action, what, who)


@contextmanager
def open_log(folder: Path) -> Iterator[CustodyLog]:
    """The custody log, locked until the block ends; made, for its owner only, where there is none."""
    try:
        new = not (folder / LOG).exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileIO(_open_locked(folder / LOG), "r+") as stream:
            if new:
                sync_folder(folder)
            log = CustodyLog(folder, stream)
            log.mend()
            yield log
    except OSError as error:
        raise EvidenceError(f"{folder} cannot be written: {error.strerror}.") from error


def read_log(folder: Path) -> list[Line]:
    """Every whole line of the log; a line without an end, which a crash left, is not one.

    Raises `EvidenceError` where it cannot be read.
    """
    try:
        data = (folder / LOG).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EvidenceError(f"{folder / LOG} cannot be read: {error.strerror}.") from error
    whole = data[: data.rfind(b"\n") + 1]
    return [read_line(line, place) for place, line in enumerate(whole.split(b"\n")[:-1])]


def read_line(data: bytes, place: int | None) -> Line:
    """One line of the log, which must stand at `place` and be written exactly as Letapis writes."""
    here = place or 0
    leaf = hash_leaf(data)
    try:
        entry = json.loads(data)
    except (ValueError, RecursionError):
        return Line(here, data, leaf, None, "it is not JSON")
    if not isinstance(entry, dict) or type(entry.get("n")) is not int:
        return Line(here, data, leaf, None, "it is no entry")
    if place is not None and entry["n"] != place:
        return Line(here, data, leaf, None, f"it says that it is entry {entry['n']}")
    if write_canonical(entry) != data:
        return Line(here, data, leaf, None, "it is not written as Letapis writes")
    if entry.keys() == {"leaf", "n"}:
        return _read_black(entry, data)
    if not _is_entry(entry):
        return Line(here, data, leaf, None, "it does not have the parts of an entry")
    return Line(entry["n"], data, leaf, entry)


def write_canonical(entry: Mapping[str, Any]) -> bytes:
    """An entry in the one way it can be written: keys in order, no blanks, UTF-8 (as RFC 8785 has it).

    >>> write_canonical({"n": 1, "action": "export"})
    b'{"action":"export","n":1}'
    """
    written = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes its JSON escape


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows which files the folder has."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_entry(entry: Mapping[str, Any]) -> bool:
    """Whether it has the parts of an entry, each a text, and facts that are texts and whole numbers."""
    if entry.keys() != PARTS or not isinstance(entry["what"], dict):
        return False
    texts = all(isinstance(entry[part], str) for part in ("action", "when", "who", "with"))
    return texts and all(type(fact) in (str, int) for fact in entry["what"].values())


def _open_locked(path: Path) -> int:
    """Open the log and lock it until it is closed; again where it was replaced while others had it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass
        os.close(handle)


def _read_black(entry: Mapping[str, Any], data: bytes) -> Line:
    try:
        return Line(entry["n"], data, bytes.fromhex(entry["leaf"]), {})
    except (ValueError, TypeError):
        return Line(entry["n"], data, hash_leaf(data), None, "it is blacked out without its hash")


def _last_line(stream: FileIO, size: int) -> tuple[int, bytes]:
    """Where the last whole line ends, and that line without its end."""
    tail, start = b"", size
    while start and tail.count(b"\n") < 2:
        start = max(0, start - (1 << 16))
        stream.seek(start)
        tail = stream.read(size - start)
    end = tail.rfind(b"\n")
    return start + end + 1, tail[tail.rfind(b"\n", 0, max(end, 0)) + 1 : max(end, 0)]


def _append_aside(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, data + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
