"""The words by which page furniture, credits, captions, bylines and notices are told from a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from letapis.errors import CodebookError

_BULLET = re.compile(r"^\s*(?:[•·▪■●◦‣*►>»-]|–|—)\s+")


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole paragraphs known by their words: exact phrases, patterns, and how long one may be.

    Where `unless` is found in a paragraph, or `needs` is not, no pattern counts.
    """

    exact: frozenset[str]
    patterns: tuple[Callable[[str], re.Match[str] | None], ...]
    longest: int = 60
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None

    def match(self, text: str) -> bool:
        """Whether a paragraph is one of these."""
        bare, length = _look_at(text)
        if length > self.longest:
            return False
        if self.exact and _plain(bare) in self.exact:
            return True
        # The patterns come first: hardly any line has one, and then the rest need not be looked for.
        if not any(find(bare) for find in self.patterns):
            return False
        return not (self.unless and self.unless.search(bare)) and not (
            self.needs and not self.needs.search(bare)
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything `codebook/<language>/furniture.yaml` and its neighbours say, ready to match."""

    furniture: Lines
    player: Lines
    related: Lines
    closing_credits: Lines
    credit_sentences: Lines
    photo_credits: Lines
    captions: Lines
    notices: Lines
    declared_notices: Lines
    bylines: Lines
    about_author: re.Pattern[str]
    byline_lead: re.Pattern[str]
    byline_between: frozenset[str]
    desks: frozenset[str]
    trailing_credits: tuple[re.Pattern[str], ...]
    notice_parts: Mapping[str, re.Pattern[str]]
    stamp_words: frozenset[str]
    certain_stamp_words: frozenset[str]
    change_words: frozenset[str]
    elsewhen: frozenset[str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    not_places: frozenset[str]
    function_words: frozenset[str]
    other_languages: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency and the names it goes by in credit lines."""

    name: str
    aliases: tuple[str, ...]


def plain_words(text: str) -> str:
    """A phrase without case, outer punctuation and doubled spaces.

    >>> plain_words("  • Share  this! ")
    'share this'
    """
    first, last = 0, len(text)
    while first < last and not text[first].isalnum():
        first += 1
    while first < last and not text[last - 1].isalnum():
        last -= 1
    return " ".join(text[first:last].casefold().replace("’", "'").split())


@lru_cache(maxsize=16)
def _look_at(text: str) -> tuple[str, int]:
    """A paragraph without its bullet, and its number of words: asked for once a list."""
    bare = strip_bullet(text)
    return bare, len(bare.split())


_plain = lru_cache(maxsize=16)(plain_words)


def strip_bullet(text: str) -> str:
    """A line without the bullet it begins with."""
    return _BULLET.sub("", text).strip()


def has_bullet(text: str) -> bool:
    """Whether a line begins with a bullet or a dash and a space."""
    return bool(_BULLET.match(text))


@cache
def load_cues(language: str = "en") -> Cues:
    """Read the words of one language from the codebook; raises CodebookError where a file is broken."""
    try:
        return _cues_of(_read_yaml(language, "furniture"), _read_yaml(language, "dates"))
    except (KeyError, TypeError, re.error) as error:
        raise CodebookError(f"codebook/{language}/furniture.yaml is broken: {error!r}") from error


@cache
def load_agencies(language: str = "en") -> tuple[Agency, ...]:
    """The news agencies of `codebook/<language>/agencies.yaml`."""
    try:
        return tuple(
            Agency(name, tuple(entry["aliases"])) for name, entry in _read_yaml(language, "agencies").items()
        )
    except (KeyError, TypeError) as error:
        raise CodebookError(f"codebook/{language}/agencies.yaml is broken: {error!r}") from error


def _read_yaml(language: str, name: str) -> dict[str, Any]:
    path = files("letapis").joinpath("codebook", language, f"{name}.yaml")
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise CodebookError(f"codebook/{language}/{name}.yaml holds no table")
    return loaded


def _cues_of(words: dict[str, Any], dates: dict[str, Any]) -> Cues:
    credit, notice, byline = words["credits"], words["notices"], words["bylines"]
    return Cues(
        furniture=_lines(words["furniture"]["patterns"], words["furniture"]),
        player=_lines(words["player"]["patterns"], words["player"]),
        related=_lines(words["related"]["patterns"], words["related"]),
        closing_credits=_lines(
            credit["closing"], {"longest": credit["longest"], "unless": credit["sentence"]}
        ),
        credit_sentences=_lines(credit["closing_sentences"], {"longest": credit["longest"]}),
        photo_credits=_lines(credit["photo"], {"longest": credit["longest"], "unless": credit["sentence"]}),
        captions=_lines(words["captions"]["patterns"], {"longest": words["captions"]["longest"]}, case=True),
        notices=_lines([*notice["reader"], *notice["itself"]], notice),
        declared_notices=_lines(notice["declared"], {"longest": notice["longest"]}),
        bylines=_lines(byline["patterns"], {"longest": byline["longest"]}),
        about_author=_pattern(byline["about"]),
        byline_lead=_pattern(byline["lead"]),
        byline_between=frozenset(byline["between"]),
        desks=frozenset(byline["desks"]),
        trailing_credits=tuple(map(_pattern, credit["trailing"])),
        notice_parts={name: _pattern(pattern) for name, pattern in notice["parts"].items()},
        stamp_words=frozenset(words["timestamps"]["words"]),
        certain_stamp_words=frozenset(words["timestamps"]["certain"]),
        change_words=frozenset(words["timestamps"]["changed"]),
        elsewhen=frozenset(words["timestamps"]["elsewhen"]),
        months={**dates["months"], **dates["month_abbreviations"]},
        weekdays=frozenset((*dates["weekdays"], *dates["weekday_abbreviations"])),
        not_places=frozenset(words["datelines"]["not_places"]),
        function_words=frozenset(words["language"]["function_words"]),
        other_languages={code: frozenset(known) for code, known in words["language"]["others"].items()},
    )


def _lines(patterns: Iterable[str], entry: Mapping[str, Any], *, case: bool = False) -> Lines:
    exact = frozenset(plain_words(phrase) for phrase in entry.get("exact", ()))
    unless, needs = (_pattern(entry[name]) if name in entry else None for name in ("unless", "needs"))
    patterns = tuple(patterns)
    first = [pattern for pattern in patterns if _can_only_begin(pattern)]
    rest = [pattern for pattern in patterns if pattern not in first]
    # One pattern for all that begin a line and one for all others: every line of a page is asked.
    finders: list[Callable[[str], re.Match[str] | None]] = []
    if first:
        finders.append(_pattern("|".join(f"(?:{each})" for each in first), case=case).match)
    if rest:
        finders.append(_pattern("|".join(f"(?:{each})" for each in rest), case=case).search)
    return Lines(exact, tuple(finders), entry.get("longest", 60), unless, needs)


def _can_only_begin(pattern: str) -> bool:
    """Whether a pattern can be found at the beginning of a line and nowhere else."""
    outside = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    while (inner := re.sub(r"\([^()]*\)", "", outside)) != outside:
        outside = inner
    return pattern.startswith("^") and "|" not in outside


def _pattern(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL if case else re.DOTALL | re.IGNORECASE)
