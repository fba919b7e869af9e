"""Single sentences with what they tell."""

from __future__ import annotations

import pytest
from corpus.single import parse_single, read_singles

from letapis.codebook import load_codebook


def test_two_happenings_share_a_party() -> None:
    single = parse_single("{1.detain:Held}, [R1,A2:the editor] {2.deny:denied} it.")
    assert single.text == "Held, the editor denied it."
    first, second = single.happenings
    assert (first.kind, first.parties) == ("detain", (("recipient", 6, 16),))
    assert (second.kind, second.parties) == ("deny", (("actor", 6, 16),))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{detain:Held} and {beat:beaten}.", "numbered alike"),
        ("{detain:Held: [R:Ivo].", "left over"),
        ("[R2:Ivo] was {1.detain:held}.", "no happening"),
    ],
)
def test_a_slip_is_named(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_single(line)


def test_every_kind_of_the_first_codebook_has_its_file() -> None:
    kinds = load_codebook().kinds
    singles = list(read_singles())
    assert {single.id.rpartition("-")[0] for single in singles} <= set(kinds)
    assert len(singles) > 4_000
    assert {told.kind for single in singles for told in single.happenings} <= set(kinds)
