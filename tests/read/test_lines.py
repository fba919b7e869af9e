"""Paragraphs of wrapped and unwrapped texts."""

import pytest

from letapis.read.lines import split_stretches

LONG = (
    "Police in the capital of Veldania held ten people on Thursday after a rally outside parliament, "
    "a rights centre in the capital said on the same day."
)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\nTwo.", 2),
        ("One.\r\n\r\nTwo.", 2),
        ("One.\u2028Two.\x85Three.", 3),
        (LONG + "\n" + LONG, 2),
        ("Police in Orlec held ten people, said the\nVeldania rights centre on Monday, and let go\ntwo.", 1),
        ("Police in Orlec held ten people, said the\ncentre.\n\nPolice in Lind held no one, it said.", 2),
        (
            "Police in Orlec held many people, among\n- Ivan Karel, a driver, and some others of\n  his town",
            2,
        ),
        ("The rally was, says the rights centre of Veldania\n, not allowed.", 1),
        ("", 0),
        (" \n\t\n", 0),
    ],
)
def test_split_stretches(text: str, paragraphs: int) -> None:
    stretches = split_stretches(text)
    assert len(stretches) == paragraphs
    assert all(text[part.start : part.end] == part.text for part in stretches)
