"""Imports run one way, and the contracts that say so would notice if they did not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package under `root`/src with the contracts of its pyproject."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_run_one_way(root: Path) -> None:
    outcome = lint_imports(root)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("extract", "import letapis.store"),
        ("extract", "import letapis.read"),
        ("publish", "import letapis.store"),
        ("model", "import letapis.codebook"),
        ("extract", "import sqlalchemy"),
        ("extract", "import onnxruntime"),
        ("store", "import letapis.archive"),
        ("helpers", ""),
    ],
)
def test_a_wrong_import_is_noticed(root: Path, tmp_path: Path, room: str, line: str) -> None:
    """A bare copy of the house, every room empty but one."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    rooms = {"archive", "codebook", "extract", "model", "publish", "read", "store", room}
    for name in rooms:
        folder = tmp_path / "src" / "letapis" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
    (tmp_path / "src/letapis/__init__.py").write_text("")
    assert lint_imports(tmp_path).returncode == (1 if room == "helpers" else 0)

    (tmp_path / "src/letapis" / room / "__init__.py").write_text(line)
    assert lint_imports(tmp_path).returncode == 1
