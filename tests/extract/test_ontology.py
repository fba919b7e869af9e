"""Which PLOVER event a claim tells of, by its kind, its frame and its mood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.codebook import Plover, load_codebook
from letapis.extract.modality import Mood
from letapis.extract.ontology import events_of

BOOK = load_codebook()
FRAME = BOOK.frames("en")["verb", "detain"][0]


@pytest.mark.parametrize(
    ("kind", "mood", "events"),
    [
        ("detain", Mood(), [("COERCE", "arrest")]),
        ("detain", Mood(modality="planned"), [("THREATEN", "arrest")]),
        ("detain", Mood(modality="demanded"), [("REQUEST", "change")]),
        ("detain", Mood(negated=True), []),
        ("sentence", Mood(), [("SANCTION", "convict"), ("COERCE", "arrest")]),
        ("visit", Mood(modality="planned"), [("AGREE", None)]),
        ("aid", Mood(modality="demanded"), [("REQUEST", "assist")]),
        ("aid", Mood(modality="conditional"), [("AGREE", None)]),
        ("release", Mood(modality="due"), [("CONCEDE", None)]),
        ("release", Mood(modality="demanded"), [("REQUEST", "yield")]),
        ("release", Mood(modality="planned", negated=True), [("REJECT", "yield")]),
        ("attack", Mood(modality="conditional"), [("THREATEN", "violence")]),
        ("accuse", Mood(modality="planned"), [("ACCUSE", "disapprove")]),
        ("appoint", Mood(), []),
    ],
)
def test_events(kind: str, mood: Mood, events: list[tuple[str, str | None]]) -> None:
    assert list(events_of(BOOK.kinds[kind], FRAME, mood, denied=False)) == events


def test_what_is_denied_is_no_event() -> None:
    assert events_of(BOOK.kinds["attack"], FRAME, Mood(), denied=True) == ()


def test_a_frame_may_have_a_type_of_its_own() -> None:
    frame = replace(FRAME, plover=Plover("ASSAULT", "drone"))
    assert events_of(BOOK.kinds["bombard"], frame, Mood(), denied=False) == (("ASSAULT", "drone"),)


def test_every_type_and_mode_of_the_shipped_codebook_is_one_of_plover() -> None:
    modes = {
        "CONSULT": {"visit", "third-party", "multilateral", "phone"},
        "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
        "REQUEST": {"assist", "change", "yield", "meet"},
        "REJECT": {"assist", "change", "yield", "meet"},
        "ACCUSE": {"disapprove", "investigate", "allege"},
        "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
        "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
        "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
        "MOBILIZE": {"troops", "weapons", "police", "militia"},
        "COERCE": set(
            "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()
        ),
        "ASSAULT": set(
            "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
            "drone heavy-weapons crowd-control unconventional".split()
        ),
        "AGREE": set(),
        "SUPPORT": set(),
        "CONCEDE": set(),
        "COOPERATE": set(),
        "AID": set(),
    }
    written = [each for kind in BOOK.kinds.values() for each in kind.plover]
    written += [line.plover for kind in BOOK.kinds.values() for line in kind.lines("en") if line.plover]
    wrong = {(each.type, each.mode) for each in written if each.mode not in {None, *modes[each.type]}}
    assert wrong == set()
    assert {each.type for each in written} == set(modes)
