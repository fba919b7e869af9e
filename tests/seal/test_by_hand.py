"""What docs/method/evidence.md tells its readers to type: good evidence is found good, and changed is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letapis.seal import export_wacz

TOOLS = ("sha256sum", "basenc", "base64", "gunzip", "openssl", "unzip")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "evidence.md"

pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS), reason=f"one of {', '.join(TOOLS)} is not installed"
)


def blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def run(sealed: Any, commands: list[str]) -> subprocess.CompletedProcess[str]:
    script = "set -e\n" + "\n".join(commands)
    environment = {**os.environ, "ROOTS": str(sealed.authorities.roots)}
    return subprocess.run(
        ["sh", "-c", script], cwd=sealed.folder, env=environment, capture_output=True, text=True, check=False
    )


def test_every_command_finds_good_evidence_good(sealed: Any) -> None:
    assert len(blocks()) == 8
    export_wacz(sealed.folder, sealed.folder / "out.wacz")
    done = run(sealed, blocks())
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.count("Time stamp: ") == 2
    assert "Signature Verified Successfully" in done.stdout
    assert "FAILED" not in done.stdout


def change(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


# Which block must fail where this was changed; what a block needs of those before it is run too.
CHANGES: dict[str, tuple[list[int], Callable[[Any], object]]] = {
    "the archive, by its digest": ([0], lambda s: s.warc.write_bytes(s.warc.read_bytes()[:-1])),
    "the archive, by the log": ([1, 2], lambda s: s.warc.write_bytes(s.warc.read_bytes()[400:])),
    "the log": ([3], lambda s: change(s.log, b"day-1", b"day-7")),
    "a checkpoint": ([3, 4], lambda s: change(max(s.folder.glob("checkpoints/*")), b"letapis.", b"letapos.")),
    "the key": ([5], lambda s: change(s.log, b'"action":"key"', b'"action":"yek"')),
    "a token": ([6], lambda s: shutil.copy(s.log, max(s.folder.glob("timestamps/*.tsr")))),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(sealed: Any, name: str) -> None:
    wanted, falsify = CHANGES[name]
    assert run(sealed, [blocks()[number] for number in wanted]).returncode == 0
    falsify(sealed)
    assert run(sealed, [blocks()[number] for number in wanted]).returncode != 0
