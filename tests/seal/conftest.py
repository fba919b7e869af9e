"""Folders of evidence, and authorities that witness them."""

from __future__ import annotations

import copy
import hashlib
import io
import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from letapis.seal import (
    Finding,
    open_evidence,
    prove_page,
    prove_text,
    record,
    seal_evidence,
    stamp_evidence,
    token,
    verify_evidence,
)
from letapis.seal.warc import read_record

WARCS = runpy.run_path(str(Path(__file__).with_name("warcs.py")))
AUTHORITY = runpy.run_path(str(Path(__file__).with_name("authority.py")))["Authority"]


class Authorities:
    """Two authorities behind one transport."""

    def __init__(self, place: Path) -> None:
        self.both = [AUTHORITY(place, "chronos"), AUTHORITY(place, "kairos")]
        self.urls = [one.url for one in self.both]
        self.roots = place / "roots.pem"
        self.roots.write_bytes(b"".join((one.place / "root.pem").read_bytes() for one in self.both))

    def send(self, url: str, query: bytes) -> bytes:
        answered: bytes = next(one for one in self.both if one.url == url).send(url, query)
        return answered


@pytest.fixture(scope="session")
def _certified(tmp_path_factory: pytest.TempPathFactory) -> Any:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    return Authorities(tmp_path_factory.mktemp("authorities"))


@pytest.fixture
def authorities(_certified: Any) -> Any:
    for one in _certified.both:
        one.asked, one.down = 0, False
    return _certified


@pytest.fixture
def without_openssl(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Call it, and openssl is not installed."""

    def hide() -> None:
        monkeypatch.setattr("letapis.seal.token.shutil.which", lambda _: None)
        token._check_token.cache_clear()

    yield hide
    token._check_token.cache_clear()


PAGES = [b"<title>Orlec</title><p>Nine people were detained.", b"<p>The square is empty.", b"<p>Quiet days."]


class Sealed:
    """A folder of evidence with three pages and two witnesses, and what is needed to check it."""

    def __init__(self, folder: Path, authorities: Authorities) -> None:
        self.folder, self.authorities = folder, authorities
        self.pages = [hashlib.sha256(page).hexdigest() for page in PAGES]
        self.warc = folder / "archive" / "000001.warc.gz"
        self.log = folder / "custody.jsonl"
        self.warc.parent.mkdir(parents=True)
        self.warc.write_bytes(b"")
        for number, page in enumerate(PAGES):
            self.capture(page, number)
        text = {"text": hash_text("Nine people were detained."), "claims": hash_text("claims")}
        record(folder, "read", {"id": "day-1", "digest": self.pages[0], **text})
        self.seal()

    def capture(self, page: bytes, number: int, log: bool = True) -> None:
        """Archive and log a page as the capture room does."""
        member = WARCS["make_response"](page, number)
        offset = self.warc.stat().st_size
        with self.warc.open("ab") as stream:
            stream.write(member)
        found = read_record(io.BytesIO(member), 0, gzipped=True)
        what = {"id": f"day-{number + 1}", "url": f"https://lantern.example/{number}", "when": "2026-11-22"}
        what |= {"digest": hashlib.sha256(page).hexdigest(), "warc": self.warc.name, "record": found.id}
        what |= {"offset": offset, "length": len(member), "block": found.block, "payload": found.payload}
        if log:
            record(self.folder, "capture", what)

    def see_again(self, page: bytes, number: int, refers_to: int) -> None:
        """Archive and log that a page showed what another had shown."""
        digest = hashlib.sha256(page).hexdigest()
        member = WARCS["make_member"]("revisit", b"HTTP/1.1 200 OK\r\n\r\n", number)
        found = read_record(io.BytesIO(member), 0, gzipped=True)
        what = {"id": f"day-{number + 1}", "url": f"https://lantern.example/{number}", "when": "2026-11-23"}
        what |= {"digest": digest, "warc": self.warc.name, "offset": self.warc.stat().st_size}
        what |= {"length": len(member), "record": found.id, "block": found.block, "payload": digest}
        with self.warc.open("ab") as stream:
            stream.write(member)
        first = f"urn:uuid:00000000-0000-4000-8000-{refers_to:012}"
        record(self.folder, "revisit", {**what, "refers_to": first})

    def seal(self) -> None:
        """Seal and have witnessed what there is."""
        seal_evidence(self.folder)
        assert not stamp_evidence(self.folder, self.authorities.urls, self.authorities.send)

    def check(self, known: Path | None = None) -> list[Finding]:
        """Everything that a verification of the folder, of a page and of its text finds."""
        evidence = open_evidence(self.folder, self.authorities.roots)
        text = hash_text("Nine people were detained."), hash_text("claims")
        return [
            *verify_evidence(evidence, known),
            *prove_page(evidence, self.pages[0], "day-1"),
            *prove_text(evidence, "day-1", self.pages[0], *text),
        ]


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="session")
def _sealed(tmp_path_factory: pytest.TempPathFactory, _certified: Any) -> Any:
    return Sealed(tmp_path_factory.mktemp("sealed") / "chronicle.evidence", _certified)


@pytest.fixture
def sealed(_sealed: Any, authorities: Any, tmp_path: Path) -> Any:
    """A copy of it that a test may change."""
    mine = copy.copy(_sealed)
    mine.folder = tmp_path / "chronicle.evidence"
    shutil.copytree(_sealed.folder, mine.folder)
    mine.warc, mine.log = mine.folder / "archive" / "000001.warc.gz", mine.folder / "custody.jsonl"
    return mine
