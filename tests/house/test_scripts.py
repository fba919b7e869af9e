"""The scripts are plain POSIX shell, and say what to do when Python is missing or too old."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(
    path
    for path in (*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run")
    if path.is_file() and path.suffix == "" and not path.name.startswith(".")
)
RUN = [path for path in SCRIPTS if path.name != "setup"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_is_posix_shell(script: Path) -> None:
    shell = shutil.which("dash") or shutil.which("sh")
    assert shell
    outcome = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize("script", RUN, ids=lambda script: script.name)
def test_script_can_be_run_and_says_what_it_does(script: Path) -> None:
    first, second = script.read_text(encoding="utf-8").splitlines()[:2]
    assert first == "#!/bin/sh"
    assert second.startswith("# ")
    assert os.access(script, os.X_OK)


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """The scripts alone, without .venv, beside a PATH that holds only what they name."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "dirname", "cat", "date"):
        found = shutil.which(tool)
        assert found
        (tools / tool).symlink_to(found)
    return tmp_path


def run_demo(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "scripts" / "demo"],
        env={"PATH": str(checkout / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_python_is_explained(bare_checkout: Path) -> None:
    outcome = run_demo(bare_checkout)
    assert outcome.returncode == 1
    assert "Python 3.11 or newer" in outcome.stderr
    for system in ("Debian", "Fedora", "macOS"):
        assert system in outcome.stderr
    assert not (bare_checkout / ".venv").exists()


def test_old_python_is_refused(bare_checkout: Path) -> None:
    """A python3 that is 3.9, and a python3.12 that is only a shim for a version that is not there."""
    tools = bare_checkout / "bin"
    old = bare_checkout / "old.py"
    old.write_text("import sys\nsys.version_info = (3, 9, 18)\nexec(sys.argv[1])\n")
    (tools / "python3").write_text(f'#!/bin/sh\nexec {sys.executable} {old} "$2"\n')
    (tools / "python3.12").write_text("#!/bin/sh\necho 'no such version' >&2\nexit 127\n")
    for fake in ("python3", "python3.12"):
        (tools / fake).chmod(0o755)
    outcome = run_demo(bare_checkout)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("Letapis needs Python 3.11 or newer")


def test_new_python_is_taken(bare_checkout: Path) -> None:
    """Once a good Python is found, the next thing that can fail is the lock, which this checkout lacks."""
    (bare_checkout / "bin" / "python3").symlink_to(sys.executable)
    outcome = run_demo(bare_checkout)
    assert outcome.returncode != 0
    assert "Setting up .venv with Python 3." in outcome.stderr
