"""This project's own corpus as training sentences: names, mentions, triggers, statuses and roles by word.

Beside the reports there are single sentences, whose triggers, actors and recipients alone are marked.

A mention and a trigger are told by one word each: a mention by the last word of its name, or else by the word
that carries it ("the head of the union": head); a trigger by its first word. Roles are arcs from a trigger's
word to a mention's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.__main__ import load_split
from corpus.notation import MENTIONS, Mark, Marked
from corpus.single import Single, read_singles
from corpus.told import Told, follow

from letapis.codebook import load_codebook
from letapis.read.tokens import Conventions, find_tokens, spaces_after
from training.en.data import Example, Reading

TAG_OF = {"person": "PER", "organisation": "ORG", "outlet": "ORG", "place": "LOC"}
"""The name tags of Universal NER, to which an outlet is an organisation."""

ROLES = ("actor", "recipient", "source", "place")

PARTY_ROLES = ("actor", "recipient")
"""The roles that single sentences mark."""


@cache
def _conventions() -> Conventions:
    return Conventions.from_lists(load_codebook().words("en").entries("abbreviations"))


def read_corpus(split: str) -> list[Example]:
    """The sentences of a split of the corpus; furniture is left out."""
    return [example for report in load_split(split)[split] for example in _sentences(report)]


def read_sentences() -> list[Example]:
    """The single sentences, which train and are never measured on."""
    return [_example(single) for single in read_singles()]


def _example(single: Single) -> Example:
    spans = find_tokens(single.text, _conventions())
    triggers = ["O"] * len(spans)
    roles: list[tuple[int, int, str]] = []
    for told in single.happenings:
        at = word_at(spans, told.start)
        triggers[at] = told.kind
        for role, start, end in told.parties:
            roles.append((at, word_at(spans, start + len(single.text[start:end].split(" of ")[0]) - 1), role))
    return Example(
        id=single.id,
        forms=[single.text[s:e] for s, e in spans],
        spaces=spaces_after(spans),
        reading=Reading([], triggers, [], roles),
    )


def _sentences(report: Marked) -> Iterator[Example]:
    told = follow(report)
    for number, sentence in enumerate(report.sentences):
        if sentence.block == "furniture":
            continue
        words = report.text[sentence.start : sentence.end]
        spans = [(sentence.start + s, sentence.start + e) for s, e in find_tokens(words, _conventions())]
        if not spans:
            continue
        marks = [mark for mark in report.marks if mark.sentence == number]
        claims = [claim for claim in told if claim.line.sentence == number]
        yield Example(
            id=f"{report.id}-{number}",
            forms=[report.text[s:e] for s, e in spans],
            spaces=spaces_after(spans),
            names=_names(marks, spans),
            reading=_reading(report, marks, claims, spans),
        )


def _names(marks: Sequence[Mark], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Name tags; of names inside a name, the outer one counts."""
    tags = ["O"] * len(spans)
    named = [(s, e, TAG_OF[mark.type]) for mark in marks if mark.type in TAG_OF for s, e in mark.names]
    for start, end, tag in sorted(named, key=lambda name: name[0] - name[1]):
        first, last = word_at(spans, start), word_at(spans, end - 1)
        if all(tags[at] == "O" for at in range(first, last + 1)):
            tags[first : last + 1] = [f"B-{tag}", *[f"I-{tag}"] * (last - first)]
    return tags


def _reading(
    report: Marked, marks: Sequence[Mark], claims: Sequence[Told], spans: Sequence[tuple[int, int]]
) -> Reading:
    """What the marks say of each word."""
    mentions, triggers, statuses = (["O"] * len(spans) for _ in range(3))
    roles: list[tuple[int, int, str]] = []
    for mark in marks:
        if mark.tag[0] in MENTIONS:
            mentions[word_at(spans, report.carrier(mark))] = mark.type
    for claim in sorted(claims, key=lambda claim: claim.line.optional):
        at = word_at(spans, claim.trigger.start)
        told = claim.line.kinds[0], claim.status[0]
        if triggers[at] == "O":
            triggers[at], statuses[at] = told
        elif (triggers[at], statuses[at]) != told:
            continue  # one word carries one label: of two claims on a trigger, the first required one's
        sources = tuple(saying.speaker for saying in claim.sources)
        for role, parties in zip(
            ROLES, (claim.actors, claim.recipients, sources, claim.places[:1]), strict=True
        ):
            for party in parties:
                if party in marks and party.tag[0] in MENTIONS:
                    roles.append((at, word_at(spans, report.carrier(party)), role))
    return Reading(mentions, triggers, statuses, roles)


def word_at(spans: Sequence[tuple[int, int]], place: int) -> int:
    """The word that covers a code point, or the next one."""
    return min(bisect_left(spans, place + 1, key=lambda span: span[1]), len(spans) - 1)
