"""Archives that others made (WARC, WACZ): every HTML page in them, revisits resolved, damage named."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from letapis.capture.body import BodyError, charset_in, page_of, read_fields, split_block
from letapis.capture.index import read_head
from letapis.capture.warc import Damage, Record, read_record, read_records

MAX_NAMED = 20
"""Damaged places of one file that are named one by one."""

MAX_ORIGINALS = 300_000
"""Pages of one archive that are remembered for the revisits that point at them."""

MAX_FILES = 10_000

HTML = ("text/html", "application/xhtml+xml")
"""Media types of an HTML page."""
_WARC_NAME = re.compile(r"\.warc(\.gz)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A page in an archive: its record, the page itself, and the file inside the archive it came from.

    For a revisit `first` is the record that has the bytes, and `page` is that record's page.
    """

    file: str
    record: Record
    page: bytes
    media: str
    first: Record | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read: a short code and plain words."""

    code: str
    message: str
    fatal: bool = True


Opener = Callable[[], BinaryIO]


@dataclass(slots=True)
class _Reader:
    """Reads the files of one archive; remembers where pages lie that revisits may point at."""

    openers: dict[str, Opener]
    originals: dict[bytes, tuple[str, int]] = field(default_factory=dict)
    pending: list[tuple[str, Record]] = field(default_factory=list)

    def pages(self) -> Iterator[Found | Trouble]:
        for name, opener in self.openers.items():
            try:
                with opener() as stream:
                    yield from self._pages_of(name, stream)
            except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
                yield Trouble("damaged", f"{name} cannot be read ({type(error).__name__})")
        for name, record in self.pending:
            found = self._resolve(name, record)
            yield found or Trouble("revisit", f"{record.target} points at a page that is not in it", False)

    def _pages_of(self, name: str, stream: BinaryIO) -> Iterator[Found | Trouble]:
        damaged = records = 0
        for item in read_records(stream):
            if isinstance(item, Damage):
                damaged += 1
                if damaged <= MAX_NAMED:
                    yield Trouble(
                        item.code, f"{name}, byte {item.offset:,}: {item.message}; the rest is read"
                    )
                continue
            records += 1
            if item.kind == "revisit":
                if not _may_be_html(item):
                    continue
                found = self._resolve(name, item)
                if found:
                    yield found
                elif len(self.pending) < MAX_ORIGINALS:
                    self.pending.append((name, replace(item, block=item.block[:65_536])))
                continue
            try:
                page = self._page_of(name, item)
            except BodyError as error:
                yield Trouble(error.code, f"{item.target}: {error.message}")
            except MemoryError:
                yield Trouble("limits", f"{item.target}: it takes more memory than is allowed")
            else:
                if page:
                    yield page
        if damaged > MAX_NAMED:
            yield Trouble("damaged", f"{name}: {damaged - MAX_NAMED:,} more places cannot be read")
        if not records and not damaged:
            yield Trouble("empty", f"{name} has no records")

    def _page_of(self, name: str, record: Record) -> Found | None:
        """The record's page where it is an HTML page that was found, not an error or a redirect."""
        media = _media_of(record)
        if media is None:
            return None
        page = page_of(record)
        if len(self.originals) < MAX_ORIGINALS:
            self._remember(name, record)
        return Found(name, record, page, media)

    def _remember(self, name: str, record: Record) -> None:
        place = (name, record.offset)
        for key in (_key("id", record.id), _key("at", _moment(record.fields), record.target)):
            self.originals.setdefault(key, place)
        digest = record.fields.get("warc-payload-digest")
        if digest:
            self.originals.setdefault(_key("is", digest), place)

    def _resolve(self, name: str, revisit: Record) -> Found | None:
        """The page that a revisit found again."""
        fields = revisit.fields
        target = fields.get("warc-refers-to-target-uri", revisit.target).strip("<>")
        keys = (
            _key("id", fields.get("warc-refers-to", "").strip("<>")),
            _key("at", fields.get("warc-refers-to-date", "")[:19], target),
            _key("is", fields.get("warc-payload-digest", "-")),
        )
        for key in keys:
            if key not in self.originals:
                continue
            file, offset = self.originals[key]
            with self.openers[file]() as stream:
                first = read_record(stream, offset)
            media = _media_of(first) if isinstance(first, Record) else None
            if isinstance(first, Record) and media:
                return Found(name, revisit, page_of(first), media, first)
        return None


def pages_in(path: Path) -> Iterator[Found | Trouble]:
    """Every HTML page of a WARC or WACZ file, one at a time.

    Reads what a stranger made: call it in a confined process.
    """
    with path.open("rb") as stream:
        is_zip = stream.read(4) == b"PK\x03\x04"
    if not is_zip:
        yield from _Reader({path.name: lambda: path.open("rb")}).pages()
        return
    try:
        with _opened(path) as openers:
            if not openers:
                yield Trouble("format", "it is a ZIP file without WARC files in archive/: no WACZ")
            yield from _Reader(openers).pages()
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        yield Trouble("damaged", f"the ZIP file cannot be read ({type(error).__name__})")


@contextmanager
def _opened(path: Path) -> Iterator[dict[str, Opener]]:
    with zipfile.ZipFile(path) as packed:
        entries = [entry for entry in packed.infolist() if _WARC_NAME.search(entry.filename)]
        entries = [entry for entry in entries if entry.filename.startswith("archive/")][:MAX_FILES]
        yield {entry.filename: _opener(packed, entry) for entry in entries}


def _opener(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Opener:
    return lambda: packed.open(entry)  # type: ignore[return-value]


def _media_of(record: Record) -> str | None:
    """The media type of a record that is an HTML page (or a text that Letapis archived); None for others."""
    if record.kind == "response" and record.block.startswith(b"HTTP/"):
        status, media = read_head(record.block)
        media = media.split(";")[0].strip().lower()
        if status is None or not 200 <= status < 300:
            return None
        if not media:
            body = split_block(record.block)[1][:1_000].lower()
            media = "text/html" if b"<html" in body or b"<!doctype html" in body else ""
        return "text/html" if media in HTML else None
    if record.kind in ("resource", "conversion", "response"):
        media = record.fields.get("content-type", "").split(";")[0].strip().lower()
        if media in HTML:
            return "text/html"
        return media if media == "text/plain" and record.target.startswith("urn:x-letapis:") else None
    return None


def _may_be_html(revisit: Record) -> bool:
    """Whether a revisit may be of an HTML page that was there: its head, where it has one, says so."""
    status, media = read_head(revisit.block)
    return status in (None, 200, 304) and media.split(";")[0].strip().lower() in ("", *HTML)


def charset_of(record: Record) -> str | None:
    """The encoding that the head of an HTTP answer states."""
    if not record.block.startswith(b"HTTP/"):
        return None
    return charset_in(read_fields(split_block(record.block)[0]).get("content-type", ""))


def _moment(fields: dict[str, str]) -> str:
    return fields.get("warc-date", "")[:19]


def _key(*words: str) -> bytes:
    return hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=12).digest()
