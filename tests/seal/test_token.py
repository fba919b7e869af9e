"""Timestamp tokens: those of the published fixtures, those of our own authorities, and forged ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from letapis.seal.token import BAD, GOOD, UNDECIDED, UNTRUSTED, check_token, load_roots

DATA = b"a checkpoint"


def ask(authority: Any, data: bytes = DATA) -> bytes:
    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    answered: bytes = authority.send(authority.url, request.as_bytes())
    return answered


@pytest.fixture
def fixtures(gold: Path) -> Path:
    folder = gold / "evidence" / "rfc3161-fixtures" / "test" / "fixtures"
    if not folder.is_dir():
        pytest.skip(f"the RFC 3161 fixtures are not in {folder}")
    return folder


def roots_of(folder: Path) -> list[x509.Certificate]:
    """The authorities in a fixture's chain; the signer's own certificate is no root."""
    chain = x509.load_pem_x509_certificates((folder / "ts_chain.pem").read_bytes())
    issuers = {one.issuer for one in chain}
    return [one for one in chain if one.subject in issuers]


# What each token of rfc3161-client's own tests is, by their READMEs and names: the expected verdict.
@pytest.mark.parametrize(
    ("place", "token", "data", "expected"),
    [
        ("sigstage", "response-sha256.tsr", b"hello", GOOD),
        ("sigstage", "response-sha384.tsr", b"hello", GOOD),
        ("sigstage", "response-sha512.tsr", b"hello", GOOD),
        ("sigstage", "response-sha256.tsr", b"hullo", BAD),
        ("sigstage", "response-invalid-signature.tsr", b"hello", BAD),
        ("test_tsa", "response.tsr", b"hello", GOOD),
        ("test_tsa", "response.tsr", b"hello\n", BAD),
    ],
)
def test_published_tokens(fixtures: Path, place: str, token: str, data: bytes, expected: str) -> None:
    folder = fixtures / place
    found = check_token((folder / token).read_bytes(), data, roots_of(folder))
    assert found.state == expected, found


def test_both_programs_agree_on_a_good_token(authorities: Any) -> None:
    one = authorities.both[0]
    found = check_token(ask(one), DATA, [one.root])
    assert (found.state, found.why, found.signer) == (GOOD, "", "CN=chronos clock")
    assert found.time is not None


def test_the_client_alone_judges_where_openssl_is_missing(
    authorities: Any, without_openssl: Callable[[], None]
) -> None:
    one, other = authorities.both
    token = ask(one)
    without_openssl()
    assert check_token(token, DATA, [one.root]).state == GOOD
    assert check_token(token, b"other", [one.root]).state == BAD
    assert check_token(token, DATA, [other.root]).state == UNTRUSTED


def test_a_chain_nobody_vouched_for_is_told_apart_from_a_false_token(authorities: Any) -> None:
    one, other = authorities.both
    token = ask(one)
    found = check_token(token, DATA, [other.root])
    assert found.state == UNTRUSTED
    assert "chronos root" in found.why
    assert check_token(token, DATA, []).state == UNTRUSTED
    assert check_token(token, b"other", []).state == BAD


def test_every_flipped_byte_that_matters_is_noticed(authorities: Any) -> None:
    """What is stamped and when, up to the certificates, and the signature at the end."""
    one = authorities.both[0]
    token = bytearray(ask(one))
    signer = (one.place / "signer.pem").read_bytes()
    start = token.index(x509.load_pem_x509_certificate(signer).public_bytes(Encoding.DER))
    unnoticed = []
    for at in [*range(0, start - 8, 13), *range(len(token) - 60, len(token), 13)]:
        token[at] ^= 0x40
        if check_token(bytes(token), DATA, [one.root]).state == GOOD:
            unnoticed.append(at)
        token[at] ^= 0x40
    assert not unnoticed


def test_what_is_no_token_is_bad_or_undecided(without_openssl: Callable[[], None]) -> None:
    assert check_token(b"<html>", DATA, []).state == BAD
    without_openssl()
    assert check_token(b"<html>", DATA, []).state == UNDECIDED


def test_roots_are_those_of_the_file_or_of_the_system(authorities: Any) -> None:
    assert load_roots(authorities.roots) == [one.root for one in authorities.both]
    assert all(isinstance(one, x509.Certificate) for one in load_roots(None))
