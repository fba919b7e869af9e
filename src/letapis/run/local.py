"""The real rooms, joined for this machine."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

from letapis.capture import captures_from
from letapis.capture.make import make_capture
from letapis.capture.sniff import media_of
from letapis.codebook import Codebook, load_codebook
from letapis.errors import UsageError
from letapis.extract import STAGE, extract_claims
from letapis.issue import Issue
from letapis.model import Analysis, Capture, Claim, Given, Report
from letapis.read import read_capture
from letapis.read.reader import load_reader
from letapis.run.rooms import Rooms, name_capture


@cache
def join_rooms(codebook: Path | None = None) -> Rooms:
    """The rooms as they are shipped, with a user's own codebook folder laid over ours."""
    book = load_codebook(codebook)
    stage = f"{STAGE} codebook.{_digest(book)}"
    return Rooms(captures_from, read_capture, cache(load_reader), partial(_extract, book), stage)


def read_page(
    source: str | Path,
    *,
    published: date | str | None = None,
    url: str | None = None,
    language: str | None = None,
    id: str | None = None,
) -> Report:
    """Read one page, given as its text or as the path of its file; see `letapis.read`."""
    try:
        day = date.fromisoformat(published) if isinstance(published, str) else published
    except ValueError as error:
        raise UsageError(f"`published` is a day like 2020-09-03, not {published!r}.") from error
    given = Given(day, url, language)
    item = _capture_file(source, given, id) if isinstance(source, Path) else _capture_text(source, given, id)
    report = read_capture(item) if isinstance(item, Capture) else item
    if isinstance(report, Issue):
        raise UsageError(f"{report.source}: {report.message}")
    return report


def find_claims(report: Report, codebook: Path | None = None) -> tuple[Claim, ...]:
    """Find the claims in one report; see `letapis.extract`."""
    rooms = join_rooms(codebook)
    return rooms.extract(report, rooms.load(report.language).analyse(report))


def _capture_text(text: str, given: Given, name: str | None) -> Capture | Issue:
    data = text.encode("utf-8", "replace")
    return make_capture(name or "text", data, media_of(data), datetime.now(UTC), given)


def _capture_file(path: Path, given: Given, name: str | None) -> Capture | Issue:
    items = list(name_capture(captures_from([path], given), name))
    captures = [item for item in items if isinstance(item, Capture)]
    if len(captures) > 1:
        raise UsageError(f"{path} holds {len(captures)} reports; `letapis.open(…).run` takes in many.")
    return captures[0] if captures else items[0]


def _digest(codebook: Codebook) -> str:
    """What tells one codebook from another: with other words a report is worth another look."""
    files = sorted(path for folder in codebook.folders for path in folder.rglob("*.yaml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]


def _extract(codebook: Codebook, report: Report, analysis: Analysis) -> tuple[Claim, ...]:
    return extract_claims(report, analysis, codebook)
