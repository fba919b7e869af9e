"""Reports and claims of an invented country, made by hand."""

from __future__ import annotations

from typing import Any

from letapis.model import Block, Claim, Evidence, Mention, Quote, Report

TEXT = (
    "ORLEC -- The police detained nine people on Mill Square, Zornica said. "
    "The ministry denied that anyone was beaten."
)


def make_report(text: str = TEXT, blocks: tuple[Block, ...] | None = None, **facts: Any) -> Report:
    """A report whose text is one block of body unless it is given others."""
    if blocks is None:
        blocks = (Block("body", 0, len(text)),)
    given = {"id": "day.txt", "language": "en", "digest": "0" * 64, "reader": "read.page/1", **facts}
    return Report(text=text, blocks=blocks, **given)


def quote(words: str, text: str = TEXT) -> Quote:
    """The first place where the words stand in the text."""
    start = text.index(words)
    return Quote(words, start, start + len(words))


def mention(words: str, text: str = TEXT, **facts: Any) -> Mention:
    """The words as a mention of a group, unless it is said to be something else."""
    found = quote(words, text)
    return Mention(found.text, found.start, found.end, **{"name": None, "type": "group", **facts})


def make_claim(words: str, kind: str = "detain", text: str = TEXT, **facts: Any) -> Claim:
    """A claim with that trigger; its evidence is the whole text, its key the kind and the trigger's place."""
    trigger = quote(words, text)
    given = {
        "report": "day.txt",
        "key": f"{kind}-{trigger.start}",
        "id": "id",
        "kind": kind,
        "plover": (),
        "status": "asserted",
        "modality": "actual",
        "polarity": "affirmed",
        "actors": (),
        "recipients": (),
        "sources": (),
        "evidence": Evidence(trigger, text, 0, len(text), "body"),
        "score": 0.9,
        "stage": "extract.claims/2",
        "rule": f"{kind}: ACTOR {kind} RECIPIENT",
        **facts,
    }
    return Claim(**given)
