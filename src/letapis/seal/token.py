"""Timestamp tokens (RFC 3161): what one says, and whether it holds. Two programs are asked."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import tempfile
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    TimeStampResponse,
    VerifierBuilder,
    decode_timestamp_response,
)

from letapis.seal.der import order_certificates

GOOD, UNTRUSTED, BAD, UNDECIDED = "good", "untrusted", "bad", "undecided"
"""What is found about a token; an `untrusted` one holds, but nobody vouched for the end of its chain."""

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Token:
    """What was found about a token: one of the words above, the time it states, who signed, and why."""

    state: str
    time: datetime | None
    signer: str
    why: str


def check_token(token: bytes, data: bytes, roots: Sequence[x509.Certificate]) -> Token:
    """Whether `token` (a response of an authority) shows that `data` was there at the time it states.

    `roots` are the certificates that a chain may end at, and those between them and the signer's that the
    token does not carry itself: all of them are trusted. rfc3161-client judges, and openssl where it is
    installed; a token is good if no one of them that can read it refuses it.
    """
    return _check_token(token, data, tuple(roots))


@lru_cache(maxsize=64)
def _check_token(token: bytes, data: bytes, roots: tuple[x509.Certificate, ...]) -> Token:
    """One page after the other is checked against the same few tokens, and openssl takes its time."""
    try:
        response = read_token(token)
    except ValueError as error:
        return _check_unread(token, data, roots, _short(error))
    time, signer = _time_of(response), _signer_of(response)
    fault = _ask_client(response, data, roots)
    said = _ask_openssl(token, data, roots, time)
    if not fault and not said:
        return Token(GOOD, time, signer, "")
    chain = read_chain(response)
    if fault and _holds_by_itself(response, data, chain):
        return Token(UNTRUSTED, time, signer, f"its chain ends at {_top_of(chain)}")
    return Token(BAD, time, signer, fault or f"openssl refuses it: {said}")


def check_bare_token(
    token: bytes, data: bytes, roots: Sequence[x509.Certificate], chain: Sequence[x509.Certificate]
) -> Token:
    """The same for a token that carries no certificates: `chain` came beside it, and nobody trusts it.

    Only openssl is asked: rfc3161-client would trust the signer's certificate as soon as it is given it.
    """
    try:
        response = read_token(token)
    except ValueError as error:
        return Token(BAD, None, "", _short(error))
    time, signer = _time_of(response), chain[0].subject.rfc4514_string() if chain else ""
    said = _ask_openssl(token, data, roots, time, chain)
    if said is None:
        return Token(UNDECIDED, time, signer, "openssl, which could judge it, is not here")
    if not said:
        return Token(GOOD, time, signer, "")
    tops = [one for one in chain if one.issuer == one.subject]
    if _ask_openssl(token, data, tops, time, chain) == "":
        return Token(UNTRUSTED, time, signer, f"its chain ends at {_top_of(tops)}")
    return Token(BAD, time, signer, f"openssl refuses it: {said}")


def _check_unread(token: bytes, data: bytes, roots: Sequence[x509.Certificate], why: str) -> Token:
    """What openssl says of a token that rfc3161-client cannot read."""
    if not shutil.which("openssl"):
        return Token(UNDECIDED, None, "", f"rfc3161-client cannot read it ({why}), and openssl is not here")
    time = _ask_openssl_time(token)
    if time is None:
        return Token(BAD, None, "", "it is no timestamp")
    said = _ask_openssl(token, data, roots, time)
    return Token(BAD if said else GOOD, time, "", said or "read by openssl alone")


def read_token(token: bytes) -> TimeStampResponse:
    """Read a response, its certificates put in order first. Raises `ValueError`."""
    try:
        return decode_timestamp_response(order_certificates(token))
    except TypeError as error:
        raise ValueError(str(error)) from error


def read_chain(response: TimeStampResponse) -> list[x509.Certificate]:
    """The certificates that a token carries, without those that cannot be read."""
    found = []
    for packed in sorted(response.signed_data.certificates):
        with suppress(ValueError):
            certificate = x509.load_der_x509_certificate(packed)
            if certificate.subject and certificate.issuer:  # both are read only when they are asked for
                found.append(certificate)
    return found


def load_roots(path: Path | None) -> list[x509.Certificate]:
    """The roots a token may rest on: those of a PEM file, or without one, those the system trusts.

    Raises `OSError` or `ValueError` where the file cannot be read.
    """
    if path:
        packed = path.read_bytes()
        return x509.load_pem_x509_certificates(packed) if packed.strip() else []
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some of the system's roots are old and do not keep to the rules
        for packed in ssl.create_default_context().get_ca_certs(binary_form=True):
            with suppress(ValueError):
                found.append(x509.load_der_x509_certificate(packed))
    return found


def write_pem(certificates: Sequence[x509.Certificate]) -> bytes:
    """Certificates one after the other as PEM."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def _ask_client(response: TimeStampResponse, data: bytes, roots: Sequence[x509.Certificate]) -> str:
    """What rfc3161-client has against the token; nothing where it holds.

    Only roots are given to it: it would trust intermediates as much.
    """
    if not roots:
        return "no root is trusted"
    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(response, data)
    except Exception as error:  # a forged token can be wrong in ways that the client does not foresee
        return _short(error)
    return ""


