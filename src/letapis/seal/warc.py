"""Read WARC files as a sceptic: every record whole, alone in its place, and with the digests it states.

It shares nothing with the code that writes them, holds no record in memory, and unpacks in bounded pieces.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

LARGEST = 4 << 30
"""Bytes a record may unpack to."""

REPEATED = frozenset({"warc-concurrent-to", "warc-protocol", "warc-cipher-suite"})
"""Fields that may stand in a record more than once."""

_STEP = 1 << 16
_HEAD = 1 << 20
"""Bytes the head of a record, or that of an HTTP message, may have."""

_VERSION = re.compile(rb"WARC/1\.[01]\r\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it lies, its fields by lower-case name, its digests, and what is wrong with it.

    `length` counts the bytes in the file. `block` and `payload` are SHA-256 in hexadecimal; `payload` is
    None where the record has none of its own. `http` is the status line and the head of an HTTP message,
    `data` the payload where it was asked for.
    """

    offset: int
    length: int
    fields: Mapping[str, str]
    block: str
    payload: str | None
    http: bytes
    faults: tuple[str, ...]
    data: bytes | None = None

    @property
    def type(self) -> str:
        """What the record says it is: response, resource, revisit …"""
        return self.fields.get("warc-type", "")

    @property
    def id(self) -> str:
        """The record's id without its angle brackets."""
        return self.fields.get("warc-record-id", "").strip("<>")


class BrokenRecord(ValueError):  # noqa: N818 (it is a noun of the archive)
    """A record cannot be followed to its end; what lies behind it cannot be found."""


class _Source(Protocol):
    """The bytes of one record: its head with the empty line behind it, the rest, and how long it was."""

    def head(self) -> bytes: ...

    def take(self, size: int) -> bytes: ...

    def finish(self) -> int: ...


def iter_records(stream: BinaryIO, *, gzipped: bool, start: int = 0) -> Iterator[Record]:
    """Every record from `start` on. Raises `BrokenRecord` at one that cannot be followed to its end."""
    offset = start
    while True:
        stream.seek(offset)
        if not stream.read(1):
            return
        record = read_record(stream, offset, gzipped=gzipped)
        yield record
        offset += record.length


def is_gzipped(stream: BinaryIO) -> bool:
    """Whether a file is compressed, told by its first bytes and not by its name."""
    stream.seek(0)
    return stream.read(2) == b"\x1f\x8b"


def read_record(stream: BinaryIO, offset: int, *, gzipped: bool, keep: int = 0) -> Record:
    """The record that begins at `offset`, with its payload if it has at most `keep` bytes.

    Raises `BrokenRecord`.
    """
    stream.seek(offset)
    source: _Source = _Member(stream) if gzipped else _Plain(stream)
    fields = _read_fields(source.head())
    length = fields.get("content-length", "")
    if not re.fullmatch(r"\d{1,15}", length):
        raise BrokenRecord("it does not state its length")
    block = _Block(fields, keep)
    left = int(length)
    while left:
        piece = source.take(min(left, _STEP))
        if not piece:
            raise BrokenRecord("it ends before its stated length")
        block.update(piece)
        left -= len(piece)
    faults = block.faults()
    if source.take(4) != b"\r\n\r\n":
        faults.append("it does not end where it says")
    data = None if block.data is None else bytes(block.data)
    digests = block.digest(), block.payload_digest()
    length_in_file = source.finish()
    return Record(offset, length_in_file, fields, *digests, block.head, tuple(faults), data)


