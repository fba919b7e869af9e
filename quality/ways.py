"""Three ways to find what is told, side by side: the codebook's frames, the model's heads, and both.

python -m corpus gold --split dev > dev.jsonl
python -m quality.ways dev.jsonl quality/dev/gold.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.agreement import load_scorer

import letapis
from letapis.codebook import Codebook, load_codebook
from letapis.extract import extract_claims
from letapis.model import Analysis, Report
from letapis.model.record import claim_to_record
from letapis.read.reader import load_reader

Way = Callable[[Report, Analysis, Codebook], Any]
FIELDS = "actors recipients sources date quantity place status details".split()


def by_frames(report: Report, analysis: Analysis, codebook: Codebook) -> Any:
    """Claims of the codebook's frames alone."""
    return extract_claims(report, replace(analysis, triggers=(), taught=frozenset()), codebook)


def by_model(report: Report, analysis: Analysis, codebook: Codebook) -> Any:
    """Claims of the model's triggers and arcs alone."""
    wordless = {name: replace(kind, words={}) for name, kind in codebook.kinds.items()}
    return extract_claims(report, analysis, replace(codebook, kinds=wordless, _frames={}))


WAYS: dict[str, Way] = {"frames": by_frames, "model": by_model, "both": extract_claims}


def main() -> int:
    """Read once, extract three times, print a table for each file of marks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("marks", nargs="+", type=Path)
    options = parser.parse_args()
    reader, codebook, score = load_reader("en"), load_codebook(), load_scorer()["score"]
    for path in options.marks:
        marked = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        read = []
        for number, row in enumerate(marked, start=1):
            print(f"{number}/{len(marked)} {row['id']}", file=sys.stderr)
            published = date.fromisoformat(row["published"]) if row.get("published") else None
            report = letapis.read(row["text"], id=row["id"], published=published)
            read.append((report, reader.analyse(report)))
        print(
            f"\n{path}\n| | precision | recall | F1 | record | false accusations | "
            + " | ".join(FIELDS)
            + " |"
        )
        print("| --- " + "| ---: " * (5 + len(FIELDS)) + "|")
        for name, way in WAYS.items():
            claims = [claim_to_record(claim) for pair in read for claim in way(*pair, codebook)]
            result, _ = score(marked, json.loads(json.dumps(claims)))
            figures = [f"{result[each]:.3f}" for each in ("precision", "recall", "f1", "record")]
            figures += [str(result["false_accusations"])]
            figures += [f"{result['fields'][field] or 0:.2f}" for field in FIELDS]
            print(f"| {name} | " + " | ".join(figures) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
