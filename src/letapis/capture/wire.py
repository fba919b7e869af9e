"""Connections to checked addresses only, with a deadline, and what passed over them."""

from __future__ import annotations

import hashlib
import ssl
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore

from letapis.capture.address import Resolver, why_forbidden

_HEAD_KEPT = 262_144
"""Bytes of an answer that are kept as they came; a head is far shorter (the parser refuses 100 kB)."""

_TRIES = 4


class ForbiddenAddressError(Exception):
    """A host's name leads to an address that may not be connected to."""


@dataclass(slots=True)
class Wire:
    """What passed over one connection: the request, the answer's beginning, and who was at the other end.

    `certificate` is the hexadecimal SHA-256 of the certificate that the other end showed.
    """

    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    address: str | None = None
    certificate: str | None = None

    def note_sent(self, data: bytes) -> None:
        """Note bytes of the request; what a proxy was told before it is none."""
        if self.sent or data.startswith(b"GET "):
            self.sent += data

    def note_received(self, data: bytes) -> None:
        """Note bytes of the answer's beginning."""
        if self.sent and len(self.received) < _HEAD_KEPT:
            self.received += data


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a name up once, checks every address it has, and connects to one of those very addresses.

    `deadline` is the monotonic time at which the whole exchange must be over. With `proxy` the only
    connection is the one to the proxy, which the user named, and nothing is looked up here.
    """

    def __init__(
        self, wire: Wire, resolver: Resolver, deadline: float, *, allow_private: bool, proxy: bool = False
    ) -> None:
        self._wire, self._resolver, self._deadline = wire, resolver, deadline
        self._unchecked = allow_private or proxy
        self._proxy = proxy
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of the host's addresses. Raises ForbiddenAddressError where one is not public."""
        addresses = self._addresses_of(host, port)
        error: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses[:_TRIES]:
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline, timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
                continue
            self._wire.address = None if self._proxy else address
            return _WatchedStream(stream, self._wire, self._deadline)
        raise error

    def _addresses_of(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolver(host, port)
        except OSError as error:
            raise httpcore.ConnectError("the name cannot be looked up") from error
        if not self._unchecked:
            # One bad address among good ones is how a name is turned against its visitor: all must be good.
            for address in addresses:
                why = why_forbidden(address)
                if why:
                    raise ForbiddenAddressError(why)
        return addresses


class _WatchedStream(httpcore.NetworkStream):
    """A connection that ends at its deadline, and notes what passes over it."""

    def __init__(self, stream: httpcore.NetworkStream, wire: Wire, deadline: float) -> None:
        self._stream, self._wire, self._deadline = stream, wire, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, _left(self._deadline, timeout))
        self._wire.note_received(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))
        self._wire.note_sent(buffer)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        shown = secured.get_extra_info("socket").getpeercert(binary_form=True)
        self._wire.certificate = hashlib.sha256(shown).hexdigest() if shown else None
        return _WatchedStream(secured, self._wire, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole exchange is over")
    return left if timeout is None else min(left, timeout)
