"""Main text of 181 public news pages as Letapis and as trafilatura alone read it, for a scorer of shingles.

    python benchmarks/score_pages.py OUTPUT_FOLDER

Writes letapis.json, precision.json (trafilatura in its precision mode) and default.json, each to be scored
against the benchmark's ground-truth.json.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from letapis.capture.make import make_capture
from letapis.issue import Issue
from letapis.model import Given
from letapis.read import read_capture
from letapis.read.charset import decode_bytes

GOLD = Path(os.environ.get("LETAPIS_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
BODY = ("dateline", "body", "credit", "notice")


def main() -> None:
    folder = Path(sys.argv[1])
    pages: dict[str, dict[str, dict[str, str]]] = {"letapis": {}, "precision": {}, "default": {}}
    unread = []
    for path in sorted((GOLD / "pages" / "scrapinghub" / "html").glob("*.html.gz")):
        name, data = path.name.split(".")[0], gzip.decompress(path.read_bytes())
        report = read_capture(make_capture(name, data, "text/html", datetime.now(UTC), Given(language="en")))
        if isinstance(report, Issue):
            unread.append(f"{name[:12]}: {report.message}")
            text = ""
        else:
            text = "\n".join(
                report.text[block.start : block.end] for block in report.blocks if block.kind in BODY
            )
        pages["letapis"][name] = {"articleBody": text}
        html = decode_bytes(data, "text/html")[0]
        for mode, precise in (("precision", True), ("default", False)):
            found = trafilatura.extract(html, favor_precision=precise, include_comments=False)
            pages[mode][name] = {"articleBody": found or ""}
    for mode, texts in pages.items():
        (folder / f"{mode}.json").write_text(json.dumps(texts), encoding="utf-8")
    print(f"{len(unread)} pages could not be read", *unread, sep="\n  ")


if __name__ == "__main__":
    main()
