"""A visit: robots, pauses, busy servers, redirects, cookies."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.capture.hostile import Server, answering, reply, serving

from letapis.capture import fetch, wire
from letapis.capture.fetch import FetchError, Limits, Way
from letapis.capture.pace import Pace, read_retry_after
from letapis.capture.visit import Visitor

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOBODY = b"User-agent: *\nDisallow: /\n"


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def visitor(clock: Clock | None = None, *, pause: float = 0.0, ignore_robots: bool = False) -> Visitor:
    clock = clock or Clock()
    return Visitor(
        Way(allow_private=True),
        Limits(total=5),
        Pace(pause, sleep=clock.sleep, clock=lambda: clock.now),
        ignore_robots=ignore_robots,
    )


def redirect(to: str, **headers: str) -> bytes:
    return reply("", "302 Found", Location=to, **headers)


def code_of(server: Server, path: str, guest: Visitor) -> str:
    with pytest.raises(FetchError) as raised:
        guest.visit(server.url(path))
    return raised.value.code


def test_redirects_are_followed_and_all_answers_kept() -> None:
    with serving(index=redirect("/b"), b=redirect("c#part"), c=reply("Orlec")) as server:
        visit = visitor().visit(server.url())
        assert [answer.url for answer in visit.answers] == [server.url(path) for path in ("/", "/b", "/c")]
    assert visit.answer.body == b"Orlec"


def test_every_redirect_is_checked() -> None:
    """From a public host to one that is not: the target is refused before anything is sent there."""
    with serving(index=reply("secret")) as server:
        guest = Visitor(Way(resolver=lambda host, port: pytest.fail("looked up")), pace=Pace(0))
        for target in (server.url(), "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "http://h:22/"):
            with pytest.raises(FetchError) as raised:
                guest.visit(target)
            assert raised.value.code in ("private", "address")
        assert not server.requests


def test_a_public_page_does_not_lead_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect from a public host to one with a private address; the loopback plays the public one."""
    addresses = {"public.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    real = wire.why_forbidden
    monkeypatch.setattr(wire, "why_forbidden", lambda one: None if one == "127.0.0.1" else real(one))
    with serving(index=redirect("http://inside.example/")) as server:
        monkeypatch.setattr(fetch, "PORTS", (80, 443, server.port))
        guest = Visitor(Way(resolver=lambda host, port: addresses[host]), pace=Pace(0))
        with pytest.raises(FetchError, match="inside") as raised:
            guest.visit(server.url(host="public.example"))
        assert server.hits["/"] == 1
    assert raised.value.code == "private"


@pytest.mark.parametrize(
    "target", ["ftp://orlec.example/", "http://me:secret@127.0.0.1/", "http://127.0.0.1:99999/"]
)
def test_a_redirect_to_what_may_not_be_fetched(target: str) -> None:
    with serving(index=redirect(target)) as server:
        assert code_of(server, "/", visitor()) == "address"


def test_a_circle_of_redirects_ends() -> None:
    with serving(index=redirect("/b"), b=redirect("/")) as server:
        assert code_of(server, "/", visitor()) == "redirects"
        assert server.hits["/"] + server.hits["/b"] == Limits().redirects + 1


def test_a_cookie_wall_is_passed_and_the_cookie_forgotten() -> None:
    def wall(server: Server, client: socket.socket, request: str) -> None:
        passed = "Cookie: seen=yes\r\n" in request
        client.sendall(reply("Orlec") if passed else redirect("/", Set_Cookie="seen=yes; Path=/"))

    with serving(index=wall) as server:
        guest = visitor()
        assert guest.visit(server.url()).answer.body == b"Orlec"
        guest.visit(server.url())
        pages = [request for request in server.requests if request.startswith("GET / ")]
    assert ["Cookie:" in request for request in pages] == [False, True, False, True]


def test_robots_are_honoured_and_asked_once() -> None:
    with serving(index=reply(), other=reply()) as server:
        server.pages["/robots.txt"] = answering(reply(NOBODY, media="text/plain"))
        guest = visitor()
        assert [code_of(server, path, guest) for path in ("/", "/other")] == ["robots", "robots"]
        assert (server.hits["/"], server.hits["/robots.txt"]) == (0, 1)


def test_an_override_of_robots_is_told() -> None:
    with serving(index=reply()) as server:
        server.pages["/robots.txt"] = answering(reply(NOBODY, media="text/plain"))
        visit = visitor(ignore_robots=True).visit(server.url())
        assert f"robots.txt of 127.0.0.1:{server.port}" in visit.overrides
        assert [answer.url for answer in visit.side] == [server.url("/robots.txt")]


def test_private_addresses_are_told() -> None:
    with serving(index=reply()) as server:
        assert visitor().visit(server.url()).overrides == ("private address 127.0.0.1",)


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (reply("gone", "404 Not Found"), True),
        (reply("no", "403 Forbidden"), True),
        (reply("oops", "500 Internal Server Error"), False),
        (reply(b"User-agent: letapis\nDisallow: /b\n", media="text/plain"), True),
        (reply(b"User-agent: letapis\nDisallow: /\n", media="text/plain"), False),
        (reply(b"\xff\xfe" + b"*" * 600_000, media="text/plain"), True),
        (reply(("Disallow: /" + "*a" * 200 + "\n").encode() * 500, media="text/plain"), True),
        (redirect("/robots.txt"), True),
        (redirect("/rules"), False),
    ],
    ids=["404", "403", "500", "other-path", "named", "garbage", "wildcards", "circle", "moved"],
)
def test_what_robots_may_be(robots: bytes, allowed: bool) -> None:
    with serving(index=reply(), rules=reply(NOBODY, media="text/plain")) as server:
        server.pages["/robots.txt"] = answering(robots)
        if allowed:
            assert visitor().visit(server.url()).answer.status == 200
        else:
            assert code_of(server, "/", visitor()) == "robots"


