"""Put the certificates of a timestamp token into DER's order, which some authorities do not keep.

The set of certificates in a CMS message (RFC 5652, section 5.1) is not covered by its signature, so its
order can be put right without touching what was signed.
"""

from __future__ import annotations

_SEQUENCE, _CONTEXT_0 = 0x30, 0xA0


def order_certificates(token: bytes) -> bytes:
    """The same response with its certificates in order; what cannot be followed is given back as it is."""
    try:
        start, end = _find_certificates(token)
        parts = [token[one[0] : one[2]] for one in _children(token, start, end)]
    except (ValueError, IndexError):
        return token
    return token[:start] + b"".join(sorted(parts)) + token[end:]


def _find_certificates(token: bytes) -> tuple[int, int]:
    """Where the contents of the certificate set lie: TimeStampResp > ContentInfo > [0] > SignedData > [0]."""
    start, end = _enter(token, 0, len(token), _SEQUENCE)
    content = _children(token, start, end)[1]
    start, end = _enter(token, content[0], end, _SEQUENCE)
    wrapped = _children(token, start, end)[1]
    start, end = _enter(token, wrapped[0], end, _CONTEXT_0)
    start, end = _enter(token, start, end, _SEQUENCE)
    for first, inside, last in _children(token, start, end):
        if token[first] == _CONTEXT_0:
            return inside, last
    raise ValueError("it carries no certificates")


def _enter(token: bytes, at: int, end: int, tag: int) -> tuple[int, int]:
    if token[at] != tag:
        raise ValueError("it is built otherwise")
    inside, last = _measure(token, at, end)
    return inside, last


def _children(token: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
    """The values between two places: where each begins, where its content begins, where it ends."""
    found = []
    while start < end:
        inside, last = _measure(token, start, end)
        found.append((start, inside, last))
        start = last
    return found


def _measure(token: bytes, at: int, end: int) -> tuple[int, int]:
    """Where the content of the value at this place begins and ends; lengths are definite, as in DER."""
    length, inside = token[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4:
            raise ValueError("its length is not definite")
        length, inside = int.from_bytes(token[inside : inside + count], "big"), inside + count
    if inside + length > end:
        raise ValueError("it ends too early")
    return inside, inside + length
