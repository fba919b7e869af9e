"""What a site asks of programs: its robots.txt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from protego import Protego

from letapis.capture.fetch import Answer, FetchError

TOKEN = "Letapis"
"""The name by which robots.txt can mean us."""

MAX_ROBOTS = 512_000
"""Bytes of a robots.txt that are looked at, as RFC 9309 (2.5) has it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin asks: `allows` tells of an address, `pause` the seconds between two requests."""

    allows: Callable[[str], bool]
    pause: float | None = None


@dataclass(slots=True)
class Robots:
    """The rules of every origin that was asked, each asked once. `get` fetches robots.txt."""

    get: Callable[[httpx.URL], Answer]
    _known: dict[str, Rules] = field(default_factory=dict)

    def rules(self, url: httpx.URL) -> Rules:
        """The rules of the origin of an address."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._known:
            self._known[origin] = self._ask(url.copy_with(raw_path=b"/robots.txt"))
        return self._known[origin]

    def _ask(self, url: httpx.URL) -> Rules:
        """No robots.txt allows all; a server that fails at it allows nothing (RFC 9309, 2.3.1)."""
        try:
            answer = self.get(url)
        except FetchError as error:
            if error.code == "redirects":
                return Rules(lambda _: True)
            raise
        if 400 <= answer.status < 500:
            return Rules(lambda _: True)
        if answer.status != 200:
            return Rules(lambda _: False)
        rules = Protego.parse(answer.body[:MAX_ROBOTS].decode("utf-8-sig", "replace"))
        return Rules(lambda address: rules.can_fetch(address, TOKEN), rules.crawl_delay(TOKEN))
