"""A timestamp authority without a network: two certificates, and `openssl ts` to sign with them."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Authority:
    """An authority called `name`; `send` answers as its server would, and counts how often it was asked."""

    def __init__(self, place: Path, name: str) -> None:
        self.url = f"https://{name}.example/tsr"
        self.place = place / name
        self.place.mkdir(parents=True)
        self.asked = 0
        self.down = False
        keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
        self.root = self._certify(f"{name} root", keys[0], None, keys[0], authority=True)
        signer = self._certify(f"{name} clock", keys[1], self.root, keys[0], authority=False)
        key = keys[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        for file, content in {
            "key.pem": key,
            "signer.pem": signer.public_bytes(Encoding.PEM),
            "root.pem": self.root.public_bytes(Encoding.PEM),
            "tsa.cnf": CONFIG.encode(),
            "serial": b"01\n",
        }.items():
            (self.place / file).write_bytes(content)

    def send(self, url: str, query: bytes) -> bytes:
        assert url == self.url
        if self.down:
            raise OSError("the network is down")
        self.asked += 1
        (self.place / "query").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply"]
        command += ["-signer", "signer.pem", "-inkey", "key.pem", "-chain", "root.pem"]
        subprocess.run(command, cwd=self.place, check=True, capture_output=True)
        return (self.place / "reply").read_bytes()

    @staticmethod
    def _certify(
        name: str,
        key: ec.EllipticCurvePrivateKey,
        issuer: x509.Certificate | None,
        signing: ec.EllipticCurvePrivateKey,
        *,
        authority: bool,
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        if not authority:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(signing, hashes.SHA256())
