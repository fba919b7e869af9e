"""Visit a page as a careful guest: rules of the house, pauses, redirects one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

import httpx

from letapis.capture.address import why_forbidden
from letapis.capture.fetch import Answer, FetchError, Limits, Way, fetch, parse_address
from letapis.capture.pace import BUSY, Pace, read_retry_after
from letapis.capture.robots import Robots

_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_COOKIES = 20


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking for an address: every answer on the way, the page's own last.

    `side` are answers that were asked for on the way (robots.txt), `overrides` the rules that were not
    followed because the user said so.
    """

    url: str
    answers: tuple[Answer, ...]
    side: tuple[Answer, ...] = ()
    overrides: tuple[str, ...] = ()

    @property
    def answer(self) -> Answer:
        """The last answer: the page's own."""
        return self.answers[-1]


@dataclass(slots=True)
class Visitor:
    """Visits pages. `ignore_robots` passes over robots.txt, and every visit it lets through says so."""

    way: Way = field(default_factory=Way)
    limits: Limits = field(default_factory=Limits)
    pace: Pace = field(default_factory=Pace)
    ignore_robots: bool = False
    _robots: Robots = field(init=False)
    _side: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._robots = Robots(self._get_robots)

    def visit(self, address: str, headers: tuple[tuple[str, str], ...] = ()) -> Visit:
        """Ask for a page and follow its redirects. Raises FetchError where no page can be had.

        Cookies that are set on the way are sent back on this way only, to the same host, and forgotten.
        """
        self._side.clear()
        url = parse_address(address, self.way)
        answers: list[Answer] = []
        overrides: list[str] = []
        cookies: dict[str, dict[str, str]] = {}
        while True:
            if not self._may_fetch(url):
                overrides.append(f"robots.txt of {url.netloc.decode('ascii')}")
            answer = self._fetch(url, (*headers, *_cookie_header(cookies.get(url.host, {}))))
            answers.append(answer)
            if answer.address and why_forbidden(answer.address):
                overrides.append(f"private address {answer.address}")
            target = _redirect_target(answer, url)
            if target is None:
                return Visit(address, tuple(answers), tuple(self._side), tuple(overrides))
            _note_cookies(cookies.setdefault(url.host, {}), answer)
            if len(answers) > self.limits.redirects:
                message = "it redirects on and on; perhaps it wants cookies: save the page from a browser"
                raise FetchError("redirects", message)
            url = parse_address(target, self.way)

    def _may_fetch(self, url: httpx.URL) -> bool:
        """Whether robots.txt allows it. Raises FetchError where it does not and is not to be overridden."""
        try:
            rules = self._robots.rules(url)
        except FetchError:
            if self.ignore_robots:
                return False
            raise
        if rules.pause:
            self.pace.slow(url.host, rules.pause)
        allowed = rules.allows(str(url))
        if not allowed and not self.ignore_robots:
            message = (
                "robots.txt asks programs to stay away; --robots ignore overrides it, and that is recorded"
            )
            raise FetchError("robots", message)
        return allowed

    def _get_robots(self, url: httpx.URL) -> Answer:
        for _ in range(self.limits.redirects):
            answer = self._fetch(url, ())
            self._side.append(answer)
            target = _redirect_target(answer, url)
            if target is None:
                return answer
            url = parse_address(target, self.way)
        raise FetchError("redirects", "its robots.txt redirects on and on")

    def _fetch(self, url: httpx.URL, headers: tuple[tuple[str, str], ...]) -> Answer:
        """One answer, asking a busy or silent server again as often as `pace` has it."""
        tries = self.pace.tries
        for attempt in range(1, tries + 1):
            self.pace.wait(url.host)
            try:
                answer = fetch(url, self.way, self.limits, headers)
            except FetchError as error:
                if not error.again or attempt == tries:
                    raise
                self.pace.hold(url.host, 2.0**attempt)
                continue
            if answer.status not in BUSY:
                return answer
            asked = read_retry_after(answer.header("retry-after"))
            seconds = 5.0 * 2**attempt if asked is None else asked
            if seconds > self.pace.longest or attempt == tries:
                break
            self.pace.hold(url.host, seconds)
        when = "later" if asked is None else f"in {asked:,.0f} seconds"
        raise FetchError("busy", f"the server is busy (it answered {answer.status}); try again {when}")


def _redirect_target(answer: Answer, url: httpx.URL) -> str | None:
    place = answer.header("location")
    if answer.status not in _REDIRECTS or not place:
        return None
    try:
        return str(url.join(place))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("address", "it redirects to something that is no address") from error


def _note_cookies(held: dict[str, str], answer: Answer) -> None:
    for key, value in answer.headers:
        if key != "set-cookie" or len(held) >= _MAX_COOKIES or len(value) > 4_096:
            continue
        try:
            held.update((name, morsel.coded_value) for name, morsel in SimpleCookie(value).items())
        except CookieError:
            continue


def _cookie_header(cookies: dict[str, str]) -> tuple[tuple[str, str], ...]:
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return (("Cookie", line),) if line else ()
