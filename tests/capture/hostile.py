"""A small web server on the loopback that can misbehave in any way, and a name service that can lie."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

Handler = Callable[["Server", socket.socket, str], None]

ARTICLE = (
    "<!doctype html><html lang=en><head><title>Court in Orlec</title></head>"
    "<body><article><h1>Court in Orlec</h1>"
    + "".join(
        f"<p>Police in Orlec detained {number} people near the bridge on Tuesday, the Lantern centre said, "
        "and a court ordered that they stay in custody until the end of the month.</p>"
        for number in range(3, 9)
    )
    + "</article></body></html>"
)


def reply(
    body: bytes | str = ARTICLE,
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    """An honest answer as bytes; names of headers are given with underscores."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {len(data)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + data


def answering(*answers: bytes) -> Handler:
    """Gives these answers one after another, the last one ever after."""
    todo = list(answers)

    def handle(server: Server, client: socket.socket, request: str) -> None:
        client.sendall(todo.pop(0) if len(todo) > 1 else todo[0])

    return handle


def dripping(head: bytes, drop: bytes = b"x", pause: float = 0.02) -> Handler:
    """Sends a head and then a drop at a time without end."""

    def handle(server: Server, client: socket.socket, request: str) -> None:
        client.sendall(head)
        while not server.stopping:
            client.sendall(drop)
            time.sleep(pause)

    return handle


@dataclass
class Server:
    """Serves the pages of `pages` by path; every other path is not found."""

    pages: dict[str, Handler] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    trust: ssl.SSLContext | None = None
    stopping: bool = False
    hits: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __enter__(self) -> Self:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.05)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.workers: list[threading.Thread] = []
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping = True
        self.thread.join()
        for worker in self.workers:
            worker.join(2)
        self.listener.close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def _serve(self) -> None:
        while not self.stopping:
            try:
                client, _ = self.listener.accept()
            except TimeoutError:
                continue
            worker = threading.Thread(target=self._answer, args=(client,), daemon=True)
            self.workers.append(worker)
            worker.start()

    def _answer(self, client: socket.socket) -> None:
        try:
            client.settimeout(5)
            if self.trust:
                client = self.trust.wrap_socket(client, server_side=True)
            request = client.recv(65_536).decode("latin-1")
            path = request.split(" ")[1] if " " in request else "/"
            self.requests.append(request)
            self.hits[path] += 1
            self.pages.get(path, answering(reply("nothing here", "404 Not Found")))(self, client, request)
        except OSError:
            pass  # the other side has had enough, as it should
        finally:
            client.close()


@contextmanager
def serving(**pages: bytes | Handler) -> Iterator[Server]:
    """A server with a page for every name, and the one called `index` at the root."""
    handlers = {
        "/" if name == "index" else f"/{name}": page if callable(page) else answering(page)
        for name, page in pages.items()
    }
    with Server(handlers) as server:
        yield server
