"""From an address to its page: fetched, archived, and told what has become of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from letapis.capture.body import BodyError, charset_in, unpack
from letapis.capture.evidence import Evidence
from letapis.capture.feed import is_feed
from letapis.capture.fetch import Answer, FetchError
from letapis.capture.gone import GONE, why_gone
from letapis.capture.index import Entry
from letapis.capture.others import HTML, Trouble
from letapis.capture.record import write_date
from letapis.capture.sniff import media_of, why_binary
from letapis.capture.strangers import parse_feed
from letapis.capture.visit import Visit, Visitor
from letapis.issue import Issue
from letapis.model import Capture, Given, Kept


@dataclass(slots=True)
class Web:
    """Takes in pages by their address. `refused` says of an address that it was deleted and stays out."""

    visitor: Visitor
    evidence: Evidence
    refused: Callable[[str], bool] = lambda address: False
    _validators: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def take(self, address: str, given: Given) -> Iterator[Capture | Issue]:
        """Take in the page at an address; for a feed, every page it names that is not kept yet.

        A feed that was asked before is asked whether it has changed.
        """
        yield from self._take(address, given, self._validators.get(address, ()), nested=False)

    def _take(
        self, address: str, given: Given, headers: tuple[tuple[str, str], ...], *, nested: bool
    ) -> Iterator[Capture | Issue]:
        if self.refused(address):
            yield Issue(address, "deleted", "it was deleted earlier and stays out", fatal=False)
            return
        before = self._last_page(address)
        try:
            visit = self.visitor.visit(address, headers)
        except FetchError as error:
            yield Issue(address, error.code, error.message)
            return
        answer = visit.answer
        if answer.status == 304:
            return
        kept = self.evidence.keep_visit(visit)
        try:
            page = unpack(answer.body, answer.header("content-encoding") or "", self.visitor.limits.size)
        except BodyError as error:
            yield Issue(address, error.code, f"{error.message}; its bytes are kept as they came")
            return
        if answer.status == 200 and not nested and is_feed(page):
            yield from self._take_feed(address, answer, page, given)
        else:
            yield from self._judge(visit, page, kept, given, before)

    def _judge(
        self,
        visit: Visit,
        page: bytes,
        kept: tuple[Kept, Kept | None],
        given: Given,
        before: Entry | None,
    ) -> Iterator[Capture | Issue]:
        answer, address = visit.answer, visit.url
        gone = why_gone(visit, page)
        if gone:
            yield self._note_gone(visit, kept, gone, before)
        elif not 200 <= answer.status < 300:
            message = f"the server answered {answer.status}; what it said is kept, but it is not the page"
            yield Issue(address, "status", message)
        else:
            item = _capture_of(visit, page, kept, given)
            yield item
            if isinstance(item, Capture) and answer.truncated:
                message = f"the page is not whole ({answer.truncated}); what came is kept and read"
                yield Issue(address, "cut-off", message, fatal=False)

    def _note_gone(
        self, visit: Visit, kept: tuple[Kept, Kept | None], why: str, before: Entry | None
    ) -> Issue:
        answer = visit.answer
        place = kept[1] or kept[0]
        what: dict[str, str | int] = {"id": visit.url, "url": answer.url, "status": answer.status, "why": why}
        what |= {"when": write_date(answer.when), "warc": place.warc, "offset": place.offset}
        self.evidence.tell("gone", what | {"record": place.record})
        if before is None:
            return Issue(visit.url, "gone", f"the page has gone: {why}")
        message = f"the page has gone ({why}); it was there on {before.when:%Y-%m-%d}, and that copy is kept"
        return Issue(visit.url, "gone", message, fatal=False)

    def _last_page(self, address: str) -> Entry | None:
        """The last look at an address that found a page there."""
        return next((look for look in reversed(self.evidence.looks(address)) if look.status == 200), None)

    def _take_feed(
        self, address: str, answer: Answer, feed: bytes, given: Given
    ) -> Iterator[Capture | Issue]:
        pairs = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
        self._validators[address] = tuple(
            (name, value) for key, name in pairs if (value := answer.header(key)) and len(value) < 500
        )
        pages = parse_feed(feed, answer.url, dict(answer.headers))
        if isinstance(pages, Trouble):
            yield Issue(address, pages.code, f"the feed cannot be read: {pages.message}")
            return
        if not pages:
            yield Issue(address, "feed", "the feed names no pages", fatal=False)
        for page in pages:
            looks = self.evidence.looks(page)
            if page != address and not any(look.status in (200, *GONE) for look in looks):
                yield from self._take(page, replace(given, url=None), (), nested=True)


def _capture_of(visit: Visit, page: bytes, kept: tuple[Kept, Kept | None], given: Given) -> Capture | Issue:
    """The page as a capture; an Issue where it is kept but is no text that can be read."""
    answer, first = visit.answer, kept[0]
    binary = why_binary(page)
    if binary or not page.strip():
        what = f"it is {binary}, not a page of text" if binary else "the page is empty"
        return Issue(visit.url, "binary" if binary else "empty", f"{what}; its bytes are kept as they came")
    html = answer.media in HTML or media_of(page) == "text/html"
    return Capture(
        id=visit.url,
        data=page,
        media="text/html" if html else "text/plain",
        digest=hashlib.sha256(page).hexdigest(),
        captured=answer.when,
        given=given if given.url else replace(given, url=answer.url),
        charset=charset_in(answer.header("content-type") or ""),
        url=visit.url,
        final=answer.url,
        status=answer.status,
        kept=first,
        revisit=kept[1],
    )
