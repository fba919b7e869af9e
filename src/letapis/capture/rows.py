"""JSON Lines: one report a line, read one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from letapis.capture.make import make_capture
from letapis.issue import Issue
from letapis.model import Capture, Given

_STEP = 1 << 20


class Row(BaseModel):
    """One line of JSON Lines as its sender wrote it; fields nobody asked for are let through."""

    model_config = ConfigDict(extra="ignore")

    id: str | None = None
    text: str | None = None
    html: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None

    @field_validator("id", mode="before")
    @classmethod
    def _number_as_id(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def captures_from_rows(
    stream: BinaryIO,
    name: str,
    given: Given,
    captured: datetime,
    limit: int,
    first: bytes = b"",
    number: int = 1,
) -> Iterator[Capture | Issue]:
    """Read reports from JSON Lines; a broken line becomes an Issue and the other lines go on.

    `name` is what the stream is called in issues, `limit` the most bytes a line may have, `first` a line
    that was already taken from the stream and `number` its number. What a row says of its report outranks
    `given`.
    """
    found = False
    for line_number, line in _numbered_lines(stream, limit, first, number):
        found = True
        where = f"{name}, line {line_number}"
        if line is None:
            yield Issue(where, "too-large", f"the line is longer than {limit:,} bytes; split the report")
        else:
            yield from _captures_of_line(line, where, f"{name}:{line_number}", given, captured)
    if not found:
        yield Issue(name, "empty", "there are no lines in it; nothing to read")


def _numbered_lines(
    stream: BinaryIO, limit: int, first: bytes, number: int
) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not blank; None stands for a line over the limit, which is skipped."""
    line = first or stream.readline(limit + 1)
    while line:
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_STEP)
            yield number, None
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, line
        number, line = number + 1, stream.readline(limit + 1)


def _captures_of_line(
    line: bytes, where: str, default_id: str, given: Given, captured: datetime
) -> Iterator[Capture | Issue]:
    row = _row_of(line, where)
    if isinstance(row, Issue):
        yield row
        return
    if (row.text is None) == (row.html is None):
        yield Issue(where, "broken-line", 'give the row a "text" or an "html" field, one of the two')
        return
    content = row.text if row.text is not None else row.html or ""
    if not content.strip():
        yield Issue(where, "empty", "the text of the row is empty")
        return
    published, fault = _day_of(row.published, where)
    if fault:
        yield fault
    try:
        # A mark that the text itself begins with must survive decoding, which drops the first one.
        data = (("\ufeff" if content[0] == "\ufeff" else "") + content).encode("utf-8")
    except UnicodeEncodeError:
        yield Issue(where, "encoding", "the text holds half a surrogate pair; export it again as UTF-8")
        return
    said = Given(published or given.published, row.url or given.url, row.language or given.language)
    media = "text/plain" if row.html is None else "text/html"
    yield make_capture(row.id or default_id, data, media, captured, said)


def _row_of(line: bytes, where: str) -> Row | Issue:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Issue(where, "encoding", "the line is not UTF-8; export the file again as UTF-8")
    except (ValueError, RecursionError) as error:
        return Issue(where, "broken-line", f"the line is not JSON ({str(error)[:80]}); mend or drop it")
    if not isinstance(value, dict):
        return Issue(where, "broken-line", 'the line is no JSON object; write {"id": …, "text": …}')
    try:
        return Row.model_validate(value)
    except ValidationError as error:
        fields = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors()}))
        return Issue(where, "broken-line", f"these fields must be words, not something else: {fields}")


def _day_of(value: str | None, where: str) -> tuple[date | None, Issue | None]:
    """The day of an ISO date or time stamp; a note, and no day, where it is neither."""
    if not value or not value.strip():
        return None, None
    try:
        return datetime.fromisoformat(value.strip()).date(), None
    except ValueError:
        message = f"published is {value[:40]!r}, not a day like 2020-09-03; the report is read without a date"
        return None, Issue(where, "date", message, fatal=False)
