"""How fast one host may be asked: a pause between requests, and as long as it says when it is busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = (429, 503)
"""Answers that ask to come back later."""


@dataclass(slots=True)
class Pace:
    """Remembers when each host was asked last; waits before it is asked again.

    `pause` is the least number of seconds between two requests to a host, `longest` the longest wait that
    a server may ask for, `tries` how often a busy server is asked.
    """

    pause: float = 1.0
    longest: float = 300.0
    tries: int = 3
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Wait until the host may be asked."""
        left = self._next.get(host, 0.0) - self.clock()
        if left > 0:
            self.sleep(left)
        self._next[host] = self.clock() + max(self.pause, self._pauses.get(host, 0.0))

    def slow(self, host: str, pause: float) -> None:
        """Ask this host no more often than it wishes (within `longest`)."""
        self._pauses[host] = min(max(pause, 0.0), self.longest)

    def hold(self, host: str, seconds: float) -> None:
        """Leave this host alone for so long."""
        self._next[host] = max(self._next.get(host, 0.0), self.clock() + seconds)


def read_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` header asks to wait: a number, or a day and time; None for neither.

    >>> read_retry_after("120"), read_retry_after("soon")
    (120.0, None)
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())
