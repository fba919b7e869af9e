"""Pages that could take a parser's time and memory without end are read by a confined process."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

from letapis.confine import answer, ask, give_up_rights
from letapis.issue import Issue
from letapis.model import Capture, Given, Report
from letapis.model.record import report_from_record, report_to_record
from letapis.read.report import SUPPORTED
from letapis.read.report import read_capture as read_here

SECONDS = 20
"""Processor seconds, and about as many on the clock, that one such page may take."""

# A page with more of one of these is read by a process of its own. None of 181 public news pages has; at each
# bound reading still ends within seconds (39,000 attributes on one element take twenty).
_BOUNDS = ((b"<", 20_000), (b"=", 16_000), (b"&", 20_000))
_MAX_BYTES = 1_500_000


def read_capture(capture: Capture, supported: Collection[str] = SUPPORTED) -> Report | Issue:
    """Read a capture as a report; an Issue with the reason where there is nothing to be read.

    See `letapis.read.report.read_capture`. A page of unusual size or with unusually many tags is read by a
    confined process; where that takes more than is allowed, it is an Issue.
    """
    if capture.media != "text/html" or not is_unusual(capture.data):
        return read_here(capture, supported)
    given = capture.given
    order = {
        "id": capture.id,
        "digest": capture.digest,
        "captured": capture.captured.isoformat(),
        "charset": capture.charset,
        "published": given.published and given.published.isoformat(),
        "url": given.url,
        "language": given.language,
        "supported": sorted(supported),
        "seconds": SECONDS,
    }
    frame = next(ask("letapis.read.guard", order, capture.data, 2.0 * SECONDS), None)
    if frame is None:
        message = "reading the page takes more memory or time than is allowed; give its text as plain text"
        return Issue(capture.id, "limits", message)
    header, (written,) = frame
    if header["kind"] == "issue":
        return Issue(capture.id, str(header["code"]), str(header["message"]))
    return replace(report_from_record(json.loads(written)), id=capture.id, digest=capture.digest)


def is_unusual(page: bytes) -> bool:
    """Whether a page has so much of something that reading it may take long.

    >>> is_unusual(b"<p>Orlec</p>"), is_unusual(b"<p>" * 30_000)
    (False, True)
    """
    return len(page) > _MAX_BYTES or any(page.count(mark) > most for mark, most in _BOUNDS)


def main(told: BinaryIO, answers: BinaryIO) -> None:
    """In the confined process: read one page."""
    order: dict[str, Any] = json.loads(told.readline())
    give_up_rights(int(order["seconds"]))
    day = order["published"] and date.fromisoformat(order["published"])
    capture = Capture(
        id=order["id"],
        data=told.read(),
        media="text/html",
        digest=order["digest"],
        captured=datetime.fromisoformat(order["captured"]),
        given=Given(day, order["url"], order["language"]),
        charset=order["charset"],
    )
    found = read_here(capture, frozenset(order["supported"]))
    if isinstance(found, Issue):
        answer(answers, {"kind": "issue", "code": found.code, "message": found.message}, b"")
    else:
        written = json.dumps(report_to_record(found)).encode()
        answer(answers, {"kind": "report"}, written)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
