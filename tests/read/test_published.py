"""When a report was published: from what it is inferred, and that no year is ever guessed."""

from datetime import UTC, date, datetime

import pytest

from letapis.read.blocks import label_blocks
from letapis.read.dateline import find_dateline
from letapis.read.published import find_days, infer_published, is_timestamp

NOW = datetime(2021, 1, 1, tzinfo=UTC)
BODY = "The rights centre said so in a statement.\n\nIt gave no names of those held."
DAY = date(2020, 9, 3)


def infer(text: str, name: str = "page", url: str | None = None) -> tuple[date | None, str]:
    blocks = label_blocks(text)
    datelines = [find_dateline(text[block.start :]) for block in blocks if block.kind == "dateline"]
    day = datelines[0].day if datelines and datelines[0] else None
    return infer_published(text, blocks, day, name, url, NOW)


@pytest.mark.parametrize(
    ("text", "name", "url", "expected"),
    [
        (
            f"Ten Held In Orlec\n\nPublished 3 September 2020, 14:05 GMT\n\nPolice held ten. {BODY}",
            "a",
            None,
            (DAY, "timestamp"),
        ),
        (
            f"Ten Held In Orlec\n\nBy Anna Melk | September 3, 2020\n\nPolice held ten. {BODY}",
            "a",
            None,
            (DAY, "timestamp"),
        ),
        (
            f"ORLEC, Sept. 3, 2020 (VNA) -- Police held ten. {BODY}",
            "a-2020-09-04.txt",
            None,
            (DAY, "dateline"),
        ),
        (
            f"ORLEC, Sept. 3 (VNA) -- Police held ten. {BODY}",
            "veldania-2020-09-03.txt",
            None,
            (DAY, "filename"),
        ),
        (f"Police held ten. {BODY}", "a", "https://orlec.example/2020/09/03/ten-held", (DAY, "url")),
        (
            f"ORLEC, Sept. 3 (VNA) -- Police held ten after the vote of August 9, 2020. {BODY}",
            "a",
            None,
            (DAY, "dateline"),
        ),
        (f"Police held ten people on September 3, 2020. {BODY}", "a", None, (DAY, "dateline")),
        (f"ORLEC, Sept. 3 (VNA) -- Police held ten. {BODY}", "a", None, (None, "unknown")),
        (f"Police held ten people on September 3. {BODY}", "a", None, (None, "unknown")),
        (f"ORLEC, Sept. 3 -- Karel was born on 1 May 1980. {BODY}", "a", None, (None, "unknown")),
        (f"He will be tried on September 3, 2020. {BODY}", "a", None, (None, "unknown")),
        (f"Police held ten. {BODY}", "report-2031-09-03.txt", None, (None, "unknown")),
        (f"Police held ten. {BODY}", "row-2020-09-03", None, (None, "unknown")),
    ],
)
def test_infer_published(text: str, name: str, url: str | None, expected: tuple[date | None, str]) -> None:
    assert infer(text, name, url) == expected


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    stamps = "Updated 9 September 2020\n\nPublished 3 September 2020"
    text = f"Ten Held In Orlec\n\n{stamps}\n\nPolice held ten. {BODY}"
    assert infer(text) == (DAY, "timestamp")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on September 3rd, 2020 and the 5th of May", [(2020, 9, 3), (None, 5, 5)]),
        ("2020-09-03, 03.09.2020, 25/09/2020", [(2020, 9, 3), (2020, 9, 3), (2020, 9, 25)]),
        ("03/09/2020 may be two days", []),
        ("they may 5 times march 10 miles", []),
        ("February 31, 2020 and version 1.2.2020.1", []),
        ("Sept. 3, 14 people were held", [(None, 9, 3)]),
    ],
)
def test_find_days(text: str, days: list[tuple[int | None, int, int]]) -> None:
    assert [(day.year, day.month, day.day) for day in find_days(text)] == days


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("September 03, 2020 18:22 GMT", True),
        ("2 hours ago", True),
        ("Last updated: 03.09.2020, 14:05", True),
        ("14:05", True),
        ("12", False),
        ("Ten held on September 3", False),
        ("September", False),
    ],
)
def test_is_timestamp(line: str, expected: bool) -> None:
    assert is_timestamp(line) is expected
