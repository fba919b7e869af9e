"""A folder of evidence as it is found on the disk, read once for all the checks that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.x509 import Certificate

from letapis.errors import EvidenceError
from letapis.seal.checkpoint import Note, check_note, read_note
from letapis.seal.custody import LOG, Line, read_log
from letapis.seal.keys import SealKey, load_public
from letapis.seal.merkle import build_levels, find_roots
from letapis.seal.sealing import CHECKPOINTS
from letapis.seal.stamp import TIMESTAMPS
from letapis.seal.token import BAD, Token, check_token

LOOKS = ("capture", "revisit", "recover", "gone")
"""Entries that say where a look at a page lies in the archive."""


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A checkpoint's file; `note` is None where it is none, and `fault` says what is wrong with it."""

    path: Path
    data: bytes
    note: Note | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class KeptToken:
    """A token's file, the size of the log it speaks of, and what was found about it."""

    path: Path
    size: int
    found: Token


class Evidence:
    """The evidence in `folder`; `roots` are the certificates that timestamps may rest on."""

    def __init__(self, folder: Path, roots: Sequence[Certificate] = ()) -> None:
        self.folder = folder
        self.roots = roots
        self._levels: dict[int, list[list[bytes]]] = {}
        if not folder.is_dir():
            raise EvidenceError(f"There is no evidence at {folder}.")

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the custody log."""
        return read_log(self.folder)

    @cached_property
    def torn(self) -> int:
        """Bytes of a last line that has no end."""
        path = self.folder / LOG
        return path.stat().st_size - sum(len(line.data) + 1 for line in self.lines) if path.exists() else 0

    @cached_property
    def key(self) -> SealKey | None:
        """The key that checkpoints are to be signed with."""
        return load_public(self.folder)

    @cached_property
    def notes(self) -> list[KeptNote]:
        """Every checkpoint, with what is wrong with it."""
        kept = [self._read_note(path) for path in sorted((self.folder / CHECKPOINTS).glob("*"))]
        kept = [one for one in kept if not one.path.name.startswith(".")]
        sizes = [one.note.checkpoint.size for one in kept if one.note]
        roots = find_roots((line.leaf for line in self.lines), sizes)
        return [self._judge_note(one, roots) for one in kept]

    @cached_property
    def signed(self) -> int:
        """How many entries good checkpoints cover."""
        return max((one.note.checkpoint.size for one in self.notes if one.note and not one.fault), default=0)

    @cached_property
    def tokens(self) -> list[KeptToken]:
        """Every timestamp, with what was found about it."""
        paths = sorted((self.folder / TIMESTAMPS).glob("*.tsr"))
        return [self._judge_token(path) for path in paths if not path.name.startswith(".")]

    def levels(self, size: int) -> list[list[bytes]]:
        """The tree over the first entries of the log, built once."""
        if size not in self._levels:
            self._levels[size] = build_levels([line.leaf for line in self.lines[:size]])
        return self._levels[size]

    @cached_property
    def looks(self) -> Mapping[str, list[Line]]:
        """The entries that say where a page lies, by the digest of the page, oldest first."""
        found = defaultdict(list)
        for line in self.lines:
            if line.entry and line.entry["action"] in LOOKS and isinstance(line.what.get("digest"), str):
                found[line.what["digest"]].append(line)
        return found

    @cached_property
    def reads(self) -> Mapping[tuple[Any, ...], list[Line]]:
        """The entries that say what text was read from a page, by report id and digest of the page."""
        found = defaultdict(list)
        for line in self.lines:
            if line.says("read"):
                found[line.what.get("id"), line.what.get("digest")].append(line)
        return found

    def _read_note(self, path: Path) -> KeptNote:
        try:
            data = path.read_bytes()
            return KeptNote(path, data, read_note(data.decode("utf-8")), None)
        except (OSError, ValueError) as error:
            return KeptNote(path, b"", None, f"it cannot be read as a checkpoint ({error})")

    def _judge_note(self, kept: KeptNote, roots: Mapping[int, bytes]) -> KeptNote:
        if kept.note is None:
            return kept
        checkpoint, fault = kept.note.checkpoint, None
        if kept.path.name != f"{checkpoint.size:09}.note":
            fault = "it does not bear the name of its size"
        elif self.key is None or not check_note(kept.note, self.key):
            fault = "its signature is not by the key of this evidence"
        elif checkpoint.size not in roots:
            fault = f"it speaks of {checkpoint.size} entries, and the log has only {len(self.lines)}"
        elif roots[checkpoint.size] != checkpoint.root:
            fault = "the log's entries do not have the root that was signed"
        return KeptNote(kept.path, kept.data, kept.note, fault)

    def _judge_token(self, path: Path) -> KeptToken:
        number = path.name.partition(".")[0]
        size = int(number) if number.isdigit() else 0
        about = next((one for one in self.notes if one.note and one.note.checkpoint.size == size), None)
        if about is None:
            return KeptToken(path, size, Token(BAD, None, "", "the checkpoint it speaks of is not there"))
        return KeptToken(path, size, check_token(path.read_bytes(), about.data, self.roots))
