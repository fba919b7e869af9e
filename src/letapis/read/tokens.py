"""Words of a text by the rules of the English Universal Dependencies treebanks, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

Span = tuple[int, int]

_APOSTROPHE = "['’`´]"
_AHEAD = 24
_LETTER = r"[^\W\d_]"
_END = r"(?=$|[\s\"“”'‘’)\],;:!?.…—–])"
_TOP_LEVEL = "com|org|net|gov|edu|info|io|tv|eu|by|ru|ua|pl|lt|uk|de|us|me|news|media|ca|au|fr|cn|jp|ch|nl|kz"
_UNITS = "am|pm|a\\.m\\.|p\\.m\\.|km|kg|m|bn|mn|k|mm|cm|ft|lbs|hrs|mph|oz|MW|GB|MB"
_DEGREES = r"(?:Ph|Ed|M|B|D)\.(?:D|Sc|Phil|Ed)\."

_PATTERNS = (
    ("link", r"(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”'’.,;:!?)\]]"),
    ("mail", r"\w[\w.+-]*@(?=[^\W\d])[\w-]+(?:\.[\w-]+)*"),
    ("handle", r"@\w*[^\W\d]\w*|#\w*[^\W\d]\w*"),
    ("domain", rf"(?:[A-Za-z0-9-]+\.)+(?:{_TOP_LEVEL})\b(?:/[^\s<>\"“”]*[^\s<>\"“”'’.,;:!?)\]])?(?!\.\w)"),
    ("group", r"(?<![\w.])[a-z]+(?:\.[a-z]{2,}){2,}(?![\w.])"),
    ("file", r"[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|html?|txt|jpe?g|png|gif|mp3|mp4|zip|PDF|DOC|JPG)\b"),
    ("degree", _DEGREES),
    ("dotted", rf"(?:[A-Z]\.)+[A-Z](?=[\s,;:)]|$)|(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?=[\s,;:)]))?"),
    ("date", r"\d{1,4}/\d{1,2}(?:/\d{2,4})?(?![\w/])|\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)(?![\w-])"),
    ("time", r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"),
    ("phone", r"(?:\d-)?\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?![\d-])"),
    ("ordinal", rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:st|nd|rd|th|s)\b|\d+0{_APOSTROPHE}s\b"),
    ("cited", r"(?<=[\[,])\d{1,3}(?=(?:,\d{1,3})*\])"),
    ("number", r"(?<![\w.])[-+]?\d+(?:[.,]\d+)+(?![\d])|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)+|\.\d+"),
    ("measure", rf"\d+(?=(?:{_UNITS})\b)"),
    ("firm", rf"{_LETTER}+(?:&{_LETTER}+)+"),
    ("dollar", r"(?:US|A|C|HK|NZ)?\$"),
    ("word", rf"\w+(?:{_APOSTROPHE}\w+)*"),
    ("clitic", rf"(?<=[\w.]){_APOSTROPHE}[sS]\b"),
    ("face", r">?[:;=][-']?[()DPO|](?!\w)|\(:(?!\w)|\^_*\^|<3(?!\w)"),
    ("shouts", r"[.…]*[!?][.!?…]+|[.…]+[!?]"),
    ("dots", r"[.…]{2,}|…"),
    ("dashes", r"[-=]+>|-{2,}|—+|–+|_{2,}|\*{2,}|\+{2,}|\${2,}|={2,}|~{2,}|<{2,}|>{2,}"),
    ("quotes", r"''|``|‘’|’’"),
    ("mark", r"\S"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_CLITIC = re.compile(
    rf"^(?P<word>.+?)(?P<clitic>n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|S|m|M|re|RE|ve|VE|ll|LL|d|D))$", re.DOTALL
)
_TAIL = re.compile(rf"-{_LETTER}+")
_NOT = re.compile(rf"^(.+)(N{_APOSTROPHE}T)$")


@dataclass(frozen=True)
class Conventions:
    """Word lists the rules need, from `codebook/en/abbreviations.yaml`."""

    titles: frozenset[str]
    numbered: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]
    hyphen_prefixes: frozenset[str]
    split_words: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_lists(cls, lists: Mapping[str, object]) -> Conventions:
        """Conventions from the lists of the codebook file, as it is loaded."""

        def words(name: str) -> frozenset[str]:
            found = lists[name]
            return frozenset(map(str, found)) if isinstance(found, list) else frozenset()

        split = lists["split_words"]
        pairs = split.items() if isinstance(split, dict) else ()
        return cls(
            titles=words("titles"),
            numbered=words("numbered"),
            either=words("either"),
            openers=words("openers"),
            speech=words("speech"),
            hyphen_prefixes=words("hyphen_prefixes"),
            split_words={str(word): tuple(str(parts).split()) for word, parts in pairs},
        )

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Every word that keeps its full stop wherever it stands."""
        return self.titles | self.either


