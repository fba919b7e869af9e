"""The tree is the one that trafilatura would make, and so is the title in it."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from lxml.html import tostring
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from letapis.read.metadata import read_metadata
from letapis.read.parse import drop_unread, parse_page

WORDS = "<p>Police held ten people in Orlec.</p><p>Two were let go.</p>"


@pytest.mark.parametrize(
    "html",
    [
        f"<html><body>{WORDS}</body></html>",
        f"<!DOCTYPE html PUBLIC '-//W3C//DTD'><html/>\n<body>{WORDS}",
        f'<?xml version="1.0" encoding="windows-1251"?><html><body>{WORDS}café',
        WORDS,
        "<p>one</p>",
        "Orlec",
        "",
        " ",
        "<!-- html -->",
        "<html>",
        f"<html>\x00{WORDS}\ud800",
    ],
)
def test_the_tree_is_that_of_trafilatura(html: str) -> None:
    ours, theirs = parse_page(html), load_html(html)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert tostring(ours) == tostring(theirs)


def test_trees_and_titles_of_public_pages_are_those_of_trafilatura(gold: Path) -> None:
    for path in sorted((gold / "pages" / "scrapinghub" / "html").glob("*.html.gz"))[::20]:
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        ours, theirs = parse_page(html), load_html(html)
        assert ours is not None
        assert theirs is not None
        assert tostring(ours) == tostring(theirs)
        assert read_metadata(ours, date(2021, 9, 3), None).title == extract_metadata(theirs).title


def test_what_is_not_read_is_dropped_and_all_words_stay() -> None:
    data = '<script type="application/ld+json">{"articleBody": "Ten"}</script>'
    html = (
        f"<html><body>one<svg><text>a</text></svg>two<style>b</style>three<script>c</script>four{data}</body>"
    )
    tree = parse_page(html)
    assert tree is not None
    drop_unread(tree)
    assert tree.text_content() == 'onetwothreefour{"articleBody": "Ten"}'
