"""The evidence of a chronicle: what was captured is archived, logged and found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from letapis.capture.archive_files import ArchiveFiles
from letapis.capture.body import read_fields, split_block
from letapis.capture.fetch import Answer
from letapis.capture.index import ASKED, PAGES, Entry, read_moment
from letapis.capture.record import (
    FIELDS,
    HTTP_REQUEST,
    HTTP_RESPONSE,
    REVISIT_SAME,
    Draft,
    unframe,
    write_date,
    write_fields,
)
from letapis.capture.visit import Visit
from letapis.capture.warc import MAX_BLOCK, Record, read_record
from letapis.model import Capture, Kept

Log = Callable[[Path, str, Mapping[str, str | int]], None]
"""Keeps the log: the folder, what was done, and with what; see docs/decisions/0004."""

_LIMIT = 4 * MAX_BLOCK
_TAKEN_OVER = (
    "WARC-IP-Address",
    "WARC-Truncated",
    "WARC-Profile",
    "WARC-Refers-To-Target-URI",
    "WARC-Refers-To-Date",
)


@dataclass(slots=True)
class Evidence:
    """The evidence folder of a chronicle. What it has kept is on the disk and in the log."""

    folder: Path
    log: Log
    _files: ArchiveFiles = field(init=False)
    _payloads: dict[str, Entry] = field(default_factory=dict)
    _looks: dict[str, list[Entry]] = field(default_factory=dict)
    _records: dict[str, Entry] = field(default_factory=dict)
    _seen: int = 0

    def __post_init__(self) -> None:
        self._files = ArchiveFiles(self.folder)

    def keep_visit(self, visit: Visit) -> tuple[Kept, Kept | None]:
        """Archive all answers of a visit: the record with the page's bytes, and the revisit if it is one."""
        with self._files.locked():
            self._settle()
            for rule in visit.overrides:
                self._tell(
                    "override", {"url": visit.url, "when": write_date(visit.answer.when), "rule": rule}
                )
            for answer in (*visit.side, *visit.answers[:-1]):
                self._write(self._drafts_of(answer), {})
            answer = visit.answer
            fields = [("fetchTimeMs", str(round(answer.seconds * 1000))), ("asked", visit.url)]
            fields += [("redirectedFrom", hop.url) for hop in visit.answers[:-1]]
            fields += [("override", rule) for rule in visit.overrides]
            if answer.certificate:
                fields.append(("tlsCertificateSha256", answer.certificate))
            drafts = self._drafts_of(answer, tuple(fields), visit.url)
            entry = self._write(drafts, {"id": visit.url, "final": answer.url})
        if entry.kind != "revisit":
            return entry.kept, None
        return self._payloads[entry.kept.payload].kept, entry.kept

    def keep_file(self, capture: Capture) -> Capture:
        """Archive a page that was given as a file or a row; one that lies there already is found again."""
        target = name_file(capture.id)
        with self._files.locked():
            self._settle()
            looks = self._looks.get(target, [])
            known = next((look for look in looks if look.kept.payload == capture.digest), None)
            if known is None:
                draft = Draft("resource", target, capture.captured, capture.media, capture.data)
                known = self._write([draft], {"id": capture.id})
        return replace(capture, kept=known.kept)

    def keep_foreign(
        self, record: Record, origin: Mapping[str, str | int], first: Entry | None = None
    ) -> Entry:
        """Archive a page out of somebody else's archive: its block, target and date as they are.

        `origin` says where it comes from, `first` is what a revisit found again. The very same look at the
        same page is archived once.
        """
        drafts = _foreign_drafts(record, origin, first)
        when = record.fields.get("warc-date", "")
        with self._files.locked():
            self._settle()
            known = self._records.get(f"{drafts[0].block_digest} {when[:19]} {record.target}")
            if known is not None:
                return known
            return self._write(drafts, {"id": record.target})

    def tell(self, action: str, what: Mapping[str, str | int]) -> None:
        """Put something into the log that is no record: a page that has gone, an archive that is taken in."""
        with self._files.locked():
            self._settle()
            self._tell(action, what)

    def looks(self, address: str) -> list[Entry]:
        """All looks at an address, or at where it led to, oldest first."""
        self._files.load()
        self._learn()
        return list(self._looks.get(address) or self._looks.get(name_file(address)) or ())

    def first(self, look: Entry) -> Entry | None:
        """The record that holds the bytes of a look: itself, or for a revisit the one it points at."""
        return self._records.get(look.refers or "") if look.kind == "revisit" else look

    def find(self, digest: str) -> Entry | None:
        """The record whose page, or whose payload, has this SHA-256."""
        self._files.load()
        self._learn()
        return self._payloads.get(digest)

    def open(self, kept: Kept) -> Record | None:
        """The record at its place in the archive; None where it is not there any more."""
        try:
            with (self._files.archive / kept.warc).open("rb") as stream:
                found = read_record(stream, kept.offset, _LIMIT)
        except OSError:
            return None
        return found if isinstance(found, Record) and found.id == kept.record else None

    def _settle(self) -> None:
        """With the lock held: take in what others wrote, mend what a crash left, and log both."""
        found, repairs = self._files.recover()
        for repair in repairs:
            self._tell("repair", asdict(repair))
        for entry in found:
            if entry.kind in PAGES:
                self._tell("recover", _told(entry))
        if found:
            self._files.note(found)
        self._learn()

    def _write(self, drafts: Sequence[Draft], more: Mapping[str, str]) -> Entry:
        """Archive, then log, then index; gives the entry of the first draft."""
        entries = self._files.append(drafts)
        pages = [entry for entry in entries if entry.kind in PAGES]
        for entry in pages:
            self._tell("revisit" if entry.kind == "revisit" else "capture", {**_told(entry), **more})
        self._files.note(entries)
        self._learn()
        return pages[0]

    def _tell(self, action: str, what: Mapping[str, str | int]) -> None:
        self.log(self.folder, action, what)

    def _learn(self) -> None:
        """Remember what the index has got since the last look."""
        if self._seen > len(self._files.entries):
            self._seen = 0
        for entry in self._files.entries[self._seen :]:
            if entry.kind not in PAGES:
                continue
            for address in {entry.url, entry.asked or entry.url}:
                self._looks.setdefault(address, []).append(entry)
            self._records[entry.kept.record] = entry
            self._records[f"{entry.kept.block} {entry.when.isoformat()[:19]} {entry.url}"] = entry
            if entry.kind != "revisit":
                self._payloads.setdefault(entry.kept.payload, entry)
                self._payloads.setdefault(entry.data, entry)
        self._seen = len(self._files.entries)

    def _drafts_of(
        self, answer: Answer, fields: tuple[tuple[str, str], ...] = (), asked: str | None = None
    ) -> list[Draft]:
        """The answer (or a revisit), its request and, where there are fields, what is known of them."""
        more = [] if answer.address is None else [("WARC-IP-Address", answer.address)]
        if asked and asked != answer.url:
            more.append((ASKED, asked))
        if answer.truncated:
            more.append(("WARC-Truncated", answer.truncated))
        head = unframe(answer.head)
        page = Draft(
            "response", answer.url, answer.when, HTTP_RESPONSE, head + answer.body, answer.body, tuple(more)
        )
        first = self._payloads.get(page.payload_digest)
        if first and first.kind == "response" and answer.body and not answer.truncated:
            more += [
                ("WARC-Profile", REVISIT_SAME),
                ("WARC-Refers-To", f"<{first.kept.record}>"),
                ("WARC-Refers-To-Target-URI", first.url),
                ("WARC-Refers-To-Date", write_date(first.when)),
                ("WARC-Payload-Digest", f"sha256:{page.payload_digest}"),
            ]
            page = Draft("revisit", answer.url, answer.when, HTTP_RESPONSE, head, None, tuple(more))
        with_it = (("WARC-Concurrent-To", f"<{page.record}>"),)
        drafts = [page, Draft("request", answer.url, answer.when, HTTP_REQUEST, answer.request, more=with_it)]
        if fields:
            known = write_fields(fields).encode()
            drafts.append(Draft("metadata", answer.url, answer.when, FIELDS, known, more=with_it))
        return drafts


