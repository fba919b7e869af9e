"""Seal a folder of evidence as it stands: digests into the log, the log's root under a signature."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letapis.errors import EvidenceError
from letapis.seal.checkpoint import Checkpoint, Note, check_note, read_note, sign_checkpoint
from letapis.seal.custody import CustodyLog, Line, open_log, read_log
from letapis.seal.keys import SealKey, load_key, make_key
from letapis.seal.merkle import find_root
from letapis.seal.sums import digest_parts, find_sealed, list_covered, write_sums, write_whole

CHECKPOINTS = "checkpoints"
LOCK = "lock"
"""Held by the process that is writing to the archive."""


def seal_evidence(folder: Path, *, passphrase: str | None = None, who: str | None = None) -> Note | None:
    """Seal what has come since the last time; gives the newest checkpoint, None where nothing is there.

    Digests of grown archive files go into the log, the log's root is signed, SHA256SUMS is written. The key
    is made at first use, under `passphrase` where one is given. Raises `EvidenceError` where what was sealed
    earlier has changed since: then nothing is signed.
    """
    if not folder.is_dir():
        return None
    with open_log(folder) as log, _hold_archive(folder) as held:
        lines = read_log(folder)
        notes, key = check_evidence(folder, lines, passphrase)
        if not lines and not list_covered(folder):
            return None
        if key is None:
            key = make_key(folder, passphrase)
            log.append("key", {"name": key.name, "sha256": key.fingerprint}, who)
        digests = _seal_archive(folder, lines, log, who) if held else {}
        note = _sign(folder, read_log(folder), notes, key)
        if held:
            refresh_sums(folder, digests)
    return note


def check_evidence(
    folder: Path, lines: list[Line], passphrase: str | None
) -> tuple[list[Note], SealKey | None]:
    """The checkpoints and the key, if the log is what was signed. Raises `EvidenceError` where it is not."""
    _check_lines(folder, lines)
    notes, key = read_checkpoints(folder), load_key(folder, passphrase)
    _check_notes(folder, lines, notes, key)
    return notes, key


def read_checkpoints(folder: Path) -> list[Note]:
    """Every checkpoint, smallest first. Raises `EvidenceError` for one that is none."""
    notes = []
    for path in sorted((folder / CHECKPOINTS).glob("*.note")):
        try:
            notes.append(read_note(path.read_text(encoding="utf-8")))
        except (ValueError, OSError) as error:
            raise EvidenceError(f"{path} cannot be read as a checkpoint: {error}.") from error
    return sorted(notes, key=lambda note: note.checkpoint.size)


def name_checkpoint(size: int) -> str:
    """The path of the checkpoint of a log of this size, without its ending.

    >>> name_checkpoint(12)
    'checkpoints/000000012'
    """
    return f"{CHECKPOINTS}/{size:09}"


def refresh_sums(folder: Path, known: dict[str, str] | None = None) -> None:
    """Write SHA256SUMS anew; digests that are `known` are not worked out again."""
    known = known or {}
    files = list_covered(folder)
    write_sums(folder, {file: known.get(file) or digest_parts(folder / file, ())[2] for file in files})


def _check_lines(folder: Path, lines: list[Line]) -> None:
    faulty = next((line for line in lines if line.fault), None)
    if faulty:
        raise EvidenceError(
            f"Line {faulty.n + 1} of the custody log in {folder} was changed: {faulty.fault}."
        )


def _check_notes(folder: Path, lines: list[Line], notes: list[Note], key: SealKey | None) -> None:
    """Nothing new is signed over a log that no longer agrees with what was signed."""
    if not notes:
        return
    last = notes[-1]
    leaves = [line.leaf for line in lines[: last.checkpoint.size]]
    if len(leaves) < last.checkpoint.size or find_root(leaves) != last.checkpoint.root:
        raise EvidenceError(
            f"The custody log in {folder} was changed since it was signed; see `letapis verify`."
        )
    if key is None or not check_note(last, key):
        raise EvidenceError(
            f"The last checkpoint in {folder} was signed by another key; see `letapis verify`."
        )


def _seal_archive(folder: Path, lines: list[Line], log: CustodyLog, who: str | None) -> dict[str, str]:
    """Note the digest of every archive file that has grown; gives the digests that were worked out."""
    sealed = find_sealed(lines)
    digests = {}
    for file in (file for file in list_covered(folder) if file.startswith("archive/")):
        earlier = sealed.get(file, [])
        if earlier and (folder / file).stat().st_size == earlier[-1].size:
            digests[file] = earlier[-1].digest
            continue
        parts, size, digest = digest_parts(folder / file, [one.size for one in earlier])
        if any(parts.get(one.size) != one.digest for one in earlier):
            raise EvidenceError(f"{folder / file} was changed since it was sealed; see `letapis verify all`.")
        log.append("seal", {"file": file, "size": size, "sha256": digest}, who)
        digests[file] = digest
    return digests


def _sign(folder: Path, lines: list[Line], notes: list[Note], key: SealKey) -> Note:
    """Sign the log as it is, unless that was done."""
    if notes and notes[-1].checkpoint.size == len(lines):
        return notes[-1]
    checkpoint = Checkpoint(key.name, len(lines), find_root([line.leaf for line in lines]))
    text = sign_checkpoint(checkpoint, key)
    write_whole(folder / f"{name_checkpoint(len(lines))}.note", text.encode())
    return read_note(text)


@contextmanager
def _hold_archive(folder: Path) -> Iterator[bool]:
    """Keep others from writing to the archive; false where one is at it, and nothing is kept from it."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
