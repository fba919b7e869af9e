"""From an HTML page to its article: trafilatura reads it, resiliparse checks that nothing went missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree

from letapis.issue import Issue
from letapis.read.depth import why_too_deep
from letapis.read.furniture import mark_by_words, mark_tail
from letapis.read.metadata import Metadata, read_metadata
from letapis.read.parse import drop_unread, parse_page

FEWEST_WORDS = 40
"""Words below which the text taken from a page is no article."""

_SUSPECT = 0.5
"""Share of the second reader's words below which the page is read again, keeping more."""

_MISSED = 0.1
"""Share of the second reader's words below which the reading has failed."""

_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S*[.!?][\"'”’»)]*\s*$")
_ELSEWHERE = re.compile(r"related|teaser|sidebar|promo|recommend|most-|footer|\bnav|gallery-thumb", re.I)
_CAPTIONS = "figcaption, .wp-caption-text, .caption, .media-caption, .image-caption, .photo-caption"
_AUTHORS = (
    '[rel~="author"], [itemprop~="author"], [class~="author"], [class~="writer"], [class*="byline"], '
    '[class*="author-name"], [class*="authorName"]'
)
_DIGIT = re.compile("[0-9]")
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a page's article and what kind of block it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What was taken from a page: its lines in order, its day by metadata, and notes on the reading."""

    parts: tuple[Part, ...]
    published: date | None
    issues: tuple[Issue, ...]


def read_page(html: str, source: str, latest: date, url: str | None = None) -> Page | Issue:
    """Take the article out of an HTML page; an Issue where it cannot be done or came out too short.

    `source` names the page in issues, `latest` is the last day it can have been published on. Nothing is
    fetched. An empty or nearly empty result is never a success.
    """
    fault = why_too_deep(html)
    if fault:
        return Issue(source, "too-deep", f"{fault}; save the article's text and give that")
    try:
        tree = HTMLTree.parse(html)
        second = extract_plain_text(tree, main_content=True, list_bullets=False, comments=False)
        check = len(second.split())
        document = parse_page(html)
        told = Metadata()
        if document is not None:
            told = read_metadata(document, latest, url)
            drop_unread(document)
        lines, retried = _read_main(document, second, url)
        parts = tuple(_compose(lines, told, tree))
    except MemoryError:
        return Issue(source, "limits", "reading the page takes more memory than is allowed; give its text")
    except Exception as error:  # Parsers fail in ways of their own; one bad page must not stop a run.
        reason = f"{type(error).__name__}: {str(error)[:80]}"
        return Issue(source, "unreadable", f"the page cannot be parsed ({reason}); give its text instead")
    words = _count(part.text for part in parts if part.kind == "body")
    fault = _why_too_short(words, check)
    if fault:
        return Issue(source, "thin", fault)
    notes = []
    if retried or words < check * _SUSPECT:
        message = f"two readers disagree ({words} words were kept, one sees {check}); compare the page"
        notes.append(Issue(source, "partial", message, fatal=False))
    return Page(parts, told.published, tuple(notes))


def _why_too_short(words: int, check: int) -> str | None:
    if words < FEWEST_WORDS:
        return (
            f"only {words} words of an article were found ({check} words by a second reader): perhaps a "
            "login, consent or error page; if it really is that short, give its text as plain text"
        )
    if words < check * _MISSED and check > 10 * FEWEST_WORDS:
        return f"only {words} of about {check} words could be taken out; give the page's text as plain text"
    return None


def _read_main(document: Any, second: str, url: str | None) -> tuple[tuple[str, ...], bool]:
    """The article's lines, read again with more care, then with a looser hand, where they look too few.

    `second` is the text by the other reader. Its sentences stand in where trafilatura finds next to nothing,
    as it does with short articles in deep pages without class names.
    """
    check = len(second.split())
    enough = max(check * _SUSPECT, FEWEST_WORDS)
    main = _extract(document, url, precise=True, fast=True)
    if _count(main) < enough:
        main = _extract(document, url, precise=True)
    if _count(main) >= enough:
        return main, False
    loose = _extract(document, url, precise=False, fast=True)
    retried = _count(main) * 1.5 < _count(loose) <= check * 1.2
    main = loose if retried else main
    if _count(main) >= FEWEST_WORDS:
        return main, retried
    prose = (line for line in second.split("\n") if _SENTENCE.search(line) and not mark_by_words(line))
    other = tuple(map(_one_line, prose))
    return (other, True) if _count(other) >= FEWEST_WORDS else (main, retried)


