"""Published attack payloads, cleaned as `show --page` cleans a page, opened in Chromium: how many run.

    python -m benchmarks.xss

The lists are those of DOMPurify and PayloadsAllTheThings, in `$LETAPIS_GOLD/evidence`. The page's own Content
Security Policy is taken away, so that cleaning alone has to hold; a page with one payload that is not
cleaned shows that the check sees what runs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from letapis.read.clean import clean_page

GOLD = Path(os.environ.get("LETAPIS_GOLD", Path(__file__).parents[2] / "shared" / "gold")) / "evidence"
TOGETHER = 250
WATCH = (
    "<script>for (const name of ['alert','confirm','prompt','print','open','eval','fetch','logChr','xss'])"
    " window[name] = () => { document.documentElement.dataset.ran = name; return 1; };</script>"
)


def payloads() -> Iterator[str]:
    """Every payload of the lists."""
    for entry in json.loads((GOLD / "dompurify-fixtures" / "payloads.json").read_text("utf-8")):
        yield entry["payload"] if isinstance(entry, dict) else entry
    for path in sorted((GOLD / "patt" / "XSS Injection").rglob("*.txt")):
        yield from filter(None, path.read_text("utf-8", "replace").splitlines())


def ran(chromium: str, bodies: list[str]) -> str | None:
    """Which watched function was called in a page of these bodies; None where none was."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        blocks = "\n".join(f"<div>{body}</div>" for body in bodies)
        page.write_text(
            f'<!DOCTYPE html><html><head><meta charset="utf-8">{WATCH}</head><body>{blocks}', "utf-8"
        )
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            "--virtual-time-budget=4000", "--dump-dom", page.as_uri(),
        ]  # fmt: skip
        shown = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120).stdout
    if "</html>" not in shown:
        raise SystemExit("Chromium showed no page: set LETAPIS_CHROMIUM to one that runs here.")
    found = re.search(r'<html[^>]*data-ran="(\w+)"', shown)
    return found[1] if found else None


def main() -> None:
    """Clean, open, count."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    chromium = os.environ.get("LETAPIS_CHROMIUM") or shutil.which("chromium") or "chromium"
    if ran(chromium, ["<img src=x onerror=alert(1)>"]) is None:
        raise SystemExit("The control did not run: this check would see nothing.")
    bodies, refused = [], 0
    for payload in payloads():
        cleaned = clean_page(payload.encode("utf-8", "replace"))
        if cleaned is None:
            refused += 1
        else:
            bodies.append(cleaned.split("<body>", 1)[1].removesuffix("</body></html>"))
    executed = 0
    for at in range(0, len(bodies), TOGETHER):
        part = bodies[at : at + TOGETHER]
        if ran(chromium, part):
            executed += sum(ran(chromium, [body]) is not None for body in part)
    print(f"{len(bodies) + refused} payloads, {refused} refused, {executed} executed")


if __name__ == "__main__":
    main()
