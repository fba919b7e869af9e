"""The digests of the evidence: a file that `sha256sum -c` reads, and the log's own entries about it.

Archive files grow. For each size at which one was sealed the log says its digest, so that what was sealed
once can be told from what came after.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from letapis.seal.custody import Line, sync_folder

SUMS = "SHA256SUMS"
COVERED = ("archive", "checkpoints", "keys", "timestamps")
"""Folders whose files are listed; private keys, and files being written, are not."""

_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the log says of an archive file: when it had `size` bytes, this was their SHA-256."""

    n: int
    size: int
    digest: str


def find_sealed(lines: Iterable[Line]) -> dict[str, list[Sealed]]:
    """For each archive file the sizes and digests at which it was sealed, oldest first.

    Where something was deleted from a file, what was sealed before no longer holds and is left out.
    """
    found: dict[str, list[Sealed]] = defaultdict(list)
    for line in lines:
        what = line.what
        if line.says("delete") and isinstance(what.get("file"), str):
            found[what["file"]].clear()
        elif line.says("seal") and _is_seal(what):
            found[what["file"]].append(Sealed(line.n, what["size"], what["sha256"]))
    return {file: sealed for file, sealed in found.items() if sealed}


def digest_parts(path: Path, sizes: Sequence[int]) -> tuple[dict[int, str], int, str]:
    """The SHA-256 of a file's first bytes, for each of `sizes`; its size, and that of the whole.

    Sizes beyond its end are left out. Raises `OSError`.
    """
    parts: dict[int, str] = {}
    wanted = sorted(set(sizes))
    digest, at = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while True:
            step = min(_STEP, wanted[0] - at) if wanted else _STEP
            data = stream.read(step) if step else b""
            digest.update(data)
            at += len(data)
            if wanted and at == wanted[0]:
                parts[wanted.pop(0)] = digest.hexdigest()
            elif not data:
                return parts, at, digest.hexdigest()


def list_covered(folder: Path) -> list[str]:
    """The files that SHA256SUMS lists, by their paths below the folder."""
    return sorted(
        path.relative_to(folder).as_posix()
        for place in COVERED
        for path in (folder / place).rglob("*")
        if path.is_file() and _is_covered(path, place)
    )


def write_sums(folder: Path, digests: dict[str, str]) -> None:
    """Write SHA256SUMS anew: aside, onto the disk, and then in its place."""
    lines = "".join(f"{digest}  {file}\n" for file, digest in sorted(digests.items()))
    write_whole(folder / SUMS, lines.encode())


def read_sums(folder: Path) -> dict[str, str]:
    """What SHA256SUMS says, digest by file; empty where there is none. Raises `ValueError` for a bad line."""
    try:
        text = (folder / SUMS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    found = {}
    for line in text.splitlines():
        digest, mark, file = line.partition("  ")
        if not mark or len(digest) != 64 or file in found:
            raise ValueError("a line of it is not `digest  file`, or a file stands in it twice")
        found[file] = digest
    return found


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves either the old one or the new one."""
    aside = path.with_name(f".{path.name}.part")
    path.parent.mkdir(mode=0o700, exist_ok=True)
    aside.unlink(missing_ok=True)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def _is_seal(what: object) -> bool:
    types = {"file": str, "size": int, "sha256": str}
    return isinstance(what, dict) and all(isinstance(what.get(name), kind) for name, kind in types.items())


def _is_covered(path: Path, place: str) -> bool:
    if path.name.startswith("."):
        return False
    return place != "keys" or path.name.endswith(".pub.pem")
