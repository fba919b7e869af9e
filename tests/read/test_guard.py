"""Pages made to exhaust a parser end with words, within their limits; ordinary ones are read as ever."""

from __future__ import annotations

import itertools
import string
from datetime import UTC, date, datetime

import pytest

from letapis import confine
from letapis.capture.make import make_capture
from letapis.issue import Issue
from letapis.model import Capture, Given, Report
from letapis.read import guard, read_capture
from letapis.read.report import read_capture as read_here

NOON = datetime(2021, 9, 3, 12, tzinfo=UTC)
SENTENCE = "Police in Orlec detained ten people near the bridge on Tuesday, the Lantern centre said. "
PAGE = f"<html><body><article><h1>Court in Orlec</h1>{f'<p>{SENTENCE * 2}</p>' * 8}</article></body></html>"


def capture_page(page: str, media: str = "text/html") -> Capture:
    given = Given(date(2021, 9, 3), "https://orlec.example/7", "en")
    return make_capture("https://orlec.example/7", page.encode(), media, NOON, given)


def test_an_ordinary_page_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "ask", lambda *_: pytest.fail("a process was started"))
    assert isinstance(read_capture(capture_page(PAGE)), Report)
    assert isinstance(read_capture(capture_page(SENTENCE + "<" * 30_000, "text/plain")), Report)


def test_an_unusual_page_is_read_the_same_in_its_process() -> None:
    capture = capture_page(PAGE.replace("<h1>", "<!-- <<<< -->" * 6_000 + "<h1>"))
    assert guard.is_unusual(capture.data)
    assert read_capture(capture) == read_here(capture)


def test_what_cannot_be_read_is_named_by_its_process() -> None:
    found = read_capture(capture_page("<p>Orlec" + "<!-- <<<< -->" * 6_000))
    assert isinstance(found, Issue)
    assert (found.source, found.code) == ("https://orlec.example/7", "thin")


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("<div>" * 100_000, {"too-deep"}),
        ("<p>" + "&amp;" * 1_900_000, {"limits"}),
        ("<div " + " ".join(f'a{number}=""' for number in range(200_000)) + ">", {"limits"}),
        (f"<p>{SENTENCE * 100_000}", {"limits", "thin"}),
        ("<a href='/x'>y</a>" * 90_000, {"limits", "thin"}),
    ],
    ids=["deep", "entities", "attributes", "long", "links"],
)
def test_hostile_pages_end_with_words(monkeypatch: pytest.MonkeyPatch, page: str, codes: set[str]) -> None:
    monkeypatch.setattr(guard, "SECONDS", 2)
    found = read_capture(capture_page(page))
    assert isinstance(found, Issue)
    assert found.code in codes


def test_an_entity_bomb_is_only_text() -> None:
    letters = string.ascii_lowercase[:9]
    entities = "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in itertools.pairwise(letters))
    found = read_capture(
        capture_page(f'<!DOCTYPE html [<!ENTITY a "ha">{entities}]>{PAGE}'.replace("ten", "&i;"))
    )
    assert isinstance(found, Report)
    assert len(found.text) < 2 * len(PAGE)


def test_a_process_that_dies_or_raves_is_no_answer() -> None:
    assert list(confine.ask("letapis.no_such_module", {})) == [None]
    assert list(confine.ask("this", {})) == [None]
