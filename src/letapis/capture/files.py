"""From what a user names (files, folders, JSON Lines, standard input) to captures."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from letapis.capture.make import make_capture
from letapis.capture.rows import captures_from_rows
from letapis.capture.sniff import HTML_SUFFIXES, ROW_SUFFIXES, TEXT_SUFFIXES, media_of, why_binary
from letapis.issue import Issue
from letapis.model import Capture, Given

MAX_BYTES = 50_000_000
"""The largest file, and the longest line of JSON Lines, that is taken in."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def captures_from(
    sources: Iterable[str | Path], given: Given | None = None, *, captured: datetime | None = None
) -> Iterator[Capture | Issue]:
    """Take in every page the user names, one at a time, and name every one that cannot be read.

    A source is a file (HTML or text, told by its content), a JSON Lines file (`.jsonl`), a folder (all
    files below it in order, hidden ones left out) or `-` for standard input. `given` holds what the user
    says of the pages; `captured` is the time they are taken in (default: now). An id is the path as given,
    the row's id, or for a page on standard input a part of its digest; where two pages have the same id
    the first is taken.
    """
    given = given or Given()
    digests: dict[str, str] = {}
    for source in sources:
        for item in _captures_of(str(source), given, captured or datetime.now(UTC)):
            if isinstance(item, Issue) or item.id not in digests:
                yield item
            elif digests[item.id] == item.digest:
                yield Issue(item.id, "duplicate", "the same report was named twice; taken once", fatal=False)
            else:
                yield Issue(item.id, "duplicate", "another report has this id; give each its own id")
            if isinstance(item, Capture):
                digests.setdefault(item.id, item.digest)


def _captures_of(source: str, given: Given, captured: datetime) -> Iterator[Capture | Issue]:
    if source == "-":
        yield from _captures_of_stdin(given, captured)
    elif _ADDRESS.match(source):
        message = "this is an address, and only files are read: save the page and give its file"
        yield Issue(source, "address", message)
    elif "\0" in source:
        yield Issue(source.replace("\0", "?"), "missing", "this cannot be a path; check it")
    elif Path(source).is_dir():
        yield from _captures_of_folder(source, given, captured)
    else:
        yield from _captures_of_file(source, given, captured)


def _captures_of_folder(folder: str, given: Given, captured: datetime) -> Iterator[Capture | Issue]:
    """All regular files below a folder; pictures and the like are named, but are no failure there."""
    refused: list[Issue] = []
    readable = False
    for path in _files_below(folder, refused):
        named_as_text = Path(path).suffix.lower() in (*TEXT_SUFFIXES, *HTML_SUFFIXES, *ROW_SUFFIXES)
        for item in _captures_of_file(path, given, captured):
            if isinstance(item, Issue):
                fatal = item.fatal and (named_as_text or item.code not in ("binary", "format"))
                yield Issue(item.source, item.code, item.message, fatal)
            else:
                readable = True
                yield item
    yield from refused
    if not readable:
        yield Issue(folder, "empty", "no file in this folder can be read; give one with .txt or .html files")


def _files_below(folder: str, refused: list[Issue]) -> Iterator[str]:
    def note(error: OSError) -> None:
        message = f"the folder cannot be opened ({error.strerror}); check its permissions"
        refused.append(Issue(str(error.filename), "unreadable", message))

    for here, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = f"{here.rstrip(os.sep)}{os.sep}{name}"
            if not name.startswith(".") and Path(path).is_file():
                yield path


def _captures_of_file(path: str, given: Given, captured: datetime) -> Iterator[Capture | Issue]:
    name = os.fsencode(path).decode("utf-8", "replace")
    suffix = Path(path).suffix.lower()
    try:
        with Path(path).open("rb") as stream:
            if suffix in ROW_SUFFIXES:
                yield from captures_from_rows(stream, name, given, captured, MAX_BYTES)
            elif suffix == ".json":
                message = "a .json file is not read: write one report a line as JSON Lines (.jsonl)"
                yield Issue(name, "format", message)
            else:
                yield _capture_of_bytes(_read_bounded(stream), name, suffix, given, captured)
    except FileNotFoundError:
        yield Issue(name, "missing", "there is no such file; check the path")
    except OSError as error:
        message = f"the file cannot be opened ({error.strerror}); check its permissions"
        yield Issue(name, "unreadable", message)


def _read_bounded(stream: BinaryIO) -> bytes:
    """At most one byte more than is allowed, so that a device without end stops too."""
    return stream.read(MAX_BYTES + 1)


def _capture_of_bytes(
    data: bytes, name: str, suffix: str, given: Given, captured: datetime
) -> Capture | Issue:
    if len(data) > MAX_BYTES:
        message = f"it is larger than {MAX_BYTES // 1_000_000} MB; split it, or give it as JSON Lines"
        return Issue(name, "too-large", message)
    kind = why_binary(data)
    if kind:
        return Issue(name, "binary", f"it is {kind}, not a page of text; save it as text or HTML first")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        return Issue(name, "empty", "the file is empty; nothing to read")
    return make_capture(name, data, media_of(data, suffix), captured, given)


def _captures_of_stdin(given: Given, captured: datetime) -> Iterator[Capture | Issue]:
    """Standard input is JSON Lines when its first character is `{`, otherwise one page."""
    stream = sys.stdin.buffer
    head = io.BytesIO()
    line = stream.readline(MAX_BYTES + 1)
    blank_lines = 0
    while line and not line.strip(b"\xef\xbb\xbf \t\r\n") and head.tell() < MAX_BYTES:
        head.write(line)
        blank_lines += 1
        line = stream.readline(MAX_BYTES + 1)
    if line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from captures_from_rows(stream, "-", given, captured, MAX_BYTES, line, 1 + blank_lines)
        return
    rest = stream.read(max(0, MAX_BYTES + 1 - head.tell() - len(line)))
    data = head.getvalue() + line + rest
    taken = _capture_of_bytes(data, "-", "", given, captured)
    # two pasted pages are two reports
    yield replace(taken, id=f"pasted-{taken.digest[:12]}") if isinstance(taken, Capture) else taken
