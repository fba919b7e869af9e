"""Fit the score to marked reports, and say how well it holds on others.

    python -m corpus gold --split dev > dev.jsonl
    python -m quality.calibrate fit dev.jsonl                            writes the weights
    python -m quality.calibrate check test.jsonl                         how well they hold

A claim counts as right where a claim of the marks has its kind and trigger, and every judged field is right.
Kinds that the coders were not asked for are left out.
Expected calibration error: over ten bins of equal size, the mean distance between score and share right
(Naeini and others 2015, https://ojs.aaai.org/index.php/AAAI/article/view/9602).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from corpus.agreement import load_scorer
from corpus.coverage import coded_kinds
from numpy.typing import NDArray

from letapis.extract.confidence import WEIGHTS, features
from letapis.model.record import claim_from_record
from quality.claims import extract

Numbers = NDArray[np.float64]

PULL = 3.0
"""Strength of the pull of every weight to nothing (L2), in claims."""

HEAD = """# The weights of the score, in log-odds: fitted by quality/calibrate.py, not by hand.
"""


def right(marked: Sequence[dict[str, Any]], records: Sequence[dict[str, Any]]) -> list[bool]:
    """Whether each claim is one of the marks with every judged field right, by the scorer's own pairing."""
    scorer = load_scorer()

    def fits(gold: dict[str, Any], record: dict[str, Any]) -> list[bool]:
        return [scorer["field_ok"](field, gold[field], record) for field in scorer["judged"](gold)]

    by_report = defaultdict(list)
    for number, record in enumerate(records):
        by_report[record["report"]].append(number)
    verdicts = [False] * len(records)
    for report in marked:
        mine, golds = by_report[report["id"]], report["claims"]
        weights = {}
        for i, gold in enumerate(golds):
            kinds = gold["kind"] if isinstance(gold["kind"], list) else [gold["kind"]]
            for j, number in enumerate(mine):
                start, end = scorer["trigger_of"](records[number])
                shared = min(end, gold["trigger"][1]) - max(start, gold["trigger"][0])
                if shared > 0 and records[number]["kind"] in kinds:
                    good = sum(fits(gold, records[number]))
                    weights[i, j] = 1e6 * (not gold.get("optional")) + 1e2 * good + shared
        for i, j in (scorer["best_pairs"](weights, len(golds), len(mine)) if weights else {}).items():
            gold, record = golds[i], records[mine[j]]
            verdicts[mine[j]] = all(fits(gold, record))
    return verdicts


def table(records: Sequence[dict[str, Any]]) -> tuple[list[str], Numbers]:
    """The features' names, and their values for each claim, with one that is always 1 in front."""
    rows = [features(claim_from_record(record)) for record in records]
    names = list(rows[0])
    return ["always", *names], np.array([[1.0, *(row[name] for name in names)] for row in rows])


