"""The confined process that parses feeds and archives; `letapis.capture.strangers` starts it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from letapis.capture.feed import pages_of_feed
from letapis.capture.others import Found, charset_of, pages_in
from letapis.capture.warc import Record
from letapis.confine import answer, give_up_rights


def main(told: BinaryIO, answers: BinaryIO) -> None:
    """Do what the first line says, confined."""
    order = json.loads(told.readline())
    give_up_rights(int(order["seconds"]))
    for header, *parts in _feed(order, told) if order["do"] == "feed" else _archive(order):
        answer(answers, header, *parts)
    answer(answers, {"kind": "end"})


def _feed(order: dict[str, Any], told: BinaryIO) -> Iterator[tuple[Any, ...]]:
    yield ({"kind": "feed", "pages": pages_of_feed(told.read(), order["base"], order["headers"])},)


def _archive(order: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for item in pages_in(Path(order["path"])):
        if not isinstance(item, Found):
            yield ({"kind": "trouble", "code": item.code, "message": item.message, "fatal": item.fatal},)
            continue
        first = item.first
        header: dict[str, Any] = {"kind": "page", "file": item.file, "media": item.media}
        header |= {"record": _place(item.record), "charset": charset_of(first or item.record)}
        if first is not None:
            header["first"] = _place(first)
        holder = first or item.record
        # The page mostly is the end of the block, and need not be told twice.
        header["tail"] = len(item.page) if holder.block.endswith(item.page) else 0
        page = b"" if header["tail"] else item.page
        yield header, page, item.record.block, *([first.block] if first else [])


def _place(record: Record) -> dict[str, Any]:
    return {"offset": record.offset, "length": record.length, "fields": record.fields}


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
