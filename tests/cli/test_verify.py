"""`letapis verify`: from a claim to the captured bytes; what is said when somebody changed the chronicle."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

HOLDING = {"words", "capture", "log", "signature", "text", "claims"}


def links(output: str, state: str) -> set[str]:
    return {one["link"] for one in json.loads(output)["links"] if one["state"] == state}


def key_of(filled: Any) -> str:
    return str(json.loads(filled("claims", "--json").stdout.splitlines()[0])["key"])


def edit(tmp_path: Path, statement: str, *values: str) -> None:
    """Change the chronicle behind the back of Letapis."""
    with closing(sqlite3.connect(tmp_path / "chronicle.db")) as plain, plain:
        assert plain.execute(statement, values).rowcount > 0


@pytest.mark.parametrize("target", ["claim", "one.txt", "all"])
def test_every_link_holds_but_for_the_witnesses(filled: Any, target: str) -> None:
    done = filled("verify", key_of(filled) if target == "claim" else target, "--json")
    assert done.exit_code == 3, done.output
    assert links(done.stdout, "broken") == set()
    assert links(done.stdout, "missing") == {"timestamp"}
    assert links(done.stdout, "holds") >= HOLDING


def test_it_is_told_in_plain_words(filled: Any) -> None:
    done = filled("verify", key_of(filled))
    assert "holds    words            “Police detained Ales Zorny in Orlec" in done.stdout
    assert "Taken in as one.txt on 20" in done.stdout
    assert "Nothing is false, but something is missing" in done.stderr


def test_the_proof_in_json_can_be_checked_by_others(filled: Any) -> None:
    done = filled("verify", "one.txt", "--json")
    (log,) = [one for one in json.loads(done.stdout)["links"] if one["link"] == "log"]
    assert log["facts"]["size"] > log["facts"]["entry"]
    assert all(len(part) == 64 for part in log["facts"]["proof"])


# What somebody with the database, but without the key, can do.
EDITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "the text of a report": (
        "UPDATE reports SET text = replace(text, ?, ?) WHERE id = 'one.txt'",
        ("Ales Zorny", "Ales Zyrny"),
    ),
    "a word outside of any claim": (
        "UPDATE reports SET text = replace(text, ?, ?) WHERE id = 'one.txt'",
        ("Arrests", "Rumours"),
    ),
    "a quotation": (
        "UPDATE claims SET record = replace(record, ?, ?)",
        ("Police detained Ales Zorny", "Police tortured Ales Zorny"),
    ),
    "a kind": (
        "UPDATE claims SET record = replace(record, ?, ?)",
        ('"kind": "detain"', '"kind": "kill"'),
    ),
    "a name": (
        "UPDATE claims SET record = replace(record, ?, ?)",
        ('"name": "Ales Zorny"', '"name": "Vera Lis"'),
    ),
    "a country": (
        "UPDATE claims SET record = replace(record, ?, ?)",
        ('"country": "VEL"', '"country": "ORL"'),
    ),
    "a claim that is gone": ("DELETE FROM claims WHERE kind = ?", ("detain",)),
    "text and quotation alike": (
        "UPDATE claims SET record = replace(record, ?, ?)",
        ("Ales Zorny", "Ales Zyrny"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_chronicle_is_false(filled: Any, tmp_path: Path, name: str) -> None:
    statement, values = EDITS[name]
    edit(tmp_path, statement, *values)
    if name == "text and quotation alike":
        edit(tmp_path, "UPDATE reports SET text = replace(text, ?, ?) WHERE id = 'one.txt'", *values)
    done = filled("verify", "one.txt", "--json")
    assert done.exit_code == 1, done.output
    assert links(done.stdout, "broken") & {"text", "claims", "words"}


def flip_last_record(folder: Path) -> None:
    path = folder / "archive" / "000001.warc.gz"
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)


EVIDENCE: dict[str, Callable[[Path], object]] = {
    "the archive": flip_last_record,
    "the log": lambda folder: (folder / "custody.jsonl").write_bytes(
        (folder / "custody.jsonl").read_bytes().replace(b"one.txt", b"two.txt")
    ),
    "the key": lambda folder: (folder / "keys" / "seal.pub.pem").write_bytes(b""),
}


@pytest.mark.parametrize("name", EVIDENCE)
def test_changed_evidence_is_false(filled: Any, tmp_path: Path, name: str) -> None:
    EVIDENCE[name](tmp_path / "chronicle.evidence")
    done = filled("verify")
    assert done.exit_code == 1, done.output
    assert "FALSE" in done.stdout


def test_a_chronicle_from_before_says_so(filled: Any, tmp_path: Path) -> None:
    (tmp_path / "chronicle.evidence").rename(tmp_path / "elsewhere")
    done = filled("verify")
    assert done.exit_code == 3
    assert "read before captures were kept" in done.stdout
    again = filled("run", "one.txt", "two.txt", "--published", "2021-09-03")
    assert "2 known already" in again.stderr
    sealed = filled("verify", "--json")
    assert links(sealed.stdout, "holds") >= HOLDING
    assert links(sealed.stdout, "missing") == {"timestamp"}


def test_that_it_was_checked_is_noted(filled: Any, tmp_path: Path) -> None:
    filled("verify", "one.txt")
    last = json.loads((tmp_path / "chronicle.evidence" / "custody.jsonl").read_text().splitlines()[-1])
    assert (last["action"], last["who"], last["what"]) == (
        "verify",
        "first reader",
        {"of": "one.txt", "result": "missing"},
    )


def test_a_passphrase_is_asked_of_its_file(
    letapis_command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phrase").write_text("open sesame\n")
    monkeypatch.setenv("LETAPIS_PASSPHRASE_FILE", "phrase")
    (tmp_path / "one.txt").write_text("News\nPolice detained Ales Zorny.")
    assert letapis_command("run", "one.txt").exit_code == 0
    assert b"ENCRYPTED" in (tmp_path / "chronicle.evidence" / "keys" / "seal.pem").read_bytes()
    assert "phrase" in letapis_command("settings", "--json").stdout
    assert "sesame" not in letapis_command("settings", "--json").stdout


@pytest.mark.parametrize("arguments", [["nothing"], ["all", "--roots", "one.txt"], ["none.wacz"]])
def test_misuse(filled: Any, arguments: list[str]) -> None:
    assert filled("verify", *arguments).exit_code in (1, 2)
    assert filled("verify", *arguments).stdout == ""


def test_deleting_a_report_takes_its_page_out_of_the_evidence(filled: Any, tmp_path: Path) -> None:
    folder = tmp_path / "chronicle.evidence"
    assert filled("delete", "one.txt", "--why", "asked for").exit_code == 0
    assert not [path for path in folder.rglob("*") if path.is_file() and b"one.txt" in path.read_bytes()]
    done = filled("verify", "--json")
    assert done.exit_code == 3, done.output
    assert links(done.stdout, "broken") == set()
    assert filled("run", "one.txt", "two.txt").exit_code == 0
    (tmp_path / "three.txt").write_text("News\nCourt fined Piotr Kova.")
    assert filled("run", "three.txt").exit_code == 0
    assert links(filled("verify", "--json").stdout, "broken") == set()
