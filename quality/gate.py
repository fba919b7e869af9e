"""Every accuracy table in one go; fails where a figure falls below its pinned floor.

    python -m quality.gate                      everything (some two minutes)
    python -m quality.gate --fast               claims on the corpus's development reports alone
    python -m quality.gate --pin "new model"    write today's figures down as floors, with the reason

Floors stand in `floors.yaml` with the digests of the model and of the marks they were measured with. A figure
may fall by `SLACK` before the gate closes, since 8-bit weights differ a little between processors.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import runpy
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from corpus.__main__ import corpus_files, load_split
from corpus.agreement import GOLD, load_scorer
from corpus.gold import gold

import letapis
from letapis.model.record import claim_to_record
from quality import mentions, wikievents
from quality.claims import extract

FLOORS = Path(__file__).parent / "floors.yaml"
MODEL = Path(letapis.__file__).parent / "read/models/en/model.onnx"
SLACK = 0.01

Figures = dict[str, float]


def claims_on(marked: list[dict[str, Any]]) -> Figures:
    """Precision, recall, F1, whole records, fields, and false accusations a claim."""
    result, _ = load_scorer()["score"](marked, extract(marked))
    figures = {name: result[name] for name in ("precision", "recall", "f1", "record")}
    figures |= {name: value for name, value in result["fields"].items() if value is not None}
    figures["without false accusation"] = 1 - result["false_accusations"] / max(1, result["claims"])
    return figures


def corpus_claims() -> Figures:
    """Claims on the development reports of the corpus."""
    return claims_on([gold(report) for report in load_split("dev")["dev"]])


def own_claims() -> Figures:
    """Claims on the reports that the rules were written against."""
    lines = (Path(__file__).parent / "dev" / "gold.jsonl").read_text("utf-8").splitlines()
    return claims_on([json.loads(line) for line in lines])


def corpus_mentions() -> Figures:
    """Names, mentions and coreference on the development reports of the corpus."""
    return {name: value / 100 for name, value in mentions.measure(load_split("dev")["dev"]).items()}


def wiki_events() -> Figures:
    """Triggers and parties on WikiEvents."""
    return wikievents.measure()


def plover() -> Figures:
    """Event types on the sentences of PLOVER's own benchmark."""
    scorer = runpy.run_path(str(GOLD.parent / "score" / "score_plover.py"))
    sentences = list(scorer["rows_gsr"](GOLD / "plover" / "PLOVER_GSR_CAMEO.txt"))
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "claims.jsonl"
        with found.open("w", encoding="utf-8") as lines:
            for row in sentences:
                try:
                    report = letapis.read(row["text"], id=row["id"], published=row["date"], language="en")
                except letapis.UsageError:
                    continue
                for claim in letapis.extract(report):
                    lines.write(json.dumps(claim_to_record(claim)) + "\n")
        told = io.StringIO()
        arguments, sys.argv = (
            sys.argv,
            ["score", "gsr", str(GOLD / "plover" / "PLOVER_GSR_CAMEO.txt"), str(found)],
        )
        with redirect_stdout(told):
            scorer["main"]()
        sys.argv = arguments
    words = told.getvalue().split()
    return {name: float(words[words.index(name) + 1]) / 100 for name in ("label", "set_f1", "dyad")}


TABLES: dict[str, Callable[[], Figures]] = {
    "claims, corpus dev": corpus_claims,
    "claims, quality/dev": own_claims,
    "mentions, corpus dev": corpus_mentions,
    "WikiEvents": wiki_events,
    "PLOVER": plover,
}
FAST = ("claims, corpus dev",)


def digests() -> dict[str, str]:
    """SHA-256 of what the figures depend on besides the code."""
    marks = [*corpus_files("dev"), Path(__file__).parent / "dev" / "gold.jsonl"]
    together = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in marks)
    return {
        "model": hashlib.sha256(MODEL.read_bytes()).hexdigest(),
        "marks": hashlib.sha256(together).hexdigest(),
    }


def compare(pinned: dict[str, Any], name: str, figures: Figures) -> list[str]:
    """Print a table; what has fallen below its floor."""
    print(f"\n{name}")
    fallen = []
    for figure, value in figures.items():
        floor = pinned["floors"].get(name, {}).get(figure)
        low = floor is not None and value < floor - SLACK
        print(
            f"  {figure:26} {value:.3f}"
            + (f"  floor {floor:.3f}" if floor is not None else "")
            + "  FELL" * low
        )
        if low:
            fallen.append(f"{name}: {figure} {value:.3f} < {floor:.3f}")
    return fallen


def main() -> int:
    """Measure, compare, and pin if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fast", action="store_true", help="only the claims of the corpus")
    parser.add_argument("--pin", metavar="REASON", help="write today's figures down as floors")
    options = parser.parse_args()
    pinned = yaml.safe_load(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {"floors": {}, "of": {}}
    changed = [name for name, value in digests().items() if pinned["of"].get(name) != value]
    measured = {name: table() for name, table in TABLES.items() if name in FAST or not options.fast}
    fallen = [line for name, figures in measured.items() for line in compare(pinned, name, figures)]
    if options.pin:
        rounded = {
            name: {key: round(value, 4) for key, value in each.items()} for name, each in measured.items()
        }
        today = f"{datetime.now(UTC):%Y-%m-%d}: {options.pin}"
        lowered = {"because": [*pinned.get("because", []), today, *fallen]}
        kept = {"of": digests(), **lowered, "floors": {**pinned["floors"], **rounded}}
        FLOORS.write_text(yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=110), "utf-8")
        return 0
    if changed:
        print(
            f"\nNot what the floors were pinned with: {', '.join(changed)}; say why with --pin.",
            file=sys.stderr,
        )
    for line in fallen:
        print(f"Fell: {line}", file=sys.stderr)
    return 1 if fallen or changed else 0


if __name__ == "__main__":
    sys.exit(main())
