"""Names, mentions and coreference on the corpus, from raw text.

    python -m quality.mentions dev
    python -m quality.mentions coders

The second says how far two coders agree on names and mentions, over the reports that were marked twice.
A name is right where its first and last letter and its type are (outlets count as organisations); a mention
where the word that carries it and its type are, and "plain" mentions count outlets as organisations too.
Coreference is the mean of MUC, B³ and CEAF over entities
(Pradhan and others 2014, https://aclanthology.org/P14-2006), over the mentions of both sides.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from corpus.__main__ import HERE, load_split
from corpus.agreement import load_scorer
from corpus.notation import MENTIONS, Marked, load

import letapis
from letapis.codebook import load_codebook
from letapis.extract.attribution import attribute
from letapis.extract.cast import meet_cast
from letapis.extract.naming import name_phrases
from letapis.extract.vocabulary import vocabulary_for
from letapis.model import Analysis, Report

TWICE = HERE / "twice"
"""The reports that two coders marked, before anything was settled."""

Spans = set[tuple[int, int, str]]
Chains = Mapping[int, object]
"""The entity of each mention, by the place of the last letter of the word that carries it."""


def gold_names(report: Marked) -> Spans:
    """The names of persons, organisations and places; of names inside names the outer one."""
    kinds = {"outlet": "organisation"}
    found = sorted(
        ((s, e, kinds.get(mark.type, mark.type)) for mark in _mentions(report) for s, e in mark.names),
        key=lambda name: (name[0], -name[1]),
    )
    kept: list[tuple[int, int, str]] = []
    for name in found:
        if name[2] != "group" and (not kept or name[0] >= kept[-1][1]):
            kept.append(name)
    return set(kept)


def _mentions(report: Marked) -> list:
    coded = {number for number, each in enumerate(report.sentences) if each.block != "furniture"}
    return [mark for mark in report.marks if mark.tag[0] in MENTIONS and mark.sentence in coded]


def gold_mentions(report: Marked) -> set[tuple[int, str]]:
    """Where the words that carry a mention end, and of what type each is."""
    return {(report.carrier(mark), mark.type) for mark in _mentions(report)}


def plain(mentions: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """The same, outlets being organisations."""
    return {(place, "organisation" if kind == "outlet" else kind) for place, kind in mentions}


def own_names(doc: Analysis, coded: Collection[int]) -> Spans:
    """The reader's names among the `coded` words."""
    return {
        (doc.starts[each.start], doc.ends[each.end - 1], each.type)
        for each in doc.entities
        if each.start in coded
    }


def coded_words(doc: Analysis) -> set[int]:
    """The words outside furniture; a dateline and a byline count, as in the marks."""
    sentences = (each for each in doc.sentences if each.block != "furniture")
    return {token for each in sentences for token in range(each.start, each.end)}


def own_chains(report: Report, doc: Analysis, coded: Collection[int]) -> dict[int, object]:
    """What extraction takes to be one: mentions with one name, and every other by itself."""
    words = vocabulary_for(load_codebook(), "en")
    naming = name_phrases(doc, words)
    cast = meet_cast(naming, attribute(report, doc, words))
    found: dict[int, object] = {}
    for token, seen in enumerate(doc.mentions):
        if token in coded and (seen or token in cast.meant):
            entity = naming.entity_at.get(token)
            if entity and token != entity.end - 1:
                continue
            mention = cast.mentions(naming.head_of(entity) if entity else token)[0]
            found[doc.ends[token] - 1] = mention.name.casefold() if mention.name else token
    return found


def clusters(chains: Chains) -> list[frozenset[int]]:
    """Mentions by entity."""
    made = defaultdict(set)
    for place, entity in chains.items():
        made[entity].add(place)
    return [frozenset(each) for each in made.values()]


def muc(gold: list[frozenset[int]], own: list[frozenset[int]]) -> tuple[float, float]:
    """Links kept, and links there are: one side of MUC."""
    home = {place: number for number, each in enumerate(own) for place in each}
    right = total = 0
    for each in gold:
        parts = {home.get(place, -place - 1) for place in each}
        right += len(each) - len(parts)
        total += len(each) - 1
    return right, total


def b_cubed(gold: list[frozenset[int]], own: list[frozenset[int]]) -> tuple[float, float]:
    """One side of B³: for each mention, how much of its entity is with it."""
    home = {place: each for each in own for place in each}
    right = sum(len(each & home.get(place, frozenset())) / len(each) for each in gold for place in each)
    return right, sum(map(len, gold))


