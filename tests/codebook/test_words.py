"""The shipped words of English."""

from __future__ import annotations

import re

import pytest

from letapis.codebook import Words, load_codebook
from letapis.errors import CodebookError

STANCES = {"asserts", "claims", "insists", "denies", "admits", "warns", "suggests", "believes", "asks"}
SECTORS = set(
    "GOV MIL COP SPY JUD OPP REB UAF LEG PTY BUS CVL CRM EDU MED HLH LAB NGO REL ELI IGO".split()
) | {None}


@pytest.fixture(scope="module")
def words() -> Words:
    return load_codebook().words("en")


def test_stances(words: Words) -> None:
    assert set(words.speech.verbs.values()) == STANCES
    assert words.speech.verbs["say"] == "asserts"
    assert words.speech.verbs["claim"] == "claims"
    assert words.speech.verbs["doubt"] == "believes"


def test_no_verb_of_saying_has_two_stances() -> None:
    listed = [
        verb for verbs in load_codebook().words("en").entries("speech")["verbs"].values() for verb in verbs
    ]
    assert sorted(listed) == sorted(set(listed))


def test_what_keeps_a_happening_from_being_fact(words: Words) -> None:
    modality = words.modality
    assert {"plan", "schedule"} <= modality.planned
    assert {"if", "unless"} <= modality.conditional
    assert {"allegedly", "reportedly"} <= modality.hedges
    assert {"not", "no", "never"} <= modality.negation
    assert not modality.negation & modality.failed - {"without"}


def test_every_country_has_a_code_and_a_name(words: Words) -> None:
    countries = words.countries
    assert len(countries.by_code) >= 196
    assert all(re.fullmatch("[A-Z]{3}", code) for code in countries.by_code)
    assert {"XKX", "PSE", "TWN"} <= set(countries.by_code)


@pytest.mark.parametrize(
    ("table", "word", "code"),
    [
        ("by_name", "U.S.", "USA"),
        ("by_name", "Belarus", "BLR"),
        ("by_people", "Belarusian", "BLR"),
        ("by_people", "Poles", "POL"),
        ("by_people", "Congolese", "COG"),
        ("by_capital", "Moscow", "RUS"),
        ("by_capital", "Kiev", "UKR"),
        ("by_capital", "Washington", "USA"),
    ],
)
def test_names_of_countries(words: Words, table: str, word: str, code: str) -> None:
    assert getattr(words.countries, table)[word] == code


def test_no_name_means_two_countries(words: Words) -> None:
    for field in ("people", "capitals", "aliases"):
        names = [name for each in words.countries.by_code.values() for name in getattr(each, field)]
        assert sorted(names) == sorted(set(names)), field


def test_sectors_are_known(words: Words) -> None:
    found = {role.sector for role in words.roles.values()}
    found |= {noun.sector for noun in (*words.people.nouns.values(), *words.organisations.nouns.values())}
    found |= {body.sector for body in words.organisations.known.values()}
    assert found <= SECTORS


def test_countries_of_organisations_exist(words: Words) -> None:
    named = {each.country for each in words.organisations.known.values() if each.country}
    assert named <= set(words.countries.by_code)


def test_offices_and_occupations(words: Words) -> None:
    assert words.roles["prime minister"].office
    assert words.roles["prime minister"].sector == "GOV"
    assert not words.roles["journalist"].office
    assert words.roles["journalist"].sector == "MED"
    assert words.roles["strike organizer"].sector == "LAB"


def test_groups_bodies_and_relations(words: Words) -> None:
    assert words.people.nouns["protester"].type == "group"
    assert words.people.nouns["authorities"].type == "organisation"
    assert words.organisations.nouns["newspaper"].type == "outlet"
    assert {"wife", "lawyer"} <= words.people.relations


def test_a_body_is_known_by_all_its_names(words: Words) -> None:
    known = words.organisations.known
    assert known["UN"] is known["United Nations"]
    assert known["Reuters"].type == "outlet"
    assert known["Viasna"].name == "Vyasna"


def test_words_by_which_trees_are_read(words: Words) -> None:
    syntax = words.syntax
    assert "promise" in syntax.binding_self
    assert syntax.addressing_after["to"] >= {"appeal", "plead"}
    assert "himself".endswith(syntax.reflexive_endings)


def test_a_missing_list_of_syntax_is_named(words: Words) -> None:
    entries = dict(words.entries("syntax"))
    del entries["relatives"]
    with pytest.raises(CodebookError, match=r"xx/syntax\.yaml: relatives"):
        _ = Words("xx", lambda file: entries).syntax


def test_every_list_of_syntax_is_read(words: Words) -> None:
    assert set(words.entries("syntax")) == set(type(words.syntax).__slots__)
