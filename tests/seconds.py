"""How long something takes, on a machine that others use too."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 8


def least_seconds(work: Callable[[], object], limit: float) -> float:
    """The least processor time of a few tries, in seconds: tried again only while it is over `limit`.

    A busy machine slows whole tries down, and never makes one quicker than the program is.
    """
    best = float("inf")
    for _ in range(TRIES):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
        if best < limit:
            break
    return best
