"""Whether a page has gone, also where its server does not say so."""

from __future__ import annotations

import html
import re
from functools import cache

import httpx

from letapis.capture.visit import Visit
from letapis.codebook import load_codebook

GONE = (404, 410)
"""Answers that say so."""

_LANGUAGES = ("en",)
_TITLE = re.compile(r"<title\b[^>]{0,200}>(.{0,500}?)</title", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"\s+[-–—]+\s+|[|–—:·•.«»]")
_LOOKED_AT = 100_000


def why_gone(visit: Visit, page: bytes) -> str | None:
    """Say why a page counts as gone, or nothing when it does not.

    It answers 404 or 410; or it answers with the site's front page, or with a page titled like an error.
    """
    answer = visit.answer
    if answer.status in GONE:
        return f"it answers {answer.status}"
    asked, came = httpx.URL(visit.url), httpx.URL(answer.url)
    if len(visit.answers) > 1 and asked.path not in ("", "/") and came.path in ("", "/") and not came.query:
        return "it leads to the front page of the site"
    found = _TITLE.search(page[:_LOOKED_AT].decode("utf-8", "replace"))
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    return f"it is titled {title[:60]!r}" if _is_error(title) else None


def _is_error(title: str) -> bool:
    """Whether a part of a title is one of the codebook's.

    >>> _is_error("Page not found | Orlec Herald"), _is_error("Missing student not found")
    (True, False)
    """
    parts = (part.strip(" !?,'").casefold().replace("’", "'") for part in _PARTS.split(title))
    return not _titles().isdisjoint(parts)


@cache
def _titles() -> frozenset[str]:
    book = load_codebook()
    return frozenset().union(*(book.words(language).frozen_list("gone", "titles") for language in _LANGUAGES))
