"""Numbers as reporters write them ("1,200", "12 000", "1.5 million", "two dozen") and the nouns they count.

Also the word lists of this language (`load_words`) and the pattern of a number, on which the layers for
dates, quantities, durations and money are built. Every repetition in a pattern is bounded, so that a hostile
text costs no more than a friendly one of its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SPACE = r"[\s\u00a0\u2009\u202f]{1,8}"
"""White space inside a phrase, a line break and its indentation included."""

DASH = r"[-\u2010-\u2015\u2212]"
FLAGS = re.IGNORECASE | re.ASCII
"""ASCII keeps `s` from matching a long s, whose lower case is in no word list."""

START = r"(?<![\w\u00c0-\u024f\u0370-\u052f])"
END = r"(?![\w\u00c0-\u024f\u0370-\u052f])"
"""Word boundaries that know accented, Greek and Cyrillic letters though the pattern is ASCII."""

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?:[\u0020\u00a0\u2009\u202f][0-9]{3}){1,4}"


@cache
def load_words(name: str) -> Mapping[str, Any]:
    """The English word lists of `codebook/en/NAME.yaml`, read once.

    >>> load_words("numbers")["teens"]["twelve"]
    12
    """
    source = files("letapis") / "codebook" / "en" / f"{name}.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return loaded


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of these phrases, the longest first, with any white space between their words.

    >>> any_of(["more than", "over"])[:3]
    '(?:'
    """
    ordered = sorted({phrase.strip() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(SPACE.join(map(re.escape, phrase.split())) for phrase in ordered) + ")"


def fold(words: str) -> str:
    """Small letters, single spaces: the form in which word lists are looked up.

    >>> fold("Two\\n  Thirds")
    'two thirds'
    """
    return " ".join(words.lower().split())


def clip(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of the text that lies inside it, from first to last.

    >>> clip("words", -1, 99)
    (0, 5)
    """
    start = min(max(0, start), len(text))
    return start, max(start, min(len(text), end))


@cache
def number_pattern() -> str:
    """A pattern, without groups, for one number in digits or words; fractions and dozens included."""
    lists = load_words("numbers")
    small, tens = any_of([*lists["ones"], *lists["teens"]]), any_of(lists["tens"])
    scales, fractions = any_of(lists["scales"]), "[" + "".join(lists["fractions"]) + "]"
    below_hundred = rf"(?:{tens}(?:(?:{DASH}|{SPACE}){any_of(lists['ones'])}{END})?|{small})"
    hundreds = rf"(?:{below_hundred}|an?){SPACE}hundred(?:{SPACE}(?:and{SPACE})?{below_hundred}{END})?"
    part = rf"(?:{hundreds}|{below_hundred})"
    spoken = rf"{part}(?:{SPACE}{scales}(?:,?{SPACE}(?:and{SPACE})?{part}{END})?){{0,3}}"
    halves = rf"(?:{SPACE}[1-9]/[1-9]|[\u0020]?{fractions}|{SPACE}and{SPACE}a{SPACE}half{END})"
    plain = r"[0-9]{1,15}(?:\.[0-9]{1,6})?"
    digits = rf"(?:(?:{_GROUPED})(?![0-9])|{plain})(?![0-9]){halves}?(?:{SPACE}{scales}{END})?"
    dozens = rf"(?:{part}|[0-9]{{1,4}}|an?|half{SPACE}a){SPACE}dozen"
    single = rf"(?:half{SPACE}a|an?){SPACE}{scales}"
    return rf"(?:{dozens}|{single}|{spoken}{halves}?|{fractions}|{digits})"


@cache
def _number() -> re.Pattern[str]:
    return re.compile(number_pattern(), FLAGS)


def parse_number(words: str) -> float | None:
    """The number that these words write, or None where they write none.

    >>> parse_number("1,200"), parse_number("one hundred and five"), parse_number("1.5 million")
    (1200.0, 105.0, 1500000.0)
    >>> parse_number("four and a half"), parse_number("two dozen"), parse_number("many")
    (4.5, 24.0, None)
    """
    said = words.strip()
    if len(said) > 160 or not _number().fullmatch(said):
        return None
    total, current = Decimal(0), Decimal(0)
    for word in _pieces(said):
        value = _value(word)
        if value is None:
            scale = _scale(word)
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        else:
            current += value
    return float(total + current)


def _pieces(said: str) -> list[str]:
    """The number's words, each a value or a scale; "and" and a leading "a" say nothing."""
    lists = load_words("numbers")
    glued = re.sub(r"(?<=[0-9])[,\u0020\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9/]))", "", said.lower())
    spread = re.sub(f"([{''.join(lists['fractions'])}])", r" \1 ", re.sub(DASH, " ", glued))
    words = spread.replace(",", " ").split()
    return [
        word
        for at, word in enumerate(words)
        if word != "and" and not (word in ("a", "an") and at + 1 < len(words))
    ]


def _value(word: str) -> Decimal | None:
    lists = load_words("numbers")
    if "/" in word:
        over, under = word.split("/")
        return Decimal(over) / Decimal(under)
    if word[0] in "0123456789":
        return Decimal(word)
    for name in ("ones", "teens", "tens", "fractions"):
        if word in lists[name]:
            return Decimal(str(lists[name][word]))
    return Decimal("0.5") if word == "half" else None


def _scale(word: str) -> Decimal:
    return Decimal({"hundred": 100, "dozen": 12}.get(word) or load_words("numbers")["scales"][word])


def margin(value: float) -> float:
    """How far "about" reaches to either side of a number.

    A tenth of it or one unit of its last significant digit, whichever is more; but a tenth for a single
    significant digit of 1,000 and more.

    >>> margin(70), margin(1000), margin(150), margin(1500)
    (10.0, 100.0, 15.0, 150.0)
    """
    exact = Decimal(str(value)).normalize()
    digits, exponent = exact.as_tuple().digits, exact.as_tuple().exponent
    tenth = exact / 10
    if not isinstance(exponent, int) or (len(digits) == 1 and exact >= 1000):
        return float(tenth)
    return float(max(tenth, Decimal(1).scaleb(exponent)))


@cache
def _word_pattern() -> re.Pattern[str]:
    """The next word of a phrase, quotation marks and hyphens before it passed over."""
    return re.compile(rf"(?:{SPACE}|{DASH}|\s?[\"“”«»]\s?)*?[\"“«]?([^\W_][\w’'-]{{0,60}})")


def counted_noun(text: str, at: int, end: int, single: bool) -> str | None:
    """What a number before text[at:end] counts: "person", a noun, "" for none, None for spans of time."""
    words = load_words("numbers")
    run: list[str] = []
    place, of = at, False
    for _ in range(10):
        found = _word_pattern().match(text, place, min(end, place + 96))
        if found is None:
            break
        word = found[1].lower()
        place = found.end()
        if not run and word in words["time_units"]:
            return None
        if not run and (word == "of" or word in words["determiners"]):
            of = of or word == "of"
            continue
        if word in words["stop"] or word.isdigit():
            break
        run.append(found[1])
    return _singular_head(run) if single and not of else _plural_head(run)


def _plural_head(run: Sequence[str]) -> str | None:
    """The first plural noun of a run of words that is not part of a longer name ("rights groups")."""
    words = load_words("numbers")
    small = [word.lower() for word in run]
    for at, word in enumerate(small):
        if word.rstrip("'’") in {*words["time_units"], *words["money"]["unclear"], *words["money"]["names"]}:
            return None
        modifies = word in words["modifier_plurals"] and any(map(_is_plural, small[at + 1 : at + 3]))
        if _is_plural(word) and not modifies:
            people = run[at][0].isupper() and word.endswith(words["people_ending"])
            return "person" if people else _unit_name(_singular(word))
    owners = (word[:-1] for word in small if word.endswith(("s'", "s’")) and _is_plural(word[:-1]))
    return next((_unit_name(_singular(owner)) for owner in owners), "")


def _singular_head(run: Sequence[str]) -> str | None:
    """The noun after "one": a person if any word names one, else the last that looks like a noun."""
    words = load_words("numbers")
    small = [word.lower() for word in run]
    if any(word in words["time_units"] for word in small[:2]):
        return None
    if any(_unit_name(word) == "person" for word in small):
        return "person"
    nouns = [word for word in small if not word.endswith(("ed", "s", "’s"))]
    return nouns[-1] if nouns else ""


def _is_plural(word: str) -> bool:
    words = load_words("numbers")
    if word in words["irregular"]:
        return True
    ending = word.endswith("s") and not word.endswith(("ss", "'s", "’s", "ous"))
    return ending and len(word) > 3 and word not in words["not_plural"]


def _singular(word: str) -> str:
    """The singular of a plural noun, by list and by ending."""
    irregular: Mapping[str, str] = load_words("numbers")["irregular"]
    if word in irregular:
        return irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def _unit_name(noun: str) -> str:
    words = load_words("numbers")
    return "person" if noun in words["people"] or noun in words["peoples"] else noun
