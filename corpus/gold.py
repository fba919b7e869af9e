"""Marked reports in the form of the claim scorer, as what must be found and as claims.

The scorer compares names and dates, not spans. What it is given here:

- a party may be met by any of the names that the report has for it, by its family name, or by the words that
  carry its mentions in the sentence;
- the place is not judged where the clause gives none and the report has a dateline, which may fill it;
- a date whose words cannot be resolved is not judged;
- the quantity is not judged where votes or a share are marked: they are a detail to the coders;
- of the details, those that have an exact value (`EXACT`) and the longest word of those in `WORDED`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus.notation import Mark, Marked
from corpus.told import Told, follow, form, head

EXACT = ("term", "article", "proceeding")
COUNTED = frozenset({"votes", "share"})
WORDED = ("grounds", "office", "court", "penalty")

Record = dict[str, Any]


def gold(report: Marked) -> Record:
    """One report as a line of the scorer's gold."""
    return {
        "id": report.id,
        "published": report.header.get("published") or None,
        "text": report.text,
        "claims": [_wanted(report, told) for told in follow(report)],
    }


def claims(report: Marked) -> list[Record]:
    """The marks of a report as claims, in the shape that `letapis extract` writes."""
    return [_claim(report, told) for told in follow(report)]


def _wanted(report: Marked, told: Told) -> Record:
    wanted: Record = {
        "kind": list(told.line.kinds),
        "trigger": [told.trigger.start, told.trigger.end],
        "actors": [answers(report, mark) for mark in told.actors],
        "recipients": [answers(report, mark) for mark in told.recipients],
        "sources": [answers(report, saying.speaker) for saying in told.sources],
        "status": list(told.status),
        "modality": list(told.modality),
        "polarity": list(told.polarity),
        "details": _details(report, told),
    }
    if not COUNTED.intersection(told.details):
        wanted["quantity"] = _only(told.quantity, "low", "high", "mode")
    if told.dated or not told.when:
        wanted["date"] = [_day(day) for day in told.dated] if told.dated else None
    if told.places or not report.datelines:
        wanted["place"] = [answer for mark in told.places for answer in answers(report, mark)] or None
    if told.line.optional:
        wanted["optional"] = True
    return wanted


def answers(report: Marked, mark: Mark) -> list[str]:
    """The words of which any shows that a mention is met.

    A name without its title, the family name (the last word of a person's), the word that carries the
    mention, and the same for the mentions of the same tag in the same sentence.
    """
    same = report.of_tag(mark.tag)
    found = [report.text[s:e] for other in same for s, e in other.names]
    if mark.tag.startswith("p"):
        found += [name.split()[-1] for name in found]
    found += [head(report, other) for other in same if other.sentence == mark.sentence]
    found.append(head(report, mark))
    return list(dict.fromkeys(word for word in found if word))


def _details(report: Marked, told: Told) -> Record:
    details = {}
    for name, mark in told.details.items():
        if name in EXACT and mark.value:
            details[name] = mark.value
        elif name in WORDED:
            details[name] = max(report.words(mark).split(), key=len).strip("“”\"'«»,.")
    return details


def _claim(report: Marked, told: Told) -> Record:
    quoted = _quote(report, told.trigger)
    dated = told.dated
    return {
        "report": report.id,
        "kind": told.line.kinds[0],
        "actors": [_mention(report, mark) for mark in told.actors],
        "recipients": [_mention(report, mark) for mark in told.recipients],
        "sources": [_mention(report, saying.speaker) for saying in told.sources],
        "date": {"first": _day(dated[0]), "last": _day(dated[1])} if dated else None,
        "place": _mention(report, told.places[0]) if told.places else None,
        "quantity": told.quantity,
        "status": told.status[0],
        "modality": "planned" if "planned" in told.modality else told.modality[0],
        "polarity": told.polarity[0],
        "details": {
            name: {**_quote(report, mark), "value": mark.value} for name, mark in told.details.items()
        },
        "evidence": {"trigger": quoted, "block": report.sentences[told.line.sentence].block},
    }


def _mention(report: Marked, mark: Mark) -> Record:
    return {
        **_quote(report, mark),
        "name": report.name(mark.tag),
        "type": mark.type,
        "form": form(report, mark),
    }


def _quote(report: Marked, mark: Mark) -> Record:
    return {"text": report.words(mark), "start": mark.start, "end": mark.end}


def _only(record: Record | None, *keys: str) -> Record | None:
    return {key: record[key] for key in keys} if record else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
