"""From bytes to a report: exact text, dates and their source, languages, encodings."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.issue import Issue
from letapis.model import BLOCK_KINDS, Capture, Given, Report
from letapis.read import STAGE, read_capture

NOW = datetime(2020, 9, 4, tzinfo=UTC)
TEXT = """\
Home

Ten Held In Orlec

By Anna Melk

ORLEC, Sept. 3 (VNA) -- Police in Veldania’s capital held ten people, a rights centre said on Thursday.

The ministry denied it.

With reporting by AFP
"""


def capture(
    data: bytes | str, name: str = "page", media: str = "text/plain", said: Given | None = None
) -> Capture:
    data = data.encode() if isinstance(data, str) else data
    return Capture(name, data, media, hashlib.sha256(data).hexdigest(), NOW, said or Given())


def read(data: bytes | str, name: str = "page", said: Given | None = None) -> Report:
    report = read_capture(capture(data, name, said=said))
    assert isinstance(report, Report)
    return report


def test_a_report_says_what_it_is_and_where() -> None:
    report = read(TEXT, "veldania-2020-09-03.txt")
    assert report.text == TEXT
    assert report.reader == STAGE
    assert report.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    quotes = [report.title, report.dateline, report.byline, *report.wires]
    assert [quote.text if quote else None for quote in quotes] == [
        "Ten Held In Orlec",
        "ORLEC",
        "Anna Melk",
        "VNA",
        "AFP",
    ]
    assert all(quote and TEXT[quote.start : quote.end] == quote.text for quote in quotes)
    assert (report.published, report.published_how) == (date(2020, 9, 3), "filename")
    assert (report.language, report.issues) == ("en", ())


def test_what_is_given_counts_most() -> None:
    said = Given(date(2020, 9, 1), "https://orlec.example/", "en")
    report = read(TEXT, "veldania-2020-09-03.txt", said)
    assert (report.published, report.published_how, report.url) == (date(2020, 9, 1), "given", said.url)


def test_nothing_is_rewritten() -> None:
    text = "\t Police held ten people.\r\n\r\n\u00a0They  were let go. \x0c\n\n"
    assert read(text).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=200))
def test_any_plain_text_is_kept_exactly_or_refused_with_a_reason(text: str) -> None:
    result = read_capture(capture(text, said=Given(language="en")))
    if isinstance(result, Issue):
        assert not text.strip()
        assert result.code == "empty"
        return
    assert result.text == text
    assert {block.kind for block in result.blocks} <= set(BLOCK_KINDS)


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
def test_encodings(encoding: str, noted: bool) -> None:
    report = read(TEXT.encode(encoding))
    assert report.text == TEXT
    assert [issue.code for issue in report.issues] == (["encoding"] if noted else [])


@pytest.mark.parametrize("damaged", ["Veldaniaâ€™s", "Veldania\ufffds"])
def test_text_damaged_before_is_noted(damaged: str) -> None:
    (issue,) = read(TEXT.replace("Veldania’s", damaged)).issues
    assert (issue.code, issue.fatal) == ("encoding", False)


def test_what_cannot_be_decoded_is_refused() -> None:
    issue = read_capture(capture(b"\xff\xfeO\x00r\x00l"))
    assert isinstance(issue, Issue)
    assert (issue.code, issue.fatal) == ("encoding", True)


def test_a_declared_encoding_is_believed_for_html() -> None:
    words = (
        "Police in Orlec said – and the rights centre denied – that ten people had been let go on Monday. "
        * 3
    )
    page = f"<html><head><meta charset=windows-1252></head><body><article><p>{words}</p></article>"
    report = read_capture(capture(page.encode("cp1252"), media="text/html"))
    assert isinstance(report, Report)
    assert "said – and" in report.text


def test_a_report_in_another_language_is_refused_unless_it_is_supported() -> None:
    text = "Міліцыя затрымала дзесяць чалавек у цэнтры сталіцы ў нядзелю."
    issue = read_capture(capture(text))
    assert isinstance(issue, Issue)
    assert issue.code == "language"
    assert "be" in issue.message
    report = read_capture(capture(text), {"en", "be"})
    assert isinstance(report, Report)
    assert report.language == "be"


def test_a_page_of_furniture_only_is_refused() -> None:
    issue = read_capture(capture("Home\n\nSign in\n\n© 2020 Orlec Times. All rights reserved."))
    assert isinstance(issue, Issue)
    assert issue.code == "empty"


def test_html_offsets_lie_in_the_text_taken_out() -> None:
    words = "Police held ten people in Orlec on Monday, a rights centre said, and let two of them go later. "
    html = f"<body><article><h1>Ten Held</h1><p>ORLEC -- {words}</p><p>{words * 3}</p></article></body>"
    report = read_capture(capture(html, media="text/html"))
    assert isinstance(report, Report)
    assert report.title is not None
    assert report.dateline is not None
    assert report.text[report.dateline.start : report.dateline.end] == "ORLEC"
    assert [block.kind for block in report.blocks] == ["headline", "dateline", "body", "body"]
