"""The page is whole, safe, and says of each claim what a reader has to know."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib import resources

import pytest
from tests.seconds import least_seconds

from letapis.model import (
    STATUSES,
    Block,
    Claim,
    Detail,
    Evidence,
    Mention,
    Notice,
    Quantity,
    Quote,
    Report,
    Source,
    When,
)
from letapis.publish import render_report_page

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """The elements of a page, the words inside each one with an id, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str | None]] = []
        self.words: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert not self.open, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"{tag} closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            if name:
                self.words[name] = self.words.get(name, "") + data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute))]

    def row(self, card: str) -> str:
        return " ".join(self.words[card].split())


def test_text_stands_as_it_is_and_numbers_do_not_get_into_it(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim], text: str
) -> None:
    page = Page(render_report_page(make_report(), [make_claim("detained"), make_claim("beaten", "beat")]))
    assert page.words["report"].strip() == text


def test_every_claim_leads_to_its_card_and_back(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim]
) -> None:
    """Also where triggers overlap, or are the same words."""
    claims = [
        make_claim("denied that anyone was beaten", "deny"),
        make_claim("beaten", "beat"),
        make_claim("beaten", "injure"),
        make_claim("police detained"),
        make_claim("detained nine people"),
    ]
    page = Page(render_report_page(make_report(), claims))
    names, targets = page.values("id"), page.values("href")
    assert len(names) == len(set(names))
    for number in range(1, len(claims) + 1):
        assert {f"c{number}", f"t{number}"} <= set(names)
        assert f"#t{number}" in targets
    assert page.values("data-n") == ["1", "2", "3", "4", "5"]
    assert all(target[1:] in names for target in targets)


def test_a_page_asks_for_nothing_and_runs_nothing(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim]
) -> None:
    html = render_report_page(make_report(url="https://example.org/a?b=c&d"), [make_claim("detained")])
    page = Page(html)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "svg"}
    assert not page.values("src")
    assert "url(" not in html
    assert "@import" not in html
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv"))
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    outside = [a for tag, a in page.elements if (a.get("href") or "#")[0] != "#"]
    assert [(each["href"], each["rel"]) for each in outside] == [
        ("https://example.org/a?b=c&d", "noreferrer noopener nofollow")
    ]


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)></style>\u202e\u2066\x00\ud800 {{ 7 * 7 }} '


def test_hostile_words_stay_words(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim]
) -> None:
    text = HOSTILE + "held"
    trigger = Quote("held", len(HOSTILE), len(text))
    bad = Mention(HOSTILE, 0, len(HOSTILE), HOSTILE, HOSTILE, role=HOSTILE, org=HOSTILE, member_of=HOSTILE)
    when = When(None, None, HOSTILE, HOSTILE, 0, len(HOSTILE))
    claim = make_claim(
        "held",
        HOSTILE,
        text,
        status=HOSTILE,
        modality=HOSTILE,
        actors=(bad,),
        recipients=(bad,),
        sources=(Source(bad, HOSTILE, HOSTILE, when),),
        place=bad,
        date=when,
        quantity=Quantity(1, None, HOSTILE, HOSTILE, HOSTILE, 0, 5),
        details=((HOSTILE, Detail(HOSTILE, 0, 5, HOSTILE)),),
        condition=Quote(HOSTILE, 0, 5),
        about=(HOSTILE,),
        part_of=HOSTILE,
        evidence=Evidence(trigger, text, 0, len(text), HOSTILE),
        rule=HOSTILE,
        stage=HOSTILE,
    )
    whole = Quote(text, 0, len(text))
    report = make_report(
        text,
        (Block(HOSTILE, 0, len(text)),),
        id=HOSTILE,
        title=whole,
        byline=whole,
        dateline=whole,
        wires=(whole,),
        url="javascript:alert(1)//" + HOSTILE,
        language=HOSTILE,
        published=date(2021, 9, 3),
        published_how=HOSTILE,
        notices=(Notice(whole),),
    )
    html = render_report_page(report, [claim], {HOSTILE: HOSTILE})
    page = Page(html)
    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert not any(target.startswith("javascript") for target in page.values("href"))
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert "⟨U+202E⟩" in page.words["report"]
    assert "{{ 7 * 7 }}" in page.words["report"]
    html.encode("utf-8")


def test_offsets_that_do_not_fit_cost_the_mark_and_not_the_card(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim], text: str
) -> None:
    good = make_claim("detained")
    places = [(-5, 3), (0, 10**9), (9, 9), (20, 5), (0, 8)]
    bad = [replace(good, evidence=Evidence(Quote("detained", *at), text, *at, "body")) for at in places]
    page = Page(render_report_page(make_report(), [*bad, good]))
    assert sum(tag == "mark" for tag, _ in page.elements) == 1
    assert sum(name.startswith("c") and name[1:].isdigit() for name in page.values("id")) == 6
    assert sum("do not stand where" in page.row(f"c{number}") for number in range(1, 7)) == 5


