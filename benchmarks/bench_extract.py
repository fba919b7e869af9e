"""What finding claims costs on top of reading: `scripts/bench`, or `python -m benchmarks.bench_extract`.

The same reports are read, then read and searched for claims, in turn, on one thread; the ratio of the medians
counts, since other work on the machine slows both. Memory is the most that the process held, after so many
reports and after twice as many.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from pathlib import Path

from corpus.__main__ import load_split

import letapis
from letapis.codebook import load_codebook
from letapis.extract import extract_claims
from letapis.read.reader import load_reader

WORDS = 900
"""Words of the report that the pace is told for."""


def peak() -> float:
    """The most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reports", type=int, default=30)
    parser.add_argument("--long", type=int, default=0, help="also extract from so many reports, for memory")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    reader, codebook = load_reader("en", threads=1), load_codebook()
    marked = load_split("train")["train"][: args.reports]
    reports = [letapis.read(each.text, id=each.id, published=each.published) for each in marked]
    alone, whole, words = [], [], 0
    for _ in range(args.rounds):
        begun = time.perf_counter()
        read = [reader.analyse(report) for report in reports]
        alone.append(time.perf_counter() - begun)
        for report, analysis in zip(reports, read, strict=True):
            extract_claims(report, analysis, codebook)
        whole.append(time.perf_counter() - begun)
        words = sum(map(len, read))
    ratio = statistics.median(whole) / statistics.median(alone)
    pace = words / statistics.median(whole) / WORDS
    print(f"{len(reports)} reports, {words} words, {args.rounds} rounds")
    print(f"text to claims takes {ratio:.2f} of reading alone; {pace:.1f} reports of {WORDS} words a second")
    figures = {"ratio": ratio, "pace": pace, "memory": [peak()]}
    for number in range(args.long):
        report = reports[number % len(reports)]
        extract_claims(report, reader.analyse(report), codebook)
        if number + 1 in (args.long // 2, args.long):
            figures["memory"].append(peak())
            print(f"after {number + 1} more reports at most {peak():.0f} MB")
    if args.json:
        args.json.write_text(json.dumps(figures) + "\n", "utf-8")


if __name__ == "__main__":
    main()
