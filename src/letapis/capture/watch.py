"""Look at the same addresses again and again, less often at those that fail."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence

from letapis.errors import UsageError
from letapis.issue import Issue
from letapis.model import Capture

SHORTEST = 60.0
"""Seconds between two looks, at least."""

_MOST = 16
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_FAILURES = ("unreachable", "busy", "protocol", "status")


def read_interval(words: str) -> float:
    """Seconds of an interval such as 30m, 6h, 1d. Raises UsageError for another, or one that is too short.

    >>> read_interval("30m")
    1800.0
    """
    found = re.fullmatch(r"(\d{1,6})([smhd])", words.strip())
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if seconds < SHORTEST:
        raise UsageError(f"{words!r} is no interval: write 30m, 6h or 1d, and at least a minute.")
    return float(seconds)


def watch(
    take: Callable[[str], Iterator[Capture | Issue]],
    addresses: Sequence[str],
    interval: float,
    *,
    rounds: int | None = None,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Capture | Issue]:
    """Look at every address each `interval` seconds, for ever or for so many looks in all.

    An address that fails is looked at half as often each time, down to a sixteenth; one good look sets it
    right again.
    """
    due = dict.fromkeys(addresses, clock())
    slower = dict.fromkeys(addresses, 1)
    done = 0
    while due and (rounds is None or done < rounds):
        address = min(due, key=lambda name: due[name])
        left = due[address] - clock()
        if left > 0:
            sleep(left)
        failed = False
        for item in take(address):
            failed |= isinstance(item, Issue) and item.source == address and item.code in _FAILURES
            yield item
        slower[address] = min(slower[address] * 2, _MOST) if failed else 1
        due[address] = clock() + interval * slower[address]
        done += 1
