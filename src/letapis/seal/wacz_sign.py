"""Check who signed a WACZ: a key nobody vouches for, or a domain by its certificate."""

from __future__ import annotations

import base64
import binascii
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from letapis.seal.finding import Finding, broken, holds, missing
from letapis.seal.keys import SealKey
from letapis.seal.token import BAD, GOOD, check_bare_token
from letapis.seal.wacz_list import DIGEST, read_text


def check_signature(
    packed: zipfile.ZipFile,
    package: Mapping[str, Any],
    key: SealKey | None,
    roots: Sequence[x509.Certificate],
) -> list[Finding]:
    """Whether the list of files is signed, and by whom; `key` is that of the evidence in the package.

    The form is that of the WACZ signing specification (0.1.0).
    """
    try:
        note = json.loads(read_text(packed, DIGEST))
    except (KeyError, ValueError):
        return []
    signed = note.get("signedData") if isinstance(note, dict) else None
    if signed is None:
        state = broken if key else missing
        return [state("signature", "Nobody signed the list of files.")]
    if not isinstance(signed, dict) or signed.get("hash") != note.get("hash"):
        return [broken("signature", "What was signed is not the digest of the list of files.")]
    if signed.get("created") != package.get("created"):
        return [broken("signature", "The signature and the list of files were made at two different times.")]
    try:
        if "domainCert" in signed:
            return _check_domain(signed, roots)
        return _check_key(signed, key)
    except (ValueError, KeyError, TypeError, binascii.Error, InvalidSignature) as error:
        reason = str(error) or "it does not fit"
        return [broken("signature", f"The signature over the list of files is false: {reason}.")]


def _check_key(signed: Mapping[str, Any], key: SealKey | None) -> list[Finding]:
    packed = base64.b64decode(signed["publicKey"], validate=True)
    public = load_der_public_key(packed)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise ValueError("its key is of another kind")
    data = signed["hash"].encode()
    public.verify(_read_signature(signed["signature"], public), data, ec.ECDSA(hashes.SHA256()))
    if key is None:
        words = "The list of files is signed, by a key that nobody vouches for."
        return [missing("signature", words, key=signed["publicKey"])]
    key.public.verify(base64.b64decode(signed["sealSignature"], validate=True), data + b"\n" + packed)
    words = f"The list of files is signed with the key of the evidence, {key.fingerprint}."
    return [holds("signature", words, sha256=key.fingerprint)]


def _check_domain(signed: Mapping[str, Any], roots: Sequence[x509.Certificate]) -> list[Finding]:
    chain = x509.load_pem_x509_certificates(signed["domainCert"].encode())
    public, domain = chain[0].public_key(), str(signed.get("domain"))
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise ValueError("its key is of another kind")
    signature = _read_signature(signed["signature"], public)
    public.verify(signature, signed["hash"].encode(), ec.ECDSA(hashes.SHA256()))
    created = datetime.strptime(signed["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    found = [_judge_chain(chain, domain, created, roots)]
    if "timeSignature" in signed:
        found.append(_judge_time(signed, roots))
    return found


def _judge_chain(
    chain: list[x509.Certificate], domain: str, when: datetime, roots: Sequence[x509.Certificate]
) -> Finding:
    if not roots:
        return missing("signature", f"Signed for {domain}; no root is trusted here that could vouch for it.")
    policy = PolicyBuilder().store(Store(list(roots))).time(when)
    verifier = policy.build_server_verifier(x509.DNSName(domain))
    try:
        verifier.verify(chain[0], chain[1:])
    except VerificationError as error:
        reason = " ".join(str(error).split())[:160]
        words = f"Signed with a certificate for {domain} that no trusted root vouches for ({reason})."
        return missing("signature", words)
    return holds("signature", f"The list of files was signed by {domain}, by its certificate of that time.")


def _judge_time(signed: Mapping[str, Any], roots: Sequence[x509.Certificate]) -> Finding:
    token = base64.b64decode(signed["timeSignature"], validate=True)
    chain = x509.load_pem_x509_certificates(str(signed.get("timestampCert", "")).encode())
    found = check_bare_token(token, signed["signature"].encode(), roots, chain)
    if found.state == GOOD:
        return holds("timestamp", f"Witnessed by {found.signer} at {found.time:%Y-%m-%d %H:%M:%S} UTC.")
    if found.state == BAD:
        return broken("timestamp", f"The timestamp of the signature is false: {found.why}.")
    return missing("timestamp", f"The timestamp of the signature cannot be trusted: {found.why}.")


def _read_signature(written: str, public: ec.EllipticCurvePublicKey) -> bytes:
    """A signature in DER, as cryptography takes it; browsers write its two numbers one after the other."""
    data = base64.b64decode(written, validate=True)
    half = (public.key_size + 7) // 8
    if len(data) != 2 * half:
        return data
    return encode_dss_signature(int.from_bytes(data[:half], "big"), int.from_bytes(data[half:], "big"))
