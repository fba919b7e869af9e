"""Runs the commands that a page shows and writes what they print below them: see scripts/docs.

A block fenced as `console` holds commands after `$ ` and what each prints. All blocks of a page run one after
another in one folder that holds only docs/. `--check` writes nothing, names what is not current, and exits
with 1 if there is any.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "docs" / "tutorial.md",)
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```")
SCORE = re.compile(r"\b[01]\.\d+\b")


def run_page(text: str, folder: Path) -> str:
    """The page with what its commands print now."""

    def run_block(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
        shown = "".join(f"$ {command}\n{run_command(command, folder)}\n" for command in commands)
        return f"```console\n{shown.rstrip()}\n```"

    return BLOCK.sub(run_block, text)


def run_command(command: str, folder: Path) -> str:
    """What a command prints; raises where it fails, since no page should show that."""
    settings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LETAPIS_REVIEWER": "reader",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"$ {command}\n{done.stdout}(exit code {done.returncode})")
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def differ(old: str, new: str) -> bool:
    """Whether the pages say different things; a score's last digits may differ between processors."""
    return SCORE.sub("0.00", old) != SCORE.sub("0.00", new)


def main(arguments: list[str]) -> int:
    """Bring the pages up to date, or only say which are not."""
    stale = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "docs").symlink_to(ROOT / "docs")
            current = run_page(text, Path(folder))
        if not differ(text, current):
            continue
        stale += 1
        if "--check" in arguments:
            print(f"Not current (scripts/docs writes it): {page.name}", file=sys.stderr)
        else:
            page.write_text(current, encoding="utf-8")
            print(f"Written: {page.name}", file=sys.stderr)
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