def test_a_host_is_not_asked_faster_than_it_wishes() -> None:
    clock = Clock()
    with serving(index=reply(), b=reply(), c=reply()) as server:
        server.pages["/robots.txt"] = answering(reply(b"User-agent: *\nCrawl-delay: 7\n", media="text/plain"))
        guest = visitor(clock, pause=2.0)
        for path in ("/", "/b", "/c"):
            guest.visit(server.url(path))
    assert clock.slept == [2.0, 7.0, 7.0]


def test_a_busy_server_is_given_its_time() -> None:
    clock = Clock()
    busy = reply("later", "429 Too Many Requests", Retry_After="40")
    with serving(index=answering(busy, reply("Orlec"))) as server:
        assert visitor(clock).visit(server.url()).answer.body == b"Orlec"
    assert clock.slept == [40.0]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_that_stays_busy_is_left_alone(status: str) -> None:
    clock = Clock()
    with serving(index=reply("later", status)) as server:
        assert code_of(server, "/", visitor(clock)) == "busy"
        assert server.hits["/"] == Pace().tries
    assert clock.slept == [10.0, 20.0]


def test_a_wait_without_end_is_not_waited_for() -> None:
    clock = Clock()
    with serving(index=reply("later", "503 Service Unavailable", Retry_After="86400")) as server:
        assert code_of(server, "/", visitor(clock)) == "busy"
        assert server.hits["/"] == 1
    assert clock.slept == []


def test_a_host_that_cannot_be_reached_is_tried_again() -> None:
    clock = Clock()
    with Server() as server:
        gone = server.url()
    with pytest.raises(FetchError) as raised:
        visitor(clock).visit(gone)
    assert (raised.value.code, clock.slept) == ("unreachable", [2.0, 4.0])


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "٣", "Tue, 99 Foo 2020"])
def test_retry_after_that_says_nothing(value: str) -> None:
    assert read_retry_after(value) is None


def test_retry_after_as_a_day_and_time() -> None:
    now = datetime(2021, 9, 3, 12, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=90), usegmt=True)
    assert read_retry_after(later, now) == 90
    assert read_retry_after(format_datetime(now - timedelta(days=1), usegmt=True), now) == 0
