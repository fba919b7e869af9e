"""Sums of money, and currencies that the words leave open."""

from __future__ import annotations

import pytest

from letapis.extract.money import find_money

SUMS = [
    ("a fine of 675 rubles", [("675 rubles", "675 rubles")]),
    ("a fine of 675 Belarusian rubles", [("675 Belarusian rubles", "675 BYN")]),
    ("fined $5,000", [("$5,000", "5000 USD")]),
    ("US$1.2m in damages", [("US$1.2m", "1200000 USD")]),
    ("$5 million", [("$5 million", "5000000 USD")]),
    ("€300", [("€300", "300 EUR")]),
    ("300€", [("300€", "300 EUR")]),
    ("£3bn", [("£3bn", "3000000000 GBP")]),
    ("20 base units", [("20 base units", "20 base units")]),
    ("1.2 million hryvnias", [("1.2 million hryvnias", "1200000 UAH")]),
    ("5,000 dollars", [("5,000 dollars", "5000 dollars")]),
    ("10 U.S. dollars", [("10 U.S. dollars", "10 USD")]),
    ("a 5,000-dollar fine", [("5,000-dollar", "5000 dollars")]),
    ("675 BYN", [("675 BYN", "675 BYN")]),
    ("BYN 675", [("BYN 675", "675 BYN")]),
    ("100 to 300 euros", [("100 to 300 euros", "100/300 EUR")]),
    ("$5,000 to $10,000", [("$5,000 to $10,000", "5000/10000 USD")]),
    ("10k euros", [("10k euros", "10000 EUR")]),
    ("1 200 rubles and 20 euros", [("1 200 rubles", "1200 rubles"), ("20 euros", "20 EUR")]),
]


@pytest.mark.parametrize(("text", "sums"), SUMS)
def test_sum_has_its_words_and_currency(text: str, sums: list[tuple[str, str]]) -> None:
    found = find_money(text, 0, len(text))
    assert [(one.text, one.value) for one in found] == sums
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text", ["100 people", "$", "they had 10 try again", "5,000", "10 pounds of flour", "AUSD 5"]
)
def test_what_is_no_sum(text: str) -> None:
    assert find_money(text, 0, len(text)) == ()
