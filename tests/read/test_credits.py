"""Agencies and authors of a report."""

import pytest

from letapis.read.blocks import label_blocks
from letapis.read.credits import find_byline, find_wires

BODY = "Police in Orlec held ten people on Monday, the ministry said.\n\n"


def wires(credit: str) -> list[str]:
    text = BODY + credit
    found = find_wires(text, label_blocks(text))
    assert all(text[quote.start : quote.end] == quote.text for quote in found)
    return [quote.text for quote in found]


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        (
            "With reporting by AFP, TASS, Interfax, AP, Reuters, and dpa",
            ["AFP", "TASS", "Interfax", "AP", "Reuters", "dpa"],
        ),
        ("Based on reporting by VNA and the Orlec News Agency", ["VNA", "Orlec News Agency"]),
        ("With additional reporting by Interfax-Ukraine and AFP, AFP", ["Interfax-Ukraine", "AFP"]),
        ("(Reporting by Anna Melk and Ivan Karel; Editing by Petr Dol)", []),
        ("Photo: AFP", []),
        ("Source: BelTA", ["BelTA"]),
    ],
)
def test_find_wires(credit: str, expected: list[str]) -> None:
    assert wires(credit) == expected


def test_an_agency_in_the_text_is_no_wire() -> None:
    text = "AFP reported that ten people were held. Interfax denied it.\n\nNobody else reported it."
    assert find_wires(text, label_blocks(text)) == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Anna Melk", "Anna Melk"),
        ("By ANNA MELK and Ivan Karel in Orlec", "ANNA MELK and Ivan Karel in Orlec"),
        ("By Anna Melk, Orlec Times | September 4, 2020", "Anna Melk, Orlec Times"),
        ("Author: Anna Melk", "Anna Melk"),
    ],
)
def test_find_byline(line: str, name: str) -> None:
    text = f"Ten Held In Orlec\n\n{line}\n\n{BODY}{BODY}"
    quote = find_byline(text, label_blocks(text))
    assert quote is not None
    assert (quote.text, text[quote.start : quote.end]) == (name, name)


@pytest.mark.parametrize(
    "line", ["By Friday, all had been let go", "By force of arms", "By September 5 all were free"]
)
def test_what_begins_with_by_need_be_no_byline(line: str) -> None:
    text = f"{BODY}{line}\n\n{BODY}"
    assert find_byline(text, label_blocks(text)) is None
