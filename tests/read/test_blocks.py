"""Labels of plain texts as they come from many kinds of pages; people, places and outlets are invented."""

import string
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letapis.read.blocks import label_blocks

WIRE = """\
ORLEC, Sept. 3 (VNA) - Police in the capital of Veldania detained at least 40 people on Thursday.

"We came to ask for our brothers," a protester said.

The Interior Ministry declined to comment. (Reporting by Staff Reporters; Editing by the Orlec Desk)
"""

BROADCASTER = """\
Skip to content
Home | News | World | Veldania
Sign in

Veldania court jails two union leaders over factory strike

3 September 2020, 14:05 GMT
Share
Share this with Email Facebook Messenger

Union leader Ivan Karel (left) and his deputy leave the court in Orlec
Image source, VNA
Image caption,

A court in Veldania has sentenced two union leaders to 15 days in jail.

Related Topics
Veldania protests
Union rights in Veldania

They were detained last week outside a tractor plant in Orlec.

"No."

That was the only word Mr Karel said in court.

More on this story
Veldania: What you need to know
Strikes spread to three more towns
Tags: Veldania, unions
12 comments
© 2020 Orlec Broadcasting. All rights reserved.
"""

BULLETIN = """\
Veldania Rights Centre

Bulletin: repression in the week of 31 August

At least 12 people were detained this week in four towns, the centre has established:

• Ivan Karel
• Anna Melk, student
• Petr Dol, driver, fined 20 base units

Held in Orlec prison:

Oleg Sarn
Vera Tisk

The centre asks for their release.

Support us: every donation counts.
"""

COOKIES = """\
We and our partners use cookies to give you the best experience. By clicking Accept you agree.
Accept all
Reject all
Menu

Students Expelled After Orlec Rally
By Marta Lind, Orlec Times | September 4, 2020
5 min read

The state university expelled 14 students on Friday, the student union said.

Read also: Five lecturers resign in protest

The rector's office denied it.

ADVERTISEMENT

The union has demanded a meeting.

Facebook | Twitter | Telegram
You might also like
Ten artists leave the national theatre
Veldania bans rallies until spring
"""

PHOTO = """\
Rally Outside Parliament Ends With Arrests

Riot police line up outside parliament in Orlec on September 3. (Photo: V. Lind/VNA)

Police arrested 30 people outside parliament, the Interior Ministry said.

Photo: VNA

Among them were two members of parliament.
"""

WRAPPED = """\
Ten Held In Orlec

Police in Veldania's capital detained ten people on Thursday after a
rally outside parliament, a rights centre said. Two of them were
minors.

They were let go
on Friday.

- Ivan Karel was fined for what the court called taking part in an
  event that had not been allowed.
- Anna Melk was not fined.
"""

CREDITED = """\
ORLEC -- A court in Veldania has fined an editor.

The editor said she would appeal.

Reports by rights groups say 20 editors were fined this year.

With reporting by VNA, Reuters, and dpa

Radio Orlec's Veldania Service

Radio Orlec's Veldania Service is a leading provider of news to Veldania.

Radio Orlec has been declared an "undesirable organization" by Veldania.

If you are in Veldania, please note that you could face fines for sharing our content.
"""

DECLARED = """\
Court Outlaws Rights Centre

A court in Orlec ruled on Monday against the Veldania Rights Centre.

The centre has been declared an "extremist organization" by the ministry.

"If you share their posts, you could face prison," the minister warned.

The centre said it would appeal.
"""

PLAYER = """\
Thousands March In Orlec

Thousands marched through Orlec on Sunday, and police did not step in.

What We Know About The March Through Orlec

No media source currently available

0:00 0:02:11 0:00

Auto 720p

Nobody was detained.
"""

CRLF = (
    "Home\r\n\r\nTen held in Orlec\r\n\r\nPolice held ten people in Orlec on Monday.\r\nTwo were let go.\r\n"
)


def labelled(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in label_blocks(text)]


def test_a_section_heading_in_capitals_is_no_author() -> None:
    text = (
        "ZORNICA RIGHTS CENTRE\n\nARRESTS AND SEARCHES\n\nPolice detained 61 people in Orlec on Thursday.\n"
    )
    assert "byline" not in dict(labelled(text))


