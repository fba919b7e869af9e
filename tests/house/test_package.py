"""What is installed is whole: words, models and migrations travel with the code."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from importlib.metadata import distribution, entry_points, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


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


def test_every_import_is_declared(root: Path) -> None:
    """What the code imports stands in pyproject.toml, and what stands there is imported."""
    imported = {
        name.split(".")[0]
        for path in (root / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_by(node)
    }
    owners = packages_distributions()
    used = {
        canonicalize_name(owner)
        for name in imported - set(sys.stdlib_module_names) - {"letapis"}
        for owner in owners.get(name, [name])
    }
    declared = {canonicalize_name(Requirement(line).name) for line in distribution("letapis").requires or []}
    assert used == declared


def imported_by(node: ast.AST) -> list[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
