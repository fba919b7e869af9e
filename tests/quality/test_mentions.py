"""Names, mentions and coreference, measured."""

from __future__ import annotations

from corpus.__main__ import load_split
from quality.mentions import measure, measure_coders


def test_the_figures_of_a_report_are_in_percent() -> None:
    figures = measure(load_split("dev")["dev"][:1])
    assert {"name: person", "mention: group", "CoNLL"} <= figures.keys()
    assert all(0 < value <= 100 for value in figures.values())


def test_two_coders_agree_better_than_not() -> None:
    assert measure_coders()["name: all"] > 50
