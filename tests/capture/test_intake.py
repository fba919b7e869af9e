"""Sources of every kind, taken in and archived: pages, lists, feeds, archives of others."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.capture.hostile import ARTICLE, answering, reply, serving
from tests.capture.test_evidence import Log, check_by_others, records_in

from letapis.capture import captures_from
from letapis.capture.fetch import Limits
from letapis.capture.intake import Fetching, Intake, kind_of, open_intake
from letapis.capture.record import HTTP_RESPONSE, REVISIT_SAME, Draft, pack
from letapis.capture.watch import read_interval, watch
from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Capture, Report
from letapis.read import read_capture

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOON = datetime(2021, 9, 3, 12, tzinfo=UTC)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Orlec</title>
<item><link>/a</link></item><item><link>/b</link></item><item><link>javascript:x()</link></item>
</channel></rss>"""


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def intake(tmp_path: Path, log: Log) -> Intake:
    fetching = Fetching(allow_private=True, pause=0)
    made = open_intake(tmp_path / "chronicle.evidence", log, captures_from, lambda *_: False, fetching)
    made.web.visitor.pace.sleep = lambda _: None
    return made


def part(items: Iterator[Capture | Issue]) -> tuple[list[Capture], list[Issue]]:
    taken = list(items)
    return [x for x in taken if isinstance(x, Capture)], [x for x in taken if isinstance(x, Issue)]


def actions(log: Log) -> list[str]:
    """What was logged, but for the answers to robots.txt and the private address of the test."""
    lines = [line for line in log.lines if line[0] != "override" and "robots" not in str(line[1].get("url"))]
    return [action for action, _ in lines]


def test_a_page_is_taken_in_and_archived(intake: Intake, log: Log) -> None:
    with serving(index=reply()) as server:
        (capture,), issues = part(intake.take([server.url()]))
    assert not issues
    assert (capture.id, capture.media, capture.status) == (server.url(), "text/html", 200)
    assert (capture.data, capture.charset) == (ARTICLE.encode(), "utf-8")
    assert capture.given.url == server.url()
    assert capture.kept is not None
    assert capture.kept.payload == capture.digest
    record = intake.evidence.open(capture.kept)
    assert record is not None
    assert record.block.endswith(capture.data)
    assert actions(log) == ["capture"]
    assert [rule["rule"] for action, rule in log.lines if action == "override"] == [
        "private address 127.0.0.1"
    ]
    check_by_others(intake.evidence.folder)


def test_a_page_that_stays_the_same_is_a_revisit_and_one_that_changes_is_compared(intake: Intake) -> None:
    with serving(index=answering(reply("first " * 9), reply("first " * 9), reply("second " * 9))) as server:
        first, again, other = (part(intake.take([server.url()]))[0][0] for _ in range(3))
    assert again.kept == first.kept
    assert again.revisit is not None
    assert intake.before(again) is None
    before = intake.before(other)
    assert before is not None
    assert before.data == first.data
    assert other.kept != first.kept


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply("x", "404 Not Found"), "it answers 404"),
        (reply("x", "410 Gone"), "it answers 410"),
        (
            reply("<title>Page not found – Orlec Herald</title>"),
            "it is titled 'Page not found – Orlec Herald'",
        ),
        (reply("", "302 Found", Location="/"), "it leads to the front page of the site"),
    ],
    ids=["404", "410", "soft", "front-page"],
)
def test_a_page_that_has_gone(intake: Intake, log: Log, answer: bytes, why: str) -> None:
    with serving(index=reply(), page=answering(reply(ARTICLE + "<!-- -->"), answer)) as server:
        part(intake.take([server.url("/page")]))
        captures, (issue,) = part(intake.take([server.url("/page")]))
    assert not captures
    assert (issue.source, issue.code, issue.fatal) == (server.url("/page"), "gone", False)
    assert why in issue.message
    assert log.lines[-1][0] == "gone"
    assert log.lines[-1][1]["why"] == why
    check_by_others(intake.evidence.folder)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply("x", "404 Not Found"), "gone"),
        (reply("x", "500 Internal Server Error"), "status"),
        (reply("x", "403 Forbidden"), "status"),
        (reply(b"%PDF-1.7", media="application/pdf"), "binary"),
        (reply(b"\x89PNG", media="text/html"), "binary"),
        (reply(b""), "empty"),
        (reply(b"\x1f\x8b\x08junk", Content_Encoding="gzip"), "packed"),
        (reply(b"junk", Content_Encoding="lzma"), "packed"),
    ],
)
def test_what_is_no_page_is_named_and_kept(intake: Intake, answer: bytes, code: str) -> None:
    with serving(index=answer) as server:
        captures, (issue,) = part(intake.take([server.url()]))
    assert not captures
    assert (issue.code, issue.fatal) == (code, True)
    assert any(record.target == server.url() for record in records_in(intake.evidence))


