"""The evidence folder: what is written, that others can check it, and that a crash takes nothing with it."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Mapping
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fastwarc.cli
import pytest
from click.testing import CliRunner
from fastwarc.warc import ArchiveIterator as ArchiveOfFastwarc
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from letapis.capture.archive_files import ArchiveFiles
from letapis.capture.body import page_of
from letapis.capture.evidence import Evidence
from letapis.capture.fetch import Answer
from letapis.capture.make import make_capture
from letapis.capture.record import Draft, pack
from letapis.capture.visit import Visit
from letapis.capture.warc import Record, read_records
from letapis.model import Capture, Given

NOON = datetime(2021, 9, 3, 12, 0, 0, 5, tzinfo=UTC)
URL = "https://orlec.example/news?id=7"


class Log:
    """A log in memory."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, folder: Path, action: str, what: Mapping[str, str | int]) -> None:
        self.lines.append((action, dict(what)))

    @property
    def actions(self) -> list[str]:
        return [action for action, _ in self.lines]


def answer(body: bytes = b"<p>Orlec", url: str = URL, status: int = 200, **changes: Any) -> Answer:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    request = b"GET /news?id=7 HTTP/1.1\r\nHost: orlec.example\r\n\r\n"
    headers = (("content-type", "text/html"),)
    return Answer(url, NOON, status, head, headers, body, request, 0.25, "1.1.1.1", **changes)


def visit(*answers: Answer, **changes: Any) -> Visit:
    return Visit(answers[0].url, answers, **changes)


def open_evidence(tmp_path: Path) -> tuple[Evidence, Log]:
    log = Log()
    return Evidence(tmp_path / "chronicle.evidence", log), log


def records_in(evidence: Evidence) -> list[Record]:
    found: list[Record] = []
    for path in sorted((evidence.folder / "archive").iterdir()):
        with path.open("rb") as stream:
            for item in read_records(stream):
                assert isinstance(item, Record), item
                found.append(item)
    return found


def check_by_others(folder: Path) -> None:
    """warcio and fastwarc find every digest of every file right.

    fastwarc cannot check the payload of a revisit, whose payload by its nature is not there.
    """
    for path in sorted((folder / "archive").glob("*.warc.gz")):
        with redirect_stdout(io.StringIO()) as said:
            code = Checker(SimpleNamespace(inputs=[str(path)], verbose=True)).process_all()
        assert code == 0, said.getvalue()
        outcome = CliRunner().invoke(fastwarc.cli.main, ["check", "--quiet", str(path)])
        assert outcome.exit_code == 0, outcome.output
        with path.open("rb") as stream:
            for record in ArchiveOfFastwarc(stream, record_types=WarcRecordType.response):
                assert record.verify_payload_digest()


def test_a_visit_is_kept_with_request_response_and_metadata(tmp_path: Path) -> None:
    evidence, log = open_evidence(tmp_path)
    hop = answer(b"", "http://orlec.example/7", 301)
    kept, revisit = evidence.keep_visit(visit(hop, answer(), overrides=("robots.txt of orlec.example",)))
    assert revisit is None
    records = records_in(evidence)
    kinds = ["warcinfo", "response", "request", "response", "request", "metadata"]
    assert [record.kind for record in records] == kinds
    page = records[3]
    assert (kept.offset, kept.length, kept.record) == (page.offset, page.length, page.id)
    assert kept.block == hashlib.sha256(page.block).hexdigest()
    assert kept.payload == hashlib.sha256(b"<p>Orlec").hexdigest()
    assert page_of(page) == b"<p>Orlec"
    assert page.fields["warc-date"] == "2021-09-03T12:00:00.000005Z"
    assert b"X-Archive-Orig-Transfer-Encoding: chunked" in page.block
    told = records[5].block.decode()
    assert f"redirectedFrom: {hop.url}" in told
    assert "override: robots.txt of orlec.example" in told
    assert log.actions == ["override", "capture", "capture"]
    assert log.lines[-1][1]["record"] == kept.record
    check_by_others(evidence.folder)


