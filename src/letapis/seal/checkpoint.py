"""Checkpoints: the size and the root of the custody log at one moment, signed.

Written as the Community Cryptography Specification Project's `tlog-checkpoint` in a `signed-note`: three
lines of text, an empty line, and a line with the signature, so that other tools can read them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature

from letapis.seal.keys import SealKey

_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+=*)")
_ED25519 = 1
"""The kind of a signature in a signed note."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log `origin` had `size` entries, and this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint with its signature: who signed, the short id of the key, and the 64 bytes."""

    checkpoint: Checkpoint
    name: str
    key_id: bytes
    signature: bytes


def sign_checkpoint(checkpoint: Checkpoint, key: SealKey) -> str:
    """The checkpoint as a signed note. Raises `ValueError` for a key without its private half."""
    if key.private is None:
        raise ValueError("only a whole key signs")
    signature = key.private.sign(checkpoint.text.encode())
    packed = base64.b64encode(find_key_id(key) + signature).decode()
    return f"{checkpoint.text}\n— {key.name} {packed}\n"


def read_note(text: str) -> Note:
    """Read a signed note; nothing may stand in it but what belongs there. Raises `ValueError`."""
    lines = text.split("\n")
    if len(lines) != 6 or lines[3] or lines[5]:
        raise ValueError("it is no checkpoint of one log with one signature")
    origin, size, root, _, signed, _ = lines
    found = _SIGNATURE.fullmatch(signed)
    if not found or not re.fullmatch(r"[1-9]\d{0,15}", size) or not origin:
        raise ValueError("a line of it is not what a checkpoint has there")
    try:
        packed = base64.b64decode(found[2], validate=True)
        checkpoint = Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except binascii.Error as error:
        raise ValueError("its root or signature is not base64") from error
    if len(packed) != 68 or len(checkpoint.root) != 32 or checkpoint.text != "\n".join(lines[:4]):
        raise ValueError("its root or signature has not the right length")
    return Note(checkpoint, found[1], packed[:4], packed[4:])


def check_note(note: Note, key: SealKey) -> bool:
    """Whether this key signed the note, under its own name and for its own log."""
    if note.name != key.name or note.checkpoint.origin != key.name or note.key_id != find_key_id(key):
        return False
    try:
        key.public.verify(note.signature, note.checkpoint.text.encode())
    except InvalidSignature:
        return False
    return True


def find_key_id(key: SealKey) -> bytes:
    """The four bytes by which a signed note names a key."""
    return hashlib.sha256(key.name.encode() + b"\n" + bytes([_ED25519]) + key.raw).digest()[:4]
