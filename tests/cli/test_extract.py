"""`letapis extract`: pages in, claims as JSON Lines out, nothing kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PAGE = "News\nPolice detained Ales Zorny on 2021-08-30."


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_claims_are_json_lines_and_nothing_is_kept(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PAGE)
    done = letapis_command("extract", "one.txt")
    (record,) = records(done.stdout)
    assert done.exit_code == 0
    assert (record["report"], record["kind"]) == ("one.txt", "detain")
    assert PAGE[record["evidence"]["trigger"]["start"] :].startswith("detained")
    assert [path.name for path in tmp_path.iterdir()] == ["one.txt"]


def test_a_report_without_claims_writes_nothing(letapis_command: Any) -> None:
    done = letapis_command("extract", "-", input="Nothing happened.")
    assert (done.exit_code, done.stdout) == (0, "")


def test_rows_on_standard_input_and_a_broken_one(letapis_command: Any) -> None:
    rows = [json.dumps({"id": name, "text": PAGE}) for name in ("a", "b")]
    done = letapis_command("extract", input=f"{rows[0]}\n{{broken\n{rows[1]}\n")
    assert done.exit_code == 3
    assert [record["report"] for record in records(done.stdout)] == ["a", "b"]
    assert "line 2" in done.stderr
    assert "1 could not be read" in done.stderr


def test_what_the_user_knows_of_a_page(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PAGE)
    options = [
        "--id",
        "lantern/1",
        "--published",
        "2021-09-03",
        "--url",
        "https://l.example/1",
        "--language",
        "en",
    ]
    done = letapis_command("extract", "one.txt", *options, "--reports")
    report, claim = records(done.stdout)
    assert (report["type"], report["id"], report["published"]) == ("report", "lantern/1", "2021-09-03")
    assert report["url"] == "https://l.example/1"
    assert report["text"] == PAGE
    assert "type" not in claim
    assert claim["report"] == "lantern/1"


def test_one_id_for_two_pages_is_misuse(letapis_command: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{PAGE} {name}")
    done = letapis_command("extract", "one.txt", "two.txt", "--id", "x")
    assert done.exit_code == 2
    assert "An id names one report" in done.stderr


def test_a_missing_file(letapis_command: Any) -> None:
    done = letapis_command("extract", "none.txt")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "none.txt: there is no such file" in done.stderr


def test_read_shows_the_parts(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PAGE)
    done = letapis_command("read", "one.txt")
    assert [line.split()[0] for line in done.stdout.splitlines() if line] == [
        "report:",
        "title:",
        "language:",
        "headline",
        "body",
    ]
    assert records(letapis_command("read", "one.txt", "--json").stdout)[0]["text"] == PAGE
    assert letapis_command("read", "none.txt").exit_code == 3


def test_a_page_cannot_steer_the_terminal(letapis_command: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("News\nPolice \x1b[2Jdetained\u202e Ales Zorny.")
    shown = letapis_command("read", "one.txt").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Police \ufffd[2Jdetained" in shown
