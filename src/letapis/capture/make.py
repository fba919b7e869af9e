"""Make a Capture of bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime

from letapis.model import Capture, Given


def make_capture(source: str, data: bytes, media: str, captured: datetime, given: Given) -> Capture:
    """Put bytes under their digest with what is known of them.

    `source` becomes the report's id, `media` is `text/plain` or `text/html`, `captured` is when the bytes
    were taken in (with a time zone), `given` is what the user says about the page.
    """
    return Capture(source, data, media, hashlib.sha256(data).hexdigest(), captured, given)
