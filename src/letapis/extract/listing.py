"""Lists of people with what befell them: "- Andrej Dubov, programmer: 15 days of administrative arrest"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from letapis.codebook import Frame
from letapis.extract.match import Match
from letapis.extract.money import find_money
from letapis.extract.naming import Naming
from letapis.extract.syntax import expand, predicate_at
from letapis.extract.terms import find_terms
from letapis.model import Analysis, Sentence

_SIGNS = frozenset({":", "-", "–", "—", "--"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "▪", "●"})
_LONGEST_TITLE = 5
"""Words that may stand before the name ("Choirmaster Pavel Dubov")."""

_TITLES = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_FINDERS = {"TERM": find_terms, "AMOUNT": find_money}


@dataclass(frozen=True, slots=True)
class _Item:
    """A list's line: the heads of the names that open it, and where its second half begins and ends."""

    names: tuple[int, ...]
    start: int
    end: int


def complete_lists(
    doc: Analysis, naming: Naming, matches: list[Match], listed: Mapping[str, str]
) -> list[Match]:
    """Give the name that opens a list's line to what the line tells of it, and read bare terms and sums.

    `listed` says which kind a bare term or a bare sum of money tells of.
    """
    found = list(matches)
    for sentence in doc.sentences:
        item = _read_item(doc, naming, sentence)
        if item is None:
            continue
        inside = [match for match in found if item.start <= match.token < item.end]
        for match in inside:
            if "RECIPIENT" not in match.slots and not match.predicate.subjects:
                found[found.index(match)] = replace(match, slots={**match.slots, "RECIPIENT": item.names})
        if not inside:
            found += _bare(doc, item, listed)
    return sorted(found, key=lambda match: match.token)


def _read_item(doc: Analysis, naming: Naming, sentence: Sentence) -> _Item | None:
    start = sentence.start
    while start < sentence.end and (doc.form(start) in _BULLETS or doc.form(start).rstrip(".)").isdigit()):
        start += 1
    opening = range(start, min(start + _LONGEST_TITLE, sentence.end))
    title = next((i for i in opening if i in naming.entity_at or doc.upos[i] not in _TITLES), start)
    entity = naming.entity_at.get(title)
    if entity is None or entity.type != "person" or entity.start != title:
        return None
    sign = next((i for i in range(entity.end, sentence.end) if _parts(doc, i)), None)
    if sign is None or any(doc.upos[i] in ("VERB", "AUX") for i in range(start, sign)):
        return None
    span = range(entity.start, entity.end)
    name = next((i for i in span if doc.heads[i] not in span), entity.start)
    return _Item(expand(doc, name), sign + 1, sentence.end)


def _parts(doc: Analysis, token: int) -> bool:
    """Whether a colon or dash parts a line in two; a hyphen inside a word does not."""
    return doc.form(token) in _SIGNS and (doc.form(token) == ":" or doc.starts[token] > doc.ends[token - 1])


def _bare(doc: Analysis, item: _Item, listed: Mapping[str, str]) -> list[Match]:
    """A term or sum that stands alone after the sign, as the claim it tells."""
    start, end = doc.starts[item.start] if item.start < item.end else 0, doc.ends[item.end - 1]
    for slot, kind in listed.items():
        for measure in _FINDERS[slot](doc.text, start, end)[:1]:
            words = [i for i in range(item.start, item.end) if measure.start <= doc.starts[i] < measure.end]
            if words:
                frame = Frame(f"RECIPIENT: {slot}", kind, "list", doc.lemmas[words[-1]], ())
                slots = {"RECIPIENT": item.names, slot: (words[-1],)}
                return [Match(frame, words[-1], predicate_at(doc, words[-1]), slots, tuple(words), 1.0)]
    return []
