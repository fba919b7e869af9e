"""Places in many spellings, places that share a name, places that nobody knows; and that looking is cheap."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
import yaml
from tests.seconds import least_seconds

from letapis.codebook import Place, Places, load_places
from letapis.codebook.places import FOLDER, fold_name

LARGEST = {"packed": 1_200_000, "memory": 25_000_000}
"""Bytes: of the two files as shipped, and of Python's memory while they are read."""

SLOWEST = 0.3
"""Seconds; 0.02 on a free core."""


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


@pytest.fixture(scope="module")
def rows(places: Places) -> list[list[str]]:
    return [row.decode().split("\t") for row in places.rows]


def entries(name: str) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return table


@pytest.mark.parametrize(
    ("spellings", "country", "lat", "lon"),
    [
        ("Minsk, MINSK, Mińsk, Мінск, Минск, Менск, Mensk", "BLR", 53.9, 27.6),
        ("Grodno, Hrodna, Гродна, Гродно, GRODNO", "BLR", 53.7, 23.8),
        ("Mahilyou, Mahilyow, Mahilou, Mogilev, Магілёў, Магілеў, Могилёв, Могилев", "BLR", 53.9, 30.3),
        ("Zhodzina, Zhodino, Жодзіна, Жодино", "BLR", 54.1, 28.3),
        ("Homel, Homyel, Homyel', Homyel’, Gomel, Гомель", "BLR", 52.4, 31.0),
        ("Kyiv, Kiev, Київ, Киев", "UKR", 50.5, 30.5),
        ("Ivano-Frankivsk, Ivano Frankivsk", "UKR", 48.9, 24.7),
        ("Tbilisi, Tiflis, Тбилиси", "GEO", 41.7, 44.8),
        ("Ürümqi, Urumqi", "CHN", 43.8, 87.6),
        ("Diyarbakır, Diyarbakir", "TUR", 37.9, 40.2),
        ("The Hague, the Hague", "NLD", 52.1, 4.3),
        ("St. Petersburg, St Petersburg, Saint Petersburg", "RUS", 59.9, 30.3),
        ("New York, New York City", "USA", 40.7, -74.0),
        ("N'Djamena, N’Djamena", "TCD", 12.1, 15.0),
    ],
)
def test_a_city_is_found_in_its_spellings(
    places: Places, spellings: str, country: str, lat: float, lon: float
) -> None:
    found = {name: places.find(name) for name in spellings.split(", ")}
    assert len(set(found.values())) == 1, found
    (place,) = set(found.values())
    assert place is not None
    assert (place.country, place.kind) == (country, "city")
    assert place.lat == pytest.approx(lat, abs=0.1)
    assert place.lon == pytest.approx(lon, abs=0.1)


@pytest.mark.parametrize(
    ("name", "country", "kind", "code"),
    [
        ("Belarus", "BLR", "country", "geonames:630336"),
        ("Беларусь", "BLR", "country", "geonames:630336"),
        ("Côte d'Ivoire", "CIV", "country", "geonames:2287781"),
        ("the UAE", "ARE", "country", "geonames:290557"),
        ("Texas", "USA", "region", "geonames:4736286"),
        ("Hrodna region", "BLR", "region", "iso3166-2:BY-HR"),
        ("the Grodno Oblast", "BLR", "region", "iso3166-2:BY-HR"),
        ("Гродненская область", "BLR", "region", "iso3166-2:BY-HR"),
        ("Chechnya", "RUS", "region", "iso3166-2:RU-CE"),
        ("Scotland", "GBR", "region", "iso3166-2:GB-SCT"),
        ("Crimea", "UKR", "region", "iso3166-2:UA-43"),
    ],
)
def test_countries_and_regions(places: Places, name: str, country: str, kind: str, code: str) -> None:
    place = places.find(name)
    assert place is not None
    assert (place.country, place.kind, place.id) == (country, kind, code)


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Georgia", {"GEO": "country", "USA": "region"}),
        ("San José", {"CRI": "city", "USA": "city"}),
        ("Córdoba", {"ARG": "city", "ESP": "city", "MEX": "city"}),
        ("Brest", {"BLR": "city", "FRA": "city"}),
        ("Valencia", {"ESP": "city", "VEN": "city"}),
        ("León", {"ESP": "city", "NIC": "city"}),
    ],
)
def test_a_shared_name_needs_its_country(places: Places, name: str, countries: dict[str, str]) -> None:
    assert places.find(name) is None
    assert places.find(name, "ATA") is None
    for country, kind in countries.items():
        place = places.find(name, country)
        assert place is not None
        assert (place.country, place.kind) == (country, kind)


def test_a_country_may_have_a_name_twice(places: Places) -> None:
    assert len(places.candidates("Springfield")) > 3
    assert places.find("Springfield", "USA") is None


