"""Fetch one address once: bounded in size and time, from the address that was checked."""

from __future__ import annotations

import re
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import httpcore
import httpx

from letapis.capture.address import PORTS, Resolver, resolve, why_forbidden_name
from letapis.capture.wire import CheckedBackend, ForbiddenAddressError, Wire

AGENT = "Mozilla/5.0 (compatible; Letapis)"
"""What a server is told of who asks: the program, without a version; nothing of its user or machine."""

MAX_ADDRESS = 2_000

_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take: bytes of body, seconds to connect and in all, redirects."""

    size: int = 50_000_000
    connect: float = 20.0
    total: float = 120.0
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Way:
    """How connections are made: over which proxy, to which addresses, and who looks names up."""

    proxy: str | None = None
    allow_private: bool = False
    resolver: Resolver = resolve
    trust: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request.

    `head` is the answer's head as it came, `body` its body without transfer frames, `request` what was sent;
    `seconds` is how long it took; `truncated` says, as WARC does, why the body is not whole (length, time,
    disconnect).
    """

    url: str
    when: datetime
    status: int
    head: bytes
    headers: tuple[tuple[str, str], ...]
    body: bytes
    request: bytes
    seconds: float
    address: str | None = None
    certificate: str | None = None
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key == name.lower()), None)

    @property
    def media(self) -> str:
        """The media type as the server states it, without parameters."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()


class FetchError(Exception):
    """Nothing came, or nothing may be asked for: a code and words for an Issue, and whether to try again."""

    def __init__(self, code: str, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.code, self.message, self.again = code, message, again


def parse_address(address: str, way: Way) -> httpx.URL:
    """The address without its fragment. Raises FetchError where it is none that may be fetched."""
    try:
        if len(address) > MAX_ADDRESS:
            raise httpx.InvalidURL("too long")
        url = httpx.URL(address).copy_with(fragment=None)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError("address", "this is no address of a page; check it") from error
    if url.scheme not in ("http", "https") or not host:
        raise FetchError("address", "only http and https addresses are fetched")
    if url.userinfo:
        raise FetchError("address", "an address with a name or password in it would be kept; leave them out")
    if not 0 < (url.port or 80) < 65_536:
        raise FetchError("address", "this is no address of a page; its port does not exist")
    if way.allow_private:
        return url
    if (url.port or (443 if url.scheme == "https" else 80)) not in PORTS:
        raise FetchError(
            "private", f"port {url.port} is refused; --allow-private-addresses lets all ports through"
        )
    why = why_forbidden_name(host)
    if why:
        raise FetchError("private", _refusal(host, why))
    return url


def fetch(url: httpx.URL, way: Way, limits: Limits, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Ask for one address once, over a connection of its own; redirects are not followed.

    `headers` come after the few that are always sent. Raises FetchError where no answer came.
    """
    trust = way.trust or _trust()
    wire, when, started = Wire(), datetime.now(UTC), time.monotonic()
    pool = _pool(wire, way, trust, started + limits.total)
    try:
        with pool, pool.stream("GET", _target(url), headers=_request_headers(url, headers)) as response:
            body, truncated = _read_body(response, limits.size)
    except ForbiddenAddressError as error:
        raise FetchError("private", _refusal(url.host, str(error))) from error
    except httpcore.TimeoutException as error:
        raise FetchError("unreachable", "it did not answer in time; try again later", again=True) from error
    except httpcore.ProxyError as error:
        raise FetchError("unreachable", "the proxy could not reach it; is it running?", again=True) from error
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        raise FetchError("protocol", "what answered does not speak HTTP as it should") from error
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError("unreachable", _why_unreachable(error), again=True) from error
    found = tuple((key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in response.headers)
    return Answer(
        url=str(url),
        when=when,
        status=response.status,
        head=_head_of(bytes(wire.received)),
        headers=found,
        body=body,
        request=bytes(wire.sent),
        seconds=round(time.monotonic() - started, 3),
        address=wire.address,
        certificate=wire.certificate,
        truncated=truncated,
    )


def _pool(wire: Wire, way: Way, trust: ssl.SSLContext, deadline: float) -> httpcore.ConnectionPool:
    """Connections for one exchange; nothing is taken from the environment."""
    backend = CheckedBackend(
        wire, way.resolver, deadline, allow_private=way.allow_private, proxy=way.proxy is not None
    )
    if way.proxy:
        return httpcore.SOCKSProxy(_proxy_url(way.proxy), ssl_context=trust, network_backend=backend)
    return httpcore.ConnectionPool(ssl_context=trust, network_backend=backend)


@cache
def _trust() -> ssl.SSLContext:
    """The certificate authorities that are trusted; reading them takes longer than many a page."""
    return httpx.create_ssl_context(trust_env=False)


def _proxy_url(proxy: str) -> str:
    return re.sub(r"^socks5h://", "socks5://", proxy)


def _target(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _request_headers(url: httpx.URL, more: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [
        ("Host", url.netloc.decode("ascii")),
        ("User-Agent", AGENT),
        ("Accept", "*/*"),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
        *more,
    ]


def _read_body(response: httpcore.Response, limit: int) -> tuple[bytes, str | None]:
    """The body as far as it came, and why it is not whole."""
    parts: list[bytes] = []
    size = 0
    try:
        for part in response.iter_stream():
            parts.append(part)
            size += len(part)
            if size > limit:
                return b"".join(parts)[:limit], "length"
    except httpcore.TimeoutException:
        return b"".join(parts), "time"
    except (httpcore.RemoteProtocolError, httpcore.NetworkError):
        return b"".join(parts), "disconnect"
    return b"".join(parts), None


def _head_of(received: bytes) -> bytes:
    """The head of the answer proper: interim answers (100, 103) before it are passed over."""
    start = 0
    while end := _HEAD_END.search(received, start):
        if not _INTERIM.match(received, start):
            return received[start : end.end()]
        start = end.end()
    return received[start:]


def _refusal(host: str, why: str) -> str:
    return f"{host} leads to an address that is not public ({why}); --allow-private-addresses lets it through"


def _why_unreachable(error: Exception) -> str:
    reason = error.__cause__ or error.__context__ or error
    if isinstance(reason, ssl.SSLError) or "CERTIFICATE" in str(error):
        return "its certificate cannot be trusted; look at it in a browser"
    return "it cannot be reached; check the address and the network"
