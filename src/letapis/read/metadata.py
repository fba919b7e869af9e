"""What a page says of itself outside its text: title, author and day, as trafilatura finds them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from htmldate import find_date
from lxml.etree import XPath
from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_title, extract_url

# What trafilatura looks for in attributes to find an author: where there is none of it, it need not look.
_AUTHORED = re.compile(
    "uthor|yline|username|byl|BBL|zuozhe|bianji|xiaobian|channel-name|submitted-by|posted-by|journalist-name"
    "|screenname|writer"
)
_MARKS = XPath("//@class|//@id|//@itemprop|//@rel|//@data-testid|//@data-component", smart_strings=False)
_ELEMENTS = XPath("boolean(//author|//rel)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, author and day of publication by a page's own account."""

    title: str | None = None
    author: str | None = None
    published: date | None = None


def read_metadata(tree: Any, latest: date, url: str | None) -> Metadata:
    """Title, author and day of a parsed page (an lxml tree), which can be of `latest` at the latest.

    The steps are those of `trafilatura.metadata.extract_metadata`, which also looks for licence, tags,
    categories and the site's name: a sixth of the time of reading, and nobody asks for them.
    """
    found = examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    with suppress(Exception):  # a page's JSON may be anything, and its tags are read already
        found = extract_meta_json(tree, found)
    found.title = found.title or extract_title(tree)
    if not found.author and _may_name_author(tree):
        found.author = extract_author(tree)
    day = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        max_date=latest.isoformat(),
        url=found.url or extract_url(tree, url),
    )
    found.clean_and_trim()
    return Metadata(found.title, found.author, date.fromisoformat(day) if day else None)


def _may_name_author(tree: Any) -> bool:
    """Whether any element of a page is marked in a way by which `extract_author` finds one."""
    return bool(_ELEMENTS(tree)) or any(map(_AUTHORED.search, _MARKS(tree)))