def test_card_says_what_the_claim_says(
    make_report: Callable[..., Report],
    make_claim: Callable[..., Claim],
    mention: Callable[..., Mention],
    quote: Callable[..., Quote],
) -> None:
    people = quote("nine people")
    claim = make_claim(
        "detained",
        status="alleged",
        actors=(mention("The police", name="Orlec police"),),
        recipients=(mention("nine people"),),
        sources=(
            Source(Mention("VeldPress", 0, 0, "VeldPress", "outlet"), "reported"),
            Source(mention("Zornica"), "said"),
        ),
        date=When(date(2021, 9, 2), date(2021, 9, 2), "day", "on Thursday", 0, 0),
        place=mention("Mill Square", type="place"),
        quantity=Quantity(9, 9, "person", "count", people.text, people.start, people.end),
        details=(("grounds", Detail("disorder", 0, 0)), ("term", Detail("ten days", 0, 0, "P10D"))),
    )
    card = Page(render_report_page(make_report(), [claim], {"detain": "Liberty is taken."})).row("c1")
    for words in (
        "1 detain alleged",
        "Who Orlec police The police To whom nine people",
        "When 2 September 2021 on Thursday Where Mill Square How many 9 (person) nine people",
        "Says who VeldPress reported, citing Zornica said",
        "Grounds disorder as the authorities state it Term ten days (P10D)",
        "Score 0.90",
        "Liberty is taken.",
    ):
        assert words in card


def test_what_is_not_stated_is_said_to_be_not_stated(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim]
) -> None:
    card = Page(render_report_page(make_report(), [make_claim("detained")])).row("c1")
    assert "Who not stated To whom not stated Says who the report itself" in card
    assert "When" not in card


def test_header_tells_how_the_day_is_known_and_that_there_is_a_notice(
    make_report: Callable[..., Report],
) -> None:
    text = "Police came.\nYou may be fined for sharing this."
    blocks = (Block("body", 0, 12), Block("notice", 13, len(text)))
    report = make_report(
        text,
        blocks,
        published=date(2021, 9, 3),
        published_how="dateline",
        notices=(Notice(Quote(text[13:], 13, len(text))),),
    )
    html = render_report_page(report, [])
    assert '3 September 2021</time> <span class="aside">from the dateline</span>' in html
    page = Page(html)
    assert page.words["notice"] == text[13:]
    assert "#notice" in page.values("href")
    assert "No claim was found" in page.words["claims"]


def test_legend_explains_every_status(make_report: Callable[..., Report]) -> None:
    html = render_report_page(make_report(), [])
    told = re.findall(r'<dt><span class="status s-(\w+)">(\w+)</span></dt><dd>[^<]{20,}</dd>', html)
    assert sorted(told) == sorted((status, status) for status in STATUSES)


def test_a_long_report_with_many_claims_is_written_in_a_second(
    make_report: Callable[..., Report], make_claim: Callable[..., Claim]
) -> None:
    """1 MB of text and 500 claims whose triggers overlap; the sentence of each is the whole text."""
    text = "The police detained nine people. " * 32_000
    report = make_report(text)
    claim = make_claim("police", text=text)
    claims = []
    for number in range(500):
        trigger = Quote(text[number : number + 200], number, number + 200)
        whole = Mention(text, 0, len(text), text, "group")
        evidence = replace(claim.evidence, trigger=trigger)
        claims.append(
            replace(claim, key=str(number), evidence=evidence, actors=(whole,), recipients=(whole,))
        )
    render_report_page(report, claims[:1])
    html = render_report_page(report, claims)
    assert least_seconds(lambda: render_report_page(report, claims), 1) < 1
    assert len(html) < 6 * len(text)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_colours_can_be_told_from_their_ground(ground: str) -> None:
    """WCAG 2 AA asks for 4.5 to 1 between the letters and what lies under them."""
    style = (resources.files("letapis.publish") / "templates" / "report.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", light if ground == "light" else dark))
    pairs = [(status, f"{status}-tint") for status in STATUSES]
    pairs += [("ink", f"{status}-tint") for status in STATUSES]
    pairs += itertools.product(("ink", "muted", "link"), ("paper", "card"))
    pairs += [("ink", "glow")]
    weak = {pair: ratio for pair in pairs if (ratio := contrast(*(colours[name] for name in pair))) < 4.5}
    assert not weak
