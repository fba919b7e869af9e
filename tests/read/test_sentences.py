"""Sentences end where a reader would end them."""

from pathlib import Path

import pytest
import yaml

from letapis.read.sentences import find_sentences
from letapis.read.tokens import Conventions, find_tokens

LISTS = Path(__file__).parents[2] / "src/letapis/codebook/en/abbreviations.yaml"
CONVENTIONS = Conventions.from_lists(yaml.safe_load(LISTS.read_text("utf-8")))


def split(text: str) -> list[str]:
    tokens = find_tokens(text, CONVENTIONS)
    found = find_sentences(text, tokens, CONVENTIONS)
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
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_every_word_is_in_one_sentence() -> None:
    text = 'One. Two? "Three!" (Four.) five... Six; seven'
    tokens = find_tokens(text, CONVENTIONS)
    found = find_sentences(text, tokens, CONVENTIONS)
    assert [word for first, last in found for word in range(first, last)] == list(range(len(tokens)))


def test_an_empty_block_has_no_sentences() -> None:
    assert find_sentences("", [], CONVENTIONS) == []
