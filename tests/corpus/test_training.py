"""What training is taught by the corpus: a label for every word, and roles between words that carry one."""

from __future__ import annotations

import pytest
from corpus.coverage import coded_kinds
from training.en.corpus import ROLES, read_corpus, word_at
from training.en.data import Example
from training.en.told import mark_told, read_told


def test_every_word_has_its_labels() -> None:
    examples = read_corpus("dev")
    assert len(examples) > 500
    for example in examples:
        size, reading = len(example.forms), example.reading
        assert reading is not None
        columns = (example.spaces, example.names, reading.mentions, reading.triggers, reading.statuses)
        assert {len(column) for column in columns} == {size}
        for trigger, mention, role in reading.roles:
            assert role in ROLES
            assert reading.triggers[trigger] != "O"
            assert reading.mentions[mention] != "O"


def test_a_name_begins_once() -> None:
    for example in read_corpus("dev"):
        for before, tag in zip(["O", *example.names], example.names, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:], example.id


def test_cutting_the_last_word_cuts_its_roles() -> None:
    example = next(one for one in read_corpus("dev") if one.reading and one.reading.roles)
    assert example.reading is not None
    last = max(max(role[:2]) for role in example.reading.roles)
    cut = example.reading.cut(last)
    assert len(cut.mentions) == last
    assert len(cut.roles) < len(example.reading.roles)


def test_word_at_a_place() -> None:
    spans = [(0, 5), (6, 8), (8, 9)]
    assert [word_at(spans, place) for place in (0, 4, 5, 7, 8, 30)] == [0, 0, 1, 1, 2, 2]


def test_marks_of_a_treebank_sentence() -> None:
    forms = "Police held two men and a court jailed them".split()
    bare = Example("x-1", forms, [True] * len(forms))
    marked, other = mark_told(
        [bare, Example("x-2", ["So"], [True])], {"x-1": "detain@2 A1 R4; sentence@8 A7 R9"}
    )
    assert other.reading is None
    assert marked.reading is not None
    assert [kind for kind in marked.reading.triggers if kind != "O"] == ["detain", "sentence"]
    assert marked.reading.triggers[1] == "detain"
    roles = [(1, 0, "actor"), (1, 3, "recipient"), (7, 6, "actor"), (7, 8, "recipient")]
    assert marked.reading.roles == roles


def test_a_mark_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="detain2"):
        list(mark_told([Example("x-1", ["Held"], [True])], {"x-1": "detain2"}))


def test_every_mark_is_of_a_kind() -> None:
    told = read_told()
    assert len(told) > 1000
    for name, marks in told.items():
        (marked,) = mark_told([Example(name, ["-"] * 400, [True] * 400)], {name: marks})
        assert marked.reading is not None
        assert {kind for kind in marked.reading.triggers if kind != "O"} <= set(coded_kinds())
