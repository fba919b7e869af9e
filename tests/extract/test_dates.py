"""Time expressions against their days, for a report of Thursday 3 September 2020 and for others."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.seconds import least_seconds

from letapis.extract.calendar import nearest_day, part_of, shift, weekday_day, weekend_span
from letapis.extract.dates import find_anchors, find_dates, find_time_expressions, read_dates
from letapis.model import PRECISIONS

THURSDAY = date(2020, 9, 3)
VOTE = {"election": date(2020, 8, 9)}


def day(written: str | None) -> date | None:
    """ "9-3" is 3 September 2020."""
    if written is None:
        return None
    parts = [int(part) for part in written.split("-")]
    return date(*parts) if len(parts) == 3 else date(2020, *parts)


DAYS = [
    # text, words, first, last, precision
    ("They were held on September 3.", "on September 3", "9-3", "9-3", "day"),
    ("Sept. 3", "Sept. 3", "9-3", "9-3", "day"),
    ("3 September 2020", "3 September 2020", "9-3", "9-3", "day"),
    ("the 3rd of September", "the 3rd of September", "9-3", "9-3", "day"),
    ("2020-09-03", "2020-09-03", "9-3", "9-3", "day"),
    ("03.09.2020", "03.09.2020", "9-3", "9-3", "day"),
    ("13/9/2020", "13/9/2020", "9-13", "9-13", "day"),
    ("On Thursday, September 3, 2020, police", "On Thursday, September 3, 2020", "9-3", "9-3", "day"),
    ("on September\n    3", "on September\n    3", "9-3", "9-3", "day"),
    ("on December 20", "on December 20", "2019-12-20", "2019-12-20", "day"),
    ("on March 8", "on March 8", "3-8", "3-8", "day"),
    ("It happened on Tuesday.", "on Tuesday", "9-1", "9-1", "day"),
    ("Police said Wednesday", "Wednesday", "9-2", "9-2", "day"),
    ("police held ten on Thursday", "on Thursday", "9-3", "9-3", "day"),
    ("last Thursday", "last Thursday", "8-27", "8-27", "day"),
    ("last Friday", "last Friday", "8-28", "8-28", "day"),
    ("next Friday", "next Friday", "9-4", "9-4", "day"),
    ("next Thursday", "next Thursday", "9-10", "9-10", "day"),
    ("this Monday", "this Monday", "8-31", "8-31", "day"),
    ("on Friday of last week", "on Friday of last week", "8-28", "8-28", "day"),
    ("He will appear on Friday.", "on Friday", "9-4", "9-4", "day"),
    ("On Friday, he will appear", "On Friday", "9-4", "9-4", "day"),
    ("The march planned for Sunday", "for Sunday", "9-6", "9-6", "day"),
    ("He said on Wednesday he would resign", "on Wednesday", "9-2", "9-2", "day"),
    ("He is said to be behind a Friday blast", "Friday", "8-28", "8-28", "day"),
    ("They, who will appeal, were jailed on Friday", "on Friday", "8-28", "8-28", "day"),
    ("late on Monday", "late on Monday", "8-31", "8-31", "day"),
    ("Tuesday night", "Tuesday night", "9-1", "9-1", "day"),
    ("On the evening of September 3", "On the evening of September 3", "9-3", "9-3", "day"),
    ("early on the morning of August 10", "early on the morning of August 10", "8-10", "8-10", "day"),
    ("Earlier on September 3, it said", "Earlier on September 3", "9-3", "9-3", "day"),
    ("on the night of August 9", "on the night of August 9", "8-9", "8-9", "day"),
    ("on the eve of September 3", "on the eve of September 3", "9-2", "9-2", "day"),
    ("yesterday", "yesterday", "9-2", "9-2", "day"),
    ("today", "today", "9-3", "9-3", "day"),
    ("tomorrow", "tomorrow", "9-4", "9-4", "day"),
    ("the day before yesterday", "the day before yesterday", "9-1", "9-1", "day"),
    ("last night", "last night", "9-2", "9-2", "day"),
    ("three days ago", "three days ago", "8-31", "8-31", "day"),
    ("will visit on September 4", "on September 4", "9-4", "9-4", "day"),
    ("The hearing is scheduled for November 20.", "for November 20", "11-20", "11-20", "day"),
    ("last week", "last week", "8-24", "8-30", "week"),
    ("late last week", "late last week", "8-24", "8-30", "week"),
    ("two weeks ago", "two weeks ago", "8-20", "8-20", "day"),
    ("this week", "this week", "8-31", "9-3", "week"),
    ("earlier this week", "earlier this week", "8-31", "9-3", "week"),
    ("later this week", "later this week", "9-3", "9-6", "week"),
    ("next week", "next week", "9-7", "9-13", "week"),
    ("in the week of August 10", "in the week of August 10", "8-10", "8-16", "week"),
    ("last month", "last month", "8-1", "8-31", "month"),
    ("next month", "next month", "10-1", "10-31", "month"),
    ("in August", "in August", "8-1", "8-31", "month"),
    ("was jailed in October", "in October", "2019-10-1", "2019-10-31", "month"),
    ("will be tried in October", "in October", "10-1", "10-31", "month"),
    ("in March 2019", "in March 2019", "2019-3-1", "2019-3-31", "month"),
    ("in May", "in May", "5-1", "5-31", "month"),
    ("a month ago", "a month ago", "8-1", "8-31", "month"),
    ("last year", "last year", "2019-1-1", "2019-12-31", "year"),
    ("in 2019", "in 2019", "2019-1-1", "2019-12-31", "year"),
    ("so far this year", "this year", "1-1", "9-3", "year"),
    ("late last year", "late last year", "2019-9-1", "2019-12-31", "interval"),
    ("early 2021", "early 2021", "2021-1-1", "2021-4-30", "interval"),
    ("mid-August", "mid-August", "8-11", "8-20", "interval"),
    ("at the end of August", "at the end of August", "8-21", "8-31", "interval"),
    ("in the second half of August", "in the second half of August", "8-16", "8-31", "interval"),
    ("by the end of the year", "by the end of the year", "9-3", "12-31", "interval"),
    ("in the 1990s", "in the 1990s", "1990-1-1", "1999-12-31", "interval"),
    ("over the weekend", "over the weekend", "8-29", "8-30", "interval"),
    ("this weekend", "this weekend", "9-5", "9-6", "interval"),
    ("within the next two weeks", "within the next two weeks", "9-3", "9-17", "interval"),
    ("the past three days", "the past three days", "8-31", "9-3", "interval"),
    ("for the past month", "for the past month", "8-3", "9-3", "interval"),
    ("since August 9", "since August 9", "8-9", "9-3", "interval"),
    ("since the August 9 vote", "since the August 9 vote", "8-9", "9-3", "interval"),
    ("since the disputed August 9 vote", "since the disputed August 9 vote", "8-9", "9-3", "interval"),
    ("since 1994", "since 1994", "1994-1-1", "9-3", "interval"),
    ("by Friday", "by Friday", "9-3", "9-4", "interval"),
    ("By Tuesday, 100 had been held", "By Tuesday", None, "9-1", "interval"),
    ("until October 1", "until October 1", "9-3", "10-1", "interval"),
    ("before August 9", "before August 9", None, "8-9", "interval"),
    ("after August 25", "after August 25", "8-25", None, "interval"),
    ("as of September 1", "as of September 1", "9-1", "9-1", "day"),
    ("August 9-10", "August 9-10", "8-9", "8-10", "interval"),
    ("overnight on August 9–10", "overnight on August 9–10", "8-9", "8-10", "interval"),
    ("overnight into Sunday", "overnight into Sunday", "8-29", "8-30", "interval"),
    ("police came overnight", "overnight", "9-2", "9-3", "interval"),
    ("between August 9 and 12", "between August 9 and 12", "8-9", "8-12", "interval"),
    ("from August 9 to 12", "from August 9 to 12", "8-9", "8-12", "interval"),
    ("on August 9, 10 and 11 in Orlec", "on August 9, 10 and 11", "8-9", "8-11", "interval"),
    ("from August 30 to September 2", "from August 30 to September 2", "8-30", "9-2", "interval"),
    ("from December 28 to January 3", "from December 28 to January 3", "2019-12-28", "1-3", "interval"),
    ("Aug. 30 – Sept. 2, 2019", "Aug. 30 – Sept. 2, 2019", "2019-8-30", "2019-9-2", "interval"),
    ("from Monday to Wednesday", "from Monday to Wednesday", "8-31", "9-2", "interval"),
    ("will strike from Friday to Monday", "from Friday to Monday", "9-4", "9-7", "interval"),
    ("in July and August", "in July and August", "7-1", "8-31", "interval"),
    ("between 2015 and 2019", "between 2015 and 2019", "2015-1-1", "2019-12-31", "interval"),
    ("a day after the vote", "a day after the vote", "8-10", "8-10", "day"),
    ("three days after the election", "three days after the election", "8-12", "8-12", "day"),
    ("on the eve of the vote", "on the eve of the vote", "8-8", "8-8", "day"),
    ("on election day", "on election day", "8-9", "8-9", "day"),
    ("after the election", "after the election", "8-9", None, "interval"),
    ("after the disputed state election", "after the disputed state election", "8-9", None, "interval"),
    ("since the election", "since the election", "8-9", "9-3", "interval"),
    ("in recent days", "in recent days", None, None, "interval"),
    ("in the coming days", "in the coming days", "9-3", None, "interval"),
    ("the last few years", "the last few years", None, None, "interval"),
    ("the next day", "the next day", None, None, "day"),
    ("3/4/2020", "3/4/2020", None, None, "day"),
    # What is still to come: appointments, timetables, terms.
    ("summoned for Friday", "for Friday", "9-4", "9-4", "day"),
    ("told to appear before an investigator on Friday", "on Friday", "9-4", "9-4", "day"),
    ("The trial opens on Monday.", "on Monday", "9-7", "9-7", "day"),
    ("The vote is on Sunday.", "on Sunday", "9-6", "9-6", "day"),
    ("The hearing was put off until Monday.", "until Monday", "9-7", "9-7", "day"),
    ("a stoppage announced from Monday", "from Monday", "9-7", None, "interval"),
    ("Custody was prolonged to November 8.", "November 8", "11-8", "11-8", "day"),
    ("is due to meet before the end of the month", "before the end of the month", "9-3", "9-30", "interval"),
    ("agreed to sign nothing before October", "before October", "9-3", "9-30", "interval"),
    ("promised an answer within 30 days", "within 30 days", "9-3", "10-3", "interval"),
    # What is over, though a like word may look ahead.
    ("failed to appear on Tuesday", "on Tuesday", "9-1", "9-1", "day"),
    ("He should have left prison in August.", "in August", "8-1", "8-31", "month"),
    ("the list for Tuesday", "for Tuesday", "9-1", "9-1", "day"),
    ("All were fined by Tuesday evening.", "by Tuesday evening", None, "9-1", "interval"),
    ("without insulin from August 9", "from August 9", "8-9", "9-3", "interval"),
    # Days by their number, parts of months, seasons, years after them.
    ("was let out on the 1st", "on the 1st", "9-1", "9-1", "day"),
    ("fixed its hearing for the 22nd", "for the 22nd", "9-22", "9-22", "day"),
    ("On the sixth of May", "On the sixth of May", "5-6", "5-6", "day"),
    ("since the first of the month", "since the first of the month", "9-1", "9-3", "interval"),
    ("the first week of February 2020", "the first week of February 2020", "2-1", "2-7", "interval"),
    ("the last day of August", "the last day of August", "8-31", "8-31", "day"),
    ("the first Sunday of August", "the first Sunday of August", "8-2", "8-2", "day"),
    ("in the spring", "in the spring", "3-1", "5-31", "interval"),
    ("last winter", "last winter", "2019-12-1", "2020-2-29", "interval"),
    ("since last winter", "since last winter", "2019-12-1", "9-3", "interval"),
    ("since 30 August last year", "since 30 August last year", "2019-8-30", "9-3", "interval"),
    ("since New Year", "since New Year", "1-1", "9-3", "interval"),
    ("July–August", "July–August", "7-1", "8-31", "interval"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "first", "last", "precision"), DAYS)
def test_days_of_a_phrase(text: str, words: str, first: str | None, last: str | None, precision: str) -> None:
    found = find_dates(text, 0, len(text), THURSDAY, VOTE)
    assert [(when.text, when.first, when.last, when.precision) for when in found] == [
        (words, day(first), day(last), precision)
    ]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "a 24-year-old, aged 45",
        "10 days of arrest",
        "after 26 years in power",
        "six months in prison",
        "at 7 p.m.",
        "she may be tried",
        "they march on",
        "the March of Unity",
        "Friday prayers",
        "Black Sunday",
        "every Sunday",
        "the 17 March Movement",
        "by April Smith",
        "May Day",
        "he sat. Then",
        "said on they had received",
        "on February 30",
        "Sept. 31",
        "over 2000 people",
        "in 2000 cases",
        "the third arrest in two weeks",
        "after the election commission spoke",
        "after the summit",
        "weekend protests",
        "the fall of the government",
        "17 January 2018The",
        "0:00 0:06:09 0:00",
        "the 22nd session",
        "on the 13th floor",
        "every Tuesday and Friday",
        "Law No. 107 of 2013",
        "the agency Two Rivers Today",
        "closed the case within a month",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, 0, len(text), THURSDAY, VOTE) == ()


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Held on August 9. The next day he was fined.", "The next day", "8-10", "8-10"),
        ("Held on August 9. That evening he was fined.", "That evening", "8-9", "8-9"),
        ("Held on August 9, he was freed three days later.", "three days later", "8-12", "8-12"),
        ("Held on August 9; a week earlier, his son.", "a week earlier", "8-2", "8-2"),
        ("Held on August 9. The week before, his son.", "The week before", "7-27", "8-2"),
        ("Held on August 9, and on the 12th fined.", "on the 12th", "8-12", "8-12"),
        ("Held in 2016, he was freed that December.", "that December", "2016-12-1", "2016-12-31"),
        ("Held in 2016. In August of that year", "In August of that year", "2016-8-1", "2016-8-31"),
        ("Held on September 3. The next day he was fined.", "The next day", None, None),
        ("The trial is set for October 5. The same day", "The same day", None, None),
    ],
)
def test_days_counted_from_what_was_told(text: str, words: str, first: str | None, last: str | None) -> None:
    stops = [at + 1 for at, letter in enumerate(text) if letter == "."]
    stretches = list(pairwise(sorted({0, *stops, len(text)})))
    found = [one.when for each in read_dates(text, stretches, THURSDAY, {}) for one in each]
    assert (found[-1].text, found[-1].first, found[-1].last) == (words, day(first), day(last))


def test_a_count_after_a_day_is_no_second_day() -> None:
    text = "On August 9 and 10 people were held."
    assert [when.text for when in find_dates(text, 0, len(text), None)] == ["On August 9"]


@pytest.mark.parametrize(
    ("published", "text", "first", "last"),
    [
        (date(2021, 1, 10), "on December 20", "2020-12-20", "2020-12-20"),
        (date(2021, 1, 10), "in December", "2020-12-1", "2020-12-31"),
        (date(2020, 12, 28), "will be tried on January 5", "2021-1-5", "2021-1-5"),
        (date(2020, 8, 30), "over the weekend", "2020-8-29", "2020-8-30"),
        (date(2020, 8, 31), "on Sunday", "2020-8-30", "2020-8-30"),
        (date(2020, 8, 31), "last week", "2020-8-24", "2020-8-30"),
        (date(2020, 3, 31), "over the past month", "2020-2-29", "2020-3-31"),
        (date(2024, 3, 1), "yesterday", "2024-2-29", "2024-2-29"),
        (date(2023, 3, 1), "on February 29", "2024-2-29", "2024-2-29"),
        (date(2021, 1, 1), "last month", "2020-12-1", "2020-12-31"),
    ],
)
def test_days_seen_from_another_day(published: date, text: str, first: str, last: str) -> None:
    if "February 29" in text:
        found = find_dates(text, 0, len(text), published, future=True)
    else:
        found = find_dates(text, 0, len(text), published)
    assert [(when.first, when.last) for when in found] == [(day(first), day(last))]


def test_caller_may_say_that_it_is_to_come() -> None:
    text = "on Friday"
    assert find_dates(text, 0, 9, THURSDAY, future=True)[0].first == date(2020, 9, 4)
    assert find_dates(text, 0, 9, THURSDAY, future=False)[0].first == date(2020, 8, 28)


@pytest.mark.parametrize(
    ("text", "first"),
    [("last week", None), ("on September 3", None), ("since August 9", None), ("3 September 2020", THURSDAY)],
)
def test_unknown_day_of_publication_leaves_the_words(text: str, first: date | None) -> None:
    found = find_dates(text, 0, len(text), None)
    assert [(when.text, when.first, when.last) for when in found] == [(text, first, first)]


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("since the August 9 vote", {"election": date(2020, 8, 9)}),
        ("the presidential election on August 9", {"election": date(2020, 8, 9)}),
        ("the election, held on August 9,", {"election": date(2020, 8, 9)}),
        ("the referendum held in Orlec on Sunday", {"referendum": date(2020, 8, 30)}),
        ("Veldania's August 9 election", {"election": date(2020, 8, 9)}),
        ("Sunday's disputed election", {"election": date(2020, 8, 30)}),
        ("the August 9 vote and the August 16 vote", {}),
        ("On August 9 people voted.", {}),
        ("the vote in August", {}),
        ("Protests began after the election on August 9", {"election": date(2020, 8, 9)}),
        ("He denounced the vote on September 2", {}),
        ("After the vote, on August 20 police came", {}),
    ],
)
def test_events_that_the_report_dates(text: str, anchors: dict[str, date]) -> None:
    assert find_anchors(text, THURSDAY) == anchors


def test_an_event_dates_what_came_after_it() -> None:
    text = "Protests began after the August 9 vote. Thousands were held after the election."
    found = find_dates(text, 40, len(text), THURSDAY, find_anchors(text, THURSDAY))
    assert [(when.text, when.first, when.last) for when in found] == [
        ("after the election", date(2020, 8, 9), None)
    ]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("on September 3", "at"),
        ("since August 9", "since"),
        ("by Friday", "by"),
        ("after the election", "after"),
        ("from Monday to Wednesday", "between"),
        ("reject the August 9 vote", "attribute"),
        ("Sunday's rally", "attribute"),
        ("at Sunday's rally", "at"),
    ],
)
def test_what_the_words_around_a_date_make_of_it(text: str, relation: str) -> None:
    assert [one.relation for one in find_time_expressions(text, 0, len(text), THURSDAY, VOTE)] == [relation]


def test_calendar_ends_where_it_ends() -> None:
    assert shift(date(9999, 12, 31), 1, "day") is None
    assert shift(date(1, 1, 1), -5, "year") is None
    assert weekday_day(0, date(1, 1, 1), "last", future=False) is None
    assert weekend_span(date(1, 1, 1), "last", future=False) is None
    assert nearest_day(2, 30, THURSDAY, future=False) is None
    assert part_of((date(2020, 1, 1), date(2020, 12, 31)), "middle") == (date(2020, 5, 1), date(2020, 8, 31))


WORDS = [
    "on", "since", "the", "August", "9", "10", "-", "to", "and", "between", "from", "last", "week",
    "Friday", "2020", "ago", "days", "a", "will", "vote", "after", "'s", ",", "\u00a0", "\n", "May",
    "in", "next", "99999999", "years", "ſ", "early", "of", "eve", "Ä", "½", "weekend", "January",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.none() | st.dates())
def test_dates_quote_the_text_in_order(text: str, published: date | None) -> None:
    found = find_dates(text, 0, len(text), published, VOTE)
    assert all(text[when.start : when.end] == when.text for when in found)
    assert all(when.first is None or when.last is None or when.first <= when.last for when in found)
    assert all(when.precision in PRECISIONS for when in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(isinstance(known, date) for known in find_anchors(text, published).values())


@given(st.text(max_size=200), st.integers(-5, 210), st.integers(-5, 210))
def test_any_text_and_any_stretch_is_read(text: str, start: int, end: int) -> None:
    for when in find_dates(text, start, end, THURSDAY):
        assert max(0, start) <= when.start < when.end <= end
        assert text[when.start : when.end] == when.text


@pytest.mark.parametrize(
    "word", ["1", "9 ", "in ", "the last ", "August 9 ", "Mon. ", "since ", "early ", "\n", "after the "]
)
def test_time_grows_with_length_only(word: str) -> None:
    def read(length: int) -> None:
        text = (word * length)[:length]
        find_dates(text, 0, length, THURSDAY, VOTE)

    read(100)
    # Eight times the text: quadratic time would be 64 times as long.
    limit = 24 * least_seconds(lambda: read(2000), 0) + 0.5
    assert least_seconds(lambda: read(16000), limit) < limit
