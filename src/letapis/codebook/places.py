"""Where a place is that a report names: a gazetteer of countries, regions and towns, made from GeoNames.

The two tables of `codebook/places/` are made by `scripts/places.py`. They stay packed lines in memory and are
searched by halving, so that loading costs milliseconds and a few megabytes.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

FOLDER = Path(__file__).parent / "places"
"""The folder of the tables, and of the aliases and regions that are kept by hand."""

PlaceKind = Literal["country", "region", "city"]

_SILENT = frozenset("'’‘`´ʻʼʹʿ′.\N{SOFT HYPHEN}\N{ZERO WIDTH NON-JOINER}")
"""Marks that a name may have or lack: "Homyel'", "N'Djamena", "St. Louis"."""

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d"})
"""Letters that Unicode does not take apart into a plain one and its mark."""

_PLAIN_BETTER = 10
"""A place is clearly the best known of its name with ten times the people of the next."""

_LARGE = 100_000
"""From so many people on a city is known outside its country."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region of the first level or a city, and where it is, in degrees (WGS 84).

    `id` is `geonames:` and the number there, or `iso3166-2:` and the code of a region. `country` is ISO
    3166-1 alpha-3. The point of a country or region is the middle of where its people live, not a place
    where anything happened. `population` is rounded, and 0 where GeoNames has none.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str
    kind: PlaceKind
    population: int = 0
    capital: bool = False

    @property
    def prominent(self) -> bool:
        """Whether a report far away may name it without saying where it is."""
        return self.kind != "city" or self.capital or self.population >= _LARGE


@dataclass(frozen=True, slots=True)
class Places:
    """Every place by every name it is known by.

    `rows` has one line a place, `names` one line a folded name with the numbers of the rows it may mean, in
    the order of bytes.
    """

    rows: Sequence[bytes]
    names: bytes

    def find(self, name: str, country: str | None = None) -> Place | None:
        """The place that a name means, or None where that is not known; nothing is picked silently.

        Case, accents, hyphens, apostrophes and "the" do not count; everything else must be the same. Of
        several places with one name it is the one in `country` (ISO alpha-3); else the one that is clearly
        the best known: with ten times the people of the next, or a capital that is also the largest. No
        city is clearly meant by an old or foreign name of it that is another place's own: "Bethlehem" is
        not Belém. A country goes before a town in it, for it is right in either case. Anything else is None.
        """
        found = self.candidates(name)
        near = tuple(place for place in found if place.country == country)
        return _best_known(near or found, fold_name(name))

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that a name may mean, the one with most people first."""
        key = fold_name(name).encode()
        line = _find_line(self.names, key) if key else None
        found = [_read_place(self.rows[int(number)]) for number in line.split()] if line else []
        return tuple(sorted(found, key=lambda place: (-place.population, place.id)))


@lru_cache(maxsize=1)
def load_places() -> Places:
    """Read the gazetteer that comes with Letapis, once."""
    rows = gzip.decompress((FOLDER / "places.tsv.gz").read_bytes()).splitlines()
    return Places(rows, gzip.decompress((FOLDER / "names.tsv.gz").read_bytes()))


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """A place's name as it is looked up.

    >>> fold_name("the Côte d'Ivoire"), fold_name("Ust-Kamenogorsk"), fold_name("Магілёў")
    ('cote divoire', 'ust kamenogorsk', 'магілеу')
    """
    split = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in split if not unicodedata.combining(c) and c not in _SILENT)
    words = "".join(c if c.isalnum() else " " for c in kept.translate(_LETTERS)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _find_line(table: bytes, key: bytes) -> bytes | None:
    """What stands behind a key and a tab in a table whose lines are in order; None where no line does."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.index(b"\n", start)
        name, _, value = table[start:end].partition(b"\t")
        if name == key:
            return value
        low, high = (end + 1, high) if name < key else (low, start)
    return None


def _read_place(row: bytes) -> Place:
    id_, name, lat, lon, country, kind, people, capital = row.decode().split("\t")
    return Place(
        id_, name, float(lat), float(lon), country, cast(PlaceKind, kind), int(people), capital == "capital"
    )


def _best_known(found: Sequence[Place], key: str) -> Place | None:
    """The one of several places, largest first, that a folded name alone would be taken to mean."""
    if len(found) < 2:
        return found[0] if found else None
    first, second = found[:2]
    whole = [place for place in found if place.kind == "country"]
    if len(whole) == 1 and all(place.country == whole[0].country for place in found):
        return whole[0]
    own = [place for place in found if place.kind != "city" or fold_name(place.name) == key]
    if own and first not in own:
        return None
    if first.population >= _PLAIN_BETTER * second.population:
        return first
    return first if first.capital and not second.capital else None