def name_file(path: str) -> str:
    """The address under which a page that was given as a file or a row is archived.

    >>> name_file("reports/day 1.txt")
    'urn:x-letapis:reports/day%201.txt'
    """
    return f"urn:x-letapis:{quote(path, safe='/:.,;=@!~*()-_')}"


def _foreign_drafts(record: Record, origin: Mapping[str, str | int], first: Entry | None) -> list[Draft]:
    """A page of another archive as it is, and where it comes from."""
    fields = record.fields
    more = [(name, fields[name.lower()]) for name in _TAKEN_OVER if name.lower() in fields]
    payload: bytes | None = None
    if first is not None:
        more += [
            ("WARC-Refers-To", f"<{first.kept.record}>"),
            ("WARC-Payload-Digest", f"sha256:{first.kept.payload}"),
        ]
    elif record.block.startswith(b"HTTP/"):
        head, body = split_block(record.block)
        # Frames of chunks are counted by some and not by others: better no digest than a disputed one.
        payload = None if "transfer-encoding" in read_fields(head) else body
    when = read_moment(fields.get("warc-date", "")) or datetime.now(UTC)
    content = fields.get("content-type", "application/octet-stream")
    page = Draft(record.kind, record.target, when, content, record.block, payload, tuple(more))
    known = write_fields([(name, str(value)) for name, value in origin.items()]).encode()
    with_it = (("WARC-Concurrent-To", f"<{page.record}>"),)
    return [page, Draft("metadata", record.target, when, FIELDS, known, more=with_it)]


def _told(entry: Entry) -> dict[str, str | int]:
    """What the log says of a record."""
    kept = entry.kept
    what: dict[str, str | int | None] = {
        "url": entry.url,
        "when": write_date(entry.when),
        "status": entry.status,
        "media": entry.media,
        "digest": entry.data,
        "warc": kept.warc,
        "offset": kept.offset,
        "length": kept.length,
        "record": kept.record,
        "block": kept.block,
        "payload": kept.payload,
        "refers_to": entry.refers,
    }
    return {name: value for name, value in what.items() if value is not None}
