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
KINDS, GLUES = 16, 4
"""How many kinds of word and of the spaces about it there are."""

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

    `pieces` and `looks`, the look of the word that a piece is of, are [sentences, word pieces]; `sizes`
    counts the pieces of each sentence, [sentences]; `first` and `last` piece and `marks`, the look, of each
    word are [sentences, 1 + words]; `words` counts the words of each sentence.
    """

    pieces: Ids
    sizes: Ids
    looks: Ids
    first: Ids
    last: Ids
    marks: Ids
    words: tuple[int, ...]

    def feed(self) -> dict[str, Ids]:
        """The arrays by the names the model gives its inputs."""
        return {
            "pieces": self.pieces,
            "sizes": self.sizes,
            "looks": self.looks,
            "first": self.first,
            "last": self.last,
            "marks": self.marks,
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


def looks_of(forms: Sequence[str], spaces: Sequence[bool], hints: Sequence[int]) -> list[int]:
    """The look of each word, one number for its kind, the spaces about it and what is known of it.

    `spaces[i]` says that a space follows word i; `hints` may be empty. The wall's look is 0.
    """
    before = [True, *spaces[:-1]]
    known = hints or [0] * len(forms)
    return [
        kind_of(form) + KINDS * (left + 2 * right + GLUES * hint)
        for form, left, right, hint in zip(forms, before, spaces, known, strict=True)
    ]


class Pieces:
    """Cuts words into the pieces of the model's vocabulary, and remembers the cuts."""

    def __init__(self, tokenizer: Tokenizer, room: int = 50_000) -> None:
        self._tokenizer = tokenizer
        self._room = room
        self._known: dict[str, tuple[int, ...]] = {}
        self.wall, self.unknown = map(self._number, ("[CLS]", "[UNK]"))

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
        """How many positions a sentence of these words takes, the wall included."""
        return 1 + sum(len(self.cut(form)) for form in forms)

    def batch(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool], Sequence[int]]]) -> Batch:
        """Sentences, each as words, the spaces after them and their hints, as one padded batch."""
        cuts = [[self.cut(form) for form in forms] for forms, _, _ in sentences]
        width = max(1 + sum(map(len, cut)) for cut in cuts)
        words = max(map(len, cuts)) + 1
        pieces = np.zeros((len(cuts), width), np.int64)
        looks, sizes = np.zeros_like(pieces), np.zeros(len(cuts), np.int64)
        first, last, marks = (np.zeros((len(cuts), words), np.int64) for _ in range(3))
        for row, (cut, (forms, spaces, known)) in enumerate(zip(cuts, sentences, strict=True)):
            flat = [self.wall, *(piece for word in cut for piece in word)]
            lengths = [len(word) for word in cut]
            ends = np.cumsum(lengths)
            pieces[row, : len(flat)] = flat
            sizes[row] = len(flat)
            marks[row, 1 : len(cut) + 1] = looks_of(forms, spaces, known)
            looks[row, 1 : len(flat)] = np.repeat(marks[row, 1 : len(cut) + 1], lengths)
            last[row, 1 : len(cut) + 1] = ends
            first[row, 1 : len(cut) + 1] = ends - lengths + 1
        return Batch(pieces, sizes, looks, first, last, marks, tuple(map(len, cuts)))
