"""The second opinion looks only where a sentence could end, and gives every such place a probability."""

from pathlib import Path

import letapis
from letapis.read.boundaries import BUCKETS, describe_gaps, find_gaps, load_boundaries

MODEL = Path(letapis.__file__).parent / "read/models/en/boundaries.npz"
FORMS = ["Regards", ",", "Anna", "Lapko", "she", "wrote", "."]
TOKENS = [(0, 7), (7, 8), (9, 13), (14, 19), (20, 23), (24, 29), (29, 30)]


def test_gaps_are_where_a_space_stands_before_a_capital_or_after_a_mark() -> None:
    assert find_gaps(FORMS, TOKENS) == [1, 2]


def test_every_gap_is_described_alike_wherever_it_is_asked_about() -> None:
    both = describe_gaps(FORMS, TOKENS, [1, 2], frozenset())
    assert both == [describe_gaps(FORMS, TOKENS, [at], frozenset())[0] for at in (1, 2)]
    assert len({len(row) for row in both}) == 1
    assert all(0 <= place < BUCKETS for row in both for place in row)


def test_what_the_rules_say_is_part_of_the_description() -> None:
    assert describe_gaps(FORMS, TOKENS, [1], frozenset()) != describe_gaps(FORMS, TOKENS, [1], frozenset({1}))


def test_scores_are_probabilities_one_a_gap() -> None:
    scores = load_boundaries(MODEL).score(describe_gaps(FORMS, TOKENS, [1, 2], frozenset()))
    assert len(scores) == 2
    assert all(0 < score < 1 for score in scores)
    assert load_boundaries(MODEL).score([]) == []
