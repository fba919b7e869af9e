"""Words are cut as the treebanks cut them, and every cut can be shown in the text."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from letapis.read.tokens import Conventions, find_tokens, spaces_after

LISTS = Path(__file__).parents[2] / "src/letapis/codebook/en/abbreviations.yaml"
CONVENTIONS = Conventions.from_lists(yaml.safe_load(LISTS.read_text("utf-8")))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_tokens(text, CONVENTIONS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't know.", "They do n't know ."),
        ("They don’t know.", "They do n’t know ."),
        ("Selic's aide", "Selic 's aide"),
        ("Selic’s aide", "Selic ’s aide"),
        ("the journalists' union", "the journalists ' union"),
        ("It cannot last", "It can not last"),
        ("a five-year-old law", "a five - year - old law"),
        ("the ex-minister and pro-government media", "the ex-minister and pro-government media"),
        ("U.S. officials on Sept. 3", "U.S. officials on Sept. 3"),
        ("Gen. J. R. Lapko spoke.", "Gen. J. R. Lapko spoke ."),
        ("RFE/RL on August 9-10", "RFE / RL on August 9 - 10"),
        ("60% of $5,000", "60 % of $ 5,000"),
        ("ORLEC -- Police", "ORLEC -- Police"),
        ("“It can get worse.”", "“ It can get worse . ”"),
        ('"Why?" he asked', '" Why ? " he asked'),
        ("at 10:30 a.m. on 3/9/2020", "at 10:30 a.m. on 3/9/2020"),
        (
            "write to desk@example.org or see https://example.org/a?b=1.",
            "write to desk@example.org or see https://example.org/a?b=1 .",
        ),
        ("@volna said #freedom", "@volna said #freedom"),
        ("• 12 people (all men)", "• 12 people ( all men )"),
        ("O'Hara's son and D'Artagnan", "O'Hara 's son and D'Artagnan"),
        ("No. 5 said no.", "No. 5 said no ."),
        ("wait... really?!", "wait ... really ?!"),
        ("They don`t know.", "They do n`t know ."),
        ("D&M's editor", "D&M 's editor"),
        ("the 1990's and the 80s", "the 1990's and the 80s"),
        ("her Ph.D. thesis", "her Ph.D. thesis"),
        ("as shown [13,14] in 5,300 cases", "as shown [ 13 , 14 ] in 5,300 cases"),
        ("the 2,000th day", "the 2,000th day"),
        ("10ft of wire, 5km away", "10 ft of wire , 5 km away"),
        ("item #2 of list.pdf", "item # 2 of list.pdf"),
        ("counter-terrorism and pan-Veldanian talks", "counter-terrorism and pan - Veldanian talks"),
        ("Thats all they wouldnt say", "That s all they would nt say"),
        ("signed on 11-20-2000 at CBC.ca", "signed on 11-20-2000 at CBC.ca"),
        ("What?... >> No!", "What ?... >> No !"),
        ("(c. 1580) and vol. 14", "( c. 1580 ) and vol. 14"),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, words: str) -> None:
    assert cut(text) == words.split()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_every_character_but_space_is_in_exactly_one_word(text: str) -> None:
    spans = find_tokens(text, CONVENTIONS)
    assert all(left < right for left, right in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[left:right].split()) for left, right in spans) == "".join(text.split())


def test_spaces_after_tells_joined_words_from_parted_ones() -> None:
    spans = find_tokens("don't go", CONVENTIONS)
    assert spaces_after(spans) == [False, True, True]
