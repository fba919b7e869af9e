"""What kind of bytes these are, told from the bytes themselves."""

from __future__ import annotations

import codecs
import re

HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
TEXT_SUFFIXES = ("", ".txt", ".text", ".md", ".markdown", ".rst", ".log")
ROW_SUFFIXES = (".jsonl", ".ndjson")

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_LOOKED_AT = 65_536
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def media_of(data: bytes, suffix: str = "") -> str:
    """Tell whether a page is `text/html` or `text/plain`, by its file ending and by how it begins.

    >>> media_of(b"<!DOCTYPE html><p>Orlec</p>"), media_of(b"ORLEC -- Police ...", ".txt")
    ('text/html', 'text/plain')
    """
    return "text/html" if suffix.lower() in HTML_SUFFIXES or _HTML.match(data) else "text/plain"


def why_binary(data: bytes) -> str | None:
    """Say what a file is when it is not text, or nothing when it is.

    >>> why_binary(b"%PDF-1.7 ...")
    'a PDF document'
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data.startswith(_WIDE_MARKS):
        return None
    if b"\0" in data:
        return "binary data (it holds NUL bytes)"
    sample = data[:_LOOKED_AT]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return "binary data (mostly control characters)" if controls > len(sample) / 20 else None
