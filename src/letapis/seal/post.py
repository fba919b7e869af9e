"""Ask an authority over the network: one request, no redirects, no proxy but the one that was named."""

from __future__ import annotations

import httpx

from letapis.seal.stamp import LARGEST, Send

WAIT = 30.0
"""Seconds an authority is given."""

WHO = {"User-Agent": ""}
"""Nothing about who asks."""

TYPES = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


def open_sender(proxy: str | None = None) -> Send:
    """A way to ask authorities, through a SOCKS proxy where one is named; it raises `OSError`."""

    def send(authority: str, query: bytes) -> bytes:
        try:
            with (
                httpx.Client(proxy=proxy, trust_env=False, timeout=WAIT, headers=WHO) as client,
                client.stream("POST", authority, content=query, headers=TYPES) as answer,
            ):
                if answer.status_code != 200:
                    raise OSError(f"it answered {answer.status_code}")
                return _read_bounded(answer)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise OSError(str(error) or type(error).__name__) from error

    return send


def _read_bounded(answer: httpx.Response) -> bytes:
    found = b""
    for piece in answer.iter_bytes():
        found += piece
        if len(found) > LARGEST:
            raise OSError(f"its answer is longer than {LARGEST:,} bytes")
    return found
