"""Citations of articles of law against their values."""

from __future__ import annotations

import pytest

from letapis.extract.articles import find_articles


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("under Article 23.34 of the Administrative Code", ["23.34"]),
        ("Part 2 of Article 17", ["17_part_2"]),
        ("the first part of Article 318", ["318_part_1"]),
        ("Article 293, parts 1 and 3", ["293_part_1,293_part_3"]),
        ("(Art. 361-4)", ["361-4"]),
        ("Articles 498, 500 and 610 of the Code", ["498,500,610"]),
        ("Article 86 bis", ["86bis"]),
        ("Article 307(3)", ["307(3)"]),
        ("Article 130, 20 people were held", ["130"]),
        ("an article on 20 people", []),
        ("the article. 12 people came", []),
    ],
)
def test_citation_has_its_value(text: str, values: list[str]) -> None:
    found = find_articles(text, 0, len(text))
    assert [one.value for one in found] == values
    assert all(text[one.start : one.end] == one.text for one in found)
