"""The words of one language: who speaks, how sure, what people, bodies and countries are called.

Each file of `codebook/<language>/` is read when it is first asked for. Words are lemmas in small letters,
but for names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from letapis.errors import CodebookError

Shape = TypeVar("Shape")

MentionType = Literal["person", "organisation", "group", "outlet"]

NO_SECTOR = "none"
"""The heading of words that belong to no sector."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Verbs of saying, each with the stance it carries."""

    verbs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Modality:
    """Words that keep a happening from being a plain fact, by what they make of it.

    A marker is one or more lemmas in a row. `negation` are particles and determiners, `failed` verbs whose
    complement did not happen; `contexts` are nouns that speak of a happening without saying that it happened
    ("fear of arrest").
    """

    planned: frozenset[str]
    due: frozenset[str]
    conditional: frozenset[str]
    demanded: frozenset[str]
    possible: frozenset[str]
    hedges: frozenset[str]
    negation: frozenset[str]
    failed: frozenset[str]
    contexts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Syntax:
    """Words by which a sentence's tree is read; `codebook/<language>/syntax.yaml` says what each is for.

    Verbs are lemmas, all else forms; a plus sign joins the words of one preposition. `addressing_after` has
    verbs by the preposition that leads from them to whom they ask.
    """

    relatives: frozenset[str]
    doubtful_relatives: frozenset[str]
    relatives_of_things: frozenset[str]
    infinitive: frozenset[str]
    gerund_endings: tuple[str, ...]
    agent: frozenset[str]
    reflexive_endings: tuple[str, ...]
    causes: frozenset[str]
    possessive: frozenset[str]
    possessive_endings: frozenset[str]
    inside_phrases: frozenset[str]
    complement_markers: frozenset[str]
    excluding: frozenset[str]
    excepting: frozenset[str]
    hiring: frozenset[str]
    everybody: frozenset[str]
    undoing: frozenset[str]
    almost: frozenset[str]
    plural_auxiliaries: frozenset[str]
    binding_self: frozenset[str]
    addressing: frozenset[str]
    addressing_after: Mapping[str, frozenset[str]]
    leaving_open: frozenset[str]
    turning: frozenset[str]
    giving: frozenset[str]
    treated: frozenset[str]
    clause_openers: frozenset[str]
    sense_changing: frozenset[str]
    senses: frozenset[str]
    copulas: frozenset[str]
    upto: frozenset[str]


@dataclass(frozen=True, slots=True)
class Role:
    """What one person may be called: an office, which somebody else may fill next, or an occupation."""

    sector: str | None
    office: bool


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun stands for: the type of mention, and its sector."""

    type: MentionType
    sector: str | None


@dataclass(frozen=True, slots=True)
class People:
    """Nouns for people who are not named, and words that tie a private person to another."""

    nouns: Mapping[str, Noun]
    relations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A well-known body: its name, and the other names it goes by."""

    name: str
    type: Literal["organisation", "outlet"] = "organisation"
    sector: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisations:
    """Nouns that make an organisation or outlet, and well-known ones by every name they go by."""

    nouns: Mapping[str, Noun]
    known: Mapping[str, Organisation]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its name, other names, what its people and things are called, its capitals."""

    name: str
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries by ISO 3166-1 alpha-3 code; their codes by name, by adjective or national, by capital."""

    by_code: Mapping[str, Country]
    by_name: Mapping[str, str]
    by_people: Mapping[str, str]
    by_capital: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """One language's words. `entries` gives any of its files as plain data, a user's own laid over ours."""

    language: str
    entries: Callable[[str], Mapping[str, Any]]

    def frozen_list(self, file: str, entry: str) -> frozenset[str]:
        """The words of one list of a file."""
        return fit(frozenset[str], self.entries(file).get(entry, ()), f"{self.language}/{file}.yaml: {entry}")

    @cached_property
    def speech(self) -> Speech:
        """Verbs of saying."""
        return Speech(_turn(self._lists("speech", "verbs")))

    @cached_property
    def modality(self) -> Modality:
        """Words that keep a happening from being a plain fact."""
        return Modality(**{name: self.frozen_list("modality", name) for name in Modality.__slots__})

    @cached_property
    def syntax(self) -> Syntax:
        """Words by which a sentence's tree is read; raises CodebookError where a list is missing."""
        return fit(Syntax, dict(self.entries("syntax")), f"{self.language}/syntax.yaml")

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Offices and occupations by their word."""
        found = {}
        for entry, office in (("occupations", False), ("offices", True)):
            for sector, words in self._lists("roles", entry).items():
                found.update(dict.fromkeys(words, Role(_sector(sector), office)))
        return found

    @cached_property
    def people(self) -> People:
        """Nouns for people who are not named, and words of kinship and relation."""
        return People(self._nouns("people"), self.frozen_list("people", "relations"))

    @cached_property
    def organisations(self) -> Organisations:
        """Nouns that make an organisation, and well-known organisations."""
        where = f"{self.language}/organisations.yaml: known"
        listed = fit(dict[str, dict[str, Any]], self.entries("organisations").get("known", {}), where)
        known: dict[str, Organisation] = {}
        for name, entry in listed.items():
            organisation = fit(Organisation, {"name": name, **entry}, f"{where}: {name}")
            known.update(dict.fromkeys((name, *organisation.aliases), organisation))
        return Organisations(self._nouns("organisations"), known)

    @cached_property
    def countries(self) -> Countries:
        """Every country with its names."""
        where = f"{self.language}/countries.yaml"
        by_code = fit(dict[str, Country], dict(self.entries("countries")), where)
        return Countries(
            by_code,
            {name: code for code, each in by_code.items() for name in (each.name, *each.aliases)},
            {word: code for code, each in by_code.items() for word in each.people},
            {name: code for code, each in by_code.items() for name in each.capitals},
        )

    def _lists(self, file: str, entry: str) -> dict[str, tuple[str, ...]]:
        """A table of word lists: by stance, by sector."""
        where = f"{self.language}/{file}.yaml: {entry}"
        return fit(dict[str, tuple[str, ...]], self.entries(file).get(entry, {}), where)

    def _nouns(self, file: str) -> dict[str, Noun]:
        """A file's nouns, which stand under their type and sector."""
        found: dict[str, Noun] = {}
        where = f"{self.language}/{file}.yaml: nouns"
        tables = fit(
            dict[MentionType, dict[str, tuple[str, ...]]], self.entries(file).get("nouns", {}), where
        )
        for type_, sectors in tables.items():
            for sector, words in sectors.items():
                found.update(dict.fromkeys(words, Noun(type_, _sector(sector))))
        return found


def fit(shape: type[Shape], data: object, where: str) -> Shape:
    """Data as the shape it must have; raises CodebookError naming the file and entry where it has not."""
    key: Any = shape  # a class or an alias such as dict[str, str]: both can be hashed
    try:
        fitted: Shape = _adapter(key).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ": ".join([where, *(str(step) for step in first["loc"])])
        raise CodebookError(f"codebook/{entry}: {first['msg']}; correct this entry") from error
    return fitted


@lru_cache(maxsize=32)
def _adapter(shape: Any) -> TypeAdapter[Any]:
    """Building an adapter costs more than using it: each is built once."""
    return TypeAdapter(shape)


def _turn(tables: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Word to heading, from heading to words."""
    return {word: heading for heading, words in tables.items() for word in words}


def _sector(heading: str) -> str | None:
    return None if heading == NO_SECTOR else heading
