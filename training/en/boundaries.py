"""Train the second opinion on sentence ends: `python -m training.en.boundaries`, some minutes on one core.

It learns from the paragraphs of EWT's and GUM's training parts that may be trained on and from the reports of
this project's own corpus, with the words that the reader itself cuts. Held-out news is never seen.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from corpus.__main__ import load_split

from letapis.read.boundaries import BUCKETS, describe_gaps, find_gaps
from letapis.read.sentences import find_ends
from letapis.read.tokens import Conventions, find_tokens
from training.en.data import HELD_OUT, Example, read_ewt, read_gum
from training.en.evaluate import documents, gold_side, join

ROOT = Path(__file__).parents[2] / "src/letapis"
WIDTH = 16
SEED = 20200903


Paragraph = tuple[str, frozenset[int]]
"""A block's text and the places where a sentence ends in it."""


def read_treebank(examples: list[Example]) -> Iterator[Paragraph]:
    """The paragraphs of a treebank."""
    for document in documents(examples):
        report = join(document)
        ends = {end for _, end in gold_side(document).sentences}
        solid = [0]
        for char in report.text:
            solid.append(solid[-1] + (not char.isspace()))
        for block in report.blocks:
            places = (at for at in range(block.start + 1, block.end + 1) if solid[at] in ends)
            yield report.text[block.start : block.end], frozenset(at - block.start for at in places)


def read_reports(split: str) -> Iterator[Paragraph]:
    """The lines of the reports written for this project."""
    for report in load_split(split)[split]:
        ends = {sentence.end for sentence in report.sentences}
        for line in re.finditer(r"[^\n]+", report.text):
            yield line[0], frozenset(end - line.start() for end in ends if line.start() < end <= line.end())


def read_gaps(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[list[int], bool]]:
    """Features of every gap, and whether a sentence ends there."""
    conventions = Conventions.from_lists(
        yaml.safe_load((ROOT / "codebook/en/abbreviations.yaml").read_text("utf-8"))
    )
    for text, ends in paragraphs:
        tokens = find_tokens(text, conventions)
        forms = [text[start:end] for start, end in tokens]
        gaps = find_gaps(forms, tokens)
        rules = frozenset(end - 1 for end in find_ends(forms, tokens, conventions))
        for at, row in zip(gaps, describe_gaps(forms, tokens, gaps, rules), strict=True):
            yield row, tokens[at][1] in ends


def training_gaps() -> tuple[Any, Any, Any]:
    """Features, answers and weights of all gaps: edited text counts more than letters."""
    chance = random.Random(SEED)
    gum = [example for example in read_gum("train") if example.document not in HELD_OUT]
    rows, answers, weights = [], [], []
    for paragraphs, weight in (
        (read_treebank(read_ewt("train")), 1.0),
        (read_treebank(run_together(read_ewt("train"), chance)), 1.0),
        (read_treebank(gum), 2.0),
        (read_treebank(run_together(gum, chance)), 2.0),
        (read_reports("train"), 2.0),
    ):
        for row, answer in read_gaps(paragraphs):
            rows.append(row)
            answers.append(answer)
            weights.append(weight)
    return np.array(rows), np.array(answers, np.float32), np.array(weights, np.float32)


def run_together(examples: list[Example], chance: random.Random) -> list[Example]:
    """The same documents with half of their paragraphs run into the ones before them.

    A page's caption, heading or list often stands in the line of the text that follows it.
    """
    return [
        replace(example, opens="") if example.opens == "par" and chance.random() < 0.5 else example
        for example in examples
    ]


def train(rows: Any, answers: Any, weights: Any, epochs: int, drop: float, decay: float) -> dict[str, Any]:
    """The network after some epochs of Adagrad on shuffled gaps, some features hidden at random."""
    chance = np.random.default_rng(SEED)
    table = chance.normal(0, 0.05, (BUCKETS, WIDTH)).astype(np.float32)
    bias = np.zeros(WIDTH, np.float32)
    out = chance.normal(0, 0.3, WIDTH).astype(np.float32)
    offset = np.zeros(1, np.float32)
    sums = [np.full_like(part, 1e-2) for part in (table, bias, out, offset)]
    for epoch in range(epochs):
        order, loss = chance.permutation(len(rows)), 0.0
        for begin in range(0, len(order), 256):
            batch = order[begin : begin + 256]
            shown = chance.random(rows[batch].shape) >= drop
            summed = (table[rows[batch]] * shown[..., None]).sum(1) + bias
            hidden = np.maximum(summed, 0)
            guess = 1 / (1 + np.exp(-(hidden @ out + offset)))
            truth = answers[batch]
            loss -= float((weights[batch] * np.log(np.where(truth > 0, guess, 1 - guess) + 1e-9)).sum())
            slope = (weights[batch] * (guess - truth) / len(batch)).astype(np.float32)
            back = (slope[:, None] * out) * (summed > 0)
            wide = np.zeros_like(table)
            np.add.at(wide, rows[batch][shown], np.repeat(back, shown.sum(1), 0))
            slopes = (wide, back.sum(0), slope @ hidden, slope.sum(keepdims=True))
            rate = 0.1 * (1 - epoch / epochs)
            for part, total, step in zip((table, bias, out, offset), sums, slopes, strict=True):
                total += step * step
                part -= rate * step / np.sqrt(total)
        table *= 1 - decay
        print(f"epoch {epoch + 1}: {loss / weights.sum():.4f}", flush=True)
    scale = np.float32(np.abs(table).max() / 127)
    whole = np.round(table / scale).astype(np.int8)
    return {"table": whole, "scale": scale, "bias": bias, "weights": out, "offset": offset[0]}


def main(arguments: Iterable[str] | None = None) -> None:
    """Train and write the table."""
    parser = argparse.ArgumentParser(prog="training.en.boundaries", description=__doc__)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--drop", type=float, default=0.25, help="share of features hidden while it learns")
    parser.add_argument("--decay", type=float, default=0.1, help="share by which the table shrinks an epoch")
    parser.add_argument("--out", type=Path, default=ROOT / "read/models/en/boundaries.npz")
    args = parser.parse_args(None if arguments is None else list(arguments))
    made = train(*training_gaps(), args.epochs, args.drop, args.decay)
    np.savez_compressed(args.out, **made)


if __name__ == "__main__":
    main()
