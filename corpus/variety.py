"""How varied the reports are, beside other news: lengths, clauses, how happenings are told, who speaks where.

All texts are measured with the same instrument, the project's own reader and the triggers that its extraction
finds, so that a column may be compared with the next though the instrument errs. Templates are counted in our
own reports only: sentences that are alike once names, dates and numbers are taken out of them.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean, pstdev

import letapis
from corpus.notation import MENTIONS, Marked
from letapis.codebook import load_codebook
from letapis.model.analysis import Analysis

CLAUSES = frozenset("ccomp advcl acl acl:relcl advcl:relcl csubj csubj:pass parataxis".split())
QUOTES = re.compile('["“”„«»]')
EDGE = 0.2
"""The share of a sentence's words that counts as its front, and as its end."""


def describe(texts: Iterable[str]) -> dict[str, float]:
    """The measures of a body of texts; shares are in percent.

    Triggers may be passive and coordinated at once. Attribution stands in the front, middle or end of its
    sentence by the word of saying.
    """
    reader = letapis.load("en")
    lengths: list[int] = []
    clauses: list[int] = []
    quoted: list[bool] = []
    ways: Counter[str] = Counter()
    speech: Counter[str] = Counter()
    for text in texts:
        report = letapis.read(text, id="text")
        doc = reader.analyse(report)
        for sentence in doc.sentences:
            words = [at for at in range(sentence.start, sentence.end) if doc.upos[at] not in ("PUNCT", "SYM")]
            if not words:
                continue
            lengths.append(len(words))
            clauses.append(1 + sum(_opens_clause(doc, at) for at in words))
            quoted.append(bool(QUOTES.search(text[doc.starts[sentence.start] : doc.ends[sentence.end - 1]])))
            speech.update(_places_of_saying(doc, words))
        for claim in letapis.extract(report):
            token = bisect_right(doc.starts, claim.evidence.trigger.start) - 1
            ways["all"] += 1
            ways.update(_way_of_telling(doc, token))
    said = sum(speech.values()) or 1
    told = ways["all"] or 1
    return {
        "sentences": len(lengths),
        "words a sentence": mean(lengths),
        "  spread (standard deviation)": pstdev(lengths),
        "  8 words or fewer, %": _percent(length <= 8 for length in lengths),
        "  35 words or more, %": _percent(length >= 35 for length in lengths),
        "clauses a sentence": mean(clauses),
        "sentences with quotation marks, %": _percent(quoted),
        "attributions a 100 sentences": 100 * said / len(lengths),
        **{f"  at the {place}, %": 100 * speech[place] / said for place in ("front", "middle", "end")},
        "triggers a 100 sentences": 100 * told / len(lengths),
        **{
            f"  {way}, %": 100 * ways[way] / told
            for way in ("passive", "participial", "nominal", "coordinated")
        },
    }


def templates(reports: Iterable[Marked]) -> Counter[str]:
    """Sentences of five words and more, with their marked names, dates and numbers taken out, counted."""
    return Counter(
        skeleton for report in reports for skeleton in _skeletons(report) if skeleton.count(" ") >= 4
    )


def news_of_gum(folder: Path) -> list[str]:
    """The news documents of the UD treebank GUM, each as plain text."""
    found: list[str] = []
    for part in ("train", "dev", "test"):
        with gzip.open(folder / f"en_gum-ud-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
            news = False
            for line in lines:
                if line.startswith("# newdoc id"):
                    news = "_news_" in line
                    found += [""] * news
                elif news and line.startswith("# text = "):
                    found[-1] += line.removeprefix("# text = ").strip() + " "
    return found


def table(columns: dict[str, dict[str, float]]) -> str:
    """Columns of measures side by side, as a Markdown table."""
    rows = next(iter(columns.values()))
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for row in rows:
        digits = 0 if row == "sentences" else 1
        lines.append(
            f"| {row.strip()} | "
            + " | ".join(f"{column[row]:.{digits}f}" for column in columns.values())
            + " |"
        )
    return "\n".join(lines)


def _opens_clause(doc: Analysis, at: int) -> bool:
    verbal = doc.upos[at] == "VERB" and doc.upos[doc.heads[at]] == "VERB"
    return doc.labels[at] in CLAUSES or (doc.labels[at] == "conj" and verbal)


def _places_of_saying(doc: Analysis, words: list[int]) -> Iterator[str]:
    """Where in its sentence each word of saying stands: front, middle or end."""
    stances = load_codebook().words("en").speech.verbs
    for place, at in enumerate(words):
        according = doc.lemmas[at] == "accord" or _small(doc, at) == "according"
        content = any(doc.labels[child] in ("ccomp", "parataxis") for child in doc.children[at])
        aside = doc.labels[at] == "parataxis"
        if according or (stances.get(doc.lemmas[at]) and doc.upos[at] == "VERB" and (content or aside)):
            share = place / max(1, len(words) - 1)
            yield "front" if share < EDGE else "end" if share > 1 - EDGE else "middle"


def _small(doc: Analysis, at: int) -> str:
    return doc.text[doc.starts[at] : doc.ends[at]].lower()


def _way_of_telling(doc: Analysis, at: int) -> Iterator[str]:
    below = {doc.labels[child] for child in doc.children[at]}
    if doc.upos[at] == "NOUN":
        yield "nominal"
    elif "aux:pass" in below or "nsubj:pass" in below:
        yield "passive"
    elif "VerbForm=Part" in doc.feats[at] and doc.labels[at] in ("acl", "advcl", "amod"):
        yield "participial"
    if doc.labels[at] == "conj" or "conj" in below:
        yield "coordinated"


def _skeletons(report: Marked) -> Iterator[str]:
    for number, sentence in enumerate(report.sentences):
        out = [m for m in report.marks if m.sentence == number and (m.tag[0] in "tq" or m.names)]
        words, at = [], sentence.start
        for mark in out:
            if mark.start < at:
                continue
            words += [report.text[at : mark.start], "N" if mark.tag[0] in MENTIONS else "T"]
            at = mark.end
        words.append(report.text[at : sentence.end])
        yield re.sub(r"\d+", "0", " ".join("".join(words).casefold().split()))


def _percent(facts: Iterable[bool]) -> float:
    return 100 * mean(map(int, facts))
