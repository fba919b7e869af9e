"""Marked reports as spans over their text: what the reader and the extraction are trained on.

One JSON object a report. Every place is a pair of code points of `text`; a mention is named by its place in
`mentions`, so that a claim can say which of them fills a role.
"""

from __future__ import annotations

from typing import Any

from corpus.check import parse_quantity
from corpus.notation import MENTIONS, Mark, Marked
from corpus.told import Told, follow, form

Record = dict[str, Any]


def spans(report: Marked, split: str) -> Record:
    """One report: its sentences, mentions, times, quantities, cues and claims.

    A mention has its `type`, its `form` (named, nominal, pronoun), the `names` in it, and `entity`, the tag
    that it shares with the other mentions of the same one; `entities` has what the report tells of each.
    """
    mentions = [mark for mark in report.marks if mark.tag[0] in MENTIONS]
    index = {mark: number for number, mark in enumerate(mentions)}
    return {
        "id": report.id,
        "split": split,
        "genre": report.header["genre"],
        "country": report.header["country"],
        "published": report.header["published"] or None,
        "text": report.text,
        "sentences": [{"at": [s.start, s.end], "block": s.block} for s in report.sentences],
        "datelines": [list(span) for span in report.datelines],
        "mentions": [_mention(report, mark) for mark in mentions],
        "entities": report.entities,
        "times": [_valued(mark) for mark in report.marks if mark.type == "time"],
        "quantities": [
            {"at": [mark.start, mark.end], **parse_quantity(mark.value or "")}
            for mark in report.marks
            if mark.type == "quantity"
        ],
        "cues": [
            {"at": [mark.start, mark.end], "stance": mark.value or "asserts"}
            for mark in report.marks
            if mark.type == "cue"
        ],
        "claims": [_claim(told, index) for told in follow(report)],
    }


def _mention(report: Marked, mark: Mark) -> Record:
    return {
        "at": [mark.start, mark.end],
        "type": mark.type,
        "form": form(report, mark),
        "names": [list(span) for span in mark.names],
        "entity": mark.tag,
    }


def _valued(mark: Mark) -> Record:
    return {"at": [mark.start, mark.end], "value": mark.value}


def _claim(told: Told, index: dict[Mark, int]) -> Record:
    """A claim; `reference` is how the others of the report name it in `about` and `part_of`."""
    return {
        "reference": told.reference,
        "kinds": list(told.line.kinds),
        "optional": told.line.optional,
        "trigger": [told.trigger.start, told.trigger.end],
        "actors": [index[mark] for mark in told.actors],
        "recipients": [index[mark] for mark in told.recipients],
        "sources": [
            {
                "at": [saying.speaker.start, saying.speaker.end],
                "cue": [saying.cue.start, saying.cue.end],
                "stance": saying.stance,
            }
            for saying in told.sources
        ],
        "when": [told.when.start, told.when.end] if told.when else None,
        "where": [index[mark] for mark in told.places],
        "many": [told.counted.start, told.counted.end] if told.counted else None,
        "status": list(told.status),
        "modality": list(told.modality),
        "polarity": list(told.polarity),
        "details": {
            name: {"at": [mark.start, mark.end], "value": mark.value} for name, mark in told.details.items()
        },
        "about": list(told.about),
        "part_of": told.part_of,
        "condition": [told.condition.start, told.condition.end] if told.condition else None,
        "links": [{"relation": relation, "claim": claim} for relation, claim in told.links],
    }