def _ask_openssl(
    token: bytes,
    data: bytes,
    roots: Sequence[x509.Certificate],
    time: datetime | None,
    between: Sequence[x509.Certificate] = (),
) -> str | None:
    """What openssl has against the token, at the time it states; None where it cannot be asked.

    Certificates `between` the token and the roots help to build the chain, and are not trusted.
    """
    program = shutil.which("openssl")
    if not program or time is None:
        return None
    if not roots:
        return "no root is trusted"
    with tempfile.TemporaryDirectory() as place:
        files = {"token": token, "data": data, "roots": write_pem(roots), "between": write_pem(between)}
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        command = [program, "ts", "-verify", "-in", "token", "-data", "data", "-CAfile", "roots"]
        command += ["-attime", str(int(time.timestamp())), *(["-untrusted", "between"] if between else [])]
        done = subprocess.run(
            command, cwd=place, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    if done.returncode == 0:
        return ""
    reasons = re.findall(r":([^:\n]+):[^:\n]*\.c:\d+:(.*)", done.stderr)
    return "; ".join(": ".join(filter(None, reason)) for reason in reasons) or "it gives no reason"


def _ask_openssl_time(token: bytes) -> datetime | None:
    """The time a token states, as openssl reads it."""
    program = shutil.which("openssl")
    if not program:
        return None
    done = subprocess.run(
        [program, "ts", "-reply", "-in", "/dev/stdin", "-text"],
        input=token,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    found = re.search(rb"Time stamp: (\w{3} +\d+ \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT", done.stdout)
    if not found:
        return None
    written = b" ".join(found.groups()).decode()
    return datetime.strptime(written, "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)


def _holds_by_itself(response: TimeStampResponse, data: bytes, chain: list[x509.Certificate]) -> bool:
    """Whether the token would hold if the end of its own chain were trusted."""
    tops = [one for one in chain if one.issuer not in {other.subject for other in chain if other is not one}]
    return bool(tops) and _ask_client(response, data, tops) == ""


def _top_of(chain: Sequence[x509.Certificate]) -> str:
    tops = [one for one in chain if one.issuer not in {other.subject for other in chain if other is not one}]
    return f"“{tops[0].issuer.rfc4514_string()}”, which is not among the trusted roots"


def _time_of(response: TimeStampResponse) -> datetime | None:
    try:
        return response.tst_info.gen_time
    except (ValueError, AttributeError):
        return None


def _signer_of(response: TimeStampResponse) -> str:
    """The name of the certificate that signed; that of its issuer where the token carries none."""
    signers = list(response.signed_data.signer_infos)
    if len(signers) != 1:
        return ""
    for one in read_chain(response):
        if one.issuer == signers[0].issuer and one.serial_number == signers[0].serial_number:
            return one.subject.rfc4514_string()
    return f"a certificate of {signers[0].issuer.rfc4514_string()}"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def digest_token(token: bytes) -> str:
    """The SHA-256 of a token's bytes."""
    return sha256(token).hexdigest()
