"""JSON Lines: broken lines are named, the others go on, what a row says counts most."""

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.capture.rows import captures_from_rows
from letapis.issue import Issue
from letapis.model import Capture, Given

NOW = datetime(2020, 9, 4, tzinfo=UTC)


def take(content: bytes, said: Given | None = None, limit: int = 10_000) -> list[Capture | Issue]:
    return list(captures_from_rows(io.BytesIO(content), "rows.jsonl", said or Given(), NOW, limit))


def line(**fields: Any) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_a_row_says_more_than_what_is_given_for_all() -> None:
    said = Given(published=date(2020, 1, 1), language="en", url="https://a.example/")
    row = line(id="a", text="Orlec.", published="2020-09-03T10:00:00Z", url="https://b.example/", extra=1)
    (capture,) = take(row, said)
    assert isinstance(capture, Capture)
    assert capture.given == Given(date(2020, 9, 3), "https://b.example/", "en")


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (b"{not json\n", "broken-line"),
        (b'["a"]\n', "broken-line"),
        (b"[" * 5000 + b"\n", "broken-line"),
        (b'{"id": "x", "text": "caf\xe9"}\n', "encoding"),
        (b'{"id": "x", "text": "\\ud800"}\n', "encoding"),
        (line(id="x"), "broken-line"),
        (line(id="x", text="a", html="<p>a"), "broken-line"),
        (line(id="x", text=["a"]), "broken-line"),
        (line(id="x", text="  "), "empty"),
        (line(id="x", text="a" * 20_000), "too-large"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_broken_line_is_named_and_the_others_go_on(broken: bytes, code: str) -> None:
    first, issue, last = take(line(id="a", text="Orlec.") + broken + line(id="b", html="<p>Orlec"))
    assert isinstance(issue, Issue)
    assert (issue.source, issue.code, issue.fatal) == ("rows.jsonl, line 2", code, True)
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert (first.media, last.media) == ("text/plain", "text/html")


def test_a_wrong_day_is_noted_and_the_row_is_read() -> None:
    note, capture = take(line(id="a", text="Orlec.", published="last week"))
    assert isinstance(note, Issue)
    assert isinstance(capture, Capture)
    assert (note.code, note.fatal, capture.given.published) == ("date", False, None)


def test_a_row_without_an_id_is_named_by_its_line() -> None:
    ids = [
        item.id
        for item in take(b"\n" + line(text="Orlec.") + line(id=7, text="x"))
        if isinstance(item, Capture)
    ]
    assert ids == ["rows.jsonl:2", "7"]


def test_the_last_line_needs_no_end_and_the_first_may_have_a_mark() -> None:
    items = take(b"\xef\xbb\xbf" + line(id="a", text="x") + line(id="b", text="y").strip())
    assert [item.id for item in items if isinstance(item, Capture)] == ["a", "b"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_the_text_of_a_row_comes_back_exactly(text: str) -> None:
    (capture,) = take(line(id="a", text=text), limit=1_000_000)
    assert isinstance(capture, Capture)
    assert capture.data.decode("utf-8-sig") == text


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading(content: bytes) -> None:
    items = take(content + b"\n" + line(id="last", text="Orlec."), limit=200)
    assert isinstance(items[-1], Capture)
