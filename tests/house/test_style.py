"""The house style that a machine can see (the rest is for the reader of a change)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "letapis"
MODULES = sorted(SRC.rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "tools"}

# An import inside a function is for what is heavy and seldom needed. Each place stands here with its reason.
LAZY = {
    "__init__.py": "public names load their room when they are first asked for",
    "cli/": "a command loads what it needs, so that the others start at once",
    "archive.py": "a look at what is kept needs no language model",
    "store/connect.py": "migrations are needed once a version",
}


def name_of(module: Path) -> str:
    return module.relative_to(SRC).as_posix()


@pytest.fixture(params=MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_module_is_short(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{name_of(module)} has {lines} lines: it wants to be two"


def test_module_is_named_for_what_it_does(module: Path) -> None:
    parts = set(module.relative_to(SRC).with_suffix("").parts)
    assert not parts & VAGUE, f"{name_of(module)} could hold anything"


def test_module_says_what_it_is(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{name_of(module)} has no docstring"


def test_layers_need_no_tricks(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert "TYPE_CHECKING" not in text
    if any(name_of(module).startswith(place) for place in LAZY):
        return
    inside = [
        f"{name_of(module)}:{found.lineno}"
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for found in ast.walk(function)
        if is_import(found)
    ]
    assert not inside, f"imports inside functions: {inside}"


def is_import(node: ast.AST) -> bool:
    """An import statement, or the call that does the same."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", getattr(node.func, "id", "")) in ("import_module", "__import__")
    return isinstance(node, ast.Import | ast.ImportFrom)


def test_every_lazy_place_needs_it() -> None:
    """The list above excuses nothing that is gone."""
    lazy = {
        place
        for place in LAZY
        for path in MODULES
        if name_of(path).startswith(place)
        and re.search(r"(?m)^\s+from .* import|import_module\(", path.read_text())
    }
    assert lazy == LAZY.keys()


@pytest.mark.parametrize(
    "path", [path for path in MODULES if not name_of(path).startswith("cli/")], ids=name_of
)
def test_library_never_prints(path: Path) -> None:
    printed = [
        found.lineno
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id == "print"
    ]
    assert not printed, f"{name_of(path)} prints at line {printed}"
