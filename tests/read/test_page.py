"""Taking the article out of an HTML page; a page that gives too little is never a success."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.seconds import least_seconds

from letapis.capture.make import make_capture
from letapis.issue import Issue
from letapis.model import Given
from letapis.read import read_capture
from letapis.read.page import Page, read_page

LATEST = date(2020, 9, 10)
PARAGRAPHS = [
    "ORLEC -- Police in Veldania's capital held ten people on Thursday after a rally outside parliament, a "
    "rights centre said, and let two of them go in the evening without saying why they had been taken away.",
    "Those held had called for the release of a union leader, the centre added, and none of them had offered "
    "resistance when officers in plain clothes led them to buses that were parked behind the opera house.",
    "The Interior Ministry declined to comment, and a spokesman said that a statement would follow later.",
]
PAGE = f"""<!doctype html><html lang="en"><head><title>Ten Held In Orlec | Orlec Times</title>
<meta property="og:title" content="Ten Held In Orlec">
<meta property="article:published_time" content="2020-09-03T14:05:00Z">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ten Held In Orlec</h1>
<figure><figcaption>Police in front of parliament in Orlec on September 3.</figcaption></figure>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<p><em>With reporting by VNA and Reuters</em></p></article>
<aside class="related"><figure><figcaption>Ten artists leave the theatre in Lind</figcaption></figure></aside>
<footer><p>If you are in Veldania, please note that you could face fines for sharing our content.</p>
<p>© 2020 Orlec Times. All rights reserved.</p></footer></body></html>"""


def read(html: str) -> Page | Issue:
    return read_page(html, "page.html", LATEST)


def test_headline_caption_body_credit_and_notice_are_kept_apart() -> None:
    page = read(PAGE)
    assert isinstance(page, Page)
    parts = {part.text: part.kind for part in page.parts}
    assert parts["Ten Held In Orlec"] == "headline"
    assert parts["Police in front of parliament in Orlec on September 3."] == "caption"
    assert [parts[paragraph] for paragraph in PARAGRAPHS] == ["body"] * 3
    assert parts["With reporting by VNA and Reuters"] == "credit"
    assert [kind for text, kind in parts.items() if text.startswith("If you are in Veldania")] == ["notice"]
    assert not any("artists" in text or "Home" in text for text in parts)
    assert page.published == date(2020, 9, 3)
    assert not page.issues


@pytest.mark.parametrize(
    "mark", ["rel='author'", "itemprop='author name'", "class='author'", "class='top-byline'"]
)
def test_the_author_is_where_the_markup_says(mark: str) -> None:
    page = read(PAGE.replace("<figure>", f"<span {mark}>Ada Lind</span><figure>", 1))
    assert isinstance(page, Page)
    assert [part.text for part in page.parts if part.kind == "byline"] == ["Ada Lind"]


def test_no_line_comes_twice() -> None:
    page = read(PAGE)
    assert isinstance(page, Page)
    texts = [part.text for part in page.parts]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("", "thin"),
        ("<html><body></body></html>", "thin"),
        ("<p>Please enable JavaScript to read this page.</p>", "thin"),
        ("<html><script>" + "var text = 'Police held ten people';" * 50 + "</script></html>", "thin"),
        (f"<body>{'<div>' * 5000}{PAGE}", "too-deep"),
        (f"<body>{'<b><i>' * 50_000}{PAGE}", "too-deep"),
        ("<div></x>" * 5000 + PAGE, "too-deep"),
        ("<br>" * 300_000 + PAGE, "too-deep"),
        ("<script" * 100_000 + PAGE, "too-deep"),
    ],
    ids=[
        "nothing",
        "empty",
        "script wall",
        "only script",
        "divs",
        "inline",
        "wrong ends",
        "many tags",
        "torn tags",
    ],
)
def test_a_page_without_a_readable_article_is_an_issue_and_soon(html: str, code: str) -> None:
    issue = read(html)
    assert isinstance(issue, Issue)
    assert issue.fatal
    assert issue.source == "page.html"
    assert issue.code == code
    assert least_seconds(lambda: read(html), 5) < 5


def test_depth_below_the_limit_loses_nothing() -> None:
    page = read(f"<body>{'<div>' * 150}{''.join(f'<p>{x}</p>' for x in PARAGRAPHS)}{'</div>' * 150}")
    assert isinstance(page, Page)
    assert [part.text for part in page.parts if part.kind == "body"] == PARAGRAPHS


def test_what_readers_say_below_does_not_make_the_article_too_short() -> None:
    comment = "<p>I was on the square that day, and I saw far more buses than the report has counted.</p>"
    comments = f'<div class="comments" id="comments">{f"<div class=comment>{comment}</div>" * 120}</div>'
    page = read(PAGE.replace("</article>", f"</article>{comments}"))
    assert isinstance(page, Page)
    assert [part.text for part in page.parts if part.kind == "body"] == PARAGRAPHS
    assert not page.issues


def test_public_pages_are_read_or_refused_with_a_reason(gold: Path) -> None:
    folder = gold / "pages" / "scrapinghub"
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    kept = 0
    for name in sorted(truth)[:12]:
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        report = read_capture(make_capture(name, data, "text/html", datetime.now(UTC), Given(language="en")))
        if isinstance(report, Issue):
            assert report.message
            continue
        words = sum(len(report.text[b.start : b.end].split()) for b in report.blocks if b.kind == "body")
        kept += words > len(truth[name]["articleBody"].split()) * 0.8
    assert kept >= 11
