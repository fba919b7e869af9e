"""Write the evidence as one WACZ file (1.1.1): replayers open it, and whoever gets it can check it.

Beside what the format asks for it has the custody log, the checkpoints, the timestamps and the public key.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from letapis.errors import EvidenceError, UsageError
from letapis.seal.cdx import SHOWN, digest_bytes, index_record, pack_index
from letapis.seal.custody import LOG, WITH, record
from letapis.seal.keys import PUBLIC, SealKey, load_key
from letapis.seal.sealing import CHECKPOINTS, seal_evidence
from letapis.seal.stamp import TIMESTAMPS
from letapis.seal.warc import BrokenRecord, Record, iter_records

VERSION = "1.1.1"
CUSTODY = f"custody/{LOG}"
"""Where the log lies in the file; no file lies deeper than one folder, as other tools expect."""

_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973
"""The order of the curve P-384."""


@dataclass(slots=True)
class Parcel:
    """A WACZ while it is being written: each file is stored as it is, and put on the list."""

    zip: zipfile.ZipFile
    created: datetime
    resources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        """Put in bytes under this name."""
        with self.zip.open(self._info(name), "w") as stream:
            stream.write(data)
        self._list(name, len(data), hashlib.sha256(data).hexdigest())

    def add_file(self, name: str, path: Path) -> None:
        """Put in a file, piece by piece."""
        digest, size, info = hashlib.sha256(), 0, self._info(name)
        info.file_size = path.stat().st_size  # so that a header for huge files is written only for those
        with path.open("rb") as source, self.zip.open(info, "w") as stream:
            while data := source.read(1 << 20):
                stream.write(data)
                digest.update(data)
                size += len(data)
        self._list(name, size, digest.hexdigest())

    def close(self, package: dict[str, Any], key: SealKey) -> None:
        """Write the list and the signature over it."""
        data = json.dumps({**package, "resources": self.resources}, indent=2, ensure_ascii=False).encode()
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        signed = sign_digest(digest, package["created"], key)
        note = {"path": "datapackage.json", "hash": digest, "signedData": signed}
        for name, content in (("datapackage.json", data), ("datapackage-digest.json", _write(note))):
            self.zip.writestr(self._info(name), content)

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self.created.timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_STORED, 0o600 << 16
        return info

    def _list(self, name: str, size: int, digest: str) -> None:
        plain = name.replace("/", "-").lower()
        self.resources.append({"name": plain, "path": name, "hash": f"sha256:{digest}", "bytes": size})


def export_wacz(folder: Path, target: Path, *, title: str = "", passphrase: str | None = None) -> None:
    """Write all evidence in a folder to a new WACZ file that only its owner can read.

    What is new is sealed first, and the export goes into the custody log. Raises `UsageError` where the
    target exists or there is nothing to export, and `EvidenceError` where the evidence is damaged.
    """
    if target.exists():
        raise UsageError(f"{target} exists; name a file that does not.")
    if seal_evidence(folder, passphrase=passphrase) is None:
        raise UsageError(f"There is no evidence at {folder} to export.")
    key = load_key(folder, passphrase)
    assert key is not None
    aside = target.with_name(f".{target.name}.part")
    created = datetime.now(UTC).replace(microsecond=0)
    try:
        with aside.open("xb") as stream:
            aside.chmod(0o600)
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
                _fill(Parcel(packed, created), folder, title, key)
        with aside.open("rb") as stream:
            digest, size = hashlib.file_digest(stream, "sha256").hexdigest(), aside.stat().st_size
        record(folder, "export", {"file": target.name, "size": size, "sha256": digest})
        aside.replace(target)
    except OSError as error:
        raise EvidenceError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)


def sign_digest(digest: str, created: str, key: SealKey) -> dict[str, str]:
    """The `signedData` of WACZ: by a P-384 key made from ours, as replayers check it, and by ours.

    `digest` is what is signed, as written ("sha256:…").
    """
    derived = derive_wacz_key(key)
    r, s = decode_dss_signature(derived.sign(digest.encode(), ec.ECDSA(hashes.SHA256())))
    public = derived.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert key.private is not None
    return {
        "hash": digest,
        "signature": base64.b64encode(r.to_bytes(48, "big") + s.to_bytes(48, "big")).decode(),
        "publicKey": base64.b64encode(public).decode(),
        "created": created,
        "software": WITH,
        "sealSignature": base64.b64encode(key.private.sign(digest.encode() + b"\n" + public)).decode(),
    }


def derive_wacz_key(key: SealKey) -> ec.EllipticCurvePrivateKey:
    """The P-384 key that belongs to ours (RFC 5869 on the seed), so that there is one key to keep."""
    if key.private is None:
        raise ValueError("only a whole key signs")
    seed = key.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    stretched = HKDF(hashes.SHA384(), 64, salt=None, info=b"letapis wacz p-384").derive(seed)
    return ec.derive_private_key(int.from_bytes(stretched, "big") % (_ORDER - 1) + 1, ec.SECP384R1())


def _fill(parcel: Parcel, folder: Path, title: str, key: SealKey) -> None:
    lines, pages = [], []
    for path in sorted((folder / "archive").glob("*.warc.gz")):
        parcel.add_file(f"archive/{path.name}", path)
        for place, line, page in _index_file(path):
            lines.append(line)
            if page:
                pages.append({"id": hashlib.sha256(line.encode()).hexdigest()[:22], "url": place, **page})
    index, directory = pack_index(lines)
    parcel.add("indexes/index.cdx.gz", index)
    parcel.add("indexes/index.idx", directory)
    header = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    parcel.add("pages/pages.jsonl", b"".join(_write(row) for row in [header, *pages]))
    parcel.add_file(CUSTODY, folder / LOG)
    for place_ in (PUBLIC, f"{CHECKPOINTS}/*.note", f"{TIMESTAMPS}/*"):
        for path in sorted(folder.glob(place_)):
            if not path.name.startswith("."):
                parcel.add_file(path.relative_to(folder).as_posix(), path)
    package = {
        "profile": "data-package",
        "title": title or "Evidence",
        "created": parcel.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "modified": parcel.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "wacz_version": VERSION,
        "software": WITH,
    }
    parcel.close(package, key)


def _index_file(path: Path) -> Iterator[tuple[str, str, dict[str, str] | None]]:
    """For each record to be listed its address, its line, and what the list of pages says of it."""
    try:
        with path.open("rb") as stream, path.open("rb") as again:
            for found in iter_records(stream, gzipped=True):
                if found.type in SHOWN:
                    digest = digest_bytes(again, found.offset, found.length)
                    place, line = index_record(found, path.name, digest)
                    yield place.url, line, _page_of(found)
    except BrokenRecord as error:
        raise EvidenceError(f"{path} cannot be read to its end: {error}; see `letapis verify`.") from error


def _page_of(found: Record) -> dict[str, str] | None:
    """What the list of pages says of a page that was shown to its readers."""
    url = found.fields.get("warc-target-uri", "")
    shown = b" 200" in found.http[:13] and b"text/html" in found.http.lower()
    if found.type != "response" or not shown or not url.startswith("http"):
        return None
    return {"ts": found.fields.get("warc-date", ""), "title": url}


def _write(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"
