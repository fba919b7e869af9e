"""How right the claims are: extract from marked reports and score against the marks.

    python -m quality.claims quality/heldback/reports.jsonl [--misses]
    python -m quality.claims quality/dev/gold.jsonl
    python -m corpus gold --split dev | python -m quality.claims - --kinds

The marks have the form that the claim scorer's header defines; the scorer is looked for beside the
third-party data, in `$LETAPIS_GOLD/../score` (default `../shared/score`).
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from corpus.agreement import load_scorer

import letapis
from letapis.model.record import claim_to_record


def extract(marked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims that Letapis makes of marked reports, as records."""
    records = []
    for number, row in enumerate(marked, start=1):
        print(f"{number}/{len(marked)} {row['id']}", file=sys.stderr)
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        report = letapis.read(row["text"], id=row["id"], published=published)
        records += [claim_to_record(claim) for claim in letapis.extract(report)]
    return json.loads(json.dumps(records))


def main() -> int:
    """Score one file of marks and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("marks", type=argparse.FileType(encoding="utf-8"), help="a file of marks, or -")
    parser.add_argument("--kinds", action="store_true", help="also what was found of each kind")
    parser.add_argument("--misses", action="store_true", help="also list what was missed, added and wrong")
    options = parser.parse_args()
    try:
        scorer = load_scorer()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    marked = [json.loads(line) for line in options.marks if line.strip()]
    result, lists = scorer["score"](marked, extract(marked))
    kinds = result.pop("kinds")
    fields = result.pop("fields")
    print("  ".join(f"{name} {value}" for name, value in result.items()))
    print("fields  " + "  ".join(f"{name} {value}" for name, value in fields.items() if value is not None))
    if options.kinds:
        for kind, row in kinds.items():
            print(f"{kind:22} required {row['required']:3} found {row['found']:3} extra {row['extra']:3}")
    if options.misses:
        for title, rows in lists.items():
            print(f"\n{title} ({len(rows)})", *rows, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
