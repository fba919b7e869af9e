"""Sums of money: fines, damages, bail."""

from __future__ import annotations

import re
from functools import cache

from letapis.extract.numbers import (
    DASH,
    END,
    FLAGS,
    SPACE,
    START,
    any_of,
    clip,
    fold,
    load_words,
    number_pattern,
    parse_number,
)
from letapis.extract.signs import kinds_in_sight
from letapis.model import Detail


def find_money(text: str, start: int, end: int) -> tuple[Detail, ...]:
    """Sums of money in text[start:end]: an amount and the ISO 4217 code of its currency.

    Where the words leave the currency open they stay: "675 rubles" may be Belarusian or Russian ones. A range
    has both ends ("100/300 EUR").

    >>> [sum_.value for sum_ in find_money("fined $5,000 and 675 rubles", 0, 27)]
    ['5000 USD', '675 rubles']
    """
    start, end = clip(text, start, end)
    if "money" not in kinds_in_sight(text, start, end):
        return ()
    matches = [match for pattern in _money_patterns() for match in pattern.finditer(text, start, end)]
    found: list[Detail] = []
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        currency = _currency(match)
        amounts = [_amount(match[name]) for name in ("low", "high") if match[name]]
        if currency and None not in amounts and (not found or found[-1].end <= match.start()):
            value = "/".join(f"{amount:.15g}" for amount in amounts if amount is not None) + f" {currency}"
            found.append(Detail(match[0], match.start(), match.end(), value))
    return tuple(found)


@cache
def _money_patterns() -> tuple[re.Pattern[str], ...]:
    """A symbol or code before an amount; an amount before the name of a currency."""
    words = load_words("numbers")
    money = words["money"]
    symbols, codes = any_of(money["symbols"]), any_of(money["codes"])
    named = any_of([*money["names"], *money["unclear"]])
    amount = rf"(?:{number_pattern()})(?:{any_of(words['money_scales'])}{END})?"
    join = rf"(?:\s?{DASH}\s?|{SPACE}(?:to|or){SPACE})"
    before = rf"(?:(?P<sign>{symbols})[\s\u00a0]?|{START}(?P<code>{codes})[\s\u00a0]?)(?=[0-9])"
    after = rf"(?:{SPACE}|{DASH})?(?:(?P<named>{named}){END}|(?P<sign>{symbols})|(?P<code>{codes}){END})"
    return (
        re.compile(
            rf"{before}(?P<named>)(?P<low>{amount})(?:{join}{symbols}?(?P<high>{amount}))?{END}", FLAGS
        ),
        re.compile(rf"{START}(?P<low>{amount})(?:{join}(?P<high>{amount}))?{after}", FLAGS),
    )


def _currency(match: re.Match[str]) -> str | None:
    """The code of the currency, or its own words; None where a code is only a small-letter word ("try")."""
    money = load_words("numbers")["money"]
    if match["code"]:
        return str(match["code"]) if match["code"].isupper() else None
    if match["sign"]:
        return str(money["symbols"][match["sign"].upper()])
    named = fold(match["named"])
    return str(money["names"].get(named) or money["unclear"][named])


def _amount(written: str) -> float | None:
    """The amount of one end of a sum, its short scale ("3bn") multiplied out."""
    letters = re.search(r"(?<=[0-9])[a-z]{1,3}\Z", written.lower())
    scales = load_words("numbers")["money_scales"]
    if letters and letters[0] in scales:
        number = parse_number(written[: letters.start()])
        return None if number is None else number * float(scales[letters[0]])
    return parse_number(written)