def test_warcio_reads_what_we_wrote(tmp_path: Path) -> None:
    evidence, _ = open_evidence(tmp_path)
    evidence.keep_visit(visit(answer()))
    with (evidence.folder / "archive" / "000001.warc.gz").open("rb") as stream:
        found = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(stream)]
    assert ("response", b"<p>Orlec") in found


def test_the_same_content_again_is_a_revisit(tmp_path: Path) -> None:
    evidence, log = open_evidence(tmp_path)
    first, _ = evidence.keep_visit(visit(answer()))
    again, revisit = evidence.keep_visit(visit(answer()))
    assert again == first
    assert revisit is not None
    record = evidence.open(revisit)
    assert record is not None
    assert record.kind == "revisit"
    assert record.fields["warc-refers-to"] == f"<{first.record}>"
    assert record.fields["warc-refers-to-target-uri"] == URL
    assert b"Orlec" not in record.block
    assert log.actions == ["capture", "revisit"]
    assert log.lines[1][1]["refers_to"] == first.record
    check_by_others(evidence.folder)


def test_other_content_empty_and_cut_off_content_is_no_revisit(tmp_path: Path) -> None:
    evidence, log = open_evidence(tmp_path)
    for page in (answer(), answer(b"other"), answer(b""), answer(b""), answer(truncated="length")):
        evidence.keep_visit(visit(page))
    assert log.actions == ["capture"] * 5
    last = records_in(evidence)[-3]
    assert last.fields["warc-truncated"] == "length"
    check_by_others(evidence.folder)


def make_file(text: bytes, name: str = "reports/Дзень 1.txt") -> Capture:
    return make_capture(name, text, "text/plain", NOON, Given())


def test_a_file_is_kept_once_as_a_resource(tmp_path: Path) -> None:
    evidence, log = open_evidence(tmp_path)
    capture = evidence.keep_file(make_file(b"Orlec"))
    assert evidence.keep_file(make_file(b"Orlec")).kept == capture.kept
    assert evidence.keep_file(make_file(b"Orlec, changed")).kept != capture.kept
    assert log.actions == ["capture", "capture"]
    assert capture.kept is not None
    record = evidence.open(capture.kept)
    assert record is not None
    assert (record.kind, record.block) == ("resource", b"Orlec")
    assert record.target == "urn:x-letapis:reports/%D0%94%D0%B7%D0%B5%D0%BD%D1%8C%201.txt"
    check_by_others(evidence.folder)


def test_what_is_kept_is_found_by_a_later_process(tmp_path: Path) -> None:
    evidence, _ = open_evidence(tmp_path)
    kept, _ = evidence.keep_visit(visit(answer()))
    later, log = open_evidence(tmp_path)
    entry = later.find(hashlib.sha256(b"<p>Orlec").hexdigest())
    assert entry is not None
    assert entry.kept == kept
    assert later.looks(URL) == [entry]
    later.keep_visit(visit(answer()))
    assert log.actions == ["revisit"]
    assert [look.kind for look in evidence.looks(URL)] == ["response", "revisit"]


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    files = ArchiveFiles(tmp_path / "e", roll=2_000)
    with files.locked():
        for number in range(12):
            files.recover()
            block = os.urandom(600)
            files.note(
                files.append([Draft("resource", f"urn:x-letapis:{number}", NOON, "text/plain", block)])
            )
    sizes = [path.stat().st_size for path in sorted(files.archive.iterdir())]
    assert len(sizes) > 2
    assert all(2_000 <= size < 4_000 for size in sizes[:-1])
    assert [int(path.name[:6]) for path in sorted(files.archive.iterdir())] == list(range(1, len(sizes) + 1))
    check_by_others(tmp_path / "e")


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_torn_end_is_set_aside(tmp_path: Path, cut: int) -> None:
    evidence, _ = open_evidence(tmp_path)
    evidence.keep_visit(visit(answer()))
    path = evidence.folder / "archive" / "000001.warc.gz"
    whole = path.read_bytes()
    torn = pack(Draft("resource", "urn:x-letapis:a", NOON, "text/plain", os.urandom(400)))[:cut]
    path.write_bytes(whole + torn)
    later, log = open_evidence(tmp_path)
    later.keep_visit(visit(answer(b"later")))
    assert log.actions == ["repair", "capture"]
    assert log.lines[0][1]["length"] == cut
    (aside,) = (evidence.folder / "torn").iterdir()
    assert aside.read_bytes() == torn
    assert path.read_bytes().startswith(whole)
    check_by_others(evidence.folder)


