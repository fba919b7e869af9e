"""Where each record of an archive lies: lines of CDXJ, derived from the archive and made anew at need."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from letapis.capture.body import BodyError, page_of
from letapis.capture.warc import Record
from letapis.model import Kept
from letapis.model.addresses import sort_key

ASKED = "Letapis-Asked-URI"
"""The named field of a WARC record that says which address was asked for, where it is another one."""

PAGES = ("response", "resource", "revisit")
"""Kinds of records that are a look at a page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the archive: its kind, address, time, what it is, and where it lies.

    `data` is the SHA-256 of the page itself, compression undone. `refers` is the record that a revisit points
    at. `status` is that of an HTTP answer. `asked` is the address that was asked for, where redirects led on
    from there.
    """

    kind: str
    url: str
    when: datetime
    media: str
    kept: Kept
    data: str
    status: int | None = None
    refers: str | None = None
    asked: str | None = None


def entry_of(record: Record, warc: str, block: str) -> Entry:
    """The entry of a record that lies in the file `warc`; `block` is the digest of its block."""
    payload = record.fields.get("warc-payload-digest", "").removeprefix("sha256:") or block
    kept = Kept(warc, record.offset, record.length, record.id, block, payload)
    status, media = None, record.fields.get("content-type", "")
    if record.kind in ("response", "revisit"):
        status, media = read_head(record.block)
    refers = record.fields.get("warc-refers-to", "").strip("<>") or None
    when = read_moment(record.fields.get("warc-date", "")) or datetime.fromtimestamp(0, UTC)
    media = media.split(";")[0].strip().lower()
    data, asked = _digest_page(record, kept), record.fields.get(ASKED.lower())
    return Entry(record.kind, record.target, when, media, kept, data, status, refers, asked)


def _digest_page(record: Record, kept: Kept) -> str:
    """The digest of the page in a record; of its payload where the page cannot be unpacked."""
    if record.kind != "response":
        return kept.payload
    try:
        return hashlib.sha256(page_of(record)).hexdigest()
    except BodyError:
        return kept.payload


def read_head(block: bytes) -> tuple[int | None, str]:
    """The status and the media type in the head of an HTTP answer."""
    first, _, rest = block[:65_536].partition(b"\n")
    words = first.decode("latin-1").split()
    status = int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else None
    for line in rest.split(b"\n"):
        if not line.strip():
            break
        name, _, value = line.decode("latin-1").partition(":")
        if name.strip().lower() == "content-type":
            return status, value.strip()
    return status, ""


def read_moment(words: str) -> datetime | None:
    """A WARC-Date; None where it is none."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def write_entry(entry: Entry) -> str:
    """The entry as a line."""
    kept = entry.kept
    row: dict[str, Any] = {
        "url": entry.url,
        "mime": entry.media,
        "status": None if entry.status is None else str(entry.status),
        "digest": f"sha256:{kept.payload}",
        "length": str(kept.length),
        "offset": str(kept.offset),
        "filename": kept.warc,
        "type": entry.kind,
        "record": kept.record,
        "block": kept.block,
        "page": None if entry.data == kept.payload else entry.data,
        "when": entry.when.isoformat(),
        "refers": entry.refers,
        "asked": entry.asked,
    }
    written = json.dumps(
        {name: value for name, value in row.items() if value is not None}, ensure_ascii=False
    )
    stamp = entry.when.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{sort_key(entry.url)} {stamp} {written}\n"


def read_entry(line: str) -> Entry:
    """The entry in a line. Raises ValueError or KeyError where there is none."""
    row = json.loads(line[line.index("{") :])
    payload = row["digest"].removeprefix("sha256:")
    kept = Kept(row["filename"], int(row["offset"]), int(row["length"]), row["record"], row["block"], payload)
    status = int(row["status"]) if "status" in row else None
    when = datetime.fromisoformat(row["when"])
    data = row.get("page", payload)
    return Entry(
        row["type"], row["url"], when, row["mime"], kept, data, status, row.get("refers"), row.get("asked")
    )
