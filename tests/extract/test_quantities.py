"""How many: the rules of the method, case by case."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.seconds import least_seconds

from letapis.extract.quantities import find_quantities, quantity_at

P = "person"
COUNTS = [
    # text, words, low, high, unit
    ("Thousands of people were detained.", "Thousands", 2000, None, P),
    ("hundreds of cases of torture", "hundreds", 200, None, "case"),
    ("Tens of thousands marched", "Tens of thousands", 20000, None, ""),
    ("Hundreds of thousands of citizens", "Hundreds of thousands", 200000, None, P),
    ("millions of voters", "millions", 2000000, None, P),
    ("dozens of protesters", "dozens", 24, None, P),
    ("Dozens were detained", "Dozens", 24, None, ""),
    ("a dozen activists", "a dozen", 12, 12, P),
    ("half a dozen activists", "half a dozen", 6, 6, P),
    ("two dozen activists", "two dozen", 24, 24, P),
    ("several journalists", "several", 2, None, P),
    ("Several were detained", "Several", 2, None, ""),
    ("many Veldanian journalists", "many", 2, None, P),
    ("some foreign journalists", "some", 2, None, P),
    ("several hundred workers", "several hundred", 200, None, P),
    ("several dozen workers", "several dozen", 24, None, P),
    ("a handful of supporters", "a handful of", 2, None, P),
    ("a couple of students", "a couple of", 2, 2, P),
    ("a pair of officers", "a pair of", 2, 2, P),
    ("both men", "both", 2, 2, P),
    ("two popular TV anchors who resigned", "two", 2, 2, P),
    ("the two sides said", "two", 2, 2, "side"),
    ("the two countries' union", "two", 2, 2, "country"),
    ("one person was hurt", "one", 1, 1, P),
    ("twenty-three students", "twenty-three", 23, 23, P),
    ("one hundred and five women", "one hundred and five", 105, 105, P),
    ("1,200 people", "1,200", 1200, 1200, P),
    ("12 000 people", "12 000", 12000, 12000, P),
    ("1.5 million voters", "1.5 million", 1500000, 1500000, P),
    ("half a million people", "half a million", 500000, 500000, P),
    ("2000 people", "2000", 2000, 2000, P),
    ("more than 100 people", "more than 100", 101, None, P),
    ("over 200 doctors", "over 200", 201, None, P),
    ("more than a dozen doctors", "more than a dozen", 13, None, P),
    ("at least 4 people", "at least 4", 4, None, P),
    ("At least one was killed", "At least one", 1, None, ""),
    ("no fewer than 20 raids", "no fewer than 20", 20, None, "raid"),
    ("100 or more people", "100 or more", 100, None, P),
    ("100-plus people", "100-plus", 100, None, P),
    ("up to 50 rallies", "up to 50", 0, 50, "rally"),
    ("as many as 50 detainees", "as many as 50", 0, 50, P),
    ("no more than 20 people", "no more than 20", 0, 20, P),
    ("nearly 100 cases", "nearly 100", 90, 100, "case"),
    ("almost 1,000 people", "almost 1,000", 900, 1000, P),
    ("close to 300 people", "close to 300", 270, 300, P),
    ("about 70 journalists", "about 70", 60, 80, P),
    ("about 5 people", "about 5", 4, 6, P),
    ("around 1,000 people", "around 1,000", 900, 1100, P),
    ("some 150 workers", "some 150", 135, 165, P),
    ("roughly 1,500 workers", "roughly 1,500", 1350, 1650, P),
    ("approximately 2 million people", "approximately 2 million", 1800000, 2200000, P),
    ("fewer than 50 people", "fewer than 50", 0, 49, P),
    ("less than 50 people", "less than 50", 0, 49, P),
    ("10-15 people", "10-15", 10, 15, P),
    ("10 to 15 people", "10 to 15", 10, 15, P),
    ("between 10 and 15 people", "between 10 and 15", 10, 15, P),
    ("two or three people", "two or three", 2, 3, P),
    ("3,000–5,000 people", "3,000–5,000", 3000, 5000, P),
    ("two to three million people", "two to three million", 2000000, 3000000, P),
    ("34 were detained", "34", 34, 34, ""),
    ("10 of the detainees", "10", 10, 10, P),
    ("three 16-year-old girls", "three", 3, 3, P),
    ("at least one of the assailants", "at least one", 1, None, P),
    ("millions of Lukanians", "millions", 2000000, None, P),
    ("many others", "many", 2, None, P),
    ("five\ncriminal cases", "five", 5, 5, "case"),
    # Numbers without a noun, of people told before.
    ("31 arrested", "31", 31, 31, ""),
    ("three dead", "three", 3, 3, ""),
    ("the two agreed on a plan", "two", 2, 2, ""),
    ("all four will appeal", "all four", 4, 4, ""),
    ("Scores have been arrested.", "Scores", 40, None, ""),
    ("60 or so people", "60 or so", 50, 70, P),
    ("in all 67 precincts", "all 67", 67, 67, "precinct"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit"), COUNTS)
def test_count_has_its_bounds(text: str, words: str, low: float, high: float | None, unit: str) -> None:
    found = find_quantities(text, 0, len(text))
    assert [(one.text, one.low, one.high, one.unit, one.mode) for one in found] == [
        (words, low, high, unit, "count")
    ]
    assert text[found[0].start : found[0].end] == words


SHARES = [
    ("60 to 70 percent of the vote", "60 to 70 percent", 60, 70, False, False),
    ("60-70 per cent", "60-70 per cent", 60, 70, False, False),
    ("between 60 and 70 percent", "between 60 and 70 percent", 60, 70, False, False),
    ("60 percent to 70 percent", "60 percent to 70 percent", 60, 70, False, False),
    ("more than 80 percent of the vote", "more than 80 percent", 80, 100, True, False),
    ("at least 30%", "at least 30%", 30, 100, False, False),
    ("less than 10 percent", "less than 10 percent", 0, 10, False, True),
    ("nearly 90 percent", "nearly 90 percent", 81, 90, False, True),
    ("about 95 percent", "about 95 percent", 85.5, 100, False, False),
    ("80.1 percent", "80.1 percent", 80.1, 80.1, False, False),
    ("two-thirds of voters", "two-thirds", 66.67, 66.67, False, False),
    ("a third of the deputies", "a third of", 33.33, 33.33, False, False),
    ("half of the deputies", "half of", 50, 50, False, False),
    ("one in five voters", "one in five", 20, 20, False, False),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "low_open", "high_open"), SHARES)
def test_share_is_in_percent(
    text: str, words: str, low: float, high: float, low_open: bool, high_open: bool
) -> None:
    one = find_quantities(text, 0, len(text))[0]
    assert (one.text, one.low, one.high, one.unit, one.mode) == (words, low, high, "percent", "share")
    assert (one.low_open, one.high_open) == (low_open, high_open)


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        ("another 10 people were detained", "another 10", "increment"),
        ("another 10 were detained", "another 10", "increment"),
        ("a further 10 activists", "a further 10", "increment"),
        ("10 more people", "10 more", "increment"),
        ("hundreds more were held", "hundreds more", "increment"),
        ("at least another 10 people", "at least another 10", "increment"),
        ("a total of 34 people", "a total of 34", "cumulative"),
        ("34 people in total", "34", "cumulative"),
        ("34 people have been detained so far", "34", "cumulative"),
        ("100 people have been detained since August 9", "100", "cumulative"),
        ("Since August 9, 100 people have been detained", "100", "cumulative"),
        ("100 people were detained on August 9", "100", "count"),
        ("Twenty-two people have gone missing this year", "Twenty-two", "cumulative"),
        ("It has so far asked for 41 people", "41", "cumulative"),
        ("So far nobody came, and 41 people were fined", "41", "count"),
    ],
)
def test_mode_is_told_by_the_words(text: str, words: str, mode: str) -> None:
    assert [(one.text, one.mode) for one in find_quantities(text, 0, len(text))] == [(words, mode)]


@pytest.mark.parametrize(
    "text",
    [
        "10 days of arrest",
        "after 26 years in power",
        "the last few years",
        "on September 3",
        "On August 9, 2020, in Orlec",
        "2020",
        "the 2020 vote",
        "a fine of 675 rubles",
        "a 24-year-old student",
        "The deputy, 45, was held",
        "aged 45",
        "at 7 p.m.",
        "10:30",
        "COVID-19",
        "16x9 Image",
        "No. 5",
        "Article 342",
        "Channel 5",
        "three times",
        "the 5th",
        "a third term",
        "a two-day visit",
        "a five-member council",
        "one of them",
        "No one came",
        "One, an anchor, was held",
        "one must say",
        "children under 18",
        "5 percentage points",
        "tensions rose",
        "several million dollars’ worth of equipment",
        "a mother of three who",
        "how many people",
        "many would like to see us fall",
        "some support",
        "another detained member of the council",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text, 0, len(text)) == ()


def test_phrase_finds_the_quantity_of_its_head() -> None:
    text = "The other two members of three parties met 40 officers."
    found = find_quantities(text, 0, len(text))
    members = quantity_at(text, found, 0, text.index(" met"))
    assert members is not None
    assert members.text == "two"
    assert quantity_at(text, found, text.index("members"), text.index(" met")) is None
    assert quantity_at(text, found, 0, 9) is None


def test_offsets_count_from_the_report() -> None:
    text = "Ninety people. 10 people. Eleven people."
    found = find_quantities(text, 14, 26)
    assert [(one.text, one.start) for one in found] == [("10", 15)]


WORDS = [
    "about", "10", "to", "15", "percent", "people", "at least", "1,000", "half", "of", "dozens",
    "another", "one", "September", "9", "$", "since", "years", ",", "-", "½", "’", "\u00a0", "\n", "a",
    "million", "'s", "Ä", "ſ", "٣",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_quantities_quote_the_text_in_order(text: str) -> None:
    found = find_quantities(text, 0, len(text))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.high is None or one.low <= one.high for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.text(max_size=200), st.integers(-5, 210), st.integers(-5, 210))
def test_any_text_and_any_stretch_is_read(text: str, start: int, end: int) -> None:
    for one in find_quantities(text, start, end):
        assert max(0, start) <= one.start < one.end <= end
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "word", ["1", "about ", "one ", "10 to ", "a hundred ", "in ", "the last ", "half a ", "1,000", "\n"]
)
def test_time_grows_with_length_only(word: str) -> None:
    def read(length: int) -> None:
        text = (word * length)[:length]
        find_quantities(text, 0, length)

    read(100)
    # Eight times the text: quadratic time would be 64 times as long.
    limit = 24 * least_seconds(lambda: read(2000), 0) + 0.5
    assert least_seconds(lambda: read(16000), limit) < limit


@pytest.mark.parametrize(("text", "count"), [("six of us", 6), ("eight", 8), ("at least nine", 9)])
def test_a_number_that_is_known_to_stand_alone(text: str, count: int) -> None:
    found = find_quantities(text, 0, len(text), alone=True)
    assert [(each.low, each.unit) for each in found] == [(count, "")]


@pytest.mark.parametrize("text", ["one", "all but three", "2026"])
def test_a_number_that_counts_nobody_even_alone(text: str) -> None:
    assert not find_quantities(text, 0, len(text), alone=True)
