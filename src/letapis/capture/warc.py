"""Read WARC files, also damaged and hostile ones, in bounded pieces: record after record, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from letapis.capture.unpack import GZIP, DamageError, Source, find_start

MAX_BLOCK = 25_000_000
"""The longest block that is read; a longer record is passed over and named."""

MAX_SKIPPED = 2_000_000_000
"""Bytes that are unpacked to get past one record that is too long."""

_MAX_FIELDS = 200
_START = b"WARC/"
_LENGTH = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its named fields in lower case, its block, and the place of its member in the file."""

    offset: int
    length: int
    fields: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """Its WARC-Type."""
        return self.fields.get("warc-type", "").lower()

    @property
    def id(self) -> str:
        """Its WARC-Record-ID without angle brackets."""
        return self.fields.get("warc-record-id", "").strip("<>")

    @property
    def target(self) -> str:
        """The address it is of; some tools write it in angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<>")


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the file where no record could be read: `code` is a short word, `message` plain words."""

    offset: int
    code: str
    message: str


def read_records(stream: BinaryIO, start: int = 0, limit: int = MAX_BLOCK) -> Iterator[Record | Damage]:
    """Read records from a place on; damage is named, and reading goes on at the next record.

    The file may be packed (gzip, a member a record or all in one) or not. No more than about `limit` bytes
    are held at once, however much a record claims or unpacks to.
    """
    stream.seek(0)
    packed = stream.read(2) == GZIP[:2]
    while True:
        source = Source(stream, packed, start)
        try:
            yield from _read_on(source, limit)
            return
        except DamageError as damage:
            yield Damage(source.start, damage.code, damage.message)
        found = find_start(stream, packed, source.start + 1, _START)
        if found is None:
            return
        start = found


def read_record(stream: BinaryIO, offset: int, limit: int = MAX_BLOCK) -> Record | Damage | None:
    """The record at this very place."""
    return next(read_records(stream, offset, limit), None)


def _read_on(source: Source, limit: int) -> Iterator[Record | Damage]:
    """Records until the end of the file. Raises where one is damaged; `source.start` then is its place."""
    while not source.packed or source.next_member():
        while (fields := _read_head(source)) is not None:
            yield _read_block(source, fields, limit)
        if not source.packed:
            return


def _read_head(source: Source) -> dict[str, str] | None:
    """The named fields of the next record; None where there is none."""
    source.skip_blank()
    if not source.packed:
        source.start = source.place
    line = source.read_line()
    if not line:
        return None
    if not line.startswith(_START):
        raise DamageError("damaged", "there is something that is no WARC record")
    fields: dict[str, str] = {}
    name = ""
    for _ in range(_MAX_FIELDS):
        line = source.read_line()
        if not line.endswith(b"\n"):
            raise DamageError("truncated", "the file ends in the head of a record")
        words = line.decode("utf-8", "replace")
        if not words.strip():
            return fields
        if words[0] in " \t" and name:
            fields[name] += " " + words.strip()
            continue
        name, _, value = words.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    raise DamageError("damaged", "the head of a record has no end")


def _read_block(source: Source, fields: dict[str, str], limit: int) -> Record | Damage:
    """The block, and the place of the record's member, which ends where its last byte is unpacked."""
    if not _LENGTH.fullmatch(fields.get("content-length", "")):
        raise DamageError("damaged", "a record does not state its length")
    size = int(fields["content-length"])
    start = source.start
    if size > limit:
        if size > MAX_SKIPPED:
            raise DamageError("too-large", f"a record claims {size:,} bytes")
        source.skip(size)
        return Damage(start, "too-large", f"a record of {size:,} bytes is longer than {limit:,}")
    block = source.read(size)
    source.skip_blank()
    return Record(start, source.place - start, fields, block)
