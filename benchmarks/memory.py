"""Memory over many reports: it must not grow with their number.

    python -m benchmarks.memory [--reports 10000]

Reads and codes short stretches of the corpus's training reports, each with a number of its own so that
nothing is met twice, and prints the memory that the process holds (MB) after every tenth of them.
"""

from __future__ import annotations

import argparse
from itertools import cycle, islice
from pathlib import Path

from corpus.__main__ import load_split

import letapis

WORDS = 120


def resident() -> float:
    """Megabytes that this process holds now."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=10_000)
    number = parser.parse_args().reports
    texts = [" ".join(report.text.split()[:WORDS]) for report in load_split("train")["train"]]
    claims = 0
    for count, text in enumerate(islice(cycle(texts), number), start=1):
        report = letapis.read(f"{text} Case {count} of person{count} is not over.", language="en")
        claims += len(letapis.extract(report))
        if count % (number // 10) == 0:
            print(f"{count:6} reports  {claims:7} claims  {resident():6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
