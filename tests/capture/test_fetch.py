"""One fetch: what is refused, what is bounded, what is kept of what passed over the wire."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.capture.hostile import ARTICLE, Server, answering, dripping, reply, serving

from letapis.capture.fetch import Answer, FetchError, Limits, Way, fetch, parse_address

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

OPEN = Way(allow_private=True)


def get(address: str, way: Way = OPEN, limits: Limits | None = None) -> Answer:
    return fetch(parse_address(address, way), way, limits or Limits(total=5))


def test_an_answer_is_kept_as_it_came() -> None:
    page = reply(ARTICLE, ETag='"7"')
    with serving(index=page) as server:
        answer = get(server.url())
    head, _, body = page.partition(b"\r\n\r\n")
    assert (answer.status, answer.media, answer.truncated) == (200, "text/html", None)
    assert (answer.head, answer.body) == (head + b"\r\n\r\n", body)
    assert answer.address == "127.0.0.1"
    assert answer.header("ETag") == '"7"'


def test_the_request_tells_nothing_of_the_user() -> None:
    with serving(index=reply()) as server:
        answer = get(server.url())
        (request,) = server.requests
    assert answer.request.decode() == request
    names = {line.split(":")[0] for line in request.split("\r\n")[1:] if line}
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(index=reply()) as server:
        assert get(server.url()).status == 200


def test_frames_are_taken_off_and_interim_answers_passed_over() -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    page = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving(index=early + page + b"5\r\nOrlec\r\n3\r\n ya\r\n0\r\n\r\n") as server:
        answer = get(server.url())
    assert answer.body == b"Orlec ya"
    assert answer.head == b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("page", "body", "why"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nOrlec", b"Orlec", "disconnect"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOrlec", b"Orl", None),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nOrlec\r\n9\r\nab",
            b"Orlecab",
            "disconnect",
        ),
        (b"HTTP/1.1 200 OK\r\n\r\nOrlec", b"Orlec", None),
    ],
    ids=["too-long", "too-short", "cut-chunk", "no-length"],
)
def test_lying_lengths(page: bytes, body: bytes, why: str | None) -> None:
    with serving(index=page) as server:
        answer = get(server.url())
    assert (answer.body, answer.truncated) == (body, why)


def test_an_endless_body_is_cut_at_the_limit() -> None:
    endless = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", b"x" * 65_536, 0)
    with serving(index=endless) as server:
        answer = get(server.url(), limits=Limits(size=1_000_000, total=10))
    assert (len(answer.body), answer.truncated) == (1_000_000, "length")


def test_a_slow_drip_is_cut_at_its_time() -> None:
    with serving(index=dripping(b"HTTP/1.1 200 OK\r\n\r\n")) as server:
        started = time.monotonic()
        answer = get(server.url(), limits=Limits(total=1))
        assert time.monotonic() - started < 20  # the page itself would drip for ever
    assert answer.truncated == "time"
    assert set(answer.body) == {ord("x")}


@pytest.mark.parametrize(
    ("handler", "code"),
    [
        (dripping(b"HTTP/1.1 200 OK\r\nX-A: ", b"a", 0.01), "unreachable"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: aaaaaaaaaaaaaaaa\r\n" * 200, 0), "protocol"),
        (answering(b"SSH-2.0-OpenSSH_9.2\r\n"), "protocol"),
        (answering(b""), "protocol"),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), "protocol"),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "protocol"),
    ],
    ids=["dripping-head", "endless-head", "ssh", "silent", "negative", "two-lengths"],
)
def test_what_is_no_answer(handler: object, code: str) -> None:
    with Server({"/": handler}) as server, pytest.raises(FetchError) as raised:  # type: ignore[dict-item]
        get(server.url(), limits=Limits(total=1))
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ftp://orlec.example/a", "address"),
        ("file:///etc/passwd", "address"),
        ("http://", "address"),
        ("http://me:secret@orlec.example/", "address"),
        ("http://orlec.example/" + "a" * 2_000, "address"),
        ("http://orlec.example:22/", "private"),
        ("http://orlec.example:8080/", "private"),
        ("http://127.0.0.1/", "private"),
        ("http://[::1]/", "private"),
        ("http://0x7f.1/", "private"),
        ("http://localhost/", "private"),
        ("http://printer.local/", "private"),
    ],
)
def test_addresses_that_are_not_fetched(address: str, code: str) -> None:
    with pytest.raises(FetchError) as raised:
        get(address, Way(resolver=lambda host, port: pytest.fail("it was looked up")))
    assert raised.value.code == code


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["64:ff9b::7f00:1"]])
def test_a_public_name_with_a_private_address_is_refused(answers: list[str]) -> None:
    with pytest.raises(FetchError) as raised:
        get("http://orlec.example/", Way(resolver=lambda host, port: answers))
    assert raised.value.code == "private"


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when checked and private when connected to: only the checked one is used."""
    asked: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["1.1.1.1"] if len(asked) == 1 else ["127.0.0.1"]

    def note(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", note)
    with pytest.raises(FetchError):
        get("http://orlec.example/", Way(resolver=rebinding))
    assert (asked, connected) == (["orlec.example"], ["1.1.1.1"])


def test_the_checked_address_gets_the_right_host() -> None:
    with serving(index=reply()) as server:
        way = Way(allow_private=True, resolver=lambda host, port: ["127.0.0.1"])
        assert get(server.url(host="orlec.example"), way).status == 200
        assert f"Host: orlec.example:{server.port}" in server.requests[0]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for orlec.example, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "orlec.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("orlec.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "orlec.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(pem))
    return path


def test_a_secure_page_is_asked_by_its_name(certificate: Path) -> None:
    """The connection goes to the address, the certificate and the server name are the host's."""
    asked: list[str | None] = []
    side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    side.load_cert_chain(certificate)
    side.sni_callback = lambda _, name, __: asked.append(name)
    trust = ssl.create_default_context(cafile=str(certificate))
    way = Way(allow_private=True, resolver=lambda host, port: ["127.0.0.1"], trust=trust)
    with Server({"/": answering(reply())}, trust=side) as server:
        answer = get(f"https://orlec.example:{server.port}/", way)
        with pytest.raises(FetchError, match="certificate"):
            get(f"https://zornica.example:{server.port}/", way)
    assert asked[0] == "orlec.example"
    assert answer.certificate
    assert ipaddress.ip_address(answer.address or "").is_loopback


def test_a_proxy_is_given_the_name_and_nothing_is_looked_up() -> None:
    """What a SOCKS5 proxy hears (RFC 1928), and that its greeting does not get into the record."""
    heard: list[bytes] = []

    def proxy(server: Server, client: socket.socket, greeting: str) -> None:
        heard.append(greeting.encode("latin-1"))
        client.sendall(b"\x05\x00")
        heard.append(client.recv(1024))
        client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        heard.append(client.recv(4096))
        client.sendall(reply())

    with Server() as server:
        server.pages = {"/": proxy}
        way = Way(
            proxy=f"socks5h://127.0.0.1:{server.port}",
            resolver=lambda host, port: [host] if host == "127.0.0.1" else pytest.fail("it was looked up"),
        )
        answer = get("http://lantern.onion/a", way)
    assert heard[1] == b"\x05\x01\x00\x03\x0dlantern.onion\x00\x50"
    assert answer.request == heard[2]
    assert answer.head.startswith(b"HTTP/1.1 200 OK")
    assert answer.address is None


def test_a_compressed_body_stays_as_it_came() -> None:
    packed = gzip.compress(b"Orlec")
    with serving(index=reply(packed, Content_Encoding="gzip")) as server:
        assert get(server.url()).body == packed
