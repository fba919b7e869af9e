"""Which event of the ontology PLOVER a claim tells of: its kind's, or what its mood makes of that."""

from __future__ import annotations

from letapis.codebook import Frame, Kind
from letapis.extract.modality import Mood

Event = tuple[str, str | None]
"""A type and its mode."""

_OFFERED = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}
_HELD_OUT = {
    "SANCTION": "THREATEN",
    "COERCE": "THREATEN",
    "ASSAULT": "THREATEN",
    "MOBILIZE": "THREATEN",
    "PROTEST": "THREATEN",
}
"""What is still to come is an offer or a threat: PLOVER has types for both and prefers them to a mark."""

_THREATS: dict[str, str | None] = {
    "SANCTION": "relations",
    "COERCE": "restrict",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "PROTEST": None,
}
_ASKED = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
    "CONSULT": "meet",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
"""The modes of THREATEN by what is threatened, and those of REQUEST by what is asked for (else *change*)."""


def events_of(kind: Kind, frame: Frame, mood: Mood, denied: bool) -> tuple[Event, ...]:
    """The events that a claim tells of; none for what did not happen, by the report or by who denies it.

    What somebody will not do for another is a REJECT.

    What is demanded is a REQUEST. What is planned, due or conditional is AGREE or CONCEDE where it would be
    cooperation, THREATEN where it would be conflict, as the ontology's manual has it. Words alone (a refusal,
    a demand, an accusation) keep their type whenever they are said.
    """
    events = [(each.type, each.mode) for each in ((frame.plover,) if frame.plover else kind.plover)]
    if mood.negated and mood.modality == "planned" and not denied:
        return tuple(dict.fromkeys(("REJECT", _ASKED[type_]) for type_, _ in events if type_ in _ASKED))
    if mood.negated or denied:
        return ()
    if mood.modality == "demanded":
        return tuple(dict.fromkeys(_asked_for(*each) for each in events))
    if mood.modality in ("planned", "due", "conditional"):
        return tuple(dict.fromkeys(_to_come(*each) for each in events))
    return tuple(events)


def _asked_for(type_: str, mode: str | None) -> Event:
    spoken = type_ in ("REQUEST", "ACCUSE", "REJECT", "THREATEN")
    return (type_, mode) if spoken else ("REQUEST", _ASKED.get(type_, "change"))


def _to_come(type_: str, mode: str | None) -> Event:
    if type_ in _OFFERED:
        return _OFFERED[type_], None
    if type_ in _HELD_OUT:
        return _HELD_OUT[type_], "arrest" if mode == "arrest" else _THREATS[type_]
    return type_, mode
