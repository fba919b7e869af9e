"""Whatever the scores, the answer is a tree with one root and labels that fit it."""

from itertools import product

import numpy as np
import pytest

from letapis.read.decode import (
    attach_titles,
    choose_labels,
    find_tree,
    join_passives,
    join_sayings,
    log_softmax,
    part_date_from_term,
    part_subjects,
)


def is_tree(heads: list[int]) -> bool:
    for word in range(1, len(heads)):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


def crosses(heads: list[int]) -> bool:
    arcs = [(min(word, head), max(word, head)) for word, head in enumerate(heads) if word]
    return any(left < begin < right < end for left, right in arcs for begin, end in arcs)


def brute_force(scores: np.ndarray) -> float:
    words = range(1, len(scores))
    trees = (
        [0, *heads]
        for heads in product(range(len(scores)), repeat=len(words))
        if heads.count(0) == 1 and is_tree([0, *heads]) and not crosses([0, *heads])
    )
    return max(sum(float(scores[word, heads[word]]) for word in words) for heads in trees)


@pytest.mark.parametrize("size", [2, 3, 4, 6])
@pytest.mark.parametrize("seed", range(6))
def test_the_tree_is_the_best_one_with_a_single_root_and_no_crossing(seed: int, size: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 3, (size, size)).astype(np.float32))
    heads = find_tree(scores)
    assert is_tree(heads)
    assert not crosses(heads)
    found = sum(float(scores[word, heads[word]]) for word in range(1, size))
    assert found == pytest.approx(brute_force(scores), abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_long_sentences_get_a_tree_too(seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 1, (90, 90)).astype(np.float32))
    heads = find_tree(scores)
    assert heads[1:].count(0) == 1
    assert is_tree(heads)
    assert not crosses(heads)


def test_one_word_is_its_own_root() -> None:
    assert find_tree(np.zeros((2, 2), np.float32)) == [0, 0]


def test_only_the_root_is_labelled_root_and_a_verb_has_one_subject() -> None:
    names = ["root", "nsubj", "obj", "obl"]
    likely = np.array(
        [[0.25] * 4, [0.1, 0.8, 0.05, 0.05], [0.9, 0.04, 0.03, 0.03], [0.3, 0.4, 0.25, 0.05]], np.float32
    )
    labels = choose_labels(np.log(likely), [0, 2, 0, 2], names)
    assert labels == ["", "nsubj", "root", "obj"]


def test_a_role_before_a_name_is_no_second_speaker() -> None:
    # "with lawyer Anna Lapko he met": the role and the name both hang on the verb.
    heads, labels = [1, 5, 5, 2, 5, 5], ["case", "obl", "obl", "flat", "nsubj", "root"]
    attach_titles(heads, labels, ["ADP", "NOUN", "PROPN", "PROPN", "PRON", "VERB"], [2])
    assert heads == [2, 2, 5, 2, 5, 5]
    assert labels[1] == "nmod:desc"


def test_a_name_after_a_preposition_is_no_apposition() -> None:
    # "house of the journalist Petra Vrana burned", the name read as an apposition to the house
    heads, labels = [6, 3, 3, 4, 0, 4, 6], ["nsubj", "case", "det", "nmod:desc", "appos", "flat", "root"]
    attach_titles(heads, labels, ["NOUN", "ADP", "DET", "NOUN", "PROPN", "PROPN", "VERB"], [4])
    assert heads == [6, 4, 3, 4, 0, 4, 6]
    assert labels[4] == "nmod"


def test_a_date_and_a_term_are_no_range() -> None:
    forms = "jailed on May 3 to ten days".split()
    upos = ["VERB", "ADP", "PROPN", "NUM", "ADP", "NUM", "NOUN"]
    heads, labels = [0, 3, 3, 6, 5, 3, 0], ["root", "case", "compound", "nummod", "case", "nmod", "obl"]
    part_date_from_term(heads, labels, upos, forms)
    assert heads == [0, 3, 3, 0, 6, 6, 0]
    assert labels == ["root", "case", "nmod:unmarked", "obl", "case", "nummod", "obl"]


@pytest.mark.parametrize(("spoken_of", "head"), [("", 1), ("group", 4)])
def test_no_thing_denies_what_somebody_else_does(spoken_of: str, head: int) -> None:
    forms = "ministry said matter was closed , but denied that it hurt".split()
    heads = [1, 1, 4, 4, 1, 7, 7, 4, 10, 10, 7]
    labels = "nsubj root nsubj:pass aux:pass ccomp punct cc conj mark nsubj ccomp".split()
    mentions = ["organisation", "", spoken_of, *[""] * 8]
    join_sayings(heads, labels, mentions, forms)
    assert heads[7] == head


def test_a_term_that_is_cut_off_is_none() -> None:
    forms = "jailed on May 3 to 10 .".split()
    heads, labels = [0, 3, 3, 5, 5, 3, 0], ["root", "case", "compound", "nummod", "case", "nmod", "punct"]
    before = list(heads)
    part_date_from_term(heads, labels, ["VERB", "ADP", "PROPN", "NUM", "ADP", "NUM", "PUNCT"], forms)
    assert heads == before


def test_a_range_of_shares_stays_one() -> None:
    forms = "won 60 to 70 percent".split()
    heads, labels = [0, 4, 3, 1, 0], ["root", "nummod", "case", "nmod", "obj"]
    part_date_from_term(heads, labels, ["VERB", "NUM", "ADP", "NUM", "NOUN"], forms)
    assert heads == [0, 4, 3, 1, 0]


def test_who_says_it_is_not_who_it_is_said_of() -> None:
    forms = "Two , police said , were held".split()
    heads, labels = [3, 0, 3, 3, 3, 6, 3], ["nsubj", "punct", "nsubj", "root", "punct", "aux:pass", "ccomp"]
    part_subjects(heads, labels, forms)
    assert (heads[0], labels[0], heads[2]) == (6, "nsubj:pass", 3)


def test_who_says_it_last_is_not_who_it_is_said_of() -> None:
    heads, labels = [4, 4, 4, 4, 4], ["nsubj", "ccomp", "punct", "nsubj", "root"]
    part_subjects(heads, labels, "Two held , police say".split())
    assert heads == [1, 4, 4, 4, 4]


@pytest.mark.parametrize(
    ("words", "head"),
    [("Two were held , police said , and fined", 2), ("Two were held , police said , and have fined", 5)],
)
def test_who_says_it_is_not_who_suffers_it(words: str, head: int) -> None:
    forms = words.split()
    last = len(forms) - 1
    heads = [2, 2, 5, 5, 5, 5, last, *range(last, last + 1), *[last] * (last - 8), 5]
    labels = ["nsubj:pass", "aux:pass", "ccomp", "punct", "nsubj", "root", "punct", "cc"]
    labels += ["aux"] * (last - 8) + ["conj"]
    feats = [""] * last + ["Tense=Past|VerbForm=Part"]
    join_passives(heads, labels, feats, forms)
    assert heads[last] == head


def test_a_day_before_a_name_stays_where_it_is() -> None:
    heads, labels = [3, 3, 3, 3], ["obl:unmarked", "nsubj", "aux", "root"]
    attach_titles(heads, labels, ["NOUN", "PROPN", "AUX", "VERB"], [1])
    assert (heads[0], labels[0]) == (3, "obl:unmarked")
