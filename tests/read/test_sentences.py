"""Sentences end where a reader would end them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from letapis.read.boundaries import Boundaries, load_boundaries
from letapis.read.sentences import find_sentences
from letapis.read.tokens import Conventions, find_tokens

LISTS = Path(__file__).parents[2] / "src/letapis/codebook/en/abbreviations.yaml"
CONVENTIONS = Conventions.from_lists(yaml.safe_load(LISTS.read_text("utf-8")))


BOUNDARIES = load_boundaries(LISTS.parents[2] / "read/models/en/boundaries.npz")


def split(text: str, boundaries: Boundaries | None = None) -> list[str]:
    tokens = find_tokens(text, CONVENTIONS)
    found = find_sentences(text, tokens, CONVENTIONS, boundaries)
    return [text[tokens[first][0] : tokens[last - 1][1]] for first, last in found]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The court met on Monday.", "It rose at noon."],
        ["Veldanian President Radovan Selic flew to Orlec."],
        ["U.S. President Ann Carver called him.", "He did not answer."],
        ["Gen. Boris Teslin resigned.", "Col. Vark did not."],
        ["It was signed by J. R. Lapko on Sept. 3 in Orlec."],
        ["He moved to the U.S. in May.", "She stayed."],
        ["They left for the U.S.", "The others stayed."],
        ['"We will stay," he said.', '"And we will win."'],
        ["“They beat us.”", "The ministry denied it."],
        ['"Why are you here?" Anna Lapko asked.'],
        ['"Who gave the order?" he asked.', "Nobody spoke."],
        ["Police Detain Forty In Orlec As Crackdown Deepens"],
        ["The march began at 2 p.m. on Sunday."],
        ["Was it legal?", "The court (in Orlec) said no."],
        ["(The minister declined to comment.)", "His aide did not."],
        ["Officers from Azot Inc. were fined.", "Nobody was jailed..."],
        ["The vote ended at 8 p.m.", "Officials said turnout was high."],
        ["See item No. 5 of the decree."],
        ["“The order stands.“", "Nobody signed it."],
        ["She was born in Orlec in 1961.[4]", "She studied law."],
        ["They let him go! :)", "He is at home."],
        ["2. Bring a witness.", "3. Sign nothing."],
        ["14:20", "Police close the bridge.", "Nobody may pass."],
        ["II. What the witnesses saw"],
        ["Drs. Lapko and Vark treated her.", "She lives."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Veldanian President Radovan Selic met Prime Minister Ann Carver in Orlec on Friday."],
        ["The Veldanian Interior Ministry and the State Security Service did not answer."],
        ["He was held in Orlec, Veldania, and then in Azot."],
        ["Colonel Vark left on September 2.", "Captain Teslin took his place."],
    ],
)
def test_the_second_opinion_does_not_cut_names_or_miss_plain_ends(sentences: list[str]) -> None:
    assert split(" ".join(sentences), BOUNDARIES) == sentences


class Certain(Boundaries):
    """An opinion that is the same of every gap."""

    def __init__(self, score: float) -> None:
        self._score = score

    def score(self, rows: Sequence[Sequence[int]]) -> list[float]:
        return [self._score] * len(rows)


@pytest.mark.parametrize(
    ("score", "sentences"),
    [
        (0.99, ["Regards,", "Anna Lapko wrote this.", "He read it."]),
        (0.70, ["Regards,", "Anna Lapko wrote this.", "He read it."]),
        (0.50, ["Regards, Anna Lapko wrote this.", "He read it."]),
        (0.01, ["Regards, Anna Lapko wrote this. He read it."]),
    ],
)
def test_a_second_opinion_counts_only_where_it_is_sure(score: float, sentences: list[str]) -> None:
    assert split(" ".join(sentences), Certain(score)) == sentences


def test_every_word_is_in_one_sentence() -> None:
    text = 'One. Two? "Three!" (Four.) five... Six; seven'
    tokens = find_tokens(text, CONVENTIONS)
    found = find_sentences(text, tokens, CONVENTIONS)
    assert [word for first, last in found for word in range(first, last)] == list(range(len(tokens)))


def test_an_empty_block_has_no_sentences() -> None:
    assert find_sentences("", [], CONVENTIONS) == []
