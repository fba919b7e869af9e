"""Claims as events of the ontology PLOVER, in the shape of its JSON records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from letapis.model import Claim, Mention

Record = dict[str, Any]

PUBLICATION = "Letapis"
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_COUNTED = {"kill": "dead", "die_in_custody": "dead", "injure": "injured"}
"""Kinds whose number is that of the dead or injured; that of a PROTEST is its size."""

_GOING = frozenset({"visit"})
"""Kinds that, where nobody is named, concern the country of their place."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a record says of the report: when it appeared, where, and in which language."""

    published: date | None = None
    url: str | None = None
    language: str | None = None


def plover_records(
    claims: Sequence[Claim], edition: Edition, contexts: Mapping[str, Iterable[str]]
) -> Iterator[Record]:
    """The events that one report's claims tell of, each as one record; `contexts` are those of a kind.

    A claim of a kind that the ontology has no type for, of what is denied or did not happen, gives none. What
    is asked for or threatened is the event of the demand or threat, not one of its own.
    """
    types = {claim.key: {type_ for type_, _ in claim.plover} for claim in claims}
    told = {(key, type_) for claim in claims for key in claim.about for type_ in types[claim.key]}
    for claim in claims:
        for type_, mode in claim.plover:
            if (claim.key, type_) not in told:
                yield _event(claim, type_, mode, edition, contexts.get(claim.kind, ()))


def _event(claim: Claim, type_: str, mode: str | None, edition: Edition, contexts: Iterable[str]) -> Record:
    day = (claim.date and (claim.date.first or claim.date.last)) or edition.published
    event: Record = {
        "id": f"{claim.key}-{type_}",
        "date": day and day.isoformat(),
        "source": [_actor(each) for each in claim.actors],
        "event": type_,
        "eventText": claim.evidence.trigger.text,
        "mode": mode,
        "context": list(contexts),
        "target": [_actor(each) for each in claim.recipients],
        "eventLoc": claim.place and _location(claim.place),
        **_counts(claim, type_),
        "text": claim.evidence.text,
        "language": edition.language,
        "publication": PUBLICATION,
        "letapis": _ours(claim, edition),
    }
    if type_ in _MUTUAL and not event["target"] and len(event["source"]) > 1:
        event["target"] = event["source"]
    if claim.kind in _GOING and not event["target"] and claim.place and claim.place.country:
        event["target"] = [_actor(claim.place)]
    return {name: value for name, value in event.items() if value not in (None, [], {})}


def _actor(mention: Mention) -> Record:
    """An actor with its country and sector; a country's own name is a state, of no sector."""
    found = {
        "actorText": mention.text,
        "name": mention.name,
        "code": mention.country,
        "sector": mention.sector,
    }
    return {name: value for name, value in found.items() if value is not None}


def _location(place: Mention) -> Record:
    found = {
        "name": place.name or place.text,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "id": place.id,
    }
    return {name: value for name, value in found.items() if value is not None}


def _counts(claim: Claim, type_: str) -> Record:
    """The number of the dead, the injured or those who protest, the least that the words say."""
    name = "size" if type_ == "PROTEST" else _COUNTED.get(claim.kind)
    counted = claim.quantity
    if name is None or counted is None or counted.mode == "share":
        return {}
    return {name: int(counted.low)}


def _ours(claim: Claim, edition: Edition) -> Record:
    """What PLOVER has no field for: who says so, how firmly, and the way back to the words."""
    found: Record = {
        "report": claim.report,
        "url": edition.url,
        "claim": claim.key,
        "kind": claim.kind,
        "status": claim.status,
        "modality": claim.modality,
        "sources": [each.mention.name or each.mention.text for each in claim.sources],
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "score": claim.score,
        "rule": claim.rule,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}
