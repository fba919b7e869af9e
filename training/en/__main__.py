"""Command line: `python -m training.en train|export`; scores: `python -m training.en.evaluate`."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.en.export import export
from training.en.train import Plan, train


def main() -> None:
    """Read the command line and do the step it names."""
    parser = argparse.ArgumentParser(prog="training.en")
    parser.add_argument("step", choices=["train", "export"])
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("build/training-en"),
        help="where the run is kept",
    )
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--budget", type=int, default=900, help="word pieces a batch")
    parser.add_argument(
        "--news", type=int, default=3, help="times an epoch shows this project's own sentences"
    )
    parser.add_argument("--corpus", type=int, default=2, help="times an epoch shows the corpus")
    parser.add_argument("--finish", type=int, default=9, help="last epochs, mostly on our own data")
    parser.add_argument("--into", type=Path, default=Path("src/letapis/read/models/en"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--source",
        type=Path,
        help="a run to make slim and go on with, or the folder of a shipped model",
    )
    parser.add_argument("--beside", type=Path, help="export the mean with the shipped model of this folder")
    args = parser.parse_args()
    folder = args.folder.resolve()
    if args.step == "export":
        export(folder, args.into, args.beside)
        return
    source = args.source and args.source.resolve()
    sizes = args.seed, args.budget, args.workers, args.news, args.corpus, args.finish
    train(Plan(folder, args.epochs, *sizes, source))


if __name__ == "__main__":
    main()