def find_tokens(text: str, conventions: Conventions) -> list[Span]:
    """Where the words of a text are, in order; spaces belong to none.

    Words written together that are two to the grammar ("don't", "cannot", "Orlec's") are two spans
    that touch. Offsets count code points of `text`.
    """
    found: list[Span] = []
    at = 0
    while match := _TOKEN.search(text, at):
        kind, (start, end) = match.lastgroup, match.span()
        at = end
        if kind == "word":
            at = _take_hyphens(text, start, end, conventions)
            spans = [(start, at)] if at != end else list(_cut_word(text, start, end, conventions))
            if spans[-1][1] < len(text) and text[spans[-1][1]] == ".":
                at = _take_stop(text, spans, conventions)
            found.extend(spans)
        else:
            found.append((start, end))
    return found


def _take_hyphens(text: str, start: int, end: int, conventions: Conventions) -> int:
    """Where a word with a bound prefix ends ("ex-minister"); `end` where there is none."""
    if text[start:end].lower() not in conventions.hyphen_prefixes:
        return end
    tail = _TAIL.match(text, end)
    return tail.end() if tail and not text.startswith("-", tail.end()) else end


def _cut_word(text: str, start: int, end: int, conventions: Conventions) -> Iterator[Span]:
    word = text[start:end]
    parts = conventions.split_words.get(word.lower())
    if parts and sum(map(len, parts)) == len(word):
        for part in parts:
            yield start, start + len(part)
            start += len(part)
        return
    cut = _CLITIC.match(word) or _NOT.match(word)
    if cut:
        at = start + len(cut.group(1))
        # "shouldn't've": what is left may carry a clitic of its own.
        yield from _cut_word(text, start, at, conventions)
        yield at, end
    else:
        yield start, end


def _take_stop(text: str, spans: list[Span], conventions: Conventions) -> int:
    """Give an abbreviation its full stop; the end of the last span afterwards."""
    start, end = spans[-1]
    word, rest = text[start:end], text[end + 1 : end + 1 + _AHEAD]
    follows = rest.lstrip()[:1]
    keeps = (
        word in conventions.dotted
        or (word in conventions.numbered and follows.isdigit())
        or (len(word) == 1 and word.isupper() and _is_initial(text, start, rest))
        or (
            word.isdigit()
            and len(word) <= 2
            and not text[max(0, start - _AHEAD) : start].strip()
            and follows.isupper()
        )
    )
    if keeps and not rest.startswith("."):
        spans[-1] = (start, end + 1)
        return end + 1
    return end


def _is_initial(text: str, start: int, rest: str) -> bool:
    """Whether a capital with a full stop is part of a name: "John F. Smith", "J. Smith"."""
    follows = rest[:1].isspace() and rest.lstrip()[:1].isupper()
    glued = rest[:1].isupper() or rest[:1] == "-"
    return (follows or glued) and (start == 0 or not text[start - 1].isalnum())


def spaces_after(spans: Sequence[Span]) -> list[bool]:
    """Whether a space stands after each word; the last counts as having one."""
    return [end < start for (_, end), (start, _) in pairwise(spans)] + [True] * bool(spans)
