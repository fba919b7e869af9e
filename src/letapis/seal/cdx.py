"""The index of a WACZ: a line for every look at a page, in blocks that can be fetched one by one.

CDXJ lines, sorted; `index.cdx.gz` has them in gzip members of some hundred lines, `index.idx` says where each
member lies (the ZipNum form that replayers read).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from letapis.model.addresses import sort_key
from letapis.seal.warc import Record

SHOWN = ("response", "revisit", "resource")
"""Records that an index lists."""

LINES = 300
"""Lines in one block."""

LARGEST = 1 << 30
"""Bytes an index may unpack to."""

_STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})")
_MEDIA = re.compile(rb"(?im)^content-type:[ \t]*([^;\r\n]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies, and what it is a look at."""

    url: str
    timestamp: str
    filename: str
    offset: int
    length: int


def index_record(record: Record, filename: str, packed: str) -> tuple[Place, str]:
    """A record's place and its line; `packed` is the SHA-256 of the record's bytes in the file."""
    url = record.fields.get("warc-target-uri", "").strip("<>")
    stamp = write_stamp(record.fields.get("warc-date"))
    status, media = _STATUS.match(record.http), _MEDIA.search(record.http)
    digest = record.fields.get("warc-payload-digest") or f"sha256:{record.payload or record.block}"
    row = {
        "url": url,
        "mime": "warc/revisit" if record.type == "revisit" else _media_of(record, media),
        "status": status[1].decode() if status else None,
        "digest": digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": filename,
        "recordDigest": f"sha256:{packed}",
    }
    known = {name: value for name, value in row.items() if value is not None}
    line = f"{sort_key(url)} {stamp} {json.dumps(known)}\n"
    return Place(url, stamp, filename, record.offset, record.length), line


def pack_index(lines: Iterable[str]) -> tuple[bytes, bytes]:
    """The two files of the index: `index.cdx.gz` and `index.idx`."""
    ordered = sorted(lines)
    packed, directory = b"", ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for start in range(0, len(ordered), LINES):
        block = ordered[start : start + LINES]
        member = gzip.compress("".join(block).encode(), mtime=0)
        digest = hashlib.sha256(member).hexdigest()
        row = {
            "offset": len(packed),
            "length": len(member),
            "digest": f"sha256:{digest}",
            "filename": "index.cdx.gz",
        }
        directory.append(f"{' '.join(block[0].split(' ', 2)[:2])} {json.dumps(row)}\n")
        packed += member
    return packed or gzip.compress(b"", mtime=0), "".join(directory).encode()


def read_index(data: bytes, *, gzipped: bool) -> Iterator[Place]:
    """What an index lists. Raises `ValueError` where it cannot be read."""
    for line in (_unpack(data) if gzipped else data).decode("utf-8").splitlines():
        if not line.strip() or line.startswith("!"):
            continue
        _, stamp, rest = line.split(" ", 2)
        row = json.loads(rest)
        try:
            yield Place(row["url"], stamp, row["filename"], int(row["offset"]), int(row["length"]))
        except (KeyError, TypeError) as error:
            raise ValueError(f"a line of it lacks {error}") from error


def check_directory(directory: bytes, packed: bytes) -> None:
    """Make sure that `index.idx` leads to the whole of `index.cdx.gz`. Raises `ValueError`."""
    end = 0
    for line in directory.decode("utf-8").splitlines():
        if not line.strip() or line.startswith("!"):
            continue
        row = json.loads(line.split(" ", 2)[2])
        try:
            start, length, digest = int(row["offset"]), int(row["length"]), row.get("digest")
        except (KeyError, TypeError) as error:
            raise ValueError(f"a line of it lacks {error}") from error
        found = hashlib.sha256(packed[start : start + length]).hexdigest()
        if start != end or (digest is not None and digest != f"sha256:{found}"):
            raise ValueError("it does not lead to the blocks of the index")
        end = start + length
    if end != len(packed) and _unpack(packed):
        raise ValueError("it leaves out a part of the index")


def write_stamp(date: str | None) -> str:
    """A WARC-Date as fourteen digits.

    >>> write_stamp("2020-09-03T12:00:01.25Z")
    '20200903120001'
    """
    return re.sub(r"\D", "", (date or "")[:19]).ljust(14, "0")


def digest_bytes(stream: BinaryIO, offset: int, length: int) -> str:
    """The SHA-256 of a stretch of a file."""
    digest = hashlib.sha256()
    stream.seek(offset)
    while length:
        data = stream.read(min(length, 1 << 20))
        if not data:
            break
        digest.update(data)
        length -= len(data)
    return digest.hexdigest()


def _media_of(record: Record, media: re.Match[bytes] | None) -> str:
    if record.type == "resource":
        return record.fields.get("content-type", "").split(";")[0].strip().lower() or "unk"
    return media[1].decode("latin-1").strip().lower() if media else "unk"


def _unpack(data: bytes) -> bytes:
    """All members of a gzip file. Raises `ValueError`."""
    found, left = b"", data
    while left:
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            found += unpack.decompress(left, LARGEST - len(found))
        except zlib.error as error:
            raise ValueError(f"it cannot be unpacked ({error})") from error
        if not unpack.eof:
            raise ValueError("it is cut short, or unpacks to too much")
        left = unpack.unused_data
    return found
