"""Names begin where they begin and end where the grammar lets them end."""

import numpy as np
import pytest

from letapis.read.spans import Grammar, agree_on_names, choose_names, mend_names


def test_names_never_begin_in_the_middle() -> None:
    names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    likely = [[0.1, 0.2, 0.7, 0.0, 0.0], [0.1, 0.0, 0.4, 0.0, 0.5], [0.9, 0.1, 0.0, 0.0, 0.0]]
    found = choose_names(np.log(np.array(likely, np.float32) + 1e-6), names)
    assert found == [(0, 2, "PER")]
    assert choose_names(np.zeros((0, 5), np.float32), names) == []


# A sentence as "form/part of speech:head:relation", heads counting from 0 and the root its own head.
CASES = {
    "the right part": (
        "the/DET:2:det European/ADJ:2:amod Union/PROPN:3:nsubj met/VERB:3:root",
        [(1, 2, "ORG")],
        [(1, 3, "ORG")],
    ),
    "a place is no part of what follows": (
        "the/DET:2:det Orlec/PROPN:2:compound Jail/PROPN:2:root",
        [(1, 2, "LOC")],
        [(1, 2, "LOC")],
    ),
    "given and family name": (
        "Innocent/PROPN:2:nsubj Dubova/PROPN:0:flat spoke/VERB:2:root",
        [(0, 1, "PER"), (1, 2, "PER")],
        [(0, 2, "PER")],
    ),
    "two people side by side": (
        "Anna/PROPN:2:nsubj Olga/PROPN:2:obj saw/VERB:2:root",
        [(0, 1, "PER"), (1, 2, "PER")],
        [(0, 1, "PER"), (1, 2, "PER")],
    ),
    "court of": (
        "Court/PROPN:3:nsubj of/ADP:2:case Cassation/PROPN:0:nmod sat/VERB:3:root",
        [(0, 1, "ORG"), (2, 3, "PER")],
        [(0, 3, "ORG")],
    ),
    "cut after of": (
        "Court/PROPN:3:nsubj of/ADP:2:case Orlec/PROPN:0:nmod sat/VERB:3:root",
        [(0, 2, "ORG"), (2, 3, "LOC")],
        [(0, 3, "ORG")],
    ),
    "nothing after of": (
        "Court/PROPN:3:nsubj of/ADP:2:case appeal/NOUN:0:nmod sat/VERB:3:root",
        [(0, 2, "ORG")],
        [(0, 1, "ORG")],
    ),
    "ministry of a country": (
        "Justice/PROPN:1:compound Ministry/PROPN:4:nsubj of/ADP:3:case Poland/PROPN:1:nmod said/VERB:4:root",
        [(0, 2, "ORG"), (3, 4, "LOC")],
        [(0, 2, "ORG"), (3, 4, "LOC")],
    ),
    "what owns": (
        "Teachers/PROPN:2:nmod:poss '/PART:0:case Front/PROPN:3:nsubj met/VERB:3:root",
        [(0, 1, "ORG")],
        [(0, 3, "ORG")],
    ),
    "what stands before": (
        "Drava/PROPN:2:compound Regional/PROPN:2:compound Court/PROPN:3:nsubj sat/VERB:3:root",
        [(2, 3, "ORG")],
        [(0, 3, "ORG")],
    ),
    "small words of another noun": (
        "UN/PROPN:3:compound human/ADJ:2:amod rights/NOUN:3:compound office/NOUN:3:root",
        [(0, 3, "ORG")],
        [(0, 1, "ORG")],
    ),
    "a name that is its own head": (
        "Zvon/PROPN:2:compound rights/NOUN:2:compound center/NOUN:3:nsubj spoke/VERB:3:root",
        [(0, 3, "ORG")],
        [(0, 3, "ORG")],
    ),
    "small words that hang outside": (
        "UN/PROPN:2:compound rights/NOUN:2:compound office/NOUN:2:root",
        [(0, 2, "ORG")],
        [(0, 1, "ORG")],
    ),
    "a name and its genitive": (
        "Lapko/PROPN:2:nmod:poss 's/PART:0:case lawyer/NOUN:3:nsubj spoke/VERB:3:root",
        [(0, 2, "ORG")],
        [(0, 1, "ORG")],
    ),
    "a genitive taken in half": (
        "Citizens/PROPN:2:nmod:poss '/PART:0:case Platform/NOUN:3:nsubj met/VERB:3:root",
        [(0, 2, "ORG")],
        [(0, 3, "ORG")],
    ),
    "a phrase with a mark": (
        "two/NUM:1:nummod countries/NOUN:3:nmod:poss '/PART:1:case pact/NOUN:3:root",
        [(0, 3, "ORG")],
        [],
    ),
    "a common word in front": (
        "opposition/NOUN:2:compound Coordination/PROPN:2:compound Council/PROPN:3:nsubj met/VERB:3:root",
        [(0, 3, "ORG")],
        [(1, 3, "ORG")],
    ),
    "a phrase": ("prison/NOUN:1:compound service/NOUN:2:nsubj said/VERB:2:root", [(0, 2, "ORG")], []),
    "an adjective": ("Veldanian/ADJ:1:amod police/NOUN:1:root", [(0, 1, "LOC")], []),
}


@pytest.mark.parametrize(("words", "found", "wanted"), CASES.values(), ids=CASES)
def test_names_are_made_whole(
    words: str, found: list[tuple[int, int, str]], wanted: list[tuple[int, int, str]]
) -> None:
    rows = [(form, *rest.split(":", 2)) for form, rest in (word.split("/", 1) for word in words.split())]
    forms, upos, heads, labels = zip(*rows, strict=True)
    assert mend_names(found, Grammar(forms, upos, [int(head) for head in heads], labels)) == wanted


def test_a_family_name_follows_the_full_name() -> None:
    names = [("Anna Lapko", "PER"), ("Lapko", "ORG"), ("Lapko", "PER"), ("Orlec", "LOC")]
    assert agree_on_names(names) == ["PER", "PER", "PER", "LOC"]


def test_a_name_that_is_mostly_a_place_stays_one() -> None:
    names = [("Olga Orlec", "PER"), ("Orlec", "LOC"), ("Orlec", "LOC")]
    assert agree_on_names(names) == ["PER", "LOC", "LOC"]
