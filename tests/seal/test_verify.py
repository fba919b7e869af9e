"""What the verification of a folder of evidence says: of a good one, and of every way to falsify it."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from letapis.seal import BROKEN, HOLDS, MISSING, conclude, open_evidence, prove_page, record, seal_evidence
from letapis.seal.custody import write_canonical
from letapis.seal.sums import digest_parts, write_sums


def links(findings: list[Any], state: str) -> set[str]:
    return {finding.link for finding in findings if finding.state == state}


def test_a_good_folder_holds(sealed: Any) -> None:
    found = sealed.check()
    assert conclude(found) == HOLDS, [one for one in found if one.state != HOLDS]
    assert links(found, HOLDS) >= {
        *("log", "key", "checkpoint", "timestamp", "digests", "archive", "records"),
        *("capture", "signature", "text", "claims"),
    }
    words = " ".join(one.words for one in found)
    assert "Witnessed by CN=chronos clock at 20" in words


def test_looking_at_it_does_not_make_it_incomplete(sealed: Any) -> None:
    record(sealed.folder, "verify", {"of": "all", "result": "holds"})
    record(sealed.folder, "export", {"file": "out.wacz", "sha256": "0" * 64})
    assert conclude(sealed.check()) == HOLDS


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before


def flip(at: float) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        place = int(at * (len(data) - 1))
        return data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :]

    return change


def refresh(sealed: Any) -> None:
    """What a forger does too: SHA256SUMS agrees with the files again."""
    folder = sealed.folder
    listed = [line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()]
    kept = [file for file in listed if (folder / file).exists()]
    write_sums(folder, {file: digest_parts(folder / file, ())[2] for file in kept})


def log_lines(sealed: Any, change: Callable[[list[bytes]], list[bytes]]) -> None:
    rewrite(sealed.log, lambda data: b"".join(line + b"\n" for line in change(data.split(b"\n")[:-1])))


def renumber(lines: list[bytes]) -> list[bytes]:
    """Lines that stand in their own places again, as a forger leaves them."""
    return [write_canonical({**json.loads(line), "n": place}) for place, line in enumerate(lines)]


def swap_tokens(sealed: Any) -> None:
    one, other = sorted((sealed.folder / "timestamps").glob("*.tsr"))
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)


def token_of_another_log(sealed: Any) -> None:
    other = sealed.folder.parent / "other.evidence"
    shutil.copytree(sealed.folder, other)
    mine = sealed.folder
    sealed.folder, sealed.warc = other, other / "archive" / "000001.warc.gz"
    sealed.capture(b"<p>Another page.", 9)
    sealed.seal()
    sealed.folder, sealed.warc = mine, mine / "archive" / "000001.warc.gz"
    new = max((other / "timestamps").glob("*.chronos*.tsr"))
    shutil.copy(new, min((mine / "timestamps").glob("*.chronos*.tsr")))


def replace_key(sealed: Any) -> None:
    other = sealed.folder.parent / "other.evidence"
    record(other, "capture", {})
    seal_evidence(other)
    for half in ("seal.pem", "seal.pub.pem"):
        shutil.copy(other / "keys" / half, sealed.folder / "keys" / half)


def sign_anew(sealed: Any) -> None:
    """Everything is made again with a new key: log, checkpoint, digests. Only the witnesses are left."""
    shutil.rmtree(sealed.folder / "keys")
    shutil.rmtree(sealed.folder / "checkpoints")
    kept = [line for line in sealed.log.read_bytes().split(b"\n")[:-1] if b'"key"' not in line]
    sealed.log.write_bytes(b"".join(line + b"\n" for line in renumber(kept)))
    seal_evidence(sealed.folder)


def change_page(sealed: Any) -> None:
    """A page with another text, in a sound record of the same place."""
    data = sealed.warc.read_bytes()
    members = split_members(data)
    record_ = gzip.decompress(members[0]).replace(b"Nine", b"Five")
    sealed.warc.write_bytes(gzip.compress(record_, mtime=0) + b"".join(members[1:]))


def split_members(data: bytes) -> list[bytes]:
    places = [at for at in range(len(data)) if data.startswith(b"\x1f\x8b\x08", at)]
    return [data[start:end] for start, end in zip(places, [*places[1:], len(data)], strict=True)]


def append_page(sealed: Any) -> None:
    sealed.capture(b"<p>Smuggled in.", 7, log=False)


def newest(sealed: Any, pattern: str) -> Path:
    return max(path for path in sealed.folder.glob(pattern))


FALSE: dict[str, Callable[[Any], object]] = {
    "a byte at the beginning of the archive": lambda s: rewrite(s.warc, flip(0)),
    "a byte in the middle of the archive": lambda s: rewrite(s.warc, flip(0.5)),
    "a byte in a gzip header": lambda s: rewrite(s.warc, flip(5 / (s.warc.stat().st_size - 1))),
    "a byte at the end of the archive": lambda s: rewrite(s.warc, flip(1)),
    "a byte, and the digests put right": lambda s: (rewrite(s.warc, flip(0.5)), refresh(s)),
    "a truncated archive": lambda s: rewrite(s.warc, lambda data: data[:-20]),
    "a truncated archive, and the digests put right": lambda s: (
        rewrite(s.warc, lambda data: data[:-20]),
        refresh(s),
    ),
    "a missing archive": lambda s: s.warc.unlink(),
    "a changed page in a sound record": lambda s: (change_page(s), refresh(s)),
    "a record taken out": lambda s: (
        rewrite(s.warc, lambda data: b"".join(split_members(data)[1:])),
        refresh(s),
    ),
    "records in another order": lambda s: (
        rewrite(s.warc, lambda data: b"".join(split_members(data)[::-1])),
        refresh(s),
    ),
    "an archive compressed as one": lambda s: (
        rewrite(s.warc, lambda data: gzip.compress(gzip.decompress(data))),
        refresh(s),
    ),
    "a reordered log": lambda s: log_lines(s, lambda lines: [lines[1], lines[0], *lines[2:]]),
    "a reordered log, renumbered": lambda s: log_lines(
        s, lambda lines: renumber([lines[1], lines[0], *lines[2:]])
    ),
    "a line taken out of the log": lambda s: log_lines(s, lambda lines: [*lines[:2], *lines[3:]]),
    "a line taken out of the log, renumbered": lambda s: log_lines(
        s, lambda lines: renumber([*lines[:2], *lines[3:]])
    ),
    "the end of the log taken off": lambda s: log_lines(s, lambda lines: lines[:3]),
    "a line put into the log": lambda s: log_lines(s, lambda lines: renumber([lines[0], *lines])),
    "another name in the log": lambda s: rewrite(s.log, lambda d: d.replace(b'"who":"', b'"who":"x', 1)),
    "another time in the log": lambda s: rewrite(s.log, lambda d: d.replace(b'"when":"20', b'"when":"19', 1)),
    "a blank in the log": lambda s: rewrite(s.log, lambda data: data.replace(b'"n":0', b'"n": 0')),
    "a line blacked out": lambda s: log_lines(
        s, lambda lines: [write_canonical({"leaf": "0" * 64, "n": 0}), *lines[1:]]
    ),
    "a missing log": lambda s: s.log.unlink(),
    "a replaced key": replace_key,
    "a replaced public key": lambda s: (replace_key(s), refresh(s)),
    "a missing public key": lambda s: (s.folder / "keys" / "seal.pub.pem").unlink(),
    "a flipped signature": lambda s: rewrite(newest(s, "checkpoints/*"), flip(0.9)),
    "a checkpoint of another size": lambda s: newest(s, "checkpoints/*").rename(
        s.folder / "checkpoints" / "000000002.note"
    ),
    "a missing checkpoint": lambda s: (newest(s, "checkpoints/*").unlink(), refresh(s)),
    "everything made anew with another key": sign_anew,
    "two tokens in each other's place": swap_tokens,
    "a token for another checkpoint": lambda s: (token_of_another_log(s), refresh(s)),
    "a flipped byte in a token": lambda s: (rewrite(newest(s, "timestamps/*.tsr"), flip(0.1)), refresh(s)),
    "a flipped byte at the end of a token": lambda s: rewrite(newest(s, "timestamps/*.tsr"), flip(1)),
    "a missing token": lambda s: (newest(s, "timestamps/*.tsr").unlink(), refresh(s)),
    "a stored chain that was changed": lambda s: rewrite(newest(s, "timestamps/*.pem"), flip(0.5)),
    "a changed digest": lambda s: rewrite(s.folder / "SHA256SUMS", flip(0)),
    "a file taken out of the digests' list and of the disk": lambda s: (s.warc.unlink(), refresh(s)),
    "a line of the digests that is none": lambda s: rewrite(s.folder / "SHA256SUMS", lambda d: d + b"x\n"),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_was_falsified_is_broken(sealed: Any, name: str) -> None:
    FALSE[name](sealed)
    found = sealed.check()
    assert conclude(found) == BROKEN, [(one.link, one.state, one.words) for one in found]


INCOMPLETE: dict[str, Callable[[Any], object]] = {
    "a page after the last seal": lambda s: s.capture(b"<p>New.", 5),
    "a page that is archived and not logged yet": append_page,
    "a record that was being written": lambda s: rewrite(s.warc, lambda d: d + split_members(d)[0][:50]),
    "a line that was being written": lambda s: rewrite(s.log, lambda data: data + b'{"action":'),
    "a seal without witnesses": lambda s: (s.capture(b"<p>New.", 5), seal_evidence(s.folder)),
}


@pytest.mark.parametrize("name", INCOMPLETE)
def test_what_is_not_finished_is_missing(sealed: Any, name: str) -> None:
    INCOMPLETE[name](sealed)
    found = sealed.check()
    assert conclude(found) == MISSING, [(one.link, one.state, one.words) for one in found]


def test_roots_that_nobody_trusts_leave_it_incomplete(sealed: Any, tmp_path: Path) -> None:
    other = sealed.authorities.both[0].place / "root.pem"
    sealed.authorities = SimpleNamespace(roots=other)
    found = sealed.check()
    assert conclude(found) == MISSING
    assert links(found, MISSING) == {"timestamp"}


def test_a_checkpoint_kept_elsewhere_tells_of_a_rollback(sealed: Any, tmp_path: Path) -> None:
    """All of a later state is taken away at once: only what was kept elsewhere can tell."""
    earlier = tmp_path / "earlier"
    shutil.copytree(sealed.folder, earlier)
    known = tmp_path / "kept.note"
    sealed.capture(b"<p>Later.", 4)
    sealed.seal()
    shutil.copy(newest(sealed, "checkpoints/*"), known)
    assert conclude(sealed.check(known)) == HOLDS
    shutil.rmtree(sealed.folder)
    shutil.copytree(earlier, sealed.folder)
    assert conclude(sealed.check()) == HOLDS
    assert links(sealed.check(known), BROKEN) == {"kept checkpoint"}


def test_the_key_is_shown_so_that_it_can_be_compared(sealed: Any) -> None:
    (key,) = [one for one in sealed.check() if one.link == "key"]
    assert key.facts["sha256"] in key.words


def test_a_page_that_was_never_captured_is_missing(sealed: Any) -> None:
    evidence = open_evidence(sealed.folder, sealed.authorities.roots)
    (found,) = prove_page(evidence, "0" * 64)
    assert (found.link, found.state) == ("capture", MISSING)
    assert "before captures were kept" in found.words


def test_a_page_that_was_seen_again_rests_on_both_looks(sealed: Any) -> None:
    sealed.see_again(b"<p>The square is empty.", 6, refers_to=1)
    sealed.seal()
    evidence = open_evidence(sealed.folder, sealed.authorities.roots)
    found = prove_page(evidence, sealed.pages[1], "day-7")
    assert conclude(found) == HOLDS
    assert [one.link for one in found if one.link in ("capture", "seen again")] == ["capture", "seen again"]
    assert "lantern.example/6 showed the same on 2026-11-23" in " ".join(one.words for one in found)
    assert conclude(sealed.check()) == HOLDS
    rewrite(sealed.warc, lambda data: data[:-200])
    evidence = open_evidence(sealed.folder, sealed.authorities.roots)
    assert "seen again" in links(prove_page(evidence, sealed.pages[1], "day-7"), BROKEN)
