"""The command line, with small rooms behind it and its own chronicle."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

import letapis.cli.commands.extract
import letapis.cli.commands.read
import letapis.run.local
from letapis.cli import main

STAND_INS = runpy.run_path(str(Path(__file__).parents[1] / "standins.py"))
ONE = (
    "Arrests in Orlec\n"
    "Police detained Ales Zorny in Orlec on 2021-08-30, Lantern said. Court fined Piotr Kova in Zornica."
)
TWO = "=Fines in Orlec\nCourt fined Vera Luzhan."

Letapis = Callable[..., Result]


@pytest.fixture
def stand_ins() -> SimpleNamespace:
    return SimpleNamespace(**STAND_INS)


@pytest.fixture
def letapis_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stand_ins: SimpleNamespace) -> Letapis:
    """Run `letapis` in an empty folder: `letapis_command("claims", "--json")`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETAPIS_REVIEWER", "first reader")
    monkeypatch.delenv("LETAPIS_CHRONICLE", raising=False)
    for module in (letapis.run.local, letapis.cli.commands.extract, letapis.cli.commands.read):
        monkeypatch.setattr(module, "join_rooms", lambda _: stand_ins.make_rooms())

    def run(*arguments: str, input: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=input)

    return run


@pytest.fixture
def filled(letapis_command: Letapis, tmp_path: Path) -> Letapis:
    """The same, with a chronicle of two reports and three claims."""
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "two.txt").write_text(TWO)
    done = letapis_command("run", "one.txt", "two.txt", "--published", "2021-09-03")
    assert done.exit_code == 0, done.output
    return letapis_command
