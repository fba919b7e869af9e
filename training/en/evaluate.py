"""Scores of the shipped English model on text it was not trained on: `python -m training.en.evaluate`.

Everything starts from raw text: the reader finds its own words and sentences. Words, sentences, tags, trees
and lemmas are scored as in the CoNLL 2018 shared task (Zeman and others 2018, https://aclanthology.org/K18-2001):
F1 over words aligned by their characters, LAS on relations without subtypes. Names are scored by exact span.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from letapis.model.analysis import Analysis
from letapis.model.report import Block, Report
from letapis.read.reader import Reader, load_reader
from training.en.card import write_card
from training.en.data import Example, held_out_news, name_spans, read_ewt, read_news

MODEL = Path(__file__).parents[2] / "src/letapis/read/models/en"
_TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its place among the characters that are not spaces, with what is said of it."""

    start: int
    end: int
    upos: str
    feats: str
    lemma: str
    head: tuple[int, int]
    label: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: words, sentence spans, and named spans, by characters without spaces."""

    words: list[Word]
    sentences: list[tuple[int, int]]
    names: list[tuple[int, int, str]]

    def add(self, other: Side) -> None:
        """Take in another document's side."""
        self.words.extend(other.words)
        self.sentences.extend(other.sentences)
        self.names.extend(other.names)


def documents(examples: Sequence[Example]) -> list[list[Example]]:
    """The sentences by the documents they come from."""
    made: list[list[Example]] = []
    for example in examples:
        if example.opens == "doc" or not made:
            made.append([])
        made[-1].append(example)
    return made


def join(examples: Sequence[Example], apart: bool = False) -> Report:
    """Gold sentences as a report: one block a paragraph, or a sentence where `apart`; spaces as annotated.

    Paragraphs are the treebank's own (`# newpar`), as in the raw text of the shared task: a caption or a list
    that it runs into the next line stays there.
    """
    text, blocks, begin = "", [], 0
    for number, example in enumerate(examples):
        if number and (apart or example.opens):
            blocks.append(Block("body", begin, len(text.rstrip())))
            text = text.rstrip() + "\n"
            begin = len(text)
        for form, after in zip(example.forms, example.spaces, strict=True):
            text += form.replace(" ", "\u2009") + " " * after
    blocks.append(Block("body", begin, len(text.rstrip())))
    return Report("evaluation", text, tuple(blocks), "en", "", "evaluation")


def gold_side(examples: Sequence[Example], begin: int = 0) -> Side:
    """What the annotators say; characters count from `begin`."""
    words: list[Word] = []
    sentences, names = [], []
    at = begin
    for example in examples:
        spans = []
        for form in example.forms:
            size = len("".join(form.split())) or len(form)
            spans.append((at, at + size))
            at += size
        for (start, end), upos, feats, lemma, head, label in zip(
            spans, example.upos, example.feats, example.lemmas, example.heads, example.labels, strict=True
        ):
            words.append(Word(start, end, upos, feats, lemma, spans[head - 1] if head else (-1, -1), label))
        sentences.append((spans[0][0], spans[-1][1]))
        names.extend((spans[b][0], spans[e - 1][1], _TYPES[kind]) for b, e, kind in name_spans(example.names))
    return Side(words, sentences, names)


def own_side(analysis: Analysis, begin: int = 0) -> Side:
    """What the reader says; characters count from `begin`."""
    solid = [begin]
    for char in analysis.text:
        solid.append(solid[-1] + (not char.isspace()))
    spans = [(solid[start], solid[end]) for start, end in zip(analysis.starts, analysis.ends, strict=True)]
    words = [
        Word(
            *spans[at],
            analysis.upos[at],
            analysis.feats[at],
            analysis.lemmas[at],
            spans[analysis.heads[at]] if analysis.heads[at] != at else (-1, -1),
            analysis.labels[at],
        )
        for at in range(len(analysis))
    ]
    sentences = [(spans[sentence.start][0], spans[sentence.end - 1][1]) for sentence in analysis.sentences]
    names = [(spans[name.start][0], spans[name.end - 1][1], name.type) for name in analysis.entities]
    return Side(words, sentences, names)


def f1(found: int, right: int, wanted: int) -> float:
    """Harmonic mean of precision and recall, in percent."""
    return 200.0 * right / (found + wanted) if found + wanted else 0.0


