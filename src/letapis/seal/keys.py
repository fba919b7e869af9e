"""The key that signs checkpoints: made at first use, kept where only its owner can read it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from letapis.errors import EvidenceError
from letapis.seal.custody import sync_folder

PRIVATE = "keys/seal.pem"
PUBLIC = "keys/seal.pub.pem"


@dataclass(frozen=True, slots=True)
class SealKey:
    """The two halves of the key; `private` is None where only seals are checked."""

    public: Ed25519PublicKey
    private: Ed25519PrivateKey | None = None

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the public key (SubjectPublicKeyInfo, DER), in hexadecimal."""
        packed = self.public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(packed).hexdigest()

    @property
    def name(self) -> str:
        """What checkpoints call the log that this key signs."""
        return f"letapis.evidence/{self.fingerprint[:16]}"

    @property
    def raw(self) -> bytes:
        """The public key's own 32 bytes."""
        return self.public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def load_key(folder: Path, passphrase: str | None = None) -> SealKey | None:
    """The whole key, to sign with; None where there is none yet.

    Raises `EvidenceError` where it cannot be read, its passphrase is wrong, or half of it is missing.
    """
    secret = passphrase.encode() if passphrase else None
    try:
        packed = (folder / PRIVATE).read_bytes()
    except FileNotFoundError:
        if (folder / PUBLIC).exists():
            message = f"The key {folder / PRIVATE} is gone; put it back from a backup."
            raise EvidenceError(message) from None
        return None
    except OSError as error:
        raise EvidenceError(f"The key {folder / PRIVATE} cannot be read: {error.strerror}.") from error
    try:
        private = load_pem_private_key(packed, secret)
    except TypeError as error:
        wanted = "has a passphrase" if secret is None else "has no passphrase"
        message = f"The key {folder / PRIVATE} {wanted}; see $LETAPIS_PASSPHRASE_FILE in `letapis settings`."
        raise EvidenceError(message) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        message = f"The key {folder / PRIVATE} cannot be opened: it is damaged, or the passphrase is wrong."
        raise EvidenceError(message) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise EvidenceError(f"The key {folder / PRIVATE} is no Ed25519 key.")
    return SealKey(private.public_key(), private)


def make_key(folder: Path, passphrase: str | None = None) -> SealKey:
    """Make a key; the private half, under `passphrase` where one is given, is for its owner only."""
    private = Ed25519PrivateKey.generate()
    kept: KeySerializationEncryption = NoEncryption()
    if passphrase:
        kept = BestAvailableEncryption(passphrase.encode())
    (folder / "keys").mkdir(mode=0o700, exist_ok=True)
    _write_new(folder / PRIVATE, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kept))
    public = private.public_key()
    _write_new(folder / PUBLIC, public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    sync_folder(folder / "keys")
    return SealKey(public, private)


def load_public(folder: Path) -> SealKey | None:
    """The public half, to check with; None where there is none that can be read."""
    try:
        public = load_pem_public_key((folder / PUBLIC).read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        return None
    return SealKey(public) if isinstance(public, Ed25519PublicKey) else None


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