def test_records_that_were_not_logged_are_recovered(tmp_path: Path) -> None:
    evidence, _ = open_evidence(tmp_path)
    evidence.keep_visit(visit(answer()))
    path = evidence.folder / "archive" / "000001.warc.gz"
    draft = Draft("resource", "urn:x-letapis:a", NOON, "text/plain", b"Orlec", b"Orlec")
    path.write_bytes(path.read_bytes() + pack(draft))
    with evidence._files.index.open("ab") as index:
        index.write(b'orlec 2021 {"url": "torn')
    later, log = open_evidence(tmp_path)
    assert later.keep_file(make_file(b"Orlec", "a")).kept == later.looks("urn:x-letapis:a")[0].kept
    assert log.actions == ["recover"]
    assert log.lines[0][1]["record"] == draft.record


def test_the_index_is_made_anew(tmp_path: Path) -> None:
    evidence, _ = open_evidence(tmp_path)
    for body in (b"1", b"2", b"1"):
        evidence.keep_visit(visit(answer(body)))
    before = evidence._files.index.read_text()
    evidence._files.index.unlink()
    later, log = open_evidence(tmp_path)
    later.tell("gone", {"url": URL})
    assert evidence._files.index.read_text() == before
    assert log.actions == ["recover", "recover", "recover", "gone"]


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    evidence, _ = open_evidence(tmp_path)
    evidence.keep_visit(visit(answer()))
    for path in (evidence.folder, *evidence.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_damaged_record_is_not_opened(tmp_path: Path) -> None:
    evidence, _ = open_evidence(tmp_path)
    kept, _ = evidence.keep_visit(visit(answer()))
    path = evidence.folder / "archive" / kept.warc
    data = bytearray(path.read_bytes())
    data[kept.offset + kept.length // 2] ^= 0xFF
    path.write_bytes(data)
    assert evidence.open(kept) is None


WRITER = """
import json, os, sys
from datetime import UTC, datetime
from pathlib import Path
from letapis.capture.evidence import Evidence
from letapis.capture.make import make_capture
from letapis.model import Given

folder = Path(sys.argv[1])
def log(where, action, what):
    with (folder / "log").open("a") as lines:
        lines.write(json.dumps([action, dict(what)]) + "\\n")
def write(name):
    evidence = Evidence(folder / "e", log)
    for number in range(100_000):
        text = (f"{name} {number} " * 20_000).encode()
        evidence.keep_file(make_capture(f"{name}-{number}", text, "text/plain", datetime.now(UTC), Given()))
for name in sys.stdin:
    child = os.fork()
    if not child:
        write(name.strip())
    print(child, flush=True)
    sys.stdin.readline()
    os.waitpid(child, 0)
"""


def test_a_killed_writer_loses_nothing_that_was_whole(tmp_path: Path) -> None:
    """Ten writers, each killed in the middle of its work; benchmarks/crash.py does it two hundred times."""
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as parent:
        assert parent.stdin
        assert parent.stdout
        for number in range(10):
            parent.stdin.write(f"{number}\n".encode())
            child = int(parent.stdout.readline())
            time.sleep(0.05 + zlib.crc32(bytes([number])) % 100 / 1000)
            os.kill(child, signal.SIGKILL)
            parent.stdin.write(b"killed\n")
    log = Log()
    evidence = Evidence(tmp_path / "e", log)
    evidence.tell("gone", {})
    logged = (tmp_path / "log").read_text()
    records = [record for record in records_in(evidence) if record.kind == "resource"]
    assert len(records) > 10
    missing = [record.id for record in records if record.id not in logged + str(log.lines)]
    assert not missing
    check_by_others(tmp_path / "e")
