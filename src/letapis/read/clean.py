"""A page's markup without all that could act or load: the only form in which it is shown."""

from __future__ import annotations

import nh3

from letapis.read.charset import UndecodableError, decode_bytes
from letapis.read.depth import why_too_deep
from letapis.read.guard import is_unusual

_TAGS = frozenset(
    "a abbr article aside b blockquote br caption cite code dd del div dl dt em figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hr i ins li main nav ol p pre q s section small span strong sub sup"
    " table tbody td tfoot th thead time tr u ul".split()
)
_ATTRIBUTES = {
    "a": {"href"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


def clean_page(page: bytes, charset: str | None = None) -> str | None:
    """An HTML page as one that is safe to open: no script, style, picture, form or frame, nothing to fetch.

    None where the page is too large or too deep to be cleaned within bounds, or cannot be decoded.
    """
    if is_unusual(page):
        return None
    try:
        html = decode_bytes(page, "text/html", charset)[0]
    except UndecodableError:
        return None
    if why_too_deep(html):
        return None
    body = nh3.clean(html, tags=set(_TAGS), attributes=_ATTRIBUTES, attribute_filter=_keep_attribute)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="referrer" content="no-referrer"><title>Captured page</title></head>'
        f"<body>{body}</body></html>"
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """The attribute's value where it may stay; links only to whole addresses, so that none is guessed."""
    return value if name != "href" or value.startswith(("http://", "https://")) else None
