"""The commonest mistakes of the shipped model on news: `python -m training.en.mistakes`.

Words are aligned by their characters, as in `evaluate`. A wrong head counts under its right relation, a wrong
relation where the head is right under both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from letapis.read.reader import load_reader
from training.en.data import held_out_news, read_news
from training.en.evaluate import Word, documents, gold_side, join, own_side

SHOWN = 30
EXAMPLES = 4


def mistakes(gold: Word, own: Word) -> Iterator[str]:
    """What is wrong about one word."""
    if gold.upos != own.upos:
        yield f"{gold.upos} read as {own.upos}"
    elif gold.lemma not in ("_", own.lemma):
        yield f"lemma of {gold.upos}"
    theirs, ours = gold.label.split(":")[0], own.label.split(":")[0]
    if gold.head != own.head:
        yield f"head of {theirs}"
    elif theirs != ours:
        yield f"{theirs} labelled {ours}"


def main() -> None:
    """Print the commonest mistakes with examples."""
    reader = load_reader("en", threads=1)
    counts: Counter[str] = Counter()
    shown: defaultdict[str, list[str]] = defaultdict(list)
    words = 0
    for document in documents(held_out_news()) + documents(read_news("dev")):
        report = join(document)
        gold, own = gold_side(document), own_side(reader.analyse(report))
        solid = [place for place, char in enumerate(report.text) if not char.isspace()]
        by_span = {(word.start, word.end): word for word in own.words}
        words += len(gold.words)
        for sort, left, right in (
            ("sentence missed or cut", gold.sentences, own.sentences),
            ("name missed or cut otherwise", gold.names, own.names),
            ("name that is none", own.names, gold.names),
        ):
            for span in set(left) - set(right):
                counts[sort] += 1
                shown[sort].append(report.text[solid[span[0]] : solid[span[1] - 1] + 1][:70])
        for word in gold.words:
            where = report.text[max(0, solid[word.start] - 30) : solid[word.end - 1] + 20]
            other = by_span.get((word.start, word.end))
            for mistake in mistakes(word, other) if other else ["word cut otherwise"]:
                counts[mistake] += 1
                shown[mistake].append(where.replace("\n", " "))
    print(f"{words} words")
    for mistake, count in counts.most_common(SHOWN):
        print(f"{count:4} {mistake}")
        for example in shown[mistake][:: max(1, count // EXAMPLES)][:EXAMPLES]:
            print(f"       {example}")


if __name__ == "__main__":
    main()
