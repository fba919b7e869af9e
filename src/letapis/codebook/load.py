"""Read the codebook, and a user's own folder over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from letapis.codebook.frames import Frame, parse_frames
from letapis.codebook.kind import FrameLine, Kind, KindWords, NearMiss, Plover
from letapis.codebook.words import Words, fit
from letapis.errors import CodebookError

SHIPPED = Path(__file__).parent
"""The folder of the codebook that comes with Letapis."""


FrameIndex = Mapping[tuple[str, str], tuple[Frame, ...]]
"""Frames by word class (verb, noun, adjective) and head lemma."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C reads ten times faster; not every build of PyYAML has it."""

_CLASSES = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


class _LineEntry(BaseModel):
    """A frame as YAML gives it: a line, or a line with the nouns that forbid it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    frame: str
    unless: frozenset[str] = frozenset()
    plover: Plover | None = None


def _as_line(value: object) -> object:
    if isinstance(value, str):
        return {"frame": value}
    if isinstance(value, dict) and "not" in value:
        return {**{key: entry for key, entry in value.items() if key != "not"}, "unless": value["not"]}
    return value


_Lines = tuple[Annotated[_LineEntry, BeforeValidator(_as_line)], ...]


class _WordsEntry(BaseModel):
    """A kind's words in one language as YAML gives them."""

    model_config = ConfigDict(extra="forbid")
    adjuncts: str = ""
    verbs: _Lines = ()
    nouns: _Lines = ()
    adjectives: _Lines = ()
    negated: _Lines = ()


class _KindEntry(BaseModel):
    """A kind as YAML gives it."""

    model_config = ConfigDict(extra="forbid")
    definition: str
    near_misses: tuple[NearMiss, ...]
    roles: dict[str, str]
    details: tuple[str, ...] = ()
    plover: tuple[Plover, ...]
    counts: Literal["actor", "recipient"]
    speech: bool = False
    words: dict[str, _WordsEntry]