def ceaf(gold: list[frozenset[int]], own: list[frozenset[int]]) -> float:
    """The best one-to-one likeness of entities."""
    weights = {
        (i, j): 2 * len(a & b) / (len(a) + len(b))
        for i, a in enumerate(gold)
        for j, b in enumerate(own)
        if a & b
    }
    pairs = load_scorer()["best_pairs"](weights, len(gold), len(own)) if weights else {}
    return sum(weights[pair] for pair in pairs.items())


def f1(right: float, found: float, wanted: float) -> float:
    """Harmonic mean of precision and recall, in percent."""
    return 200 * right / (found + wanted) if found + wanted else 0.0


def measure(reports: Iterable[Marked]) -> dict[str, float]:
    """All figures, in percent."""
    counts: Counter[str] = Counter()
    reader = letapis.load("en")
    for report in reports:
        print(report.id, file=sys.stderr)
        read = letapis.read(report.text, id=report.id, published=report.published)
        doc = reader.analyse(read, whole=True)
        coded = coded_words(doc)
        _count(counts, "name", gold_names(report), own_names(doc, coded))
        marks = _mentions(report)
        ends = [end - 1 for end in doc.ends]
        wanted = gold_mentions(report)
        seen = {(ends[token], kind) for token, kind in enumerate(doc.mentions) if kind and token in coded}
        _count(counts, "mention", wanted, seen)
        _count(counts, "plain mention", plain(wanted), plain(seen))
        gold = clusters({report.carrier(mark): mark.tag for mark in marks})
        own = clusters(own_chains(read, doc, coded))
        for name, side in (("MUC", muc), ("B³", b_cubed)):
            for sort, (right, total) in (("wanted", side(gold, own)), ("found", side(own, gold))):
                counts[f"{name} {sort} right"] += right
                counts[f"{name} {sort}"] += total
        counts["CEAF right"] += ceaf(gold, own)
        counts["CEAF wanted"] += len(gold)
        counts["CEAF found"] += len(own)
    return _figures(counts) | _coreference(counts)


def measure_coders(folder: Path = TWICE) -> dict[str, float]:
    """The F1 of one coder's names and mentions against another's, in percent."""
    counts: Counter[str] = Counter()
    firsts, seconds = (load(sorted((folder / each).glob("*.txt"))) for each in ("first", "second"))
    for first, second in zip(firsts, seconds, strict=True):
        _count(counts, "name", gold_names(first), gold_names(second))
        wanted, seen = gold_mentions(first), gold_mentions(second)
        _count(counts, "mention", wanted, seen)
        _count(counts, "plain mention", plain(wanted), plain(seen))
    return _figures(counts)


def _count(counts: Counter[str], what: str, wanted: set, seen: set) -> None:
    for name, several in (
        (f"{what} wanted", wanted),
        (f"{what} found", seen),
        (f"{what} right", wanted & seen),
    ):
        for each in several:
            counts[f"{name} {each[-1]}"] += 1


def _figures(counts: Counter[str]) -> dict[str, float]:
    made = {}
    for what in ("name", "mention", "plain mention"):
        for kind in ("person", "organisation", "group", "place", "outlet"):
            if counts[f"{what} wanted {kind}"]:
                parts = (counts[f"{what} {sort} {kind}"] for sort in ("right", "found", "wanted"))
                made[f"{what}: {kind}"] = f1(*parts)
        sums = [
            sum(n for key, n in counts.items() if key.startswith(f"{what} {s}"))
            for s in ("right", "found", "wanted")
        ]
        made[f"{what}: all"] = f1(*sums)
    return made


def _coreference(counts: Counter[str]) -> dict[str, float]:
    parts = []
    for name in ("MUC", "B³"):
        recall = counts[f"{name} wanted right"] / max(1, counts[f"{name} wanted"])
        precision = counts[f"{name} found right"] / max(1, counts[f"{name} found"])
        parts.append(200 * precision * recall / max(1e-9, precision + recall))
    parts.append(f1(counts["CEAF right"], counts["CEAF found"], counts["CEAF wanted"]))
    return {**dict(zip(("MUC", "B³", "CEAF"), parts, strict=True)), "CoNLL": sum(parts) / 3}


def main() -> int:
    """Print the figures of a split, or of two coders."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("split", choices=["train", "dev", "test", "coders"])
    options = parser.parse_args()
    coders = options.split == "coders"
    figures = measure_coders() if coders else measure(load_split(options.split)[options.split])
    for name, value in figures.items():
        print(f"{name:27} {value:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
