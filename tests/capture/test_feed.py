"""Feeds as others write them: well and badly formed, in every encoding."""

from __future__ import annotations

import tarfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from letapis.capture.feed import is_feed, pages_of_feed
from letapis.capture.strangers import parse_feed

BASE = "https://orlec.example/feed"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><item><link>/a</link></item></channel></rss>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_feed_is_known_in_every_encoding(encoding: str) -> None:
    assert is_feed(RSS.encode(encoding))
    assert not is_feed(RSS.replace("rss", "html").encode(encoding))


def test_the_name_of_its_root_may_have_a_prefix() -> None:
    assert is_feed(b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>")
    assert not is_feed(b"<p>feed</p>")
    assert not is_feed(b"<feedback>")


def feeds_of(gold: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(gold / "evidence" / "feedparser-feeds" / "feedparser-feeds.tar.gz") as packed:
        for member in packed:
            stream = packed.extractfile(member) if member.name.endswith(".xml") else None
            if stream:
                yield member.name.removeprefix("./tests/"), stream.read()


def test_every_feed_of_feedparser_is_known_and_read(gold: Path) -> None:
    """2,106 feeds: none stops the reader, and whatever an entry links to, only pages come out."""
    unknown, pages = set(), []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # feedparser warns of its own old names
        for name, data in feeds_of(gold):
            if not is_feed(data):
                unknown.add(name)
            pages += pages_of_feed(data, BASE, {})
    assert unknown == {"illformed/rss_empty_document.xml"}
    assert len(pages) > 1_000
    assert all(page.startswith(("http://", "https://")) for page in pages)


def test_the_confined_process_reads_them_the_same(gold: Path) -> None:
    badly_formed = [data for name, data in feeds_of(gold) if name.startswith("illformed/")]
    for data in badly_formed[::5]:
        assert parse_feed(data, BASE, {}) == pages_of_feed(data, BASE, {})
