"""A cheap look at a page's tags before any parser sees it."""

from __future__ import annotations

import re

MAX_DEPTH = 200
"""Elements inside each other. Above 250 the parser under trafilatura silently drops what lies deeper."""

MAX_TAGS = 200_000
MAX_CHARACTERS = 10_000_000

# Where parsers differ, comments and scripts end at the first place where one of them ends them: what is seen
# as a tag too many does no harm. Repeats are possessive: nothing is tried twice.
_TAG = re.compile(
    r"<(?:!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
    r"|(script|style)\b[^>]{0,1000}>[^<]*+(?:<(?!/\1[\s/>])[^<]*+)*+(?:</\1|\Z)"
    r"|(/?)([a-zA-Z][\w:-]{0,40}))",
    re.IGNORECASE,
)
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
    open_tags: dict[str, int] = {}
    depth = tags = 0
    for match in _TAG.finditer(html):
        end, name = match.group(2, 3)
        if name is None:
            continue
        tags += 1
        if tags > MAX_TAGS:
            return f"the page has more than {MAX_TAGS:,} tags"
        name = name.lower()
        if name in _FLAT:
            continue
        count = open_tags.get(name, 0)
        if not end:
            open_tags[name] = count + 1
            depth += 1
            if depth > MAX_DEPTH:
                return f"the page nests more than {MAX_DEPTH} elements inside each other"
        elif count:
            open_tags[name] = count - 1
            depth -= 1
    return None
