"""What training is taught by the corpus: a label for every word, and roles between words that carry one."""

from __future__ import annotations

from training.en.corpus import ROLES, read_corpus, word_at


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
