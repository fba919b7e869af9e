"""Timestamps that were missing are asked for later, and then everything holds."""

from __future__ import annotations

import json
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

import letapis.run.proof

AUTHORITY = runpy.run_path(str(Path(__file__).parents[1] / "seal" / "authority.py"))["Authority"]


@pytest.fixture
def authorities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    both = [AUTHORITY(tmp_path / "authorities", name) for name in ("chronos", "kairos")]
    roots = tmp_path / "roots.pem"
    roots.write_bytes(b"".join((one.place / "root.pem").read_bytes() for one in both))

    def send(url: str, query: bytes) -> bytes:
        answer: bytes = next(one for one in both if one.url == url).send(url, query)
        return answer

    monkeypatch.setattr(letapis.run.proof, "open_sender", lambda proxy: send)
    monkeypatch.setenv("LETAPIS_TIMESTAMP_AUTHORITIES", " ".join(one.url for one in both))
    monkeypatch.setenv("LETAPIS_TIMESTAMP_ROOTS", str(roots))
    return both


def test_files_alone_are_sealed_without_a_word_to_anybody(filled: Any, authorities: list[Any]) -> None:
    assert [one.asked for one in authorities] == [0, 0]
    assert filled("verify").exit_code == 3


def test_complete_asks_and_then_everything_holds(filled: Any, authorities: list[Any]) -> None:
    done = filled("verify", "--complete")
    assert done.exit_code == 0, done.output
    assert "Everything holds." in done.stderr
    assert "Witnessed by CN=chronos clock at 20" in done.stdout
    assert filled("verify", "one.txt").exit_code == 0
    assert [one.asked for one in authorities] == [1, 1]


def test_what_does_not_answer_is_named_and_asked_again(filled: Any, authorities: list[Any]) -> None:
    authorities[1].down = True
    done = filled("verify", "--complete")
    assert done.exit_code == 3
    assert "https://kairos.example/tsr: the authority gave no timestamp (the network is down)" in done.stderr
    authorities[1].down = False
    assert filled("verify", "--complete").exit_code == 0
    assert [one.asked for one in authorities] == [1, 1]


def test_an_export_can_be_checked_without_the_chronicle(
    filled: Any, authorities: list[Any], tmp_path: Path
) -> None:
    filled("verify", "--complete")
    done = filled("capture", "one.txt", "--export", "out.wacz")
    assert done.exit_code == 0, done.output
    (tmp_path / "chronicle.db").unlink()
    checked = filled("verify", "out.wacz", "--roots", "roots.pem", "--json")
    assert checked.exit_code == 0, checked.output
    assert json.loads(checked.stdout)["result"] == "holds"
