"""`letapis run`: what is kept, what is told, and how it ends."""

from __future__ import annotations

import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import letapis.run.local
from letapis.errors import StoreError


def test_run_keeps_and_sums_up(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("News\nPolice detained Ales Zorny.")
    done = letapis_command("run", "one.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 report with 1 claim kept in chronicle.db." in done.stderr
    assert stat.S_IMODE((tmp_path / "chronicle.db").stat().st_mode) == 0o600
    again = letapis_command("run", "one.txt")
    assert "0 reports with 0 claims kept in chronicle.db; 1 known already." in again.stderr


def test_what_cannot_be_read_is_named_and_counted(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("News\nPolice detained Ales Zorny.")
    (tmp_path / "two.txt").write_text("News\nSTUMBLE")
    done = letapis_command("run", "none.txt", "two.txt", "one.txt")
    assert done.exit_code == 3
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines if "txt" in line] == ["none.txt", "two.txt"]
    assert "2 could not be read" in lines[-1]
    assert letapis_command("issues", "--json").stdout.count("\n") == 2


@pytest.mark.parametrize("place", ["before", "after", "variable"])
def test_the_chronicle_can_be_named(
    letapis_command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "one.txt").write_text("News")
    option = ["--chronicle", "mine.db"]
    if place == "variable":
        monkeypatch.setenv("LETAPIS_CHRONICLE", "mine.db")
        option = []
    arguments = [*option, "run", "one.txt"] if place == "before" else ["run", "one.txt", *option]
    assert letapis_command(*arguments).exit_code == 0
    assert (tmp_path / "mine.db").exists()
    assert not (tmp_path / "chronicle.db").exists()


def test_the_option_after_the_command_wins(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("News")
    letapis_command("--chronicle", "before.db", "run", "one.txt", "--chronicle", "after.db")
    assert [path.name for path in tmp_path.glob("*.db")] == ["after.db"]


def test_ctrl_c_keeps_what_is_done(
    letapis_command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stand_ins: SimpleNamespace
) -> None:
    def interrupt(report: Any, analysis: Any) -> Any:
        if report.id == "two.txt":
            raise KeyboardInterrupt
        return stand_ins.extract_claims(report, analysis)

    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"News {name}\nPolice detained Ales Zorny.")
    files = ["one.txt", "two.txt", "three.txt"]
    with monkeypatch.context() as patch:
        patch.setattr(letapis.run.local, "join_rooms", lambda _: stand_ins.make_rooms(extract=interrupt))
        done = letapis_command("run", *files)
    assert done.exit_code == 130
    assert "goes on where it stopped" in done.stderr
    assert "1 report with 1 claim kept" in done.stderr
    again = letapis_command("run", *files)
    assert "2 reports with 2 claims kept in chronicle.db; 1 known already." in again.stderr


def test_a_failure_says_why(letapis_command: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise StoreError("the disk is full; make room")

    (tmp_path / "one.txt").write_text("News")
    monkeypatch.setattr("letapis.run.loop.keep_report", fail)
    done = letapis_command("run", "one.txt")
    assert done.exit_code == 1
    assert "letapis: the disk is full; make room" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["run", "one.txt", "--published", "Tuesday"], ["run", "one.txt", "two.txt", "--id", "x"]],
)
def test_misuse(letapis_command: Any, tmp_path: Path, arguments: list[str]) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"News {name}")
    assert letapis_command(*arguments).exit_code == 2


def test_a_deleted_report_is_left_out_and_told(filled: Any) -> None:
    assert filled("delete", "one.txt", "--why", "asked for").exit_code == 0
    done = filled("run", "one.txt", "two.txt")
    assert done.exit_code == 0
    assert "one.txt: was deleted on" in done.stderr
    assert "1 known already; 1 deleted earlier and left out" in done.stderr
    assert "1 report with 2 claims kept" in filled("run", "one.txt", "--even-deleted").stderr
