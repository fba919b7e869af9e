"""What strangers made (feeds, archives), as a confined process reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letapis.capture.others import Trouble
from letapis.capture.warc import Record
from letapis.confine import ask

_PROCESS = "letapis.capture.confined"
_FEED_SECONDS = 20
_ARCHIVE_SECONDS = 120
_BYTES_A_SECOND = 1_000_000
_TOO_MUCH = Trouble("limits", "reading it took more memory or time than is allowed; what came before is kept")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of somebody else's archive: see `letapis.capture.others.Found`."""

    file: str
    record: Record
    page: bytes
    media: str
    charset: str | None
    first: Record | None = None


def parse_feed(data: bytes, base: str, headers: Mapping[str, str]) -> list[str] | Trouble:
    """The addresses of the pages that a feed names."""
    order = {"do": "feed", "base": base, "headers": dict(headers), "seconds": _FEED_SECONDS}
    pages: list[str] = []
    for frame in ask(_PROCESS, order, data):
        if frame is None:
            return _TOO_MUCH
        pages += [str(page) for page in frame[0]["pages"]]
    return pages


def read_archive(path: Path) -> Iterator[Page | Trouble]:
    """Every HTML page of a WARC or WACZ file, and what of it could not be read."""
    seconds = _ARCHIVE_SECONDS + path.stat().st_size // _BYTES_A_SECOND
    order = {"do": "archive", "path": str(path.resolve()), "seconds": seconds}
    for frame in ask(_PROCESS, order):
        if frame is None:
            yield _TOO_MUCH
            return
        header, parts = frame
        if header["kind"] == "trouble":
            yield Trouble(str(header["code"]), str(header["message"]), bool(header["fatal"]))
        else:
            first = _record(header["first"], parts[2]) if "first" in header else None
            record = _record(header["record"], parts[1])
            tail = int(header["tail"])
            page = (first or record).block[-tail:] if tail else parts[0]
            yield Page(header["file"], record, page, header["media"], header["charset"], first)


def _record(place: Mapping[str, Any], block: bytes) -> Record:
    return Record(int(place["offset"]), int(place["length"]), dict(place["fields"]), block)
