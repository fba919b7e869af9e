"""What the codebook knows of a word by its letters."""

from __future__ import annotations

import pytest

from letapis.read.hints import HINTS, Hints, Known


@pytest.fixture(scope="module")
def hints() -> Hints:
    return Hints.from_codebook("en")


def test_a_town_a_country_and_a_given_name(hints: Hints) -> None:
    assert hints.of(["Riga", "Latvia", "Larysa"]) == [Known.TOWN, Known.COUNTRY, Known.GIVEN_NAME]


def test_a_long_name_counts_as_a_whole(hints: Hints) -> None:
    assert hints.of(["in", "Dar", "es", "Salaam"]) == [0, *[Known.LONG_PLACE] * 3]


def test_a_body_of_the_codebook(hints: Hints) -> None:
    assert hints.of(["the", "United", "Nations"]) == [0, Known.BODY, Known.BODY]


def test_small_letters_tell_nothing(hints: Hints) -> None:
    assert hints.of(["riga", "mary", "ran"]) == [0, 0, 0]


def test_every_hint_has_its_row(hints: Hints) -> None:
    assert sum(Known) - Known.TOWN - Known.LONG_PLACE < HINTS
    assert max(hints.of("Mary Georgia Washington Victoria Kingston Interfax".split())) < HINTS
