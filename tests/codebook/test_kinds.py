"""The shipped kinds: all there, told apart, and written in the notation."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from letapis.codebook import Codebook, Kind, load_codebook

DESIGN = """
detain remand house_arrest release transfer extend_custody punish_cell restrict_contact supervise
search summon investigate open_case charge try convict sentence fine appeal uphold acquit drop_charges pardon
declare_wanted extradite close_hearing disbar
torture beat ill_treat use_force injure kill die_in_custody abduct disappear deny_care hunger_strike
revoke_accreditation deport force_exile bar_entry bar_exit strip_citizenship expel dismiss conscript
seize confiscate block censor outlaw list_extremist liquidate restrict film_confession
protest strike demand resign appoint remove mobilize complain witness aid found recognize
meet visit agree support reject deny accuse threaten sanction result claim_victory
pledge negotiate endorse cooperate provide concede cease_fire pull_back disarm admit disapprove inquire
request refuse cut_ties show_force coerce attack bomb bombard riot warn
""".split()
GROUPS = {"custody", "justice", "violence", "restriction", "public_life", "word_and_power", "world_affairs"}
SPEECH = {"demand", "support", "reject", "deny", "accuse", "threaten", "claim_victory"}
PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT".split()
)
ALWAYS = {"ACTOR", "RECIPIENT", "PLACE", "CLAUSE", "TO_CLAUSE", "ANY"}

# The shape of a frame, one letter a word: S slot, P possessive slot, p preposition, w other word.
SHAPES = {
    "verbs": re.compile(r"SwS?w?S?(p[Sw])*"),
    "nouns": re.compile(r"P?w(p[Sw])*"),
    "adjectives": re.compile(r"SwS?(p[Sw])*"),
}
SHAPES["negated"] = SHAPES["verbs"]
OPTION = re.compile(r"[Sw]|(p[Sw])+")
WORD = re.compile(r"[a-z][a-z'+-]*(\|[a-z][a-z'+-]*)*")


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="module")
def prepositions(codebook: Codebook) -> frozenset[str]:
    return codebook.words("en").frozen_list("grammar", "prepositions") | {"pending"}


def letter(word: str, prepositions: frozenset[str]) -> str:
    """One letter for a word of a frame, `?` where it is none that the notation knows."""
    if re.fullmatch(r"[A-Z][A-Z_]*(=[a-z|-]+)?('s)?", word):
        return "P" if word.endswith("'s") else "S"
    if not WORD.fullmatch(word):
        return "?"
    known = [each in prepositions for each in word.split("|")]
    return "p" if all(known) else "?" if any(known) else "w"


def shape(text: str, prepositions: frozenset[str]) -> str:
    return "".join(letter(word, prepositions) for word in text.split())


def test_every_kind_of_the_design_is_there(codebook: Codebook) -> None:
    assert set(DESIGN) <= set(codebook.kinds)
    assert {kind.group for kind in codebook.kinds.values()} == GROUPS


def test_kinds_of_speech(codebook: Codebook) -> None:
    assert {name for name, kind in codebook.kinds.items() if kind.speech} == SPEECH


@pytest.mark.parametrize("name", DESIGN)
def test_a_kind_is_complete(codebook: Codebook, name: str) -> None:
    kind = codebook.kinds[name]
    assert len(kind.definition.split()) >= 7
    assert kind.near_misses
    assert name not in {near.kind for near in kind.near_misses}
    assert set(kind.roles) == {"actor", "recipient"}
    assert {each.type for each in kind.plover} <= PLOVER
    assert len(kind.words["en"].verbs) >= 3


@pytest.mark.parametrize("name", DESIGN)
def test_every_frame_fits_the_notation(codebook: Codebook, prepositions: frozenset[str], name: str) -> None:
    words = codebook.kinds[name].words["en"]
    for part, expected in SHAPES.items():
        for line in getattr(words, part):
            text = line.text.removeprefix("?").removeprefix("!")
            options = re.findall(r"\[([^][]*)\]", text)
            assert expected.fullmatch(shape(re.sub(r"\[[^][]*\]", " ", text), prepositions)), line.written
            assert all(OPTION.fullmatch(shape(option, prepositions)) for option in options), line.written
            assert not re.search(r"[][]", re.sub(r"\[[^][]*\]", "", text)), line.written


@pytest.mark.parametrize("name", DESIGN)
def test_every_slot_is_a_role_or_a_detail(codebook: Codebook, name: str) -> None:
    kind = codebook.kinds[name]
    allowed = ALWAYS | {detail.upper() for detail in kind.details}
    for line in kind.lines("en"):
        assert set(re.findall(r"\b[A-Z][A-Z_]+\b", line.text)) <= allowed, line.written


@pytest.mark.parametrize("name", DESIGN)
def test_no_frame_stands_twice_in_a_kind(codebook: Codebook, name: str) -> None:
    counted = Counter(line.written for line in codebook.kinds[name].lines("en"))
    assert counted.most_common(1)[0][1] == 1


def test_no_frame_means_two_kinds(codebook: Codebook) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for kind in codebook.kinds.values():
        for part in SHAPES:
            for line in getattr(kind.words["en"], part):
                owners.setdefault((part, line.written), set()).add(kind.name)
    assert {frame: kinds for frame, kinds in owners.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("detain", {"detain"}),
        ("sentence", {"sentence"}),
        ("charge", {"charge"}),
        ("accuse", {"accuse"}),
        ("torture", {"torture"}),
        ("mistreat", {"ill_treat"}),
        ("disappear", {"disappear"}),
        ("deport", {"deport"}),
    ],
)
def test_near_kinds_are_kept_apart_by_their_plainest_word(
    codebook: Codebook, head: str, kinds: set[str]
) -> None:
    reserve = codebook.words("en").frozen_list("grammar", "reserve_groups")  # they give way
    plain = {
        frame.kind
        for frame in codebook.frames("en")["verb", head]
        if not frame.particle
        and codebook.kinds[frame.kind].group not in reserve
        and not any(part.words or part.slot == "ARTICLE" for part in frame.parts if not part.optional)
    }
    assert plain - {"use_force"} == kinds


def test_light_verbs_need_their_noun(codebook: Codebook) -> None:
    """Who "held talks" detained nobody: `hold` alone asks for a person."""
    for frame in codebook.frames("en")["verb", "hold"]:
        needs_word = any(part.words for part in frame.parts if not part.optional)
        assert needs_word or frame.particle or frame.guard == "person", frame.text


def test_release_of_a_statement_frees_nobody(codebook: Codebook) -> None:
    kind: Kind = codebook.kinds["release"]
    plain = next(line for line in kind.words["en"].verbs if line.written == "?ACTOR release RECIPIENT")
    assert {"statement", "video", "report"} <= plain.unless
    assert "prisoner" not in plain.unless


def test_a_death_alone_is_no_killing(codebook: Codebook) -> None:
    """Who "died of an illness" was not killed: dying asks for wounds, a crackdown, a protest beside it."""
    for frame in codebook.frames("en")["verb", "die"]:
        assert any(part.words for part in frame.parts if not part.optional), frame.text


@pytest.mark.parametrize("head", ["release", "arrest", "dismissal", "removal", "expulsion", "appointment"])
def test_nouns_that_things_may_have_ask_for_a_person(codebook: Codebook, head: str) -> None:
    """The release of a statement, the removal of rubble: a noun that takes any `of` says who it is of."""
    for frame in (each for each in codebook.frames("en")["noun", head] if each.head == head):
        takes_any = any(part.slot == "RECIPIENT" and "of" in part.prepositions for part in frame.parts)
        if takes_any and not any(part.words for part in frame.parts):
            assert frame.guard == "person", frame.text
