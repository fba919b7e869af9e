"""Who supplied the report: the agencies of its credit line and dateline, and its author or desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from letapis.model import Block, Quote
from letapis.read.cues import load_agencies, load_cues, strip_bullet

_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-Za-z.]*[A-Z][\w./-]*|[A-Z]{2,}")
_KINDS_OF_AGENCY = re.compile(r"\b(?:news|agency|press|radio|television|tv|service|media|wire)\b", re.I)
_NAMES_BEFORE = re.compile(r"\s*(?:[|·•]|\s[–—-]\s|,?\s+(?=\d))")


def find_wires(text: str, blocks: Sequence[Block], dateline_agency: Quote | None = None) -> tuple[Quote, ...]:
    """Find the agencies that a report credits ("With reporting by AFP, TASS, …"), each once, in order.

    Photo credits are left out: a picture's agency did not supply the words. An agency unknown to the
    codebook counts where it stands in the list as an acronym or calls itself one ("Orlec News Agency").
    """
    found: list[Quote] = [dateline_agency] if dateline_agency else []
    for block in blocks:
        words = text[block.start : block.end]
        if block.kind == "credit" and not _is_of_picture(words):
            found += _agencies_in(words, block.start)
    first: dict[str, Quote] = {}
    for quote in found:
        first.setdefault(quote.text, quote)
    return tuple(first.values())


def find_byline(text: str, blocks: Sequence[Block]) -> Quote | None:
    """The author or desk of a report: its first byline without "By"."""
    for block in blocks:
        if block.kind != "byline":
            continue
        words = text[block.start : block.end]
        lead = load_cues().byline_lead.match(words)
        start = block.start + (lead.end() if lead else len(words) - len(strip_bullet(words)))
        rest = text[start : block.end]
        cut = _NAMES_BEFORE.search(rest)
        name = rest[: cut.start()] if cut and cut.start() else rest
        if name:
            return Quote(name, start, start + len(name))
    return None


def _is_of_picture(words: str) -> bool:
    return load_cues().photo_credits.match(words) or words.startswith(("©", "(©"))


def _agencies_in(words: str, offset: int) -> list[Quote]:
    known = [_quote(match, offset) for match in _known().finditer(words)]
    others = [
        _quote(match, offset)
        for match in re.finditer(r"[^,;()\[\]]+?(?=,|;|\s+and\s|[.)\]]*$)", words)
        if _is_agency(match[0])
    ]
    taken = [(quote.start, quote.end) for quote in known]
    extra = [quote for quote in others if not any(a < quote.end and quote.start < b for a, b in taken)]
    return sorted([*known, *extra], key=lambda quote: quote.start)


def _quote(match: re.Match[str], offset: int) -> Quote:
    bare = re.sub(r"^\s*(?:.*\b(?:by|from|and)\s+)?(?:the\s+)?", "", match[0])
    start = match.end() - len(bare)
    bare = bare.rstrip(" .")
    return Quote(bare, offset + start, offset + start + len(bare))


def _is_agency(words: str) -> bool:
    bare = re.sub(r"^\s*(?:.*\b(?:by|from|and)\s+)?(?:the\s+)?", "", words).strip(" .")
    if not bare or len(bare.split()) > 6:
        return False
    return bool(_ACRONYM.fullmatch(bare)) or (bare[0].isupper() and bool(_KINDS_OF_AGENCY.search(bare)))


@cache
def _known() -> re.Pattern[str]:
    names = sorted((alias for agency in load_agencies() for alias in agency.aliases), key=len, reverse=True)
    return re.compile(r"(?<![\w/-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w/-])")
