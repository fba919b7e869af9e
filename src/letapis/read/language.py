"""The language of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from resiliparse.parse.lang import detect_fast

from letapis.model import Block
from letapis.read.cues import load_cues

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CYRILLIC = ["ru", "be", "uk", "bg", "sr", "mk", "kk", "ky", "mn", "tg"]
_LATIN = "en de fr es it pl lt lv et cs sk pt nl tr ro hu sv fi da no hr sl sq az uz id".split()
_SHORT = 25
"""Words below which letter statistics say nothing."""


def find_language(text: str) -> str:
    """Tell the language of a text as an ISO 639-1 code.

    Script first, then common words; letter statistics decide only over long texts. A short text in Latin
    letters counts as English unless words of another language outnumber English ones.

    >>> find_language("Police detained ten people in Orlec.")
    'en'
    >>> find_language("Міліцыя затрымала людзей у сталіцы, паведамілі ўлады.")
    'be'
    """
    words = Counter(_WORD.findall(text[:20_000].casefold()))
    number = words.total()
    latin = sum(count for word, count in words.items() if word[0] < "\u0250")
    if words and latin * 2 < number:
        return _other_script(text)
    cues = load_cues()
    english = _count(words, cues.function_words)
    foreign, language = max((_count(words, known), code) for code, known in cues.other_languages.items())
    if english >= foreign and (number < _SHORT or english * 6 >= number):
        return "en"
    if number < _SHORT:
        return language
    detected: str = detect_fast(text[:20_000], cutoff=100_000, langs=_LATIN)[0]
    return detected


def _count(words: Counter[str], known: frozenset[str]) -> int:
    """How many words of a text are known ones."""
    return sum(words[word] for word in known)


def coded_words(text: str, blocks: Sequence[Block]) -> str:
    """The words whose language counts: a report's body, or all of it where it has none."""
    bodies = [text[block.start : block.end] for block in blocks if block.kind == "body"]
    return "\n".join(bodies) or text


def _other_script(text: str) -> str:
    sample = text[:20_000].casefold()
    if sum("а" <= letter <= "ӿ" for letter in sample) * 2 < sum(letter.isalpha() for letter in sample):
        detected: str = detect_fast(sample, cutoff=100_000)[0]
        return detected
    if "ў" in sample:
        return "be"
    if re.search("[їєґ]", sample):
        return "uk"
    if "ы" in sample and "і" not in sample:
        return "ru"
    cyrillic: str = detect_fast(sample, cutoff=100_000, langs=_CYRILLIC)[0]
    return cyrillic
