"""Long lists of names to put in the place of others: persons' of many countries, and towns'."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from faker.providers import person

from letapis.codebook import load_places
from letapis.codebook.places import fold_name

WITHDRAWN = {"fr_QC"}
"""Lists that Faker keeps under another name."""

FEWEST = 25
"""Names that a country's list must have to be drawn from."""


def foreign_names() -> list[tuple[list[str], list[str]]]:
    """Given and family names by country, those written in Latin letters (from Faker, MIT licence)."""
    made = []
    for module in sorted(iter_modules(person.__path__), key=lambda found: found.name):
        if module.name in WITHDRAWN:
            continue
        provider = import_module(f"{person.__name__}.{module.name}").Provider(None)
        given = _latin(getattr(provider, "first_names", ()))
        family = _latin(getattr(provider, "last_names", ()))
        if min(len(given), len(family)) >= FEWEST:
            made.append((given, family))
    return made


def _latin(names: Iterable[str]) -> list[str]:
    """The single words among them that Latin letters spell."""
    kept = {str(name) for name in names if str(name).isalpha() and max(str(name)) < "\u0250"}
    return sorted(name for name in kept if name[0].isupper())


def known_towns() -> list[str]:
    """Towns of the gazetteer whose name is one plain word."""
    towns = {row.split(b"\t")[1].decode() for row in load_places().rows}
    return sorted(town for town in towns if town.isalpha() and len(fold_name(town)) > 3)
