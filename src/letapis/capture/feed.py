"""Feeds: which bytes are one, and which pages it names."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from urllib.parse import urljoin

import feedparser

MAX_ENTRIES = 1_000
"""Entries of a feed that are taken, the first ones."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_FEED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^\[>]{0,500}(?:\[.{0,20000}?\]\s*)?>\s*)*"
    rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF|channel)\b",
    re.DOTALL | re.IGNORECASE,
)


def is_feed(data: bytes) -> bool:
    """Whether a page is an RSS or Atom feed, told from how it begins.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<html><p>a feed")
    (True, False)
    """
    head = data[:65_536]
    if head.startswith(_WIDE) or b"\0" in head[:4]:  # UTF-16 or UTF-32: without its zeros it reads as ASCII
        head = head.replace(b"\0", b"").removeprefix(_WIDE[0]).removeprefix(_WIDE[1])
    return _FEED.match(head) is not None


def pages_of_feed(data: bytes, base: str, headers: Mapping[str, str]) -> list[str]:
    """The addresses of the pages a feed names, in its order, each once.

    Parses what a stranger wrote: call it in a confined process. Nothing is fetched.
    """
    told = {**headers, "content-location": base}
    found = feedparser.parse(
        io.BytesIO(data), response_headers=told, sanitize_html=False, resolve_relative_uris=False
    )
    links = (urljoin(base, str(entry.get("link") or "")) for entry in found.entries[:MAX_ENTRIES])
    return list(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))
