"""Whether it is a state that acts, or somebody of one: what world affairs are told of."""

from __future__ import annotations

from letapis.extract.cast import Cast
from letapis.extract.match import Match
from letapis.model import Mention

_BODY_OF_STATES = "IGO"
"""The CAMEO sector of a body that states are members of."""


def is_of_a_state(mention: Mention) -> bool:
    """Whether a mention has a country, or is a body of states or a named place (one that acts is a state)."""
    place = mention.type == "place" and mention.name is not None
    return place or mention.country is not None or mention.sector == _BODY_OF_STATES


def may_be_of_a_state(cast: Cast, match: Match) -> bool:
    """Whether an actor of a match is of a state, or may be: the frame leaves it to be whoever speaks."""
    if not any(part.slot == "ACTOR" for part in match.frame.parts):
        return True
    return any(
        is_of_a_state(mention) for head in match.slots.get("ACTOR", ()) for mention in cast.mentions(head)
    )
