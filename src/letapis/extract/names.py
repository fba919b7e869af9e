"""The names that the reader's model found, put right: whole, untitled, of one type throughout a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Entity


def settle_entities(doc: Analysis, words: Vocabulary) -> list[Entity]:
    """A report's names in their order, none over another."""
    joined: list[Entity] = []
    for entity in (_untitled(doc, words, each) for each in doc.entities):
        if entity.start == entity.end:
            continue
        last = joined[-1] if joined else None
        if last and last.end == entity.start - 1 and doc.form(last.end) == "/":
            joined[-1] = Entity(last.start, entity.end, last.type)  # "RFE/RL" is one name
        else:
            joined.append(entity)
    agreed = _agree_on_types(doc, _hyphened(doc, joined))
    return [_called_after_its_noun(doc, words, each) for each in agreed]


def _hyphened(doc: Analysis, entities: list[Entity]) -> list[Entity]:
    """Persons with both halves of a double name, "Osorgin-Belykh", however the reader's model cut it."""
    found: list[Entity] = []
    for entity in entities:
        start, end = entity.start, entity.end
        if entity.type == "person":
            while start > 1 and _is_joined(doc, start - 2):
                start -= 2
            end -= doc.form(end - 1) == "-"
            while end + 1 < len(doc) and _is_joined(doc, end - 1):
                end += 2
        while found and found[-1].end > start:
            found.pop()  # the other half, taken for a name of its own
        if not found or found[-1].end <= start:
            found.append(replace(entity, start=start, end=end))
    return [each for at, each in enumerate(found) if at == 0 or found[at - 1].end <= each.start]


def _is_joined(doc: Analysis, left: int) -> bool:
    """Whether a capitalised word is joined by a hyphen to another right behind it."""
    if left < 0 or left + 2 >= len(doc) or doc.form(left + 1) != "-":
        return False
    near = doc.ends[left] == doc.starts[left + 1] and doc.ends[left + 1] == doc.starts[left + 2]
    return near and doc.form(left)[:1].isupper() and doc.form(left + 2)[:1].isupper()


def _called_after_its_noun(doc: Analysis, words: Vocabulary, entity: Entity) -> Entity:
    """A name right behind "party" or "weekly" is the body's own, not a person's."""
    before = entity.start - 1
    named = before >= 0 and doc.upos[before] == "NOUN" and doc.lemmas[before].lower() in words.naming_nouns
    inside = range(entity.start, entity.end)
    head = next((i for i in inside if doc.heads[i] not in inside), entity.start)
    attached = doc.labels[head].split(":")[0] in ("appos", "flat", "nmod", "compound")
    return replace(entity, type="organisation") if named and attached else entity


def _untitled(doc: Analysis, words: Vocabulary, entity: Entity) -> Entity:
    """A person's name without the office or country before it; nothing is left of "President" alone."""
    start = entity.start
    while entity.type == "person" and start < entity.end:
        form = doc.form(start).lower()
        if form not in words.persons and words.country_of(form) is None:
            break
        start += 1
    return replace(entity, start=start)


def _agree_on_types(doc: Analysis, entities: list[Entity]) -> list[Entity]:
    """Give one name one type throughout a report: the type it mostly has, alone or with a first name."""
    forms = {entity: [doc.form(i).lower() for i in range(entity.start, entity.end)] for entity in entities}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entity, words in forms.items():
        weight = 3 if len(words) > 1 and entity.type == "person" else 2
        keys = {" ".join(words)} | ({words[-1]} if entity.type == "person" else set())
        for key in keys:
            votes[key][entity.type] += weight
    agreed = []
    for entity, words in forms.items():
        key = " ".join(words) if len(words) == 1 else words[-1] if votes[words[-1]] else " ".join(words)
        counted = votes[key]
        best = max(counted, key=lambda type_: (counted[type_], type_ == entity.type))
        shifts = {best, entity.type} == {"person", "place"} or (len(words) == 1 and best != "place")
        agreed.append(replace(entity, type=best) if shifts else entity)
    return agreed