@pytest.mark.parametrize(("name", "country"), [("Paris", "FRA"), ("Moscow", "RUS"), ("Tripoli", "LBY")])
def test_the_best_known_is_meant_where_no_country_is_given(places: Places, name: str, country: str) -> None:
    assert len(places.candidates(name)) > 1
    place = places.find(name)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize("name", ["Bethlehem", "Salem", "Victoria"])
def test_a_city_does_not_take_the_name_of_another(places: Places, name: str) -> None:
    """Each is an old or foreign name of a city far larger than those that bear it."""
    first = places.candidates(name)[0]
    assert fold_name(first.name) != fold_name(name)
    assert places.find(name) is None


def test_a_country_goes_before_its_city(places: Places) -> None:
    for name in ("Luxembourg", "Singapore", "Djibouti"):
        assert len(places.candidates(name)) > 1
        place = places.find(name)
        assert place is not None
        assert place.kind == "country"


@pytest.mark.parametrize(
    "name", ["Orlec", "Veldania", "Kostrin", "Minskk", "Mins", "the", "", "'", "Minsk\tBrest", "\n", "1", "я"]
)
def test_what_nobody_knows_is_not_found(places: Places, name: str) -> None:
    assert places.candidates(name) == ()
    assert places.find(name, "BLR") is None


def test_every_line_can_be_found(places: Places) -> None:
    """The search by halving reaches the first, the last and every hundredth line between."""
    lines = places.names.decode().splitlines()
    keys = [line.partition("\t")[0] for line in lines]
    assert [key.encode() for key in keys] == sorted(key.encode() for key in keys)
    assert len(set(keys)) == len(keys)
    for line in (*lines[::100], lines[-1]):
        key, _, numbers = line.partition("\t")
        assert fold_name(key) == key
        assert len(places.candidates(key)) == len(numbers.split()) > 0


def test_every_place_is_somewhere(rows: list[list[str]]) -> None:
    assert len({row[0] for row in rows}) == len(rows)
    for id_, name, lat, lon, country, kind, people, capital in rows:
        assert id_.startswith(("geonames:", "iso3166-2:"))
        assert name
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert len(country) == 3
        assert country.isupper()
        assert kind in ("country", "region", "city")
        assert int(people) >= 0
        assert capital in ("", "capital")


def test_every_country_of_the_codebook_has_its_capital(rows: list[list[str]]) -> None:
    countries = {row[4] for row in rows if row[5] == "country"}
    capitals = [row[4] for row in rows if row[7]]
    assert len(capitals) == len(set(capitals))
    assert countries - set(capitals) <= {
        "BES",
        "PLW",
        "TKL",
    }  # the first has three islands, the others villages
    assert {"BLR", "UKR", "GEO", "XKX", "PSE", "TWN", "VAT"} <= set(capitals)


@pytest.mark.parametrize(("alias", "entry"), entries("aliases.yaml").items())
def test_every_alias_is_one_place_and_says_why(places: Places, alias: str, entry: dict[str, str]) -> None:
    assert set(entry) == {"is", "in", "because"}
    assert entry["because"]
    (place,) = places.candidates(alias)
    assert place.country == entry["in"]
    named = places.candidates(entry["is"])
    assert place.id == entry["is"] or place in named


@pytest.mark.parametrize(("code", "entry"), entries("regions.yaml").items())
def test_every_region_is_found_by_its_names(places: Places, code: str, entry: dict[str, Any]) -> None:
    stems = [f"{stem} region" for stem in entry.get("stems", ())]
    for name in [entry["name"], *stems, *entry.get("names", ())]:
        found = [place for place in places.candidates(name) if place.id == f"iso3166-2:{code}"]
        assert found, name
        assert found[0].kind == "region"


@pytest.mark.parametrize("name", ["Belarus", "Minsk region", "Crimea", "Russia", "Fiji", "Texas"])
def test_the_middle_of_an_area_is_near_its_largest_town(places: Places, name: str) -> None:
    towns = {"Belarus": "Minsk", "Minsk region": "Barysaw", "Crimea": "Simferopol", "Russia": "Kazan"}
    towns |= {"Fiji": "Suva", "Texas": "Austin"}
    area, town = places.find(name), places.find(towns[name])
    assert isinstance(area, Place)
    assert isinstance(town, Place)
    assert abs(area.lat - town.lat) < 2
    assert abs(area.lon - town.lon) < 4


def test_the_tables_are_small_and_quick() -> None:
    packed = sum(path.stat().st_size for path in FOLDER.glob("*.gz"))
    assert packed <= LARGEST["packed"]

    def load() -> None:
        load_places.cache_clear()
        load_places()

    assert least_seconds(load, SLOWEST) < SLOWEST
    load_places.cache_clear()
    tracemalloc.start()
    load_places().find("Minsk")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < LARGEST["memory"]
    assert load_places() is load_places()