class _Member:
    """One gzip member, unpacked piece by piece; it must end with the record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._taken = self._read = 0
        self._back = b""

    def head(self) -> bytes:
        found = b""
        while (end := found.find(b"\r\n\r\n")) < 0:
            piece = self._unpacked(_STEP)
            found += piece
            if not piece or len(found) > _HEAD:
                raise BrokenRecord("it has no head that ends")
        self._back = found[end + 4 :]
        return found[: end + 4]

    def take(self, size: int) -> bytes:
        found, self._back = self._back[:size], self._back[size:]
        return found + self._unpacked(size - len(found))

    def _unpacked(self, size: int) -> bytes:
        found = b""
        while len(found) < size and not self._unpack.eof:
            packed = self._unpack.unconsumed_tail or self._next()
            try:
                piece = self._unpack.decompress(packed, size - len(found))
            except zlib.error as error:
                raise BrokenRecord(f"it cannot be unpacked ({error})") from error
            if not packed and not piece and not self._unpack.eof:
                raise BrokenRecord("the file ends inside it")
            found += piece
        self._taken += len(found)
        if self._taken > LARGEST:
            raise BrokenRecord(f"it unpacks to more than {LARGEST:,} bytes")
        return found

    def finish(self) -> int:
        if self.take(1):
            raise BrokenRecord("its gzip member holds more than the record")
        return self._read - len(self._unpack.unused_data)

    def _next(self) -> bytes:
        packed = self._stream.read(_STEP)
        self._read += len(packed)
        return packed


class _Plain:
    """A file that is not compressed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._start = stream, stream.tell()

    def head(self) -> bytes:
        found = b""
        while not found.endswith(b"\r\n\r\n"):
            line = self._stream.readline(_HEAD)
            found += line
            if not line or len(found) > _HEAD:
                raise BrokenRecord("it has no head that ends")
        return found

    def take(self, size: int) -> bytes:
        return self._stream.read(size)

    def finish(self) -> int:
        return self._stream.tell() - self._start


class _Block:
    """The block of a record as it passes by: its digests, and those of the payload in it."""

    def __init__(self, fields: Mapping[str, str], keep: int) -> None:
        self._fields, self._keep = fields, keep
        self.data: bytearray | None = bytearray() if keep else None
        self._block = {"sha256": hashlib.sha256(), "sha1": hashlib.sha1(usedforsecurity=False)}
        self._payload = {"sha256": hashlib.sha256(), "sha1": hashlib.sha1(usedforsecurity=False)}
        message = fields.get("content-type", "").lower().startswith("application/http")
        self._waits = message and fields.get("warc-type") in ("response", "request", "revisit")
        self._is_payload = fields.get("warc-type") in ("resource", "conversion")
        self._message = self._waits
        self.head = b""

    def update(self, piece: bytes) -> None:
        for digest in self._block.values():
            digest.update(piece)
        if self._waits:
            self.head += piece
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                if len(self.head) > _HEAD:
                    raise BrokenRecord("the head of its HTTP message does not end")
                return
            self._waits, self._is_payload = False, self._fields["warc-type"] != "revisit"
            self.head, piece = self.head[: end + 4], self.head[end + 4 :]
        if self._is_payload:
            for digest in self._payload.values():
                digest.update(piece)
            if self.data is not None:
                self.data += piece
                if len(self.data) > self._keep:
                    self.data = None

    def digest(self) -> str:
        return self._block["sha256"].hexdigest()

    def payload_digest(self) -> str | None:
        return self._payload["sha256"].hexdigest() if self._is_payload else None

    def faults(self) -> list[str]:
        """Stated digests that are not what the bytes have."""
        found = []
        if not self._agrees(self._fields.get("warc-block-digest"), self._block):
            found.append("its block has another digest than it states")
        framed = re.search(rb"(?im)^transfer-encoding:\s*chunked", self.head)
        stated = self._fields.get("warc-payload-digest") if self._is_payload and not framed else None
        if not self._agrees(stated, self._payload):
            found.append("its payload has another digest than it states")
        return found

    @staticmethod
    def _agrees(stated: str | None, computed: Mapping[str, hashlib._Hash]) -> bool:
        if stated is None:
            return True
        kind, _, value = stated.partition(":")
        digest = computed.get(kind.lower().replace("-", ""))
        if digest is None:
            return True  # of a kind that is not worked out here
        base32 = base64.b32encode(digest.digest()).decode().rstrip("=")
        return value.lower() == digest.hexdigest() or value.upper().rstrip("=") == base32


def _read_fields(head: bytes) -> dict[str, str]:
    """The fields of a record by their names in lower case."""
    if not _VERSION.match(head):
        raise BrokenRecord("it does not begin as a WARC record")
    fields: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:-2]:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or (name in fields and name not in REPEATED):
            raise BrokenRecord("a line of its head is no field, or a field stands there twice")
        fields[name] = value.strip()
    return fields
