"""Everything a user may name: files, addresses, lists of addresses, feeds, archives that others made."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from letapis.capture.body import BodyError, page_of
from letapis.capture.evidence import Evidence, Log
from letapis.capture.fetch import Limits, Way
from letapis.capture.index import Entry, read_moment
from letapis.capture.others import HTML, Trouble, charset_of
from letapis.capture.pace import Pace
from letapis.capture.record import write_date
from letapis.capture.sniff import media_of, why_binary
from letapis.capture.strangers import Page, read_archive
from letapis.capture.unpack import GZIP
from letapis.capture.visit import Visitor
from letapis.capture.warc import Record
from letapis.capture.web import Web
from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Capture, Given, Kept

Files = Callable[[Iterable[str | Path], Given | None], Iterator[Capture | Issue]]
"""How files, folders, rows and standard input are taken in."""

Refused = Callable[[str, str | None], bool]
"""Whether a page with this id (and, where it is known, this digest) was deleted and stays out."""

_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_MAX_LIST = 10_000_000


@dataclass(frozen=True, slots=True)
class Fetching:
    """How pages are fetched: see `letapis capture --help`.

    `proxy` is a SOCKS proxy as `socks5h://host:port`, `pause` the least number of seconds between two
    requests to one host.
    """

    ignore_robots: bool = False
    proxy: str | None = None
    allow_private: bool = False
    pause: float = 1.0

    def visitor(self) -> Visitor:
        """A guest who keeps to this. Raises UsageError for a proxy that cannot be used."""
        if self.proxy and not re.fullmatch(r"socks5h://[^/@\s]+:\d{1,5}/?", self.proxy):
            raise UsageError(
                f"{self.proxy!r} is no proxy that can be used: write socks5h://127.0.0.1:9050 "
                "(the h has names looked up at the far end, so that nobody here learns them)."
            )
        way = Way(proxy=self.proxy, allow_private=self.allow_private)
        limits = Limits(connect=60.0, total=300.0) if self.proxy else Limits()
        return Visitor(way, limits, Pace(self.pause), ignore_robots=self.ignore_robots)


@dataclass(slots=True)
class Intake:
    """Takes in what a user names, and archives all of it."""

    files: Files
    evidence: Evidence
    web: Web
    refused: Refused = lambda name, digest: False

    def take(self, sources: Iterable[str | Path], given: Given | None = None) -> Iterator[Capture | Issue]:
        """Take in sources one after another: each page is archived when it is given out."""
        said = given or Given()
        names = [str(source) for source in sources]
        for kind, group in itertools.groupby(names, kind_of):
            members = list(group)
            if kind == "file":
                yield from self._take_files(members, given)
                continue
            for name in members:
                if kind == "address":
                    yield from self.web.take(name, said)
                elif kind == "list":
                    for address in addresses_in(Path(name)):
                        yield from self.web.take(address, replace(said, url=None))
                else:
                    yield from self._take_archive(Path(name), said)

    def addresses_of(self, name: str) -> list[str]:
        """The addresses that a name stands for: one, or those of a list; none for a file."""
        kind = kind_of(name)
        return [name] if kind == "address" else addresses_in(Path(name)) if kind == "list" else []

    def before(self, capture: Capture) -> Capture | None:
        """What the last earlier look at the same page found, where it found something else."""
        looks = [look for look in self.evidence.looks(capture.id) if look.when < capture.captured]
        last = next((look for look in reversed(looks) if look.status == 200), None)
        return None if last is None or last.data == capture.digest else self.page_of(last)

    def page_of(self, look: Entry) -> Capture | None:
        """A look at a page as a capture, from the archive; None for errors and what is not there any more."""
        first = self.evidence.first(look)
        if first is None or look.status not in (None, 200):
            return None
        record = self.evidence.open(first.kept)
        try:
            page = page_of(record) if record else b""
        except BodyError:
            return None
        if record is None or not page.strip() or why_binary(page):
            return None
        html = first.media in HTML or media_of(page) == "text/html"
        name = look.asked or look.url
        return Capture(
            id=name,
            data=page,
            media="text/html" if html else "text/plain",
            digest=hashlib.sha256(page).hexdigest(),
            captured=look.when,
            given=Given(url=look.url),
            charset=charset_of(record),
            url=name,
            final=look.url,
            status=look.status,
            kept=first.kept,
            revisit=look.kept if look.kind == "revisit" else None,
        )

    def _take_files(self, names: list[str], given: Given | None) -> Iterator[Capture | Issue]:
        for item in self.files(names, given):
            if isinstance(item, Issue) or self.refused(item.id, item.digest):
                yield item
            else:
                yield self.evidence.keep_file(item)

    def _take_archive(self, path: Path, given: Given) -> Iterator[Capture | Issue]:
        """Every HTML page of an archive, each once; what cannot be read is named, and the rest goes on."""
        try:
            digest, size = _digest_file(path)
        except OSError as error:
            yield Issue(str(path), "unreadable", f"the file cannot be opened ({error.strerror})")
            return
        ours = path.resolve().parent == (self.evidence.folder / "archive").resolve()
        if not ours:
            self.evidence.tell("import", {"file": path.name, "digest": digest, "size": size})
        seen: set[tuple[str, str]] = set()
        for item in read_archive(path):
            if isinstance(item, Trouble):
                yield Issue(str(path), item.code, item.message, item.fatal)
                continue
            found = self._capture_of(item, given, {"importedFrom": path.name, "importedFromSha256": digest})
            if (found.id, found.digest) not in seen:
                seen.add((found.id, found.digest))
                yield found

    def _capture_of(self, page: Page, given: Given, origin: dict[str, str | int]) -> Capture:
        record = page.record
        digest = hashlib.sha256(page.page).hexdigest()
        when = read_moment(record.fields.get("warc-date", ""))
        url = record.target
        capture = Capture(
            id=url,
            data=page.page,
            media=page.media,
            digest=digest,
            captured=when or _now(),
            given=given if given.url else replace(given, url=url if _ADDRESS.match(url) else None),
            charset=page.charset,
            url=url,
            final=url,
            status=200,
        )
        if self.refused(url, digest):
            return capture
        first = self._keep(page.first, page.file, origin) if page.first else None
        entry = self._keep(record, page.file, origin, first)
        kept = first.kept if first else entry.kept
        return replace(capture, kept=kept, revisit=entry.kept if first else None)

    def _keep(
        self, record: Record, file: str, origin: dict[str, str | int], first: Entry | None = None
    ) -> Entry:
        where: dict[str, str | int] = {"importedFile": file, "importedOffset": record.offset}
        return self.evidence.keep_foreign(record, origin | where | {"importedRecord": record.id}, first)


def open_intake(folder: Path, log: Log, files: Files, refused: Refused, fetching: Fetching) -> Intake:
    """All that takes pages in, joined over one evidence folder."""
    evidence = Evidence(folder, log)
    web = Web(fetching.visitor(), evidence, lambda address: refused(address, None))
    return Intake(files, evidence, web, refused)


def kind_of(name: str) -> str:
    """What a name stands for: an address, a list of addresses, an archive, or a file to be read.

    >>> kind_of("https://orlec.example/news")
    'address'
    """
    if _ADDRESS.match(name):
        return "address"
    path = Path(name)
    try:
        if name == "-" or not path.is_file():
            return "file"
        with path.open("rb") as stream:
            head = stream.read(5)
    except (OSError, ValueError):
        return "file"
    lower = name.lower()
    if head == b"WARC/" or (head.startswith(GZIP) and ".warc" in lower):
        return "archive"
    if head.startswith(b"PK\x03\x04") and lower.endswith(".wacz"):
        return "archive"
    return "list" if head.lower() in (b"http:", b"https") and addresses_in(path) else "file"


def addresses_in(path: Path) -> list[str]:
    """The addresses of a file that has nothing else: one a line; blank lines and `#` lines aside."""
    with path.open("rb") as stream:
        data = stream.read(_MAX_LIST)
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys(lines)) if all(_ADDRESS.match(line) for line in lines) else []


def told_capture(capture: Capture) -> dict[str, str | int | None]:
    """What a capture is and where it lies, as plain values."""
    place = capture.revisit or capture.kept
    return {
        "id": capture.id,
        "url": capture.url,
        "final": capture.final,
        "when": write_date(capture.captured),
        "status": capture.status,
        "media": capture.media,
        "digest": capture.digest,
        "seen": "again" if capture.revisit else "new",
        **({} if place is None else _place(place)),
    }


def _place(kept: Kept) -> dict[str, str | int | None]:
    return {name: getattr(kept, name) for name in Kept.__dataclass_fields__}


def _digest_file(path: Path) -> tuple[str, int]:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size


def _now() -> datetime:
    return datetime.now(UTC)
