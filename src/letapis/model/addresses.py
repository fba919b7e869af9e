"""Addresses as indexes of archives order them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WWW = re.compile(r"^www\d*\.")


def sort_key(url: str) -> str:
    """An address turned so that pages of one site stand together, as replayers look it up.

    >>> sort_key("https://www.orlec.example/News?b=2&a=1")
    'example,orlec)/news?a=1&b=2'
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host:
        return url.replace(" ", "%20") or "-"
    turned = ",".join(reversed(_WWW.sub("", host).split(".")))
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    place = f"{parts.path or '/'}{query}".replace(" ", "%20").lower()
    return f"{turned}{f':{port}' if port not in (None, 80, 443) else ''}){place}"
