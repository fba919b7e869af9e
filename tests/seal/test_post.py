"""Asking an authority over HTTP: what is sent, what is taken, what is not followed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from letapis.seal import post
from letapis.seal.post import open_sender

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Server(ThreadingHTTPServer):
    """It answers by the path, and remembers what it was asked."""

    daemon_threads = True
    asked: list[tuple[str, dict[str, str], bytes]]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))  # type: ignore[attr-defined]
        status = {"/busy": 503, "/moved": 302}.get(self.path, 200)
        answer = b"x" * 4000 if self.path == "/long" else b"token"
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/tsr")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    found = Server(("127.0.0.1", 0), Handler)
    found.asked = []
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def address(server: Any, path: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def test_a_request_says_nothing_of_who_asks(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # nothing of the surroundings is used
    assert open_sender()(address(server, "/tsr"), b"query") == b"token"
    ((path, headers, body),) = server.asked
    assert (path, body, headers["Content-Type"]) == ("/tsr", b"query", "application/timestamp-query")
    assert headers["User-Agent"] == ""
    assert set(headers) <= {
        "Host",
        "Accept",
        "Accept-Encoding",
        "Connection",
        "User-Agent",
        "Content-Length",
    } | {"Content-Type"}


@pytest.mark.parametrize(("path", "reason"), [("/busy", "503"), ("/moved", "302")])
def test_another_answer_is_an_error(server: Any, path: str, reason: str) -> None:
    with pytest.raises(OSError, match=reason):
        open_sender()(address(server, path), b"query")
    assert len(server.asked) == 1


def test_an_endless_answer_is_cut_off(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "LARGEST", 1000)
    with pytest.raises(OSError, match="longer than 1,000"):
        open_sender()(address(server, "/long"), b"query")


@pytest.mark.parametrize("authority", ["http://127.0.0.1:9/", "ftp://orlec.example/", "no address", ""])
def test_who_cannot_be_reached_is_an_error(authority: str) -> None:
    with pytest.raises(OSError, match=r"."):
        open_sender()(authority, b"query")
