"""The codebook's words, laid out for quick look-up."""

from __future__ import annotations

import pytest

from letapis.codebook import load_codebook
from letapis.extract.vocabulary import Vocabulary, vocabulary_for


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return vocabulary_for(load_codebook(), "en")


def test_it_is_laid_out_once(words: Vocabulary) -> None:
    assert vocabulary_for(load_codebook(), "en") is words


@pytest.mark.parametrize(
    ("word", "code"), [("Polish", "POL"), ("Minsk's", "BLR"), ("poland", "POL"), ("Orlec", None)]
)
def test_country(words: Vocabulary, word: str, code: str | None) -> None:
    assert words.country_of(word) == code


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Petra Vrana", "f"),
        ("Anna Petrova", "f"),
        ("Petrova", "f"),
        ("Nikita Dubov", "m"),
        ("Ivo Brezan", "m"),
        ("Brezan", None),
        ("Sasha Lind", None),
    ],
)
def test_gender_of_a_name(words: Vocabulary, name: str, gender: str | None) -> None:
    assert words.gender_of(name) == gender


@pytest.mark.parametrize(("role", "gender"), [("Mrs", "f"), ("ministry spokesman", "m"), ("teacher", None)])
def test_gender_of_a_role(words: Vocabulary, role: str, gender: str | None) -> None:
    assert words.gender_of_role(role) == gender


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("Reuters", True), ("Radio Meridian", True), ("Zornica", False), ("Interior Ministry", False)],
)
def test_outlets(words: Vocabulary, name: str, outlet: bool) -> None:
    assert words.is_outlet(name) is outlet


@pytest.mark.parametrize(
    ("name", "sector"),
    [("Interior Ministry", "GOV"), ("prime minister", "GOV"), ("Drava Foundry", "BUS"), ("Orlec", None)],
)
def test_sectors(words: Vocabulary, name: str, sector: str | None) -> None:
    assert words.sector_of(name) == sector


@pytest.mark.parametrize(
    ("lemma", "party"),
    [("protester", True), ("police", True), ("wife", True), ("ministry", True), ("storm", False)],
)
def test_parties(words: Vocabulary, lemma: str, party: bool) -> None:
    assert words.is_party(lemma) is party


def test_no_word_both_affirms_and_denies(words: Vocabulary) -> None:
    assert not words.negations & words.conditions
    assert not words.planned & words.negations
    assert not words.hedges & words.negations
