"""From the block of a record to the page in it: head and body parted, frames and compression undone."""

from __future__ import annotations

import re
import zlib

import brotli

from letapis.capture.warc import Record

MAX_PAGE = 20_000_000
"""The longest page that is unpacked."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEAD = 300_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,1000})?\r?\n")


class BodyError(Exception):
    """A body that cannot be unpacked: a code and words for an Issue."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def split_block(block: bytes) -> tuple[bytes, bytes]:
    """Head (with its empty line) and body of an HTTP message.

    >>> split_block(b"HTTP/1.1 200 OK\\r\\n\\r\\nOrlec")
    (b'HTTP/1.1 200 OK\\r\\n\\r\\n', b'Orlec')
    """
    end = _HEAD_END.search(block, 0, _MAX_HEAD)
    return (block[: end.end()], block[end.end() :]) if end else (block[:_MAX_HEAD], b"")


def read_fields(head: bytes) -> dict[str, str]:
    """The fields of an HTTP head, names in lower case, several of one name joined by commas."""
    fields: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon:
            fields[name] = f"{fields[name]}, {value}" if name in fields else value
    return fields


def charset_in(content_type: str) -> str | None:
    """The encoding that a Content-Type states.

    >>> charset_in('text/html; charset="windows-1251"')
    'windows-1251'
    """
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def page_of(record: Record, limit: int = MAX_PAGE) -> bytes:
    """The page in a record: of an HTTP answer its body as a browser would see it, else the block.

    Raises BodyError where it is too long or packed in a way that cannot be undone.
    """
    if record.kind not in ("response", "revisit") or not record.block.startswith(b"HTTP/"):
        return record.block
    head, body = split_block(record.block)
    fields = read_fields(head)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = unchunk(body)
    return unpack(body, fields.get("content-encoding", ""), limit)


def unchunk(body: bytes) -> bytes:
    """The body without chunk frames; as it is where it has none: some archives take them off in silence.

    >>> unchunk(b"5\\r\\nOrlec\\r\\n0\\r\\n\\r\\n"), unchunk(b"Orlec")
    (b'Orlec', b'Orlec')
    """
    parts: list[bytes] = []
    place = 0
    while found := _CHUNK.match(body, place):
        size = int(found[1], 16)
        parts.append(body[found.end() : found.end() + size])
        place = found.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else 1 if body[place : place + 1] == b"\n" else 0
        if size == 0 or place >= len(body):
            return b"".join(parts)
    return b"".join(parts) if len(parts) > 1 else body


def unpack(body: bytes, encodings: str, limit: int = MAX_PAGE) -> bytes:
    """Undo content encodings, the last one first, within a limit.

    A body that says it is packed and is not is taken as it is. Raises BodyError for what is too long, damaged
    or packed in an unknown way.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > 3:
        raise BodyError("packed", "it is packed more than three times over")
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            body = _inflate(body, 31, limit) if body.startswith(b"\x1f\x8b") else body
        elif name == "deflate":
            body = _inflate(body, 15 if body[:1] == b"\x78" else -15, limit)
        elif name == "br":
            body = _unbrotli(body, limit)
        elif name != "identity":
            raise BodyError("packed", f"it is packed in a way that cannot be undone ({name[:20]})")
    return body


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        found = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise BodyError("packed", "its packed bytes are damaged") from error
    return _bounded(found, limit)


def _unbrotli(body: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts, size = [], 0
    try:
        while not unpacker.is_finished():
            part = unpacker.process(body, output_buffer_limit=1 << 20)
            body = b""
            parts.append(part)
            size += len(part)
            if size > limit:
                break
            if not part and unpacker.can_accept_more_data():
                break
    except brotli.error as error:
        raise BodyError("packed", "its packed bytes are damaged") from error
    if not unpacker.is_finished() and not size:
        raise BodyError("packed", "its packed bytes are damaged")
    return _bounded(b"".join(parts), limit)


def _bounded(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise BodyError("too-large", f"it unpacks to more than {limit:,} bytes")
    return body
