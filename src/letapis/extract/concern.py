"""Whom an act between states or bodies concerns, where its frame has no place for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letapis.codebook import Kind
from letapis.extract.joined import expand, preposition_of
from letapis.extract.match import Match
from letapis.extract.scene import Scene
from letapis.extract.states import is_of_a_state

_APART = ("acl:relcl", "parataxis", "appos", "compound", "nmod:desc", "advmod")
"""Relations below which the words are about something else, or are part of another name."""


def find_concerned(scene: Scene, match: Match, kind: Kind) -> tuple[int, ...]:
    """The heads of the party that an act concerns ("agreed to send aid to *Orland*"), empty where none is.

    It is the first party among the words that hang on the trigger, other than who did it and where it
    happened; else a country that only an adjective names ("condemned *French* raids"), or where what it is
    about took place ("abuses in *Orland*"). In kinds of life inside a country it can only be a country, and
    only where a state acts.
    """
    anybody = kind.group in scene.words.concerning_groups
    if not anybody and not _is_between_states(scene, match, kind):
        return ()
    if match.affirmed and match.predicate.passive:
        return ()  # "was not allowed to see a *lawyer*" concerns who was not allowed
    tests: tuple[Callable[[Scene, int], bool], ...] = (
        _is_party if anybody else _is_country,
        _is_adjective_of_country,
        _is_scene_of_it,
    )
    below = _tokens_below(scene, match)
    for test in tests:
        for token in below:
            aside = scene.words.aside if test is not _is_scene_of_it else frozenset[str]()
            if test(scene, token) and not _is_apart(scene, token, match.token, aside):
                return expand(scene.doc, token) if test is not _is_adjective_of_country else (token,)
    return ()


def _tokens_below(scene: Scene, match: Match) -> tuple[int, ...]:
    """What hangs on the trigger, in the order of the text, without those who did it."""
    taken = {match.token}
    for head in (*match.slots.get("ACTOR", ()), *match.predicate.subjects):
        taken.update(scene.doc.subtree(head))
    return tuple(sorted(set(scene.doc.subtree(match.token)) - taken))


def _is_party(scene: Scene, token: int) -> bool:
    doc, naming = scene.doc, scene.cast.naming
    entity = naming.entity_at.get(token)
    if entity is not None and doc.heads[token] in range(entity.start, entity.end):
        return False
    if entity is not None and entity.type == "person":
        return naming.describe(token).sector in scene.words.state_sectors
    if entity is not None:
        return True
    return doc.upos[token] in ("NOUN", "PROPN") and scene.words.is_party(doc.lemmas[token].lower())


def _is_between_states(scene: Scene, match: Match, kind: Kind) -> bool:
    """Whether a kind that concerns states is told of one, or of somebody of one, as the actor."""
    return kind.name in scene.words.concerning_states and any(
        _is_for_a_state(scene, head) for head in match.slots.get("ACTOR", ())
    )


def _is_for_a_state(scene: Scene, head: int) -> bool:
    """Whether an actor is of a state, or in an office or body of some state that is not named."""
    found = scene.cast.mentions(head)
    return any(is_of_a_state(each) or each.sector in scene.words.state_sectors for each in found)


def _is_country(scene: Scene, token: int) -> bool:
    return _is_party(scene, token) and _names_country(scene, token)


def _is_adjective_of_country(scene: Scene, token: int) -> bool:
    relation = scene.doc.labels[token].split(":")[0]
    return relation in ("amod", "compound", "nmod") and _names_country(scene, token)


def _is_scene_of_it(scene: Scene, token: int) -> bool:
    noun = (
        scene.doc.labels[token] == "nmod" and preposition_of(scene.doc, token) in scene.words.on_the_soil_of
    )
    return noun and _names_country(scene, token)


def _names_country(scene: Scene, token: int) -> bool:
    entity = scene.cast.naming.entity_at.get(token)
    name = scene.cast.naming.name_of(entity) if entity is not None else scene.doc.form(token)
    return scene.words.country_of(name) is not None


def _is_apart(scene: Scene, token: int, trigger: int, aside: frozenset[str]) -> bool:
    """Whether a phrase only says where, when or how, or stands in a clause or name of its own."""
    return any(
        scene.doc.labels[at] in _APART
        or (scene.doc.labels[at].split(":")[0] in ("nmod", "obl") and preposition_of(scene.doc, at) in aside)
        for at in _steps_up(scene, token, trigger)
    )


def _steps_up(scene: Scene, token: int, trigger: int) -> Iterator[int]:
    """A word and those above it, up to the trigger; an adjective itself may be part of a name."""
    at = scene.doc.heads[token] if _is_adjective_of_country(scene, token) else token
    while at != trigger:
        yield at
        at = scene.doc.heads[at]
