"""What is installed is whole: words, models and migrations travel with the code."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from pathlib import Path


def test_wheel_holds_everything(root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("letapis-*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    source = root / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "letapis").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= packed, f"left out of the wheel: {sorted(wanted - packed)}"
    assert any(name.endswith(".yaml") for name in wanted)
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_command_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="letapis")
    assert command.value == "letapis.cli:main"
