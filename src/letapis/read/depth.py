"""A cheap look at a page's tags before any parser sees it."""

from __future__ import annotations

import re
from collections import Counter

MAX_DEPTH = 200
"""Elements inside each other. Above 250 the parser under trafilatura silently drops what lies deeper."""

MAX_TAGS = 200_000
MAX_OPENINGS = 4 * MAX_TAGS
MAX_CHARACTERS = 10_000_000

_HIDING = re.compile(r"<(?:!--|(script|style)\b[^>]{0,1000}>)")
_END = {None: re.compile("-->"), "script": re.compile(r"</script\s*>"), "style": re.compile(r"</style\s*>")}
_TAG = re.compile(r"<(/?)([a-z][\w:-]{0,40})")
# Elements without content, and those that a parser closes by itself before the next of their kind.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option optgroup"
    " thead tbody tfoot colgroup rp rt body html head".split()
)


def why_too_deep(html: str) -> str | None:
    """Say why a page is too large or too deep to be parsed safely, or nothing when it is not.

    >>> why_too_deep("<div><p>Orlec</p></div>") is None
    True
    """
    if len(html) > MAX_CHARACTERS:
        return f"the page has {len(html):,} characters, more than {MAX_CHARACTERS:,}"
    if html.count("<") > MAX_OPENINGS:
        return f"the page has more than {MAX_OPENINGS:,} times the sign <"
    open_tags: Counter[str] = Counter()
    depth = tags = 0
    for closing, name in _TAG.findall(_without_hidden(html.lower())):
        tags += 1
        if name in _FLAT:
            continue
        if not closing:
            open_tags[name] += 1
            depth += 1
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            return f"the page nests more than {MAX_DEPTH} elements inside each other"
        if tags > MAX_TAGS:
            return f"the page has more than {MAX_TAGS:,} tags"
    return None


def _without_hidden(html: str) -> str:
    """The page without comments, scripts and styles, in which nothing is a tag."""
    kept = []
    at = 0
    while hiding := _HIDING.search(html, at):
        kept.append(html[at : hiding.start()])
        end = _END[hiding[1]].search(html, hiding.end())
        at = end.end() if end else len(html)
    return " ".join([*kept, html[at:]])
