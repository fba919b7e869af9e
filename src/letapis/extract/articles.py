"""Articles of law as reporters cite them, and their values: Article 23.34, Part 2 of Article 17."""

from __future__ import annotations

import re
from functools import cache

from letapis.extract.numbers import FLAGS, SPACE, START, any_of, clip, fold, load_words
from letapis.model import Detail

_NUMBER = r"[0-9]{1,4}(?:[.\-\u2013/][0-9]{1,4}){0,3}(?:/[A-Z]\b)?(?:\s?bis\b)?(?:\([0-9a-z]{1,3}\)){0,3}"
_AND = rf"(?:,{SPACE}(?:and{SPACE})?|{SPACE}(?:and|or){SPACE})"


def find_articles(text: str, start: int, end: int) -> tuple[Detail, ...]:
    """The articles cited in text[start:end], each citation with its value.

    A part is added to the article ("17_part_2"); several articles or parts of one citation stand after one
    another ("293_part_1,293_part_3").

    >>> [one.value for one in find_articles("Part 2 of Article 17; Articles 9 and 12", 0, 39)]
    ['17_part_2', '9,12']
    """
    start, end = clip(text, start, end)
    found = []
    for match in _pattern().finditer(text, start, end):
        numbers = re.findall(_NUMBER, match["one"] or match["many"], FLAGS)
        written = [re.sub(r"\s", "", number).replace("\u2013", "-") for number in numbers]
        parts = _parts(match["before"] or match["after"] or "")
        values = [f"{number}_part_{part}" for number in written for part in parts] or written
        found.append(Detail(match[0], match.start(), match.end(), ",".join(values)))
    return tuple(found)


def _parts(said: str) -> list[str]:
    """The numbers of the parts that words name, in digits."""
    ordinals = load_words("dates")["ordinals"]
    words = re.findall(r"[0-9]{1,3}|[a-z]+", fold(said))
    return [str(ordinals.get(word, word)) for word in words if word.isdigit() or word in ordinals]


@cache
def _pattern() -> re.Pattern[str]:
    words = load_words("numbers")["articles"]
    ordinals = any_of(load_words("dates")["ordinals"])
    part = any_of(words["part"])
    number = r"[0-9]{1,3}(?![0-9.])"
    before = rf"(?:(?P<before>{part}{SPACE}{number}|(?:the{SPACE})?{ordinals}{SPACE}{part}){SPACE}of{SPACE})?"
    after = rf"(?:,?{SPACE}(?P<after>{part}{SPACE}{number}(?:{_AND}{number}){{0,4}}))?"
    one = rf"{any_of(words['one'])}{SPACE}?(?P<one>{_NUMBER}){after}"
    many = rf"{any_of(words['many'])}{SPACE}?(?P<many>{_NUMBER}(?:{_AND}{_NUMBER}){{1,8}})"
    return re.compile(rf"{START}{before}(?:{many}|{one})(?![0-9])", FLAGS)