@pytest.mark.parametrize("stated", ["utf-8", "no-such-charset", "utf-16", "hex", "\xff"])
def test_a_lie_about_the_encoding_changes_no_word(intake: Intake, stated: str) -> None:
    words = "“Ten people were held near the café in Orlec on Thursday,” the Lantern centre said. " * 9
    page = f'<html><meta charset="iso-8859-1"><body><article><p>{words}</p></article></body></html>'
    with serving(index=reply(page.encode("cp1252"), media=f"text/html; charset={stated}")) as server:
        (capture,), _ = part(intake.take([server.url()]))
    report = read_capture(capture)
    assert isinstance(report, Report)
    assert words.strip() in report.text


def test_a_bomb_is_kept_packed_and_not_unpacked(intake: Intake) -> None:
    intake.web.visitor.limits = Limits(size=100_000)
    with serving(index=reply(gzip.compress(bytes(10_000_000)), Content_Encoding="gzip")) as server:
        captures, (issue,) = part(intake.take([server.url()]))
    assert (captures, issue.code) == ([], "too-large")


def test_a_list_of_addresses(intake: Intake, tmp_path: Path) -> None:
    with serving(a=reply("a" * 99), b=reply("b" * 99)) as server:
        path = tmp_path / "pages.txt"
        path.write_text(f"{server.url('/a')}\n\n# later\n{server.url('/b')}\n{server.url('/a')}\n")
        captures, issues = part(intake.take([path]))
        assert [capture.id for capture in captures] == [server.url("/a"), server.url("/b")]
    assert not issues
    assert kind_of(str(path)) == "list"


def test_files_and_pages_in_one_go(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("https is not what this report is about.")
    with serving(index=reply()) as server:
        captures, issues = part(intake.take([path, server.url(), tmp_path / "missing.txt"]))
    assert [capture.id for capture in captures] == [str(path), server.url()]
    assert all(capture.kept for capture in captures)
    assert [issue.code for issue in issues] == ["missing"]


def test_a_feed_brings_its_pages_once(intake: Intake) -> None:
    feed = reply(FEED, media="application/rss+xml", ETag='"1"')
    same = reply("", "304 Not Modified")
    with serving(feed=answering(feed, same, feed), a=reply("a" * 99), b=reply("b" * 99)) as server:
        rounds = [part(intake.take([server.url("/feed")])) for _ in range(3)]
        asked = [request for request in server.requests if request.startswith("GET /feed")]
    names = [[capture.id for capture in captures] for captures, _ in rounds]
    assert names == [[server.url("/a"), server.url("/b")], [], []]
    assert ['If-None-Match: "1"' in request for request in asked] == [False, True, True]
    assert (server.hits["/a"], server.hits["/b"]) == (1, 1)


@pytest.mark.parametrize(
    "feed",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefghi", "bcdefghij", strict=True))
        + "]><rss version='2.0'><channel><title>&j;</title><item><link>/a</link></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item>'
        "<title>&x;</title><link>/a</link></item></channel></rss>",
        "<rss version='2.0'><channel>" + "<a>" * 100_000 + "<item><link>/a</link></item>",
    ],
    ids=["entity-bomb", "external-entity", "deep"],
)
def test_hostile_feeds_do_no_harm(intake: Intake, feed: str) -> None:
    with serving(feed=reply(feed, media="application/xml"), a=reply("a" * 99)) as server:
        captures, issues = part(intake.take([server.url("/feed")]))
    assert {capture.id for capture in captures} <= {server.url("/a")}
    assert {issue.code for issue in issues} <= {"limits", "feed"}
    assert captures or issues
    assert "root:" not in str(captures)


def response(body: bytes, target: str, when: datetime = NOON, **more: str) -> Draft:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    fields = tuple((name.replace("_", "-"), value) for name, value in more.items())
    return Draft("response", target, when, HTTP_RESPONSE, head + body, body, fields)


def revisit_of(first: Draft, target: str) -> Draft:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    fields = (("WARC-Profile", REVISIT_SAME), ("WARC-Payload-Digest", f"sha256:{first.payload_digest}"))
    return Draft("revisit", target, NOON, HTTP_RESPONSE, head, None, fields)