def _extract(document: Any, url: str | None, *, precise: bool, fast: bool = False) -> tuple[str, ...]:
    """What trafilatura takes for the article; `fast` leaves out its comparison with other extractors."""
    if document is None:
        return ()
    found = trafilatura.bare_extraction(
        document, url=url, favor_precision=precise, fast=fast, include_comments=False
    )
    if found is None or isinstance(found, dict):
        return ()
    lines = (line.strip() for line in (found.text or "").split("\n"))
    return tuple(line for line in lines if line)


def _count(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _compose(lines: tuple[str, ...], told: Metadata, tree: HTMLTree) -> Iterator[Part]:
    """Headline, author, captions, body, credits and notices, each line once."""
    title = _one_line(_find_title(told, tree))
    lines = lines[1:] if lines and _one_line(lines[0]) == title else lines
    captions = list(_find_captions(tree))
    held = {_one_line(line) for line in lines}
    if title:
        yield Part("headline", title)
    everything = extract_plain_text(tree, list_bullets=False)
    author = _one_line(told.author) or _find_author(tree)
    if author and author in _one_line(everything):
        yield Part("byline", author)
    yield from (Part("caption", caption) for caption in captions if caption not in held)
    for line in lines:
        mark = None if "|" in line else mark_by_words(line)
        kind = "caption" if line in captions else mark.kind if mark and mark.certain else "body"
        yield Part(kind, line)
    whole = "\n".join(held)
    yield from (part for part in _find_tail(everything) if part.text not in whole)


def _find_title(told: Metadata, tree: HTMLTree) -> str:
    """The page's only large heading, where its metadata agree with it, else what the metadata say."""
    headings = [_one_line(node.text) for node in _elements(tree, "h1")]
    headings = [heading for heading in headings if heading]
    title = told.title or ""
    agreed = [heading for heading in headings if heading in _one_line(title)]
    return agreed[0] if agreed else title or (headings[0] if len(headings) == 1 else "")


def _find_author(tree: HTMLTree) -> str:
    """The line of the article's author, where the page's markup says which it is; "" where it does not."""
    lines = (_one_line(node.text) for node in _elements(tree, _AUTHORS) if not _is_elsewhere(node))
    names = (line for line in lines if 1 < len(line.split()) <= 8 and not _DIGIT.search(line))
    return next(names, "")


def _find_captions(tree: HTMLTree) -> Iterator[str]:
    """What stands under the pictures of the article, not under those of other stories."""
    seen: set[str] = set()
    for node in _elements(tree, _CAPTIONS):
        words = _one_line(node.text)
        if not 4 <= len(words.split()) <= 80 or any(words in one for one in seen):
            continue
        if not _is_elsewhere(node):
            seen.add(words)
            yield words


def _find_tail(everything: str) -> Iterator[Part]:
    """Closing credits and notices, which extraction takes for page furniture."""
    seen: set[str] = set()
    for line in everything.split("\n"):
        words = _one_line(line)
        if not 2 < len(words.split()) <= 160 or words in seen:
            continue
        mark = mark_tail(words)
        if mark:
            seen.add(words)
            yield Part(mark.kind, words)


def _elements(tree: HTMLTree, selectors: str) -> Iterator[ElementNode]:
    document = tree.document
    if document is not None:
        # A slice: each single step of the library's own iteration walks the whole list.
        for node in document.query_selector_all(selectors)[:_LOOKED_AT]:
            if isinstance(node, ElementNode):
                yield node


def _is_elsewhere(node: ElementNode) -> bool:
    parent = node.parent_element
    while parent is not None:
        if parent.tag in ("nav", "aside", "footer") or _ELSEWHERE.search(parent.class_name or ""):
            return True
        parent = parent.parent_element
    return False


def _one_line(words: str | None) -> str:
    return " ".join((words or "").split())
