"""Legal warnings to readers."""

from datetime import UTC, datetime

import pytest

from letapis.read.blocks import label_blocks
from letapis.read.notices import find_notices

NOW = datetime(2020, 9, 4, tzinfo=UTC)
BODY = "Police in Orlec held ten people on Monday, the ministry said.\n\n"


def test_the_parts_of_a_notice_are_its_own_words() -> None:
    declared = "Radio Orlec has been declared an undesirable organization in Veldania."
    warning = (
        "If you are in Veldania or the Lind islands and hold a Veldanian passport or are a stateless person "
        "living there, please note that you could face fines or imprisonment for sharing, quoting or saving "
        "our content."
    )
    text = f"{BODY}{declared}\n\n{warning}\n\nTo find out more, click here."
    (notice,) = find_notices(text, label_blocks(text), NOW)
    assert notice.quote.text == f"{declared}\n\n{warning}" == text[notice.quote.start : notice.quote.end]
    assert notice.jurisdictions == ("Veldania", "the Lind islands")
    assert notice.persons == ("hold a Veldanian passport", "are a stateless person living there")
    assert notice.acts == ("sharing", "quoting", "saving our content")
    assert notice.penalty == "fines or imprisonment"
    assert notice.captured == NOW


@pytest.mark.parametrize(
    ("notice", "places", "penalty"),
    [
        ("Readers in Veldania may be fined for liking or reposting our posts.", ("Veldania",), "fined"),
        ("Sharing our materials is a crime in Veldania and may lead to arrest.", (), "arrest"),
        (
            "This material was made by a foreign media outlet performing the functions of a foreign agent.",
            (),
            None,
        ),
    ],
)
def test_other_wordings(notice: str, places: tuple[str, ...], penalty: str | None) -> None:
    text = f"{BODY}{notice}"
    (found,) = find_notices(text, label_blocks(text), NOW)
    assert (found.quote.text, found.jurisdictions, found.penalty) == (notice, places, penalty)


@pytest.mark.parametrize(
    "sentence",
    [
        '"You could face fines for this," the judge told Ivan Karel.',
        "The rights centre was declared an extremist organization by a court in Orlec on Monday.",
        "People who share the centre's posts could be fined, the ministry said.",
    ],
)
def test_news_of_a_threat_is_no_notice(sentence: str) -> None:
    text = f"{BODY}{sentence}\n\nThe centre said it would appeal."
    assert find_notices(text, label_blocks(text), NOW) == ()
