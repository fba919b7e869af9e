"""Asking authorities: at once, later, once; and answers that are not taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from letapis.seal import record, seal_evidence
from letapis.seal.custody import read_log
from letapis.seal.stamp import find_unwitnessed, stamp_evidence
from letapis.seal.sums import digest_parts, read_sums
from letapis.seal.token import GOOD, check_token, load_roots


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "chronicle.evidence"
    record(found, "capture", {"url": "https://lantern.example/1"})
    seal_evidence(found)
    return found


def tokens(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "timestamps").glob("*.tsr"))


def test_two_authorities_witness_a_checkpoint(folder: Path, authorities: Any) -> None:
    assert stamp_evidence(folder, authorities.urls, authorities.send) == []
    assert tokens(folder) == ["000000002.chronos.example_tsr.tsr", "000000002.kairos.example_tsr.tsr"]
    data = (folder / "checkpoints" / "000000002.note").read_bytes()
    roots = load_roots(authorities.roots)
    for name in tokens(folder):
        path = folder / "timestamps" / name
        assert check_token(path.read_bytes(), data, roots).state == GOOD
        assert b"BEGIN CERTIFICATE" in path.with_suffix(".pem").read_bytes()
    assert [line.what["checkpoint"] for line in read_log(folder) if line.says("timestamp")] == [2, 2]
    for file, digest in read_sums(folder).items():
        assert digest_parts(folder / file, ())[2] == digest


def test_what_is_witnessed_is_not_asked_for_again(folder: Path, authorities: Any) -> None:
    for _ in range(2):
        stamp_evidence(folder, authorities.urls, authorities.send)
        record(folder, "verify", {"result": "good"})
        seal_evidence(folder)
    assert [one.asked for one in authorities.both] == [1, 1]
    record(folder, "capture", {"url": "https://lantern.example/2"})
    seal_evidence(folder)
    stamp_evidence(folder, authorities.urls, authorities.send)
    assert [one.asked for one in authorities.both] == [2, 2]


def test_without_a_network_the_question_waits(folder: Path, authorities: Any) -> None:
    for one in authorities.both:
        one.down = True
    issues = stamp_evidence(folder, authorities.urls, authorities.send)
    assert [(issue.source, issue.code, issue.fatal) for issue in issues] == [
        (url, "timestamp", False) for url in authorities.urls
    ]
    assert "verify --complete" in issues[0].message
    record(folder, "capture", {"url": "https://lantern.example/2"})
    seal_evidence(folder)
    authorities.both[0].down = False
    assert len(stamp_evidence(folder, authorities.urls, authorities.send)) == 1
    note, missing = find_unwitnessed(folder, authorities.urls)
    assert note is not None
    assert missing == authorities.urls[1:]


@pytest.mark.parametrize("answer", [b"", b"<html>busy</html>", b"\x30" * (1 << 21)])
def test_an_answer_that_is_no_token_is_not_kept(folder: Path, answer: bytes) -> None:
    (issue,) = stamp_evidence(folder, ["https://tsa.example/"], lambda *_: answer)
    assert issue.code == "timestamp"
    assert tokens(folder) == []


def test_an_answer_to_another_question_is_not_kept(folder: Path, authorities: Any) -> None:
    kept: list[bytes] = []

    def replay(url: str, query: bytes) -> bytes:
        kept.append(authorities.send(url, query))
        return kept[0]

    url = authorities.urls[0]
    stamp_evidence(folder, [url], replay)
    (folder / "timestamps" / tokens(folder)[0]).unlink()
    (issue,) = stamp_evidence(folder, [url], replay)
    assert "another question" in issue.message
    assert tokens(folder) == []


def test_nothing_is_asked_where_nothing_is_sealed(tmp_path: Path) -> None:
    assert stamp_evidence(tmp_path / "none.evidence", ["https://tsa.example/"], lambda *_: b"") == []
