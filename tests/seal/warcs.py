"""WARC records written by hand, one gzip member each."""

from __future__ import annotations

import gzip
import hashlib


def make_member(kind: str, block: bytes, number: int = 0, *, gzipped: bool = True, **fields: str) -> bytes:
    """One record: `make_member("response", b"HTTP/1.1 200 OK\\r\\n\\r\\n…", 7)`."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date": "2026-11-22T10:00:00Z",
        "WARC-Target-URI": f"https://lantern.example/{number}",
        "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        "Content-Type": "application/http;msgtype=response",
        **{name.replace("_", "-"): value for name, value in fields.items()},
        "Content-Length": str(len(block)),
    }
    if kind == "response":
        payload = hashlib.sha256(block.partition(b"\r\n\r\n")[2]).hexdigest()
        head.setdefault("WARC-Payload-Digest", f"sha256:{payload}")
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    record = b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"
    return gzip.compress(record, mtime=0) if gzipped else record


def make_response(page: bytes, number: int = 0, *, gzipped: bool = True, **fields: str) -> bytes:
    """A page that answered 200."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return make_member("response", head + page, number, gzipped=gzipped, **fields)
