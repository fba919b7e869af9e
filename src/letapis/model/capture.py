"""A page's bytes as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about a page; it outranks anything that is read from it."""

    published: date | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a record lies in the archive of a chronicle, and what proves that it is the same.

    `warc` is the file's name in `archive/`, `offset` and `length` (bytes) are those of the record's gzip
    member, `record` is its WARC-Record-ID without angle brackets, `block` and `payload` are the lower-case
    hexadecimal SHA-256 of its block and of its payload.
    """

    warc: str
    offset: int
    length: int
    record: str
    block: str
    payload: str


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes as they came, how, when and from where; never changed.

    `id` is the report's id (a path as given, the id of a JSON Lines row, or the address that was asked
    for), `media` is `text/plain` or `text/html`, `digest` is the lower-case hexadecimal SHA-256 of `data`,
    `charset` the encoding that a server stated. A fetched page has the address asked for in `url`, the one
    that answered in `final`, and the answer's `status`. `kept` is the record of the archive that holds the
    bytes; `revisit` is the record of this look at the page, where it found what the archive had already.
    """

    id: str
    data: bytes
    media: str
    digest: str
    captured: datetime
    given: Given = field(default_factory=Given)
    charset: str | None = None
    url: str | None = None
    final: str | None = None
    status: int | None = None
    kept: Kept | None = None
    revisit: Kept | None = None
