"""Invented names of organisations with their trees, and putting one in another's place."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from training.en.data import Example

_GENITIVE = {"'s", "'"}
_BINDERS = {"of", "for", "on", "without", "Without"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words: heads count from 0 within it, -1 marks its own head."""

    forms: list[str]
    spaces: list[bool]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]
    the: bool


class Organisations:
    """Draws names from the patterns of `organisations.yaml`."""

    def __init__(self, draw: random.Random, places: list[str]) -> None:
        words: dict[str, Any] = yaml.safe_load(
            (Path(__file__).parent / "organisations.yaml").read_text("utf-8")
        )
        self._draw = draw
        self._lists: dict[str, list[str]] = {**words["lists"], "city": places}
        self._patterns: list[dict[str, Any]] = words["patterns"]
        self._weights = [pattern["weight"] for pattern in self._patterns]
        self._adjectives = frozenset(words["adjectives"])

    def make(self) -> Name:
        """A name drawn at random."""
        pattern = self._draw.choices(self._patterns, self._weights)[0]
        text = re.sub(r"\{(\w+)\}", lambda match: self._draw.choice(self._lists[match[1]]), pattern["name"])
        return self._parse(text, pattern["the"])

    def _parse(self, text: str, the: bool) -> Name:
        forms, spaces = [], []
        for word in text.split():
            parts = re.findall(r"[^-/']+|[-/]|'s|'", word)
            forms += parts
            spaces += [False] * (len(parts) - 1) + [True]
        heads, labels = [-1] * len(forms), ["root"] * len(forms)
        upos = [
            "ADJ"
            if form in self._adjectives
            else "PUNCT"
            if form in "-/"
            else "PART"
            if form in _GENITIVE
            else "ADP"
            if form in _BINDERS
            else "CCONJ"
            if form == "and"
            else "PROPN"
            for form in forms
        ]
        starts = [0] + [at + 1 for at, form in enumerate(forms) if form in _BINDERS] + [len(forms) + 1]
        last_head = -1
        for begin, end in pairwise(starts):
            head = self._bind_left(forms, upos, heads, labels, begin, end - 1)
            if begin:
                heads[begin - 1], labels[begin - 1] = head, "case"
                heads[head], labels[head] = last_head, "nmod"
            last_head = head
        feats = ["Degree=Pos" if tag == "ADJ" else "Number=Sing" if tag == "PROPN" else "" for tag in upos]
        feats = [
            "Number=Plur"
            if tag == "PROPN" and form.endswith("s") and len(form) > 4 and form.istitle()
            else feat
            for feat, tag, form in zip(feats, upos, forms, strict=True)
        ]
        lemmas = [self._lemma(form, tag, feat) for form, tag, feat in zip(forms, upos, feats, strict=True)]
        return Name(forms, spaces, upos, feats, lemmas, heads, labels, the)

    @staticmethod
    def _lemma(form: str, tag: str, feat: str) -> str:
        if tag == "PROPN":
            return form[:-1] if feat == "Number=Plur" and not form.endswith("ss") else form
        return "'s" if form == "'" else form.lower()

    @staticmethod
    def _bind_left(
        forms: list[str], upos: list[str], heads: list[int], labels: list[str], begin: int, end: int
    ) -> int:
        """Hang the words of one phrase on its last word; that word's index."""
        head = end - 1
        if upos[head] == "ADJ":
            upos[head] = "PROPN"
        for at in range(begin, head):
            heads[at], labels[at] = head, {"ADJ": "amod", "PUNCT": "punct"}.get(upos[at], "compound")
            if forms[at] in _GENITIVE:
                heads[at], labels[at] = at - 1, "case"
                labels[at - 1] = "nmod:poss"
                for modifier in range(begin, at - 1):
                    heads[modifier] = at - 1
            elif forms[at] == "and":
                heads[at], labels[at] = at + 1, "cc"
                heads[at + 1], labels[at + 1] = at - 1, "conj"
        for at in range(begin, head):
            # "Freedom and Progress": what was joined stays joined.
            if at and forms[at - 1] == "and":
                heads[at], labels[at] = at - 2, "conj"
            if forms[at] == "Human" and at + 1 < end:
                heads[at] = at + 1
            if forms[at] in {"-", "/"}:
                heads[at] = at - 1 if at > begin else head
        if head - 1 > begin and forms[head - 1] == "and":
            heads[head - 2], labels[head - 2] = -1, "root"
            heads[head], labels[head] = head - 2, "conj"
            for at in range(begin, head - 2):
                heads[at] = head - 2
            head -= 2
        return head


def swap(example: Example, begin: int, end: int, name: Name) -> Example | None:
    """The sentence with the words `begin` to `end` replaced, or None where they are no subtree."""
    inside = range(begin + 1, end + 1)
    outer = [at for at in inside if example.heads and example.heads[at - 1] not in inside]
    if example.heads and len(outer) != 1:
        return None
    adds_article = name.the and (
        begin == 0 or example.forms[begin - 1].lower() not in {"the", "a", "this", "'s", "’s"}
    )
    front = 1 if adds_article and _may_add(example, begin) else 0
    size = len(name.forms) + front
    head_at = begin + front + name.heads.index(-1) + 1
    spaces = [True] * front + name.spaces[:-1] + [example.spaces[end - 1]]
    forms = ["the"] * front + name.forms
    if begin == 0 and front:
        forms[0] = "The"
    tags = ["O"] * front + ["B-ORG"] + ["I-ORG"] * (len(name.forms) - 1)
    changed = replace(
        example,
        forms=[*example.forms[:begin], *forms, *example.forms[end:]],
        spaces=[*example.spaces[:begin], *spaces, *example.spaces[end:]],
        names=[*example.names[:begin], *tags, *example.names[end:]],
    )
    if not example.heads:
        return changed

    def move(head: int) -> int:
        if head in inside:
            return head_at
        return head if head <= begin else head + size - (end - begin)

    own_head, own_label = move(example.heads[outer[0] - 1]), example.labels[outer[0] - 1]
    heads = [head_at] * front + [own_head if head == -1 else begin + front + head + 1 for head in name.heads]
    labels = ["det"] * front + [
        own_label if head == -1 else label for head, label in zip(name.heads, name.labels, strict=True)
    ]

    def splice(column: list[str], new: list[str]) -> list[str]:
        return [*column[:begin], *new, *column[end:]]

    return replace(
        changed,
        upos=splice(example.upos, ["DET"] * front + name.upos),
        feats=splice(example.feats, ["Definite=Def|PronType=Art"] * front + name.feats),
        lemmas=splice(example.lemmas, ["the"] * front + name.lemmas),
        heads=[*map(move, example.heads[:begin]), *heads, *map(move, example.heads[end:])],
        labels=splice(example.labels, labels),
    )


def _may_add(example: Example, begin: int) -> bool:
    """Whether an article would stand well before the name: not within a compound or after a number."""
    if not example.upos or begin == 0:
        return bool(example.upos)
    return example.upos[begin - 1] in {"ADP", "VERB", "SCONJ", "PUNCT", "CCONJ", "AUX", "ADV"}
