"""Legal warnings to readers: where they hold, for whom, what for, and what may follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from letapis.model import Block, Notice, Quote
from letapis.read.cues import load_cues


def find_notices(text: str, blocks: Sequence[Block], captured: datetime) -> tuple[Notice, ...]:
    """Read the notices of a report; paragraphs of one warning that follow each other are one notice.

    Each part is in the notice's own words. `captured` dates it: a warning can be added to an old page.
    """
    runs: list[tuple[int, int]] = []
    follows = False
    for block in blocks:
        if block.kind == "notice":
            if follows:
                runs[-1] = (runs[-1][0], block.end)
            else:
                runs.append((block.start, block.end))
        follows = block.kind == "notice"
    return tuple(_read_notice(text, start, end, captured) for start, end in runs)


def _read_notice(text: str, start: int, end: int, captured: datetime) -> Notice:
    words = text[start:end]
    parts = load_cues().notice_parts
    places: list[str] = []
    for place in _parts(parts["places"], words):
        places += re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", place)
    penalty = parts["penalty"].search(words)
    return Notice(
        quote=Quote(words, start, end),
        jurisdictions=tuple(dict.fromkeys(place for place in places if place)),
        persons=tuple(dict.fromkeys(_parts(parts["persons"], words))),
        acts=tuple(dict.fromkeys(_parts(parts["acts"], words))),
        penalty=penalty["part"].strip() if penalty else None,
        captured=captured,
    )


def _parts(pattern: re.Pattern[str], words: str) -> list[str]:
    return [match["part"].strip() for match in pattern.finditer(words) if match["part"].strip()]
