"""Custody log, digests and checkpoints: what they hold, what a crash leaves, and who else can check them."""

from __future__ import annotations

import base64
import multiprocessing
import os
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from letapis.errors import EvidenceError
from letapis.seal import record, seal_evidence
from letapis.seal.checkpoint import check_note, read_note
from letapis.seal.custody import LOG, TORN, read_log
from letapis.seal.keys import PRIVATE, PUBLIC, load_public
from letapis.seal.merkle import find_root
from letapis.seal.sums import read_sums

SHA256SUM, OPENSSL = shutil.which("sha256sum"), shutil.which("openssl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "chronicle.evidence"
    (found / "archive").mkdir(parents=True)
    (found / "archive" / "000001.warc.gz").write_bytes(b"first page")
    record(found, "capture", {"url": "https://lantern.example/1", "offset": 0, "length": 10}, who="desk")
    return found


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def test_an_entry_says_who_when_with_what(folder: Path) -> None:
    (line,) = read_log(folder)
    assert line.fault is None
    assert line.entry is not None
    assert (line.n, line.entry["action"], line.entry["who"]) == (0, "capture", "desk")
    assert line.entry["with"].startswith("letapis ")
    assert line.entry["when"].endswith("Z")
    assert line.what == {"length": 10, "offset": 0, "url": "https://lantern.example/1"}


def test_text_that_is_no_unicode_can_be_logged(folder: Path) -> None:
    record(folder, "capture", {"id": "caf\udce9\n\u2028.txt"})
    assert read_log(folder)[-1].fault is None
    assert read_log(folder)[-1].what["id"] == "caf\udce9\n\u2028.txt"


def test_sealing_signs_the_log_and_lists_the_digests(folder: Path) -> None:
    note = seal_evidence(folder)
    assert note is not None
    lines = read_log(folder)
    assert [line.entry["action"] for line in lines if line.entry] == ["capture", "key", "seal"]
    assert note.checkpoint.size == 3
    assert note.checkpoint.root == find_root([line.leaf for line in lines])
    key = load_public(folder)
    assert key is not None
    assert check_note(note, key)
    assert set(read_sums(folder)) == {
        "archive/000001.warc.gz",
        "checkpoints/000000003.note",
        "keys/seal.pub.pem",
    }
    others = {stat.S_IMODE((folder / path).stat().st_mode) for path in (PRIVATE, PUBLIC, LOG, "SHA256SUMS")}
    assert others == {0o600}


def test_sealing_twice_changes_nothing(folder: Path) -> None:
    seal_evidence(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    seal_evidence(folder)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_sealed_where_nothing_is(tmp_path: Path) -> None:
    assert seal_evidence(tmp_path / "none.evidence") is None
    (tmp_path / "empty.evidence").mkdir()
    assert seal_evidence(tmp_path / "empty.evidence") is None


@pytest.mark.skipif(not SHA256SUM, reason="sha256sum is not installed")
def test_sha256sum_reads_the_digests(folder: Path) -> None:
    seal_evidence(folder)
    command = [SHA256SUM or "", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0
    with (folder / "archive" / "000001.warc.gz").open("r+b") as stream:
        stream.write(b"F")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1


@pytest.mark.skipif(not OPENSSL, reason="openssl is not installed")
def test_openssl_checks_a_checkpoint(folder: Path, tmp_path: Path) -> None:
    seal_evidence(folder)
    text = (folder / "checkpoints" / "000000003.note").read_text(encoding="utf-8")
    signed, _, last = text.partition("\n\n")
    (tmp_path / "text").write_text(signed + "\n", encoding="utf-8")
    (tmp_path / "signature").write_bytes(base64.b64decode(last.split()[2])[4:])
    command = [OPENSSL or "", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(folder / PUBLIC)]
    command += ["-in", str(tmp_path / "text"), "-sigfile", str(tmp_path / "signature")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (tmp_path / "text").write_text(signed + " \n", encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_a_grown_file_is_sealed_again(folder: Path) -> None:
    seal_evidence(folder)
    with (folder / "archive" / "000001.warc.gz").open("ab") as stream:
        stream.write(b", second page")
    record(folder, "capture", {"offset": 10})
    note = seal_evidence(folder)
    assert note is not None
    assert note.checkpoint.size == 5
    assert [line.what["size"] for line in read_log(folder) if line.says("seal")] == [10, 23]


def test_what_was_sealed_and_changed_is_not_sealed_again(folder: Path) -> None:
    seal_evidence(folder)
    (folder / "archive" / "000001.warc.gz").write_bytes(b"other page, and more")
    with pytest.raises(EvidenceError, match="changed since it was sealed"):
        seal_evidence(folder)


def test_a_changed_log_is_not_signed(folder: Path) -> None:
    seal_evidence(folder)
    path = folder / LOG
    path.write_bytes(path.read_bytes().replace(b'"desk"', b'"dusk"'))
    with pytest.raises(EvidenceError, match="changed since it was signed"):
        seal_evidence(folder)


def test_a_replaced_key_signs_nothing(folder: Path, tmp_path: Path) -> None:
    seal_evidence(folder)
    other = tmp_path / "other.evidence"
    record(other, "capture", {})
    seal_evidence(other)
    for half in (PRIVATE, PUBLIC):
        shutil.copy(other / half, folder / half)
    with pytest.raises(EvidenceError, match="another key"):
        seal_evidence(folder)


def test_a_lost_key_is_told(folder: Path) -> None:
    seal_evidence(folder)
    (folder / PRIVATE).unlink()
    with pytest.raises(EvidenceError, match="put it back from a backup"):
        seal_evidence(folder)


def test_a_passphrase_keeps_the_key(folder: Path) -> None:
    seal_evidence(folder, passphrase="open")
    assert b"ENCRYPTED" in (folder / PRIVATE).read_bytes()
    record(folder, "capture", {})
    with pytest.raises(EvidenceError, match="passphrase"):
        seal_evidence(folder)
    with pytest.raises(EvidenceError, match="passphrase is wrong"):
        seal_evidence(folder, passphrase="shut")
    assert seal_evidence(folder, passphrase="open") is not None


def test_a_torn_line_is_set_aside_and_noted(folder: Path) -> None:
    with (folder / LOG).open("ab") as stream:
        stream.write(b'{"action":"capt')
    assert len(read_log(folder)) == 1
    record(folder, "export", {"file": "out.wacz"})
    lines = read_log(folder)
    assert [line.entry["action"] for line in lines if line.entry] == ["capture", "mend", "export"]
    assert lines[1].what == {"bytes": 15, "file": LOG, "kept_in": TORN}
    assert (folder / TORN).read_bytes() == b'{"action":"capt\n'


def test_a_long_torn_line_after_a_long_line(folder: Path) -> None:
    record(folder, "capture", {"url": "x" * 200_000})
    with (folder / LOG).open("ab") as stream:
        stream.write(b"y" * 150_000)
    record(folder, "export", {})
    assert [line.n for line in read_log(folder)] == [0, 1, 2, 3]


def test_a_changed_last_line_stops_the_log(folder: Path) -> None:
    path = folder / LOG
    path.write_bytes(path.read_bytes().replace(b'{"action":', b'{"action" :'))
    with pytest.raises(EvidenceError, match="last line"):
        record(folder, "export", {})


def write_many(folder: Path, number: int) -> None:
    for one in range(number):
        record(folder, "capture", {"one": one}, who=str(os.getpid()))


def test_processes_wait_for_each_other(folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=write_many, args=(folder, 40)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = read_log(folder)
    assert [line.n for line in lines] == list(range(121))
    assert not any(line.fault for line in lines)


def test_a_killed_writer_loses_no_entry_that_was_acknowledged(folder: Path, tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for round_ in range(8):
        before = len(read_log(folder))
        reading, writing = os.pipe()
        writer = context.Process(target=tell_and_write, args=(folder, writing))
        writer.start()
        os.close(writing)
        time.sleep(0.02 + 0.007 * round_)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        with os.fdopen(reading, "rb") as told:
            acknowledged = len(told.read())
        record(folder, "export", {})
        lines = read_log(folder)
        assert not any(line.fault for line in lines)
        assert len(lines) >= before + acknowledged + 1
    assert seal_evidence(folder) is not None


def tell_and_write(folder: Path, writing: int) -> None:
    while True:
        record(folder, "capture", {"url": "https://lantern.example/"})
        os.write(writing, b".")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n3\n", "\n4\n"),
        lambda text: text.replace("\n3\n", "\n03\n"),
        lambda text: text + "\n",
        lambda text: text + text.splitlines()[-1] + "\n",
        lambda text: "other.log/1" + text[text.index("\n") :],
        lambda text: text.replace("— ", "- "),
        lambda text: text[:-8] + "AAAA" + text[-4:],
        lambda text: "",
    ],
)
def test_a_changed_checkpoint_is_none(folder: Path, change: object) -> None:
    seal_evidence(folder)
    key = load_public(folder)
    assert key is not None
    text = (folder / "checkpoints" / "000000003.note").read_text(encoding="utf-8")
    assert check_note(read_note(text), key)
    changed = change(text)  # type: ignore[operator]
    assert changed != text
    try:
        good = check_note(read_note(changed), key)
    except ValueError:
        good = False
    assert not good
