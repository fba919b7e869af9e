"""What the codebook knows of a word by its letters alone: the name of a place, a body or a person."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from letapis.codebook import Places, load_codebook, load_places
from letapis.codebook.places import fold_name

LONGEST = 4
"""Words of the longest name that is looked up."""

HINTS = 16
"""How many different hints there are; 0 says that nothing is known."""


class Known(IntEnum):
    """The parts of a hint, which are added up; a word is part of one place at most."""

    TOWN = 1
    LONG_PLACE = 2
    COUNTRY = 3
    GIVEN_NAME = 4
    BODY = 8


class Hints:
    """Looks words up; what was found is remembered."""

    def __init__(self, places: Places, given_names: frozenset[str], bodies: frozenset[str]) -> None:
        self._places = places
        self._given = frozenset(map(fold_name, given_names))
        self._bodies = frozenset(map(fold_name, bodies))
        self._seen: dict[str, tuple[int, bool]] = {}

    @classmethod
    def from_codebook(cls, language: str) -> Hints:
        """The hints of the gazetteer and of our codebook's lists, which the model was trained with."""
        words = load_codebook().words(language)
        given = words.frozen_list("given_names", "female") | words.frozen_list("given_names", "male")
        return cls(load_places(), given, frozenset(words.organisations.known))

    def of(self, forms: Sequence[str]) -> list[int]:
        """A hint for each word of a sentence: the sum of the `Known` that it is part of, at most `HINTS` - 1.

        Only words with a capital are looked up; of names within names the longest counts.
        """
        found = [0] * len(forms)
        at = 0
        while at < len(forms):
            at += self._mark(forms, at, found) if forms[at][:1].isupper() else 1
        return found

    def _mark(self, forms: Sequence[str], begin: int, found: list[int]) -> int:
        """Mark the longest known name that begins at a word; how many words it has."""
        for size in range(min(LONGEST, len(forms) - begin), 0, -1):
            if size > 1 and not forms[begin + size - 1][:1].isupper():
                continue
            place, body = self._look(" ".join(forms[begin : begin + size]))
            if not place and not body:
                continue
            part = Known.LONG_PLACE if place and size > 1 and place != Known.COUNTRY else place
            for word in range(begin, begin + size):
                found[word] += part + Known.BODY * body
            if size == 1 and self._is_given(forms[begin]):
                found[begin] += Known.GIVEN_NAME
            return size
        found[begin] += Known.GIVEN_NAME * self._is_given(forms[begin])
        return 1

    def _is_given(self, form: str) -> bool:
        return fold_name(form) in self._given

    def _look(self, name: str) -> tuple[int, bool]:
        """Which sort of place a name is, 0 for none, and whether it is a body's."""
        known = self._seen.get(name)
        if known is None:
            places = self._places.candidates(name)
            country = any(place.kind == "country" for place in places)
            known = (
                Known.COUNTRY if country else Known.TOWN if places else 0,
                fold_name(name) in self._bodies,
            )
            if len(self._seen) < 100_000:
                self._seen[name] = known
        return known
