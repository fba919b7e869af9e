"""What stands beside the text: one card a claim, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from letapis.model import Claim, Evidence, Source
from letapis.publish.wording import clip

QUOTED = 600
"""How many characters of a quotation are kept on either side of its trigger."""

BREATH = 6
"""Speakers with so few characters between them ("A and B") speak together; neither cites the other."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another claim that a card points to; `number` is None where that claim is not on the page."""

    key: str
    number: int | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The sentence around a trigger; `cut_before` and `cut_after` say that it goes on."""

    before: str
    trigger: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its number and all that has to be worked out before it can be shown.

    `chain` are the sources, nearest the reader first, each link those who speak together; `told_by` are the
    claims that speak of this one.
    """

    number: int
    claim: Claim
    chain: tuple[tuple[Source, ...], ...]
    quotation: Quotation
    about: tuple[Reference, ...]
    told_by: tuple[Reference, ...]
    part_of: Reference | None
    links: tuple[Reference, ...]
    definition: str | None


def order_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in the order in which their triggers stand in the text."""
    return tuple(sorted(claims, key=lambda claim: (claim.evidence.trigger.start, claim.evidence.trigger.end)))


def make_cards(claims: Sequence[Claim], kinds: Mapping[str, str]) -> tuple[Card, ...]:
    """One card a claim, numbered from 1; `kinds` are definitions by the name of a kind."""
    numbers: dict[str, int] = {}
    told_by: dict[str, list[Reference]] = {}
    for number, claim in enumerate(claims, start=1):
        numbers.setdefault(claim.key, number)
        for key in claim.about:
            told_by.setdefault(key, []).append(Reference(claim.key, number))

    def refer(key: str, relation: str = "") -> Reference:
        return Reference(key, numbers.get(key), relation)

    return tuple(
        Card(
            number=number,
            claim=claim,
            chain=chain_sources(claim.sources),
            quotation=split_quotation(claim.evidence),
            about=tuple(refer(key) for key in claim.about),
            told_by=tuple(told_by.get(claim.key, ())),
            part_of=refer(claim.part_of) if claim.part_of else None,
            links=tuple(refer(link.claim, link.relation) for link in claim.links),
            definition=kinds.get(claim.kind),
        )
        for number, claim in enumerate(claims, start=1)
    )


def chain_sources(sources: Sequence[Source]) -> tuple[tuple[Source, ...], ...]:
    """Who cites whom; speakers who stand side by side with one verb are one link of the chain."""
    chain: list[list[Source]] = []
    for source in sources:
        before = chain[-1][-1] if chain else None
        if before and before.verb == source.verb and 0 <= source.mention.start - before.mention.end <= BREATH:
            chain[-1].append(source)
        else:
            chain.append([source])
    return tuple(map(tuple, chain))


def split_quotation(evidence: Evidence) -> Quotation:
    """The quotation around its trigger; without emphasis where the trigger is not in it.

    >>> from letapis.model import Quote
    >>> split_quotation(Evidence(Quote("held", 8, 12), "She was held.", 0, 13, "body")).after
    '.'
    """
    words = evidence.text
    start, end = (bound - evidence.start for bound in (evidence.trigger.start, evidence.trigger.end))
    if not 0 <= start < end <= len(words) or words[start:end] != evidence.trigger.text:
        return Quotation(words[: 2 * QUOTED], "", "", cut_after=len(words) > 2 * QUOTED)
    return Quotation(
        words[max(0, start - QUOTED) : start],
        clip(words[start:end], 2 * QUOTED),
        words[end : end + QUOTED],
        cut_before=start > QUOTED,
        cut_after=len(words) - end > QUOTED,
    )
