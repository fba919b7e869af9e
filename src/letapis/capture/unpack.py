"""Bytes of a file, packed (gzip) or not, in bounded pieces, with their place in the file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import BinaryIO

GZIP = b"\x1f\x8b\x08"

_PIECE = 65_536
_MAX_LINE = 16_384


class DamageError(Exception):
    """What follows cannot be read: `code` is a short word, the message plain words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(slots=True)
class Source:
    """Unpacked bytes of a file from a place on; no more than a piece is held beyond what is asked for.

    In a packed file it reads one gzip member and stops at its end. `start` is where the member begins;
    `place` is how far the file has been used.
    """

    stream: BinaryIO
    packed: bool
    start: int
    place: int = 0
    _raw: bytes = b""
    _out: bytes = b""
    _unpacker: zlib._Decompress | None = None

    def __post_init__(self) -> None:
        self.stream.seek(self.start)
        self.place = self.start

    def next_member(self) -> bool:
        """Go to the next gzip member; false at the end of the file."""
        self._raw = self._raw or self.stream.read(_PIECE)
        self.start, self._out, self._unpacker = self.place, b"", zlib.decompressobj(31)
        return bool(self._raw)

    def read(self, size: int) -> bytes:
        """So many bytes. Raises DamageError where the file or member ends before."""
        parts = []
        while size:
            part = self._take(size)
            if not part:
                raise DamageError("truncated", "a record ends before its stated length")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """Pass over so many bytes, a piece at a time."""
        while size:
            size -= len(self.read(min(size, _PIECE)))

    def skip_blank(self) -> None:
        """Pass over the ends of lines."""
        while self._out or self._fill():
            rest = self._out.lstrip(b"\r\n")
            self._use(len(self._out) - len(rest))
            if rest:
                return

    def read_line(self) -> bytes:
        """A line with its end; without one at the end of the file or member. Raises for one without end."""
        while b"\n" not in self._out and len(self._out) <= _MAX_LINE and self._fill():
            pass
        end = self._out.find(b"\n") + 1 or len(self._out)
        if end > _MAX_LINE:
            raise DamageError("damaged", "a line of a record's head has no end")
        return self._take(end)

    def _take(self, size: int) -> bytes:
        if not self._out:
            self._fill()
        part = self._out[:size]
        self._use(len(part))
        return part

    def _use(self, size: int) -> None:
        self._out = self._out[size:]
        if not self.packed:
            self.place += size

    def _fill(self) -> bool:
        """Get some more bytes; false at the end of the file, or of the member."""
        if not self.packed:
            data = self.stream.read(_PIECE)
            self._out += data
            return bool(data)
        held = len(self._out)
        while len(self._out) == held:
            if self._unpacker is None or self._unpacker.eof:
                return False
            self._raw = self._raw or self.stream.read(_PIECE)
            if not self._raw:
                raise DamageError("truncated", "the file ends in the middle of a record")
            self._unpack(self._unpacker)
        return True

    def _unpack(self, unpacker: zlib._Decompress) -> None:
        try:
            self._out += unpacker.decompress(self._raw, _PIECE)
        except zlib.error as error:
            raise DamageError("damaged", "packed bytes are damaged") from error
        left = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        self.place += len(self._raw) - len(left)
        self._raw = left


def find_start(stream: BinaryIO, packed: bool, start: int, mark: bytes) -> int | None:
    """The next place from `start` on where something begins with `mark`, packed or at a line's beginning."""
    stream.seek(start)
    sought = GZIP if packed else b"\n" + mark
    held, place = b"", start
    while piece := stream.read(_PIECE):
        held += piece
        at = held.find(sought)
        while at >= 0:
            if not packed:
                return place + at + 1
            if _begins_with(stream, place + at, mark):
                return place + at
            at = held.find(sought, at + 1)
        keep = len(sought) - 1
        place += len(held) - min(keep, len(held))
        held = held[-keep:]
        stream.seek(place + len(held))
    return None


def _begins_with(stream: BinaryIO, place: int, mark: bytes) -> bool:
    stream.seek(place)
    try:
        return zlib.decompressobj(31).decompress(stream.read(512), len(mark)) == mark
    except zlib.error:
        return False
