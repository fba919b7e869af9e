"""How words are shown to the language model: word pieces, letter case, the space around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from letapis.errors import ModelError

Ids = NDArray[np.int64]

MAX_PIECES_A_WORD = 8

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "…": ".",
        "\u00a0": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences side by side; position 0 of a sentence is the wall that the root hangs on.

    `pieces`, `mask` and `owners`, the position of the word that a piece is of, are [sentences, word pieces];
    `first`, `last`, `kinds`, `glues` and `hints` are [sentences, 1 + words]; `words` counts the words of each
    sentence.
    """

    pieces: Ids
    mask: Ids
    owners: Ids
    first: Ids
    last: Ids
    kinds: Ids
    glues: Ids
    hints: Ids
    words: tuple[int, ...]

    def feed(self) -> dict[str, Ids]:
        """The arrays by the names the model gives its inputs."""
        return {
            "pieces": self.pieces,
            "mask": self.mask,
            "owners": self.owners,
            "first": self.first,
            "last": self.last,
            "kinds": self.kinds,
            "glues": self.glues,
            "hints": self.hints,
        }


@lru_cache(maxsize=50_000)
def kind_of(form: str) -> int:
    """A number for how a word is written: lower case, Capitalised, CAPITALS, digits, marks and so on.

    >>> kind_of("Minsk") == kind_of("Orlec"), kind_of("UN") == kind_of("Un")
    (True, False)
    """
    letters = [char for char in form if char.isalpha()]
    digits = any(char.isdigit() for char in form)
    if not letters:
        return _kind_of_mark(form, digits)
    if digits:
        return 5 if form[0].isdigit() else 6
    upper = sum(char.isupper() for char in letters)
    if "." in form[:-1]:
        return 7 if upper else 8
    if upper == 0:
        return 1
    if upper == len(letters):
        return (9 if form.endswith(".") else 10) if upper == 1 else 3
    if letters[0].isupper() and upper == 1:
        return 11 if form.endswith(".") else 2
    return 4


def _kind_of_mark(form: str, digits: bool) -> int:
    if digits:
        return 12 if form.isdigit() else 13
    return 14 if form in {".", "!", "?"} else 15


def shape_of(forms: Sequence[str], spaces: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Kinds of the words and the glue around them; `spaces[i]` says that a space follows word i."""
    kinds = [0] + [kind_of(form) for form in forms]
    before = [True, *spaces[:-1]]
    glues = [0] + [int(left) + 2 * int(right) for left, right in zip(before, spaces, strict=True)]
    return kinds, glues


class Pieces:
    """Cuts words into the pieces of the model's vocabulary, and remembers the cuts."""

    def __init__(self, tokenizer: Tokenizer, room: int = 50_000) -> None:
        self._tokenizer = tokenizer
        self._room = room
        self._known: dict[str, tuple[int, ...]] = {}
        self.wall, self.end, self.unknown = map(self._number, ("[CLS]", "[SEP]", "[UNK]"))

    def _number(self, piece: str) -> int:
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            raise ModelError(f"The tokenizer has no {piece}: it is not the model's own. Reinstall letapis.")
        return number

    def cut(self, form: str) -> tuple[int, ...]:
        """The pieces of a word: at least one, at most `MAX_PIECES_A_WORD` (its beginning and its end)."""
        found = self._known.get(form)
        if found is None:
            plain = form.translate(_SAME)
            ids = self._tokenizer.encode(plain, add_special_tokens=False).ids or [self.unknown]
            if len(ids) > MAX_PIECES_A_WORD:
                ids = ids[: MAX_PIECES_A_WORD - 2] + ids[-2:]
            found = tuple(ids)
            if len(self._known) < self._room:
                self._known[form] = found
        return found

    def count(self, forms: Iterable[str]) -> int:
        """How many positions a sentence of these words takes, wall and end included."""
        return 2 + sum(len(self.cut(form)) for form in forms)

    def batch(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool], Sequence[int]]]) -> Batch:
        """Sentences, each as words, the spaces after them and their hints, as one padded batch."""
        cuts = [[self.cut(form) for form in forms] for forms, _, _ in sentences]
        width = max(2 + sum(map(len, cut)) for cut in cuts)
        words = max(map(len, cuts)) + 1
        pieces = np.zeros((len(cuts), width), np.int64)
        mask, owners = np.zeros_like(pieces), np.zeros_like(pieces)
        first, last, kinds, glues, hints = (np.zeros((len(cuts), words), np.int64) for _ in range(5))
        for row, (cut, (forms, spaces, known)) in enumerate(zip(cuts, sentences, strict=True)):
            flat = [self.wall, *(piece for word in cut for piece in word), self.end]
            pieces[row, : len(flat)] = flat
            mask[row, : len(flat)] = 1
            sizes = [len(word) for word in cut]
            owners[row, 1 : len(flat) - 1] = np.repeat(np.arange(1, len(cut) + 1), sizes)
            ends = np.cumsum(sizes)
            last[row, 1 : len(cut) + 1] = ends
            first[row, 1 : len(cut) + 1] = ends - sizes + 1
            kinds[row, : len(cut) + 1], glues[row, : len(cut) + 1] = shape_of(forms, spaces)
            hints[row, 1 : len(known) + 1] = known
        return Batch(pieces, mask, owners, first, last, kinds, glues, hints, tuple(map(len, cuts)))