def kinds(text: str) -> dict[str, str]:
    return {words.split("\n")[0][:30]: kind for kind, words in labelled(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            WIRE,
            {
                "ORLEC, Sept. 3 (VNA) -": "dateline",
                "Police in the capital of Velda": "body",
                '"We came to ask for our brothe': "body",
                "The Interior Ministry declined": "body",
                "(Reporting by Staff Reporters;": "credit",
            },
        ),
        (
            BROADCASTER,
            {
                "Skip to content": "furniture",
                "Home | News | World | Veldania": "furniture",
                "Veldania court jails two union": "headline",
                "3 September 2020, 14:05 GMT": "furniture",
                "Share this with Email Facebook": "furniture",
                "Union leader Ivan Karel (left)": "caption",
                "Image source, VNA": "credit",
                "A court in Veldania has senten": "body",
                "Related Topics": "furniture",
                "Veldania protests": "furniture",
                "They were detained last week o": "body",
                '"No."': "body",
                "That was the only word Mr Kare": "body",
                "Veldania: What you need to kno": "furniture",
                "Strikes spread to three more t": "furniture",
                "12 comments": "furniture",
                "© 2020 Orlec Broadcasting. All": "furniture",
            },
        ),
        (
            BULLETIN,
            {
                "Bulletin: repression in the we": "headline",
                "At least 12 people were detain": "body",
                "• Ivan Karel": "body",
                "• Anna Melk, student": "body",
                "Held in Orlec prison:": "body",
                "Oleg Sarn": "body",
                "Vera Tisk": "body",
                "The centre asks for their rele": "body",
                "Support us: every donation cou": "furniture",
            },
        ),
        (
            COOKIES,
            {
                "We and our partners use cookie": "furniture",
                "Accept all": "furniture",
                "Students Expelled After Orlec ": "headline",
                "By Marta Lind, Orlec Times | S": "byline",
                "5 min read": "furniture",
                "The state university expelled ": "body",
                "Read also: Five lecturers resi": "furniture",
                "The rector's office denied it.": "body",
                "ADVERTISEMENT": "furniture",
                "The union has demanded a meeti": "body",
                "Facebook | Twitter | Telegram": "furniture",
                "Ten artists leave the national": "furniture",
                "Veldania bans rallies until sp": "furniture",
            },
        ),
        (
            PHOTO,
            {
                "Rally Outside Parliament Ends ": "headline",
                "Riot police line up outside pa": "caption",
                "(Photo: V. Lind/VNA)": "credit",
                "Police arrested 30 people outs": "body",
                "Photo: VNA": "credit",
                "Among them were two members of": "body",
            },
        ),
        (
            CREDITED,
            {
                "ORLEC --": "dateline",
                "A court in Veldania has fined ": "body",
                "The editor said she would appe": "body",
                "Reports by rights groups say 2": "body",
                "With reporting by VNA, Reuters": "credit",
                "Radio Orlec's Veldania Service": "furniture",
                "Radio Orlec has been declared ": "notice",
                "If you are in Veldania, please": "notice",
            },
        ),
        (
            DECLARED,
            {
                "Court Outlaws Rights Centre": "headline",
                "A court in Orlec ruled on Mond": "body",
                "The centre has been declared a": "body",
                '"If you share their posts, you': "body",
                "The centre said it would appea": "body",
            },
        ),
        (
            PLAYER,
            {
                "Thousands March In Orlec": "headline",
                "Thousands marched through Orle": "body",
                "What We Know About The March T": "furniture",
                "0:00 0:02:11 0:00": "furniture",
                "Auto 720p": "furniture",
                "Nobody was detained.": "body",
            },
        ),
    ],
    ids=["wire", "broadcaster", "bulletin", "cookies", "photo", "credited", "declared", "player"],
)
def test_label_blocks_of_messy_pages(text: str, expected: dict[str, str]) -> None:
    found = kinds(text)
    assert {words: found.get(words) for words in expected} == expected


