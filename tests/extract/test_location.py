"""Places tied to the gazetteer: by their own words, by the report around them, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from letapis.codebook import load_codebook
from letapis.extract import extract_claims
from letapis.model import Analysis, Mention, Quote, Report

Build = Callable[..., tuple[Report, Analysis]]

TREE = """
    {around}

    # body
    Police/NOUN/2:nsubj/plur detained=detain/VERB/0:root/fin Ales/PROPN/2:obj@person
    Zorny/PROPN/3:flat@person in/ADP/{head}:case {place} ./2
    """


def place_of(build: Build, place: str, around: str = "", dateline: str | None = None) -> Mention:
    """The place of the one detention in a report with these words around it."""
    head = 7 if ":compound" in place else 6
    report, analysis = build(TREE.format(place=place, around=around, head=head))
    if dateline is not None:
        report = replace(report, dateline=Quote(dateline, 0, len(dateline)))
    claims = extract_claims(report, analysis, load_codebook())
    (claim,) = [each for each in claims if each.kind == "detain"]
    assert claim.place is not None
    assert report.text[claim.place.start : claim.place.end] == claim.place.text
    return claim.place


NAMES = "{0}/PROPN/0:root@place ./1"


def test_a_known_place_has_its_id_and_its_point(build: Build) -> None:
    place = place_of(build, "Hrodna/PROPN/2:obl@place")
    assert (place.text, place.name) == ("Hrodna", "Hrodna")
    assert (place.id, place.lat, place.lon, place.country) == ("geonames:627904", 53.68, 23.83, "BLR")


def test_the_words_of_the_report_stay(build: Build) -> None:
    place = place_of(build, "Grodno/PROPN/2:obl@place")
    assert (place.text, place.name, place.id) == ("Grodno", "Grodno", "geonames:627904")


@pytest.mark.parametrize(
    "words",
    [
        "Orlec/PROPN/2:obl@place",
        "court/NOUN/2:obl",
        "Mill/PROPN/7:compound@place Square/PROPN/2:obl@place",
    ],
)
def test_an_unknown_place_has_none(build: Build, words: str) -> None:
    place = place_of(build, words)
    assert (place.id, place.lat, place.lon) == (None, None, None)


@pytest.mark.parametrize(
    ("dateline", "around", "country"),
    [
        (None, "", None),
        ("MINSK", "", "BLR"),
        ("RENNES, France", "", "FRA"),
        (None, "Belarus", "BLR"),
        ("MINSK", "France", None),
        ("VILNIUS", "Belarus", "BLR"),
        ("ORLEC", "Veldania", None),
    ],
)
def test_the_report_tells_which_of_two(
    build: Build, dateline: str | None, around: str, country: str | None
) -> None:
    """Brest is in Belarus and in France; where the report speaks of both, nothing is picked."""
    place = place_of(build, "Brest/PROPN/2:obl@place", around and NAMES.format(around), dateline)
    assert place.country == country
    assert (place.id is None) is (country is None)


@pytest.mark.parametrize(
    ("dateline", "around", "id_"),
    [
        (None, "", "geonames:614540"),
        ("TBILISI", "", "geonames:614540"),
        ("MINSK", "Belarus", "geonames:614540"),
        ("WASHINGTON", "", None),
    ],
)
def test_a_country_that_shares_its_name_with_a_state(
    build: Build, dateline: str | None, around: str, id_: str | None
) -> None:
    place = place_of(build, "Georgia/PROPN/2:obl@place", around and NAMES.format(around), dateline)
    assert place.id == id_


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Paris/PROPN/2:obl@place ,/8 Texas/PROPN/6:appos@place", "geonames:4717560"),
        ("Brest/PROPN/2:obl@place ,/8 Belarus/PROPN/6:appos@place", "geonames:629634"),
        ("Athens/PROPN/2:obl@place ,/8 Georgia/PROPN/6:appos@place", None),
        ("Warsaw/PROPN/2:obl@place ,/8 Belarus/PROPN/6:appos@place", "geonames:756135"),
    ],
)
def test_what_follows_a_comma_decides(build: Build, words: str, name: str | None) -> None:
    assert place_of(build, words).id == name


def test_the_land_around_a_town_is_not_the_town(build: Build) -> None:
    region = place_of(build, "Hrodna/PROPN/7:compound@place region/NOUN/2:obl")
    assert region.id == "iso3166-2:BY-HR"
    unknown = place_of(build, "Harare/PROPN/7:compound@place district/NOUN/2:obl")
    assert unknown.id is None


def test_a_small_town_is_believed_only_where_its_country_is_named(build: Build) -> None:
    """Mělník has 19,000 people: in a report that says nothing of the Czech Republic it may be another."""
    assert place_of(build, "Melnik/PROPN/2:obl@place").id is None
    near = place_of(build, "Melnik/PROPN/2:obl@place", NAMES.format("Prague"))
    assert near.country == "CZE"


def test_a_large_city_is_not_led_astray_by_a_small_one(build: Build) -> None:
    """There is a Moscow in Idaho."""
    place = place_of(build, "Moscow/PROPN/2:obl@place", "", "WASHINGTON")
    assert place.country == "RUS"
