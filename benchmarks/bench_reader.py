"""How fast reports are read, beside a spaCy CNN pipeline: `scripts/bench` runs it.

Both sides get the same reports of this project, some 20,000 words, and give words, sentences, parts of
speech, features, lemmas, trees and names. Each runs in a fresh process of its own, with its threads set;
rounds alternate, and the ratio of the medians is what counts: other work on the machine slows both. With two
threads Letapis gives its model two; spaCy, whose layers use one, reads in two processes (`n_process=2`).
Load times include the imports; memory is the highest the process ever held (with `n_process=2`, without its
children). What the peer is: `peer.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WORDS = 20_000
SIDES = ("letapis", "spacy")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def gather_texts() -> list[str]:
    """The example reports and as many of the corpus's training reports as make some 20,000 words."""
    from corpus.__main__ import load_split

    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    for report in load_split("train")["train"]:
        if sum(len(text.split()) for text in texts) >= WORDS:
            break
        texts.append(report.text)
    return texts


def load_letapis(threads: int, folder: Path) -> Callable[[list[str]], int]:
    """Our reader, as a function from texts to the number of words read."""
    from letapis.model.report import Block, Report
    from letapis.read.lines import split_stretches
    from letapis.read.reader import load_reader

    reader = load_reader("en", threads=threads)

    def read(texts: list[str]) -> int:
        words = 0
        for text in texts:
            blocks = tuple(Block("body", part.start, part.end) for part in split_stretches(text))
            words += len(reader.analyse(Report("bench", text, blocks, "en", "", "bench")))
        return words

    return read


def load_spacy(threads: int, folder: Path) -> Callable[[list[str]], int]:
    """The peer, as a function from texts to the number of words read."""
    import spacy

    nlp = spacy.load(folder)

    def read(texts: list[str]) -> int:
        return sum(len(doc) for doc in nlp.pipe(texts, n_process=threads, batch_size=8))

    return read


def work(side: str, threads: int, folder: Path) -> None:
    """One side in its process: says how long loading took, then reads all texts at each line it is sent."""
    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    began = time.perf_counter()
    read = {"letapis": load_letapis, "spacy": load_spacy}[side](threads, folder / "peer")
    print(json.dumps({"load": time.perf_counter() - began}), flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        words = read(texts)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "words": words, "peak": peak}), flush=True)


class Side:
    """A process of one side, and what it answered."""

    def __init__(self, name: str, threads: int, folder: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.bench_reader", "--work", name]
        environment = {**os.environ, **dict.fromkeys(_THREADS, str(threads))}
        self._process = subprocess.Popen(
            [*command, "--threads", str(threads), "--folder", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        self.load = self._answer()["load"]
        self.rounds: list[dict[str, Any]] = []

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def run(self) -> None:
        """One round."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self.rounds.append(self._answer())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    @property
    def seconds(self) -> float:
        """The middle round, the first left out: it fills the caches of both sides."""
        return statistics.median(found["seconds"] for found in self.rounds[1:])


def compare(threads: int, rounds: int, folder: Path) -> list[str]:
    """The two sides with so many threads, as rows of the table."""
    sides = [Side(name, threads, folder) for name in SIDES]
    for turn in range(rounds + 1):
        for side in sides if turn % 2 else sides[::-1]:
            side.run()
    for side in sides:
        side.close()
    words = sides[0].rounds[0]["words"]
    rows = []
    for name, side in zip(SIDES, sides, strict=True):
        ratio = sides[1].seconds / side.seconds
        rows.append(
            f"| {name} | {threads} | {words / side.seconds:,.0f} | {ratio:.2f} | {side.load:.2f} "
            f"| {side.rounds[-1]['peak']:,.0f} |"
        )
    return rows


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the table, or be one of its sides."""
    parser = argparse.ArgumentParser(prog="benchmarks.bench_reader", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--work", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(None if arguments is None else list(arguments))
    if args.work:
        work(args.work, args.threads[0], args.folder)
        return
    from benchmarks.peer import build_peer

    with tempfile.TemporaryDirectory() as made:
        folder = args.folder or Path(made)
        folder.mkdir(exist_ok=True)
        (folder / "texts.json").write_text(json.dumps(gather_texts()), "utf-8")
        if not (folder / "peer").exists():
            build_peer(folder / "peer")
        print("| reader | threads | words a second | times spaCy | load, s | memory, MB |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for threads in args.threads:
            print(*compare(threads, args.rounds, folder), sep="\n", flush=True)


if __name__ == "__main__":
    main()