def test_the_name_of_an_author_box_is_a_byline_and_its_text_is_not_the_report() -> None:
    boxes = [kind for kind, words in labelled(CREDITED) if words.startswith("Radio Orlec's")]
    assert boxes == ["byline", "furniture"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    bodies = [words for kind, words in labelled(WRAPPED) if kind == "body"]
    assert [words.split()[0] for words in bodies] == ["Police", "They", "-", "-"]
    assert bodies[0].endswith("Two of them were\nminors.")


def test_paragraphs_on_lines_of_their_own_are_not_joined() -> None:
    text = "Police held ten people in Orlec on Monday.\nA court fined two of them on Tuesday.\nThey appealed."
    assert [kind for kind, _ in labelled(text)] == ["body"] * 3


def test_lines_without_full_stops_are_not_lost() -> None:
    text = "Police detained ten people in Orlec\nA court fined two of them\nThe protest went on all night."
    assert {kind for kind, _ in labelled(text)} <= {"headline", "body"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Police detained 10 people in Orlec on Monday.",
        "Ten people held",
        "He was fined",
        "By Friday all had been released.",
        "Share",
    ],
)
def test_a_single_paragraph_is_body(sentence: str) -> None:
    assert labelled(sentence) == [("body", sentence)]


def test_a_single_paragraph_may_have_a_dateline() -> None:
    text = "ORLEC -- Police detained 10 people."
    assert labelled(text) == [("dateline", "ORLEC --"), ("body", "Police detained 10 people.")]


def test_a_sentence_printed_twice_is_a_caption_both_times() -> None:
    caption = "The minister speaks in parliament in Orlec on September 3."
    text = f"Minister Defends Arrests\n\n{caption}\n{caption}\n\nORLEC -- The minister defended the arrests."
    assert [kind for kind, _ in labelled(text)] == ["headline", "caption", "caption", "dateline", "body"]


def test_a_question_may_be_a_headline() -> None:
    text = "Who is the new minister?\n\nVeldania has a new minister of the interior.\n\nHe is 40 years old."
    assert [kind for kind, _ in labelled(text)] == ["headline", "body", "body"]


def test_windows_line_ends_do_not_change_the_labels() -> None:
    assert kinds(CRLF) == kinds(CRLF.replace("\r\n", "\n"))


def test_a_second_report_after_a_credit_is_kept() -> None:
    paragraph = (
        "Police in Orlec detained ten people on Monday, the rights centre of Veldania said in a statement. "
    )
    text = f"{paragraph}\n\nWith reporting by VNA\n\n{paragraph * 3}"
    assert [kind for kind, _ in labelled(text)] == ["body", "credit", "body"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Share prices fell after the arrests, traders said.",
        "Watch: police chiefs say it was self-defence, the officer told reporters.",
        "Support us, the protesters shouted.",
        "Sources in the ministry said the journalists were detained.",
        "In a video released by the centre, the detained student says he was beaten.",
        "By order of the court, Ivan Karel was jailed.",
        "Reporting from Orlec is banned, the union said.",
        "Edited by the censors, the interview ran on state TV.",
        "Comments by the minister were met with anger.",
        "The newspaper Novy Orlec was searched",
        "You could face arrest for this, the officer told them.",
        "Two days later",
        "Ivan Karel, 25, student",
        "September 3",
        '"Yes."',
        "Home searches were carried out.",
    ],
)
def test_what_only_looks_like_furniture_stays_body(paragraph: str) -> None:
    around = (
        "Police in the capital of Veldania held ten people on Thursday, a rights centre {} in a statement."
    )
    text = "\n\n".join(["Police Hold Ten", around.format("said"), paragraph, around.format("added")])
    assert ("body", paragraph) in labelled(text)


_WORDS = st.sampled_from(
    [
        *(part for page in (WIRE, BROADCASTER, COOKIES, CREDITED, PLAYER) for part in page.split("\n")),
        "ORLEC -- ",
        "(Photo: VNA)",
        "• ",
    ]
)
_NOISE = st.text(st.sampled_from(string.printable + "\u2028\u200b\x85—“”é́\U0001f600"), max_size=30)
_TEXTS = st.lists(st.one_of(_WORDS, _NOISE), max_size=25).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n", " "]).map(lambda glue: glue.join(parts))
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_TEXTS, st.text(max_size=200)))
def test_blocks_lie_in_order_and_cover_all_that_is_not_space(text: str) -> None:
    blocks = label_blocks(text)
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end = block.end
    assert not text[end:].strip()


def test_an_indented_author_box_after_a_credit() -> None:
    text = dedent(
        """\
        A court in Orlec fined an editor on Monday, her lawyer said.
        With reporting by dpa
          • 16x9 Image

            Orlec Service

            Orlec Service is a provider of news to the people of Veldania.
        """
    )
    assert [kind for kind, _ in labelled(text)] == ["body", "credit", "furniture", "byline", "furniture"]