def compare(gold: Side, own: Side) -> dict[str, float]:
    """F1 of words, sentences, UPOS, features, lemmas, UAS, LAS (and LAS with subtypes)."""
    by_span = {(word.start, word.end): word for word in own.words}
    pairs = [
        (word, by_span[word.start, word.end]) for word in gold.words if (word.start, word.end) in by_span
    ]
    checks: dict[str, Callable[[Word, Word], bool]] = {
        "words": lambda a, b: True,
        "UPOS": lambda a, b: a.upos == b.upos,
        "features": lambda a, b: a.feats == b.feats,
        "lemmas": lambda a, b: a.lemma in ("_", b.lemma),
        "UAS": lambda a, b: a.head == b.head,
        "LAS": lambda a, b: a.head == b.head and a.label.split(":")[0] == b.label.split(":")[0],
        "LAS with subtypes": lambda a, b: a.head == b.head and a.label == b.label,
    }
    made = {
        name: f1(len(own.words), sum(check(a, b) for a, b in pairs), len(gold.words))
        for name, check in checks.items()
    }
    both = len(set(gold.sentences) & set(own.sentences))
    return {"sentences": f1(len(own.sentences), both, len(gold.sentences)), **made}


def compare_names(gold: Side, own: Side) -> dict[str, float]:
    """F1 of names by type and in all; a name counts where its span and its type agree."""
    made = {}
    for kind in ("person", "organisation", "place", "all"):
        wanted = {name for name in gold.names if kind in (name[2], "all")}
        found = {name for name in own.names if kind in (name[2], "all")}
        made[f"names: {kind}"] = f1(len(found), len(wanted & found), len(wanted))
    return made


def show_differences(gold: Side, own: Side, text: str) -> str:
    """The commonest words cut otherwise, and the commonest confusions of relations."""
    solid = "".join(text.split())
    have = {(word.start, word.end) for word in own.words}
    lost = Counter(
        solid[max(0, word.start - 6) : word.end + 6]
        for word in gold.words
        if (word.start, word.end) not in have
    )
    ends = {end for _, end in own.sentences}
    starts = {end for _, end in gold.sentences}
    missed = [solid[end - 20 : end] + " | " + solid[end : end + 15] for end in sorted(starts - ends)][:60]
    extra = [solid[end - 20 : end] + " | " + solid[end : end + 15] for end in sorted(ends - starts)][:60]
    return "\n".join([str(lost.most_common(120)), "MISSED", *missed, "EXTRA", *extra])


def measure(
    reader: Reader, examples: Sequence[Example], names: bool, differences: bool = False
) -> dict[str, float]:
    """All scores of a reader on gold sentences."""
    gold, own, alone = (Side([], [], []) for _ in range(3))
    text, seconds = "", 0.0
    for document in documents(examples):
        report = join(document)
        began = time.perf_counter()
        analysis = reader.analyse(report)
        seconds += time.perf_counter() - began
        size = len("".join(text.split()))
        gold.add(gold_side(document, size))
        own.add(own_side(analysis, size))
        if names:
            alone.add(own_side(reader.analyse(join(document, apart=True)), size))
        text += report.text + "\n"
    if differences:
        print(show_differences(gold, own, text))
    made = compare(gold, own)
    if names:
        made.update(compare_names(gold, own))
        made["names: all, sentences given"] = compare_names(gold, alone)["names: all"]
    return {**made, "words a second": len(own.words) / seconds}


def table(columns: dict[str, dict[str, float]]) -> str:
    """The scores as a Markdown table."""
    rows: list[str] = list(dict.fromkeys(row for column in columns.values() for row in column))
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for row in rows:
        cells = [
            f"{column[row]:,.0f}" if "second" in row else f"{column[row]:.1f}" if row in column else ""
            for column in columns.values()
        ]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="training.en.evaluate", description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--differences", action="store_true", help="also print what was cut otherwise")
    parser.add_argument("--json", type=Path, help="also write the scores here")
    parser.add_argument("--card", action="store_true", help="also write the model's card")
    args = parser.parse_args(None if arguments is None else list(arguments))
    reader = load_reader("en", threads=args.threads)
    columns = {
        "EWT dev": measure(reader, read_ewt("dev"), True, args.differences),
        "GUM news, held out": measure(reader, held_out_news(), True, args.differences),
        "own news, held out": measure(reader, read_news("dev"), True, args.differences),
    }
    print(table(columns))
    if args.card:
        write_card(MODEL, table(columns))
    if args.json:
        args.json.write_text(json.dumps(columns, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
