"""Lists of people with what befell them: "- Andrej Dubov, programmer: 15 days of administrative arrest"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from letapis.codebook import Frame
from letapis.extract.joined import expand
from letapis.extract.match import Match
from letapis.extract.money import find_money
from letapis.extract.naming import Naming
from letapis.extract.syntax import predicate_at
from letapis.extract.terms import find_terms
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Entity, Sentence

_SIGNS = frozenset({":", "-", "–", "—", "--"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "▪", "●"})
_LONGEST_TITLE = 5
"""Words that may stand before the name ("Choirmaster Pavel Dubov")."""

_TITLES = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_FINDERS = {"TERM": find_terms, "AMOUNT": find_money}


@dataclass(frozen=True, slots=True)
class _Item:
    """A list's line: the heads of the names that open it, and where its second half begins and ends.

    `opening` is where the line begins. A line that opens with a heading ("Kapan: acquitted") has no names.
    """

    names: tuple[int, ...]
    opening: int
    start: int
    end: int


def complete_lists(doc: Analysis, naming: Naming, matches: list[Match], words: Vocabulary) -> list[Match]:
    """Give the name that opens a list's line to what the line tells of it, and read bare terms and sums.

    A term that goes on ("15 years on the stage") tells of other things.
    """
    found = list(matches)
    for sentence in doc.sentences:
        item = _read_item(doc, naming, sentence)
        if item is None:
            continue
        inside = [match for match in found if item.start <= match.token < item.end]
        if inside and item.names and _is_about_others(doc, item, inside[0]):
            continue  # "Doctor Dubova: at least 27 injured"
        for match in inside:
            heads = match.slots.get("RECIPIENT", ())
            leaning = heads and all(item.opening <= head < item.start for head in heads)
            if leaning or not (heads or match.predicate.subjects):
                slots = {slot: filled for slot, filled in match.slots.items() if slot != "RECIPIENT"}
                own = {"RECIPIENT": item.names} if item.names else {}
                found[found.index(match)] = replace(match, slots={**slots, **own})
        if not inside and item.names and item.start < item.end:
            found += _bare(doc, item, words)
    return sorted(found, key=lambda match: match.token)


def _is_about_others(doc: Analysis, item: _Item, first: Match) -> bool:
    """Whether somebody else is named or counted before the first thing that a line tells."""
    between = range(item.start, first.words[0])
    return (
        any(doc.upos[i] in ("NOUN", "PROPN", "PRON", "NUM") for i in between)
        and first.frame.word_class != "noun"
    )


def _is_of_other_things(doc: Analysis, after: int, item: _Item, words: Vocabulary) -> bool:
    """Whether a term goes on to say of what it is, and that is no penalty."""
    return after < item.end and doc.form(after).lower() in words.going_on


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
    second = naming.entity_at.get(sign + 1)
    if second is not None and second.type == "person" and second.end < sentence.end:
        return _Item(
            (_head_of(doc, second),), start, second.end, sentence.end
        )  # "Homel — Alieh Kamai, 15 days"
    if not _is_surely_a_person(naming, entity):
        return _Item((), start, sign + 1, sentence.end)
    head = _head_of(doc, entity)
    names = (head,) if _leads_on(doc, naming, entity) else expand(doc, head)
    return _Item(names, start, sign + 1, sentence.end)


def _head_of(doc: Analysis, entity: Entity) -> int:
    span = range(entity.start, entity.end)
    return next((i for i in span if doc.heads[i] not in span), entity.start)


def _leads_on(doc: Analysis, naming: Naming, entity: Entity) -> bool:
    """Whether age, trade and town follow a name, which name nobody else: "Yunes Baluch, 17, cook, Khash"."""
    comma = entity.end < len(doc) and doc.form(entity.end) == ","
    after = naming.entity_at.get(entity.end + 1)
    return comma and (after is None or after.type != "person")


def _is_surely_a_person(naming: Naming, entity: Entity) -> bool:
    """Whether a name is more than one word or the surname of one named in full; else it may be a town's."""
    if entity.end - entity.start > 1:
        return True
    name = naming.name_of(entity)
    others = (naming.name_of(each).split() for each in naming.entities() if each.type == "person")
    return any(len(other) > 1 and other[-1] == name for other in others)


def _parts(doc: Analysis, token: int) -> bool:
    """Whether a colon or dash parts a line in two; a hyphen inside a word does not."""
    return doc.form(token) in _SIGNS and (doc.form(token) == ":" or doc.starts[token] > doc.ends[token - 1])


def _bare(doc: Analysis, item: _Item, words: Vocabulary) -> list[Match]:
    """A term or sum that stands alone after the sign, as the claim it tells."""
    start, end = doc.starts[item.start] if item.start < item.end else 0, doc.ends[item.end - 1]
    for slot, kind in words.listed.items():
        for measure in _FINDERS[slot](doc.text, start, end)[:1]:
            own = [i for i in range(item.start, item.end) if measure.start <= doc.starts[i] < measure.end]
            if own and not _is_of_other_things(doc, own[-1] + 1, item, words):
                frame = Frame(f"RECIPIENT: {slot}", kind, "list", doc.lemmas[own[-1]], ())
                slots = {"RECIPIENT": item.names, slot: (own[-1],)}
                return [Match(frame, own[-1], predicate_at(doc, own[-1]), slots, tuple(own), 1.0)]
    return []
