"""Dictionary forms: edits undo themselves, the lexicon comes first, spelling rules catch the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.read.lemmas import Lexicon, apply_script, find_script

LEXICON = Lexicon(
    {"VERB": {"freed": "free", "held": "hold", "charged": "charge"}, "NOUN": {"women": "woman"}}
)


@given(
    st.text(alphabet="abcdeXYZ'", min_size=1, max_size=9),
    st.text(alphabet="abcdeXYZ", min_size=1, max_size=9),
)
def test_an_edit_makes_the_lemma_it_was_found_for(form: str, lemma: str) -> None:
    assert apply_script(form, find_script(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("sentenced", "sentence"),
        ("charged", "charge"),
        ("released", "release"),
        ("detained", "detain"),
        ("arrested", "arrest"),
        ("accusing", "accuse"),
        ("searched", "search"),
        ("fined", "fine"),
        ("stopped", "stop"),
        ("stripped", "strip"),
        ("denied", "deny"),
        ("tried", "try"),
        ("seized", "seize"),
        ("remanded", "remand"),
        ("liquidated", "liquidate"),
        ("revoked", "revoke"),
        ("deporting", "deport"),
        ("extradited", "extradite"),
        ("raped", "rape"),
        ("blocked", "block"),
        ("expelled", "expel"),
        ("tortured", "torture"),
        ("harassed", "harass"),
        ("beaten", "beat"),
        ("jailed", "jail"),
        ("prosecuted", "prosecute"),
        ("hospitalized", "hospitalize"),
        ("appealed", "appeal"),
        ("abducted", "abduct"),
        ("pardoned", "pardon"),
        ("dismissed", "dismiss"),
        ("confiscated", "confiscate"),
    ],
)
def test_unknown_verbs_go_by_the_rules_of_spelling(form: str, lemma: str) -> None:
    scripts = ["l2|"] if form.endswith(("ed", "en")) else ["l3|"]
    assert LEXICON.choose(form, "VERB", "", scripts) == lemma


def test_the_lexicon_comes_before_the_model() -> None:
    assert LEXICON.choose("freed", "VERB", "", ["l2|"]) == "free"
    assert LEXICON.choose("Women", "NOUN", "", ["l0|"]) == "woman"


@given(st.text(min_size=1, max_size=3), st.integers(0, 5), st.sampled_from(["", "y", "e"]))
def test_no_edit_leaves_nothing(form: str, cut: int, tail: str) -> None:
    assert apply_script(form, f"l{cut}|{tail}")
    assert LEXICON.choose(form, "VERB", "", [f"l{cut}|{tail}"])


def test_a_word_never_seen_is_edited_and_not_replaced() -> None:
    assert LEXICON.choose("arbitrarily", "ADV", "", ["l=far", "l0|"]) == "arbitrarily"
    assert LEXICON.choose("agreed", "VERB", "", ["l2|"]) == "agree"
    assert LEXICON.choose("kidnapping", "VERB", "", ["l4|", "l3|"]) == "kidnap"


def test_proper_names_are_left_to_the_model() -> None:
    assert LEXICON.choose("ORLEC", "PROPN", "", ["t0|"]) == "Orlec"