def test_an_archive_of_others(intake: Intake, log: Log, tmp_path: Path) -> None:
    """Revisits are resolved also where they come before what they point at; other kinds are passed over."""
    page, other = response(b"<p>Orlec", "http://a.example/"), response(b"<p>Zornica", "http://b.example/")
    image = Draft(
        "response", "http://a.example/i", NOON, HTTP_RESPONSE, b"HTTP/1.1 200 OK\r\n\r\n\x89PNG", b""
    )
    lost = revisit_of(response(b"lost", "http://d.example/"), "http://d.example/")
    drafts = [revisit_of(page, "http://c.example/"), page, image, other, lost]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(pack(draft) for draft in drafts))
    captures, issues = part(intake.take([path]))
    found = {capture.id: capture for capture in captures}
    assert set(found) == {"http://a.example/", "http://b.example/", "http://c.example/"}
    assert found["http://c.example/"].data == b"<p>Orlec"
    assert found["http://c.example/"].kept == found["http://a.example/"].kept
    assert found["http://c.example/"].revisit is not None
    assert found["http://b.example/"].captured == NOON
    assert [(issue.code, issue.fatal) for issue in issues] == [("revisit", False)]
    assert log.actions == ["import", "capture", "capture", "revisit"]
    check_by_others(intake.evidence.folder)
    before = len(records_in(intake.evidence))
    assert len(part(intake.take([path]))[0]) == 3
    assert len(records_in(intake.evidence)) == before


def test_our_own_archive_can_be_read_again(intake: Intake, tmp_path: Path) -> None:
    with serving(index=reply()) as server:
        (first,), _ = part(intake.take([server.url()]))
    before = len(records_in(intake.evidence))
    (again,), issues = part(intake.take([intake.evidence.folder / "archive" / "000001.warc.gz"]))
    assert not issues
    assert (again.id, again.digest, again.kept) == (first.id, first.digest, first.kept)
    assert len(records_in(intake.evidence)) == before


def test_a_wacz_of_others(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "crawl.wacz"
    page = response(b"<p>Orlec", "http://a.example/")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/2.warc.gz", pack(revisit_of(page, "http://c.example/")))
        packed.writestr(zipfile.ZipInfo("archive/1.warc"), b"not a warc at all\n")
        packed.writestr("archive/3.warc.gz", pack(page), zipfile.ZIP_DEFLATED)
        packed.writestr("pages/pages.jsonl", "{}")
    captures, issues = part(intake.take([path]))
    assert {capture.id for capture in captures} == {"http://a.example/", "http://c.example/"}
    assert [issue.code for issue in issues] == ["damaged"]


def test_a_deleted_page_stays_out(tmp_path: Path, log: Log) -> None:
    fetching = Fetching(allow_private=True, pause=0)
    made = open_intake(tmp_path / "e", log, captures_from, lambda *_: True, fetching)
    path = tmp_path / "report.txt"
    path.write_text("Orlec")
    with serving(index=reply()) as server:
        captures, (issue,) = part(made.take([server.url(), path]))
        assert not server.requests
    assert issue.code == "deleted"
    assert [capture.kept for capture in captures] == [None]
    assert not log.lines


@pytest.mark.parametrize(
    "proxy", ["http://127.0.0.1:8080", "socks5://127.0.0.1:9050", "socks5h://me:x@h:1", "tor"]
)
def test_only_a_proxy_that_looks_names_up_itself(proxy: str) -> None:
    with pytest.raises(UsageError):
        Fetching(proxy=proxy).visitor()


def test_watching_slows_down_where_it_fails() -> None:
    now = 0.0
    looked: list[tuple[float, str]] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    def take(address: str) -> Iterator[Issue]:
        looked.append((now, address))
        if address == "bad":
            yield Issue(address, "unreachable", "no")

    items = list(watch(take, ["good", "bad"], 60, rounds=10, sleep=sleep, clock=lambda: now))
    assert len(items) == 3
    assert [when for when, address in looked if address == "good"] == [0, 60, 120, 180, 240, 300, 360]
    assert [when for when, address in looked if address == "bad"] == [0, 120, 360]


@pytest.mark.parametrize("words", ["", "30", "30s", "m", "1w", "-5m", "0h"])
def test_intervals_that_are_none(words: str) -> None:
    with pytest.raises(UsageError):
        read_interval(words)
