"""The codebook's lines, read from the notation of `kind.py` into frames that can be matched to trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from letapis.codebook.kind import Plover
from letapis.errors import CodebookError

_TOKEN = re.compile(r"\[|\]|[^\s\[\]]+")
_SLOT = re.compile(r"[A-Z][A-Z_]*(=[^\s]+)?\Z")
_WORD = re.compile(r"[^\W\d_][\w.'’+|-]*\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a frame beside its head word.

    `function` is subject, object, oblique, clause or possessive; `slot` the name it fills, None for words
    that must be there. `words` are the lemmas it may have (empty: any; `house-arrest` is *arrest* modified
    by *house*), `prepositions` what introduces an oblique. `of_object` says that the oblique may hang on
    the required object before it ("the accreditation of RECIPIENT"), `infinitive` that a clause must be one
    ("told them *to leave*"; written TO_CLAUSE).
    """

    function: str
    slot: str | None = None
    words: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    optional: bool = False
    of_object: bool = False
    infinitive: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How one word tells of a kind.

    `text` is the frame as the codebook writes it, `word_class` verb, noun or adjective, `head` its lemma,
    `particle` the word that must go with it ("step down"), `guard` "person" or "organisation" where the
    recipient must be one, `forbidden` lemmas of objects that rule it out, `plover` an event type of its own.
    """

    text: str
    kind: str
    word_class: str
    head: str
    parts: tuple[Part, ...]
    particle: str | None = None
    guard: str | None = None
    forbidden: frozenset[str] = frozenset()
    plover: Plover | None = None

    weight: int = field(init=False, compare=False)
    """How much the frame asks for: the more, the more specific it is."""

    needs: tuple[frozenset[str], ...] = field(init=False, compare=False)
    """Words of each of which a sentence must have one, or else the frame fits nowhere in it."""

    def __post_init__(self) -> None:
        wanted = [part for part in self.parts if not part.optional]
        needs = [frozenset(word.rpartition("-")[2] for word in part.words) for part in wanted if part.words]
        particle = [frozenset({self.particle})] if self.particle else []
        object.__setattr__(self, "needs", (*needs, *particle))
        asked = sum(1 + 2 * bool(part.words) for part in wanted) + 2 * bool(self.particle)
        object.__setattr__(self, "weight", asked)


def parse_frames(
    text: str,
    kind: str,
    word_class: str,
    prepositions: frozenset[str],
    forbidden: frozenset[str] = frozenset(),
) -> tuple[Frame, ...]:
    """Read one line of the codebook: a frame for each of its head words.

    Raises CodebookError naming the line where it does not follow the notation.

    >>> (frame,) = parse_frames("ACTOR take RECIPIENT into custody", "detain", "verb", frozenset({"into"}))
    >>> [(part.function, part.slot) for part in frame.parts]
    [('subject', 'ACTOR'), ('object', 'RECIPIENT'), ('oblique', None)]
    """
    body = text.strip()
    guard = {"?": "person", "!": "organisation"}.get(body[:1])
    tokens = list(_spell(body[1:] if guard else body, text))
    at = next((i for i, (word, _) in enumerate(tokens) if not _is_slot(word)), None)
    if at is None:
        raise CodebookError(f"{kind}: the frame {text!r} has no head word in lower case")
    parts = [_before(word, optional) for word, optional in tokens[:at]]
    parts += _after(tokens[at + 1 :], prepositions, text, kind)
    heads = [word.partition("+") for word in tokens[at][0].split("|")]
    return tuple(
        Frame(text, kind, word_class, head, tuple(parts), particle or None, guard, forbidden)
        for head, _, particle in heads
    )


def _is_slot(word: str) -> bool:
    return bool(_SLOT.match(re.sub(r"['’]s\Z", "", word)))


def _spell(body: str, text: str) -> Iterator[tuple[str, bool]]:
    """The words of a frame with whether each stands in brackets."""
    depth = 0
    for token in _TOKEN.findall(body):
        if token == "[":
            depth += 1
        elif token == "]":
            depth -= 1
        elif not (_is_slot(token) or _WORD.match(token)):
            raise CodebookError(
                f"the frame {text!r} has a word that is neither a slot nor a lemma: {token!r}"
            )
        else:
            yield token, depth > 0
        if depth not in (0, 1):
            raise CodebookError(f"the frame {text!r} has brackets that do not pair")
    if depth:
        raise CodebookError(f"the frame {text!r} leaves a bracket open")


def _before(word: str, optional: bool) -> Part:
    possessive = re.search(r"['’]s\Z", word)
    if possessive:
        return Part("possessive", word[: possessive.start()], optional=optional)
    slot, _, words = word.partition("=")
    return Part("subject", slot, frozenset(words.split("|")) if words else frozenset(), optional=optional)


def _after(
    tokens: list[tuple[str, bool]], prepositions: frozenset[str], text: str, kind: str
) -> Iterator[Part]:
    preposition: frozenset[str] = frozenset()
    required_object = False
    for word, optional in tokens:
        alternatives = frozenset(word.split("|"))
        if not _is_slot(word) and alternatives <= prepositions and not preposition:
            preposition = alternatives
            continue
        infinitive = word == "TO_CLAUSE"
        word = "CLAUSE" if infinitive else word
        function = "oblique" if preposition else "clause" if word == "CLAUSE" else "object"
        hangs = function == "oblique" and required_object
        if _is_slot(word):
            slot, _, words = word.partition("=")
            fitting = frozenset(words.split("|")) if words else frozenset[str]()
            yield Part(function, slot, fitting, preposition, optional, hangs, infinitive)
        else:
            yield Part(function, None, alternatives, preposition, optional, hangs)
            required_object = required_object or function in ("object", "oblique")
        preposition = frozenset()
    if preposition:
        raise CodebookError(f"{kind}: the frame {text!r} ends in a preposition")