@dataclass(frozen=True, eq=False)
class Codebook:
    """The kinds, and the words of each language.

    `folders` are where it was read from, the user's own last.
    """

    kinds: Mapping[str, Kind]
    folders: tuple[Path, ...]
    _words: dict[str, Words] = field(default_factory=dict, repr=False)
    _frames: dict[tuple[str, bool], FrameIndex] = field(default_factory=dict, repr=False)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that some kind has words in."""
        return tuple(sorted({language for kind in self.kinds.values() for language in kind.words}))

    @cached_property
    def contexts(self) -> Mapping[str, tuple[str, ...]]:
        """The contexts of PLOVER that a kind is always about, by kind."""
        listed = _read_over(self.folders, "plover.yaml").get("contexts", {})
        tables = fit(dict[str, tuple[str, ...]], listed, "plover.yaml: contexts")
        unknown = {name for kinds in tables.values() for name in kinds} - set(self.kinds)
        if unknown:
            raise CodebookError(f"codebook/plover.yaml: {sorted(unknown)[0]!r} is no kind; correct its name")
        return {
            name: tuple(context for context, kinds in tables.items() if name in kinds) for name in self.kinds
        }

    def words(self, language: str) -> Words:
        """The word files of a language, each read when first asked for."""
        if language not in self._words:
            self._words[language] = Words(language, cache(lambda file: self._entries(language, file)))
        return self._words[language]

    def frames(self, language: str) -> FrameIndex:
        """Every frame of a language, ready to match; `text` of each is its line in the codebook."""
        return self._index(language, negated=False)

    def negated_frames(self, language: str) -> FrameIndex:
        """Verb frames that tell of their kind only where they are negated, and then affirm it."""
        return self._index(language, negated=True)

    def _index(self, language: str, negated: bool) -> FrameIndex:
        if (language, negated) not in self._frames:
            found: dict[tuple[str, str], list[Frame]] = {}
            for frame in self._parse(language, negated):
                for name in {
                    frame.head,
                    frame.head.rpartition("-")[2],
                }:  # "ill-treat" may be one token or two
                    found.setdefault((frame.word_class, name), []).append(frame)
            self._frames[language, negated] = {key: tuple(frames) for key, frames in found.items()}
        return self._frames[language, negated]

    def _parse(self, language: str, negated: bool) -> Iterator[Frame]:
        prepositions = self.words(language).frozen_list("grammar", "prepositions")
        parts = {"negated": "verb"} if negated else _CLASSES
        for kind in self.kinds.values():
            words = kind.words.get(language, KindWords())
            for part, word_class in parts.items():
                for line in getattr(words, part):
                    for frame in parse_frames(line.text, kind.name, word_class, prepositions, line.unless):
                        yield replace(frame, text=line.written, plover=line.plover)

    def _entries(self, language: str, file: str) -> Mapping[str, Any]:
        return _read_over(self.folders, f"{language}/{file}.yaml")


@lru_cache(maxsize=8)
def load_codebook(extra: Path | None = None) -> Codebook:
    """Read the codebook once, with a user's own folder laid over it.

    The folder `extra` has the same files as ours, as many of them as are wanted. Kinds and tables merge by
    name, lists grow, other values are replaced; under `without` an entry names what it takes away from the
    lists and tables beside it. Raises CodebookError naming the file and the entry that break the rules.
    """
    folders = (SHIPPED,) if extra is None else (SHIPPED, extra)
    if extra is not None and not extra.is_dir():
        raise CodebookError(f"{extra} is no folder; give the folder that holds your own codebook")
    groups: dict[str, str] = {}
    entries: dict[str, Any] = {}
    for folder in folders:
        for path in sorted((folder / "kinds").glob("*.yaml")):
            table = _read_table(path)
            entries = _merge(entries, table, f"kinds/{path.name}")
            groups = {name: path.stem for name in table if name != "without"} | groups
    kinds = {name: _make_kind(name, groups[name], entry) for name, entry in entries.items()}
    for kind in kinds.values():
        _check_kind(kind, kinds)
    return Codebook(kinds, folders)


def _make_kind(name: str, group: str, data: object) -> Kind:
    entry = fit(_KindEntry, data, f"kinds/{group}.yaml: {name}")
    words = {language: _make_words(found) for language, found in entry.words.items()}
    return Kind(
        name, group, entry.definition, entry.near_misses, entry.roles, entry.details, entry.plover,
        entry.counts, entry.speech, words,
    )  # fmt: skip


def _make_words(entry: _WordsEntry) -> KindWords:
    def lines(part: _Lines) -> tuple[FrameLine, ...]:
        return tuple(
            FrameLine(f"{each.frame} {entry.adjuncts}".strip(), each.frame, each.unless, each.plover)
            for each in part
        )

    return KindWords(lines(entry.verbs), lines(entry.nouns), lines(entry.adjectives), lines(entry.negated))


def _check_kind(kind: Kind, kinds: Mapping[str, Kind]) -> None:
    where = f"codebook/kinds/{kind.group}.yaml: {kind.name}"
    for near in kind.near_misses:
        if near.kind not in kinds:
            raise CodebookError(f"{where}: the near miss {near.kind!r} is no kind; correct its name")
    if set(kind.roles) != {"actor", "recipient"}:
        raise CodebookError(f"{where}: roles: give an actor and a recipient, and nothing else")
    for language, words in kind.words.items():
        written = [line.written for line in words.lines()]
        twice = next((each for each in written if written.count(each) > 1), None)
        if twice:
            raise CodebookError(f"{where}: {language}: the frame {twice!r} stands twice; take one away")


def _read_over(folders: tuple[Path, ...], name: str) -> dict[str, Any]:
    """One file of the codebook, that of each later folder laid over it; empty where nobody has it."""
    found: dict[str, Any] = {}
    for folder in folders:
        if (folder / name).is_file():
            found = _merge(found, _read_table(folder / name), name)
    return found


def _read_table(path: Path) -> dict[str, Any]:
    try:
        table = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CodebookError(f"{path} cannot be read: {error}") from error
    if not isinstance(table, dict):
        raise CodebookError(f"{path} holds no table; it must be entries of the form NAME: ...")
    return table


def _merge(under: Mapping[str, Any], over: Mapping[str, Any], where: str) -> dict[str, Any]:
    """One table laid over another: tables merge, lists grow, the rest is replaced, `without` is taken
    away."""
    merged = dict(under)
    for name, value in over.items():
        if name == "without":
            continue
        below = merged.get(name)
        if isinstance(value, dict):
            merged[name] = _merge(below if isinstance(below, dict) else {}, value, f"{where}: {name}")
        elif isinstance(value, list) and isinstance(below, list):
            merged[name] = below + [each for each in value if each not in below]
        else:
            merged[name] = value
    return _take_away(merged, over.get("without", ()), where)


def _take_away(table: dict[str, Any], without: object, where: str) -> dict[str, Any]:
    """A table without the entries a list names, or without what a table of lists names in its own lists."""
    if isinstance(without, (list, tuple)):
        unknown = [name for name in without if name not in table]
        if unknown:
            raise CodebookError(f"codebook/{where}: without: there is no {unknown[0]!r} to take away")
        return {name: value for name, value in table.items() if name not in without}
    if not isinstance(without, dict):
        raise CodebookError(f"codebook/{where}: without: give a list of names, or lists by name")
    kept = dict(table)
    for name, gone in without.items():
        listed = kept.get(name)
        if not isinstance(listed, list) or not isinstance(gone, list):
            raise CodebookError(f"codebook/{where}: without: {name} is no list")
        unknown = [each for each in gone if each not in map(_name_of, listed)]
        if unknown:
            raise CodebookError(f"codebook/{where}: without: {name} has no {unknown[0]!r} to take away")
        kept[name] = [each for each in listed if _name_of(each) not in gone]
    return kept


def _name_of(entry: object) -> object:
    """What an entry of a list is called when it is taken away: a frame by its line."""
    return entry["frame"] if isinstance(entry, dict) and "frame" in entry else entry
