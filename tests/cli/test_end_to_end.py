"""The installed command on real pages, from file to claim to deletion, with nothing standing in."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from letapis.cli import main

EXAMPLES = (
    "transworld-wire-2021-09-02.txt",
    "orlec-herald-2021-09-03.html",
    "channels-2021-09-03.jsonl",
)


@pytest.fixture
def environment() -> dict[str, str]:
    return {**os.environ, "LETAPIS_REVIEWER": "desk", "LETAPIS_CHRONICLE": "chronicle.db"}


@pytest.fixture
def letapis(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run `letapis` in an empty folder and make sure of its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, code: int = 0) -> Result:
        done = CliRunner(env=environment).invoke(main, arguments)
        assert done.exit_code == code, done.stderr
        return done

    return run


def test_from_page_to_claim_to_deletion(root: Path, tmp_path: Path, letapis: Callable[..., Result]) -> None:
    pages = [str(root / "examples" / name) for name in EXAMPLES]
    first = letapis("run", *pages, "none.txt", code=3)
    assert "none.txt: there is no such file" in first.stderr
    again = letapis("run", *pages)
    assert "0 reports with 0 claims kept" in again.stderr

    claims = [json.loads(line) for line in letapis("claims", "--json").stdout.splitlines()]
    extracted = letapis("extract", *pages).stdout.splitlines()
    assert {claim["id"] for claim in claims} == {json.loads(line)["id"] for line in extracted}
    assert len(claims) > 20

    detained = next(claim for claim in claims if claim["kind"] == "detain")
    letapis("judge", detained["key"], "reject", "--why", "counted twice")
    assert "[rejected]" in letapis("show", detained["report"]).stdout

    letapis("delete", pages[0], "--why", "asked for")
    left = b"".join(path.read_bytes() for path in tmp_path.glob("chronicle.db*"))
    assert b"Transworld" not in left
    assert b"Herald" in left


def test_conllu_is_well_formed(root: Path, letapis: Callable[..., Result]) -> None:
    page = root / "examples" / EXAMPLES[0]
    lines = letapis("read", str(page), "--conllu").stdout.splitlines()
    text = page.read_text(encoding="utf-8")
    tokens = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(cells) for cells in tokens} == {10}
    assert sum(cells[6] == "0" for cells in tokens) == sum(line.startswith("# sent_id") for line in lines)
    for cells in tokens:
        start, end = cells[9].rsplit("TokenRange=", 1)[1].split(":")
        assert text[int(start) : int(end)] == cells[1]
    assert any("Entity=B-PER" in cells[9] for cells in tokens)


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path, environment: dict[str, str]) -> None:
    piped = f'"{sys.executable}" -m letapis kinds --json | head -n 1'
    done = subprocess.run(
        ["sh", "-c", piped], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["kind"]
    assert "Error" not in done.stderr
    assert "Traceback" not in done.stderr


def test_two_runs_at_once_share_a_chronicle(
    root: Path, tmp_path: Path, environment: dict[str, str], letapis: Callable[..., Result]
) -> None:
    command = [sys.executable, "-m", "letapis", "run", str(root / "examples" / EXAMPLES[2])]
    runs = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for run in runs:
        _, told = run.communicate(timeout=120)
        assert run.returncode == 0, told
    assert len(letapis("reports", "--json").stdout.splitlines()) == 3


def kept_in(path: Path) -> int:
    """How many reports a chronicle has, as another program would look."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as plain:
        try:
            return int(plain.execute("SELECT count(*) FROM reports").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are not made yet
            return 0


def test_ctrl_c_ends_in_order_and_the_next_run_goes_on(
    root: Path, tmp_path: Path, environment: dict[str, str], letapis: Callable[..., Result]
) -> None:
    page = (root / "examples" / EXAMPLES[0]).read_text(encoding="utf-8")
    command = [sys.executable, "-m", "letapis", "run", "rows.jsonl"]
    for reports in (16, 64, 256):  # more, where a quick machine was done before it was interrupted
        rows = [
            json.dumps({"id": f"{reports}/{row}", "text": f"{page}\nDay {row}."}) for row in range(reports)
        ]
        (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
        before = kept_in(tmp_path / "chronicle.db")
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
        ) as run:
            while kept_in(tmp_path / "chronicle.db") < before + 2 and run.poll() is None:
                time.sleep(0.05)
            run.send_signal(signal.SIGINT)
            _, told = run.communicate(timeout=300)
        kept = kept_in(tmp_path / "chronicle.db") - before
        if run.returncode == 130 and kept < reports:
            break
    assert run.returncode == 130, told
    assert "goes on where it stopped" in told
    assert 2 <= kept < reports
    done = letapis("run", "rows.jsonl")
    assert f"{reports - kept} reports" in done.stderr
    assert f"{kept} known already" in done.stderr
    assert kept_in(tmp_path / "chronicle.db") == 16