def fit(values: Numbers, wanted: Numbers) -> Numbers:
    """Weights of a logistic model, by Newton's method, pulled to nothing by `PULL`."""
    weights = np.zeros(values.shape[1])
    pull = np.full(values.shape[1], PULL)
    pull[0] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - wanted) + pull * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def calibration_error(chance: Numbers, wanted: Numbers, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size."""
    order = np.array_split(np.argsort(chance, kind="stable"), bins)
    return float(
        sum(len(part) * abs(chance[part].mean() - wanted[part].mean()) for part in order if len(part))
        / len(chance)
    )


def area(chance: Numbers, wanted: Numbers) -> float:
    """Area under the curve: how often a right claim has a higher score than a wrong one."""
    good, bad = chance[wanted == 1], chance[wanted == 0]
    above = (good[:, None] > bad[None]).mean() + 0.5 * (good[:, None] == bad[None]).mean()
    return float(above)


def safest(chance: Numbers, wanted: Numbers, share: float = 0.97) -> tuple[float, float] | None:
    """The lowest score from which on `share` of the claims are right, and what share of all it keeps."""
    order = np.argsort(-chance, kind="stable")
    good = np.cumsum(wanted[order]) / np.arange(1, len(order) + 1)
    fine = np.flatnonzero(good >= share)
    return (float(chance[order][fine[-1]]), float((fine[-1] + 1) / len(order))) if len(fine) else None


def report(chance: Numbers, wanted: Numbers) -> None:
    """Print how well scores hold: error, area, the reliability table, the safe setting."""
    print(f"{len(chance)} claims, {wanted.mean():.3f} right")
    error, curve = calibration_error(chance, wanted), area(chance, wanted)
    print(f"calibration error {error:.3f}, area under the curve {curve:.3f}")
    for part in np.array_split(np.argsort(chance, kind="stable"), 10):
        print(f"  score {chance[part].mean():.2f}  right {wanted[part].mean():.2f}  of {len(part)}")
    found = safest(chance, wanted)
    print(
        f"97 % right from a score of {found[0]:.3f} on, which keeps {found[1]:.1%}"
        if found
        else "97 % right: at no score"
    )


def draw(chance: Numbers, wanted: Numbers) -> str:
    """The reliability plot as SVG: share of right claims by score, ten groups of equal size."""
    groups = np.array_split(np.argsort(chance, kind="stable"), 10)
    points = [(chance[part].mean(), wanted[part].mean()) for part in groups]
    width, margin = 420, 48

    def across(value: float) -> float:
        return round(margin + value * (width - 2 * margin), 1)

    def up(value: float) -> float:
        return round(width - margin - value * (width - 2 * margin), 1)

    marks = [
        f'<line x1="{across(0)}" y1="{up(at)}" x2="{across(1)}" y2="{up(at)}" class="g"/>'
        f'<text x="{across(at)}" y="{up(0) + 18}" text-anchor="middle">{at:.1f}</text>'
        f'<text x="{across(0) - 8}" y="{up(at) + 4}" text-anchor="end">{at:.1f}</text>'
        for at in (0, 0.2, 0.4, 0.6, 0.8, 1)
    ]
    dots = [f'<circle cx="{across(x)}" cy="{up(y)}" r="4" fill="#0b5cad"/>' for x, y in points]
    line = " ".join(f"{across(x)},{up(y)}" for x, y in points)
    turned = f"rotate(-90 14 {width / 2})"
    return f'''<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" role="img">
<title>Share of right claims by score, ten groups of equal size</title>
<style>text{{font:13px sans-serif;fill:#333}}.g{{stroke:#ddd}}.d{{stroke:#888;stroke-dasharray:5 4}}</style>
<rect width="{width}" height="{width}" fill="#fff"/>
{"".join(marks)}
<line x1="{across(0)}" y1="{up(0)}" x2="{across(1)}" y2="{up(1)}" class="d"/>
<polyline points="{line}" fill="none" stroke="#0b5cad" stroke-width="2"/>
{"".join(dots)}
<text x="{width / 2}" y="{width - 10}" text-anchor="middle">score</text>
<text x="14" y="{width / 2}" text-anchor="middle" transform="{turned}">right in every field</text>
</svg>
'''


def main() -> int:
    """Fit or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["fit", "check"])
    parser.add_argument("marks", nargs="+", type=Path)
    parser.add_argument("--plot", type=Path, help="with check: also draw the reliability plot (SVG)")
    options = parser.parse_args()
    marked = [
        json.loads(line) for path in options.marks for line in path.read_text("utf-8").splitlines() if line
    ]
    coded = frozenset(coded_kinds())
    records = [record for record in extract(marked) if record["kind"] in coded]
    wanted = np.array(right(marked, records), float)
    if options.step == "check":
        chance = np.array([record["score"] for record in records])
        report(chance, wanted)
        if options.plot:
            options.plot.write_text(draw(chance, wanted), "utf-8")
        return 0
    names, values = table(records)
    # Each report's claims are scored by weights fitted to the other reports.
    reports = sorted({record["report"] for record in records})
    fold = np.array([reports.index(record["report"]) % 10 for record in records])
    unseen = np.zeros(len(records))
    for part in range(10):
        weights = fit(values[fold != part], wanted[fold != part])
        unseen[fold == part] = 1 / (1 + np.exp(-values[fold == part] @ weights))
    found = {name: round(float(weight), 3) for name, weight in zip(names, fit(values, wanted), strict=True)}
    WEIGHTS.write_text(HEAD + yaml.safe_dump({"weights": found}, sort_keys=False), "utf-8")
    report(unseen, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
