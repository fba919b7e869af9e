"""Deciding: judge, delete, backup, restore."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def key(filled: Any) -> str:
    found: str = json.loads(filled("claims", "--json", "--kind", "detain").stdout)["key"]
    return found


def test_accept(filled: Any, key: str) -> None:
    done = filled("judge", key[:8], "accept")
    assert done.exit_code == 0
    assert "[accepted]" in done.stdout
    assert len(filled("claims", "--judged", "accepted", "--json").stdout.splitlines()) == 1


def test_a_correction_stands_beside_the_claim(filled: Any, key: str) -> None:
    done = filled(
        "judge", key, "correct", "place=Zornica", "--why", "the report names Zornica", "--who", "desk"
    )
    assert "corrected:" in done.stdout
    record = json.loads(filled("claims", "--judged", "corrected", "--json").stdout)
    assert record["place"]["name"] == "Orlec"
    (judgement,) = record["judgements"]
    assert (judgement["field"], judgement["value"], judgement["who"]) == ("place", "Zornica", "desk")
    assert "place=Zornica (desk: the report names Zornica)" in filled("why", key).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["reject"],
        ["correct", "--why", "wrong"],
        ["correct", "place", "--why", "wrong"],
        ["correct", "colour=red", "--why", "wrong"],
        ["correct", "status=true", "--why", "wrong"],
        ["correct", "kind=detian", "--why", "wrong"],
        ["correct", "date=Tuesday", "--why", "wrong"],
        ["correct", "date=2021-09-02/2021-09-01", "--why", "wrong"],
        ["accept", "place=Orlec"],
        ["perhaps"],
    ],
)
def test_a_judgement_must_make_sense(filled: Any, key: str, arguments: list[str]) -> None:
    assert filled("judge", key, *arguments).exit_code == 2
    assert filled("claims", "--judged", "none", "--json").stdout.count("\n") == 3


@pytest.mark.parametrize(
    "correction", ["date=2021-09-01", "date=2021-08-09/..", "date=none", "details.term=P10D", "kind=fine"]
)
def test_what_can_be_corrected(filled: Any, key: str, correction: str) -> None:
    assert filled("judge", key, "correct", correction, "--why", "as the report says").exit_code == 0


def test_delete_needs_a_reason_and_the_whole_id(filled: Any, tmp_path: Path) -> None:
    assert filled("delete", "one.txt").exit_code == 2
    refused = filled("delete", "arrests", "--why", "asked for")
    assert refused.exit_code == 2
    assert "write 'one.txt', or add --yes" in refused.stderr
    done = filled("delete", "arrests", "--why", "asked for", "--yes")
    assert "1 version, 2 claims, 0 judgements" in done.stderr
    left = b"".join(path.read_bytes() for path in tmp_path.glob("chronicle.db*"))
    assert b"Zorny" not in left
    assert b"Luzhan" in left


def test_backup_and_restore(filled: Any, tmp_path: Path) -> None:
    assert filled("backup", "safe.db").exit_code == 0
    assert filled("backup", "safe.db").exit_code == 2
    filled("delete", "one.txt", "--why", "a slip")
    assert filled("restore", "safe.db").exit_code == 2
    done = filled("restore", "safe.db", "--replace")
    assert done.exit_code == 0
    assert "chronicle.db.before-restore-" in done.stderr
    assert len(filled("reports", "--json").stdout.splitlines()) == 2


def test_restoring_something_else_fails(filled: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes " * 500)
    done = filled("restore", "notes.txt", "--replace")
    assert done.exit_code == 1
    assert "not a chronicle" in done.stderr
