"""Which token the words of a date hang on, and the dates and places that head a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from letapis.codebook import load_places
from letapis.extract.calendar import TimeExpression
from letapis.extract.joined import preposition_of
from letapis.extract.naming import Naming
from letapis.extract.syntaxwords import syntax_words
from letapis.model import Analysis, Mention, Report, Sentence, When

_SINCE = re.compile(r"\bsince (?:the|an?|last) (?:[\w'’-]+ ){1,4}(?:of|on) ?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression, its tokens, and the token its words hang on.

    An `attribute` only describes what it hangs on ("the August 9 vote") and says of nothing else when it was.
    A `limit` is how long something lasts ("held until Friday"); it dates an act only where nothing else does.
    """

    when: When
    start: int
    end: int
    governor: int
    attribute: bool = False
    limit: bool = False


def _openings(report: Report, doc: Analysis) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences with the one that follows on the same line: "August 2. Six governments recognised …"."""
    for sentence, following in zip(doc.sentences, doc.sentences[1:], strict=False):
        if "\n" not in report.text[doc.ends[sentence.end - 1] : doc.starts[following.start]]:
            yield sentence, following


def find_headings(report: Report, doc: Analysis, dates: Sequence[Dated]) -> tuple[Dated, ...]:
    """Dates that are a sentence of their own, with the tokens of the sentence that each opens."""
    found = []
    for sentence, following in _openings(report, doc):
        inside = [each for each in dates if sentence.start <= each.start < sentence.end]
        rest = [i for i in range(sentence.start, sentence.end) if doc.upos[i] != "PUNCT"]
        if len(inside) == 1 and all(inside[0].start <= i < inside[0].end for i in rest):
            found.append(Dated(inside[0].when, following.start, following.end, following.start))
    return (*found, *_headings_inside(doc, dates))


def _headings_inside(doc: Analysis, dates: Sequence[Dated]) -> Iterator[Dated]:
    """Dates that open a sentence up to its colon, alone or after a name: "Drava, August 2: two freed"."""
    for each in dates:
        sentence = doc.sentence_at(each.start)
        lead = range(sentence.start, each.start)
        alone = all(doc.upos[token] in ("PROPN", "PUNCT") for token in lead)
        exact = each.when.precision in ("day", "month")  # no title: "The Week in Drava: …"
        if exact and alone and each.end < sentence.end and doc.form(each.end) == ":":
            yield Dated(each.when, each.end + 1, sentence.end, each.end)


def find_place_headings(
    report: Report, doc: Analysis, naming: Naming, dates: Sequence[Dated]
) -> tuple[tuple[Mention, int, int], ...]:
    """Names that stand alone before a sentence, as chronicles head entries ("Drava. Police searched …")."""
    dated = {token for each in dates for token in range(each.start, each.end)}
    found = []
    for sentence, following in _openings(report, doc):
        words = [i for i in range(sentence.start, sentence.end) if doc.upos[i] != "PUNCT"]
        named = words and len(words) <= 3 and all(doc.upos[i] == "PROPN" and i not in dated for i in words)
        entity = naming.entity_at.get(words[0]) if named else None
        if named and (entity is None or entity.type == "place" or len(words) == 1):
            found.append((_as_place(doc, naming, words), following.start, following.end))
    return (*found, *_places_before_colons(doc, naming))


def _places_before_colons(doc: Analysis, naming: Naming) -> Iterator[tuple[Mention, int, int]]:
    """Known places that open a sentence up to its colon, as headlines and digests do: "Drava: two freed"."""
    for sentence in doc.sentences:
        colon = next((i for i in range(sentence.start, sentence.end) if doc.form(i) == ":"), sentence.start)
        lead = range(sentence.start, colon)
        if not lead or len(lead) > 3 or any(doc.upos[i] != "PROPN" for i in lead):
            continue
        words = doc.text[doc.starts[lead[0]] : doc.ends[lead[-1]]]
        entity = naming.entity_at.get(lead[0])
        known = load_places().candidates(words.title() if words.isupper() else words)
        if known if entity is None else entity.type == "place":
            yield _as_place(doc, naming, lead), colon + 1, sentence.end


def _as_place(doc: Analysis, naming: Naming, words: Sequence[int]) -> Mention:
    head = next((i for i in words if doc.heads[i] not in words or doc.heads[i] == i), words[0])
    return replace(naming.describe(head), type="place")


def _since_event(text: str, when: When, published: date | None) -> When:
    """`since the coup of February 1` runs from that day to the report's."""
    lead = _SINCE.search(text[max(0, when.start - 60) : when.start])
    if lead is None or when.first is None:
        return when
    start = when.start - len(lead.group())
    return When(when.first, published, "interval", text[start : when.end], start, when.end)


def _is_upto(doc: Analysis, outward: Sequence[int]) -> bool:
    """Whether a date hangs on its verb by "to": "prolonged to November 8"."""
    return any(preposition_of(doc, token) in syntax_words(doc.language).upto for token in outward)


def hang_dates(
    doc: Analysis, found: Sequence[TimeExpression], first: int, last: int, published: date | None
) -> list[Dated]:
    """The dates of a sentence, tokens `first` to `last`, each with the token that it hangs on."""
    dated = []
    for expression in found:
        when = _since_event(doc.text, expression.when, published)
        inside = [i for i in range(first, last) if doc.starts[i] < when.end and doc.ends[i] > when.start]
        if not inside:
            continue
        outward = [i for i in inside if not inside[0] <= doc.heads[i] <= inside[-1] or doc.heads[i] == i]
        governor = doc.heads[outward[-1]] if outward else inside[-1]
        described = expression.relation == "attribute"
        limit = expression.relation == "until" or _is_upto(doc, outward)
        if limit and when.last and published and when.last > published:
            continue  # "remanded until October": how long it will last is no day of the act
        dated.append(Dated(when, inside[0], inside[-1] + 1, governor, described, limit))
    return dated
