"""Sentences made a little different each time they are seen: case, datelines, names, missing full stops."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from training.en.data import Example, name_spans
from training.en.name_lists import foreign_names, known_towns
from training.en.organisations import Organisations, swap

_SMALL = frozenset("a an the of in on to for and or at by with from as but".split())


MASK = "[MASK]"
"""What the encoder was shown, when it was first trained, for a word left out."""

HIDDEN = 0.4
"""Part of the sentences with marks that have words left out."""

EACH = 8
"""Of so many words of such a sentence at most one more is left out."""


class Augmenter:
    """Changes sentences at random; the same seed makes the same changes."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        words: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text("utf-8"))
        self._regions = [(region["given"].split(), region["family"].split()) for region in words["people"]]
        self._foreign = foreign_names()
        self._places: list[str] = words["places"]
        self._towns = known_towns()
        self._nations: list[str] = words["nations"]
        self._organisations = Organisations(self._random, self._places)

    def change(self, example: Example) -> Example:
        """The sentence, or one like it with the same tree."""
        draw = self._random.random
        if example.names and draw() < 0.35:
            example = self._rename(example)
        if example.names and draw() < 0.5 and not example.reading:
            example = self._swap_organisation(example)
        if draw() < 0.06 and example.heads and not example.reading:
            example = self._dateline(example)
        if draw() < 0.10:
            example = self._drop_stop(example)
        if example.reading and draw() < HIDDEN:
            example = self._hide(example, example.reading.triggers)
        chance = draw()
        if chance < 0.04:
            return self._headline(example)
        if chance < 0.055:
            return replace(example, forms=[form.upper() for form in example.forms])
        if chance < 0.075:
            return replace(example, forms=[form.lower() for form in example.forms])
        return example

    def _rename(self, example: Example) -> Example:
        forms, lemmas = list(example.forms), list(example.lemmas)
        for begin, end, kind in name_spans(example.names):
            proper = all(not example.upos or example.upos[at] == "PROPN" for at in range(begin, end))
            if not proper or self._random.random() < 0.4:
                continue
            if kind == "PER" and end - begin <= 2 and all(forms[at].isalpha() for at in range(begin, end)):
                made = self._person(end - begin)
            elif kind == "LOC" and end - begin == 1:
                made = [self._random.choice(self._random.choice((self._places, self._towns)))]
            else:
                continue
            forms[begin:end] = made
            if lemmas:
                lemmas[begin:end] = made
        for at, form in enumerate(forms):
            if form in self._nations and example.upos and example.upos[at] == "ADJ":
                forms[at] = self._random.choice(self._nations)
                lemmas[at] = forms[at]
        return replace(example, forms=forms, lemmas=lemmas)

    def _swap_organisation(self, example: Example) -> Example:
        spans = [(begin, end) for begin, end, kind in name_spans(example.names) if kind == "ORG"]
        if not spans:
            return example
        begin, end = self._random.choice(spans)
        return swap(example, begin, end, self._organisations.make()) or example

    def _person(self, words: int) -> list[str]:
        given, family = self._random.choice(self._random.choice((self._regions, self._foreign)))
        name = [self._random.choice(given), self._random.choice(family)]
        if words == 2:
            return name
        return [name[1] if self._random.random() < 0.75 else name[0]]

    def _dateline(self, example: Example) -> Example:
        place = self._random.choice(self._places)
        upper = place.upper() if self._random.random() < 0.7 else place
        dash = self._random.choice(["--", "-", "—"])
        root = example.heads.index(0) + 1
        # The place hangs on the sentence's root, as GUM's news has it.
        return replace(
            example,
            forms=[upper, dash, *example.forms],
            spaces=[True, True, *example.spaces],
            upos=["PROPN", "PUNCT", *example.upos],
            feats=["Number=Sing", "", *example.feats],
            lemmas=[place, "-" if dash != "--" else "--", *example.lemmas],
            heads=[root + 2, 1, *(head + 2 if head else 0 for head in example.heads)],
            labels=["dislocated", "punct", *example.labels],
            names=["B-LOC", "O", *example.names] if example.names else [],
        )

    def _drop_stop(self, example: Example) -> Example:
        last = len(example.forms) - 1
        if last < 3 or example.forms[last] != "." or (example.heads and last + 1 in example.heads):
            return example

        def cut(column: list[Any]) -> list[Any]:
            return column[:last]

        return replace(
            example,
            forms=cut(example.forms),
            spaces=cut(example.spaces),
            upos=cut(example.upos),
            feats=cut(example.feats),
            lemmas=cut(example.lemmas),
            heads=cut(example.heads),
            labels=cut(example.labels),
            names=cut(example.names),
            reading=example.reading and example.reading.cut(last),
        )

    def _hide(self, example: Example, triggers: list[str]) -> Example:
        """The sentence without some words, mostly one that tells: the rest must tell it too."""
        told = [at for at, kind in enumerate(triggers) if kind != "O"]
        at = self._random.randrange(len(example.forms))
        if told and self._random.random() < 0.7:
            at = self._random.choice(told)
        more = self._random.randrange(1 + len(example.forms) // EACH)
        gone = {at, *self._random.sample(range(len(example.forms)), more)}
        return replace(example, forms=[MASK if i in gone else form for i, form in enumerate(example.forms)])

    def _headline(self, example: Example) -> Example:
        """Every Word With a Capital, as headlines are set, and no full stop."""
        example = self._drop_stop(example)
        forms = [
            form if form in _SMALL or form.startswith(("'", "’", "n'", "n’")) else form[:1].upper() + form[1:]
            for form in example.forms
        ]
        return replace(example, forms=forms)
