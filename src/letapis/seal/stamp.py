"""Ask timestamp authorities to witness a checkpoint, now or, where that fails, the next time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.x509 import Certificate
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from letapis.errors import EvidenceError
from letapis.issue import Issue
from letapis.seal.checkpoint import Note
from letapis.seal.custody import Line, open_log, read_log
from letapis.seal.sealing import name_checkpoint, read_checkpoints, refresh_sums
from letapis.seal.sums import write_whole
from letapis.seal.token import digest_token, read_chain, read_token, write_pem

TIMESTAMPS = "timestamps"
WANTED = 2
"""How many authorities, independent of each other, shall witness a checkpoint."""

ABOUT = frozenset({"key", "timestamp", "verify", "export"})
"""Entries that tell of looking at the evidence: they bring nothing that would need another witness."""

LARGEST = 1 << 20
"""Bytes of the largest answer that is taken for a token."""

Send = Callable[[str, bytes], bytes]
"""Post a request (application/timestamp-query) to an address and give the answer's body; raises `OSError`."""


def find_unwitnessed(folder: Path, authorities: Sequence[str]) -> tuple[Note | None, list[str]]:
    """The newest checkpoint, and those of the authorities that have not witnessed what it covers."""
    notes, lines = read_checkpoints(folder), read_log(folder)
    if not notes:
        return None, []
    needed = count_evidence(lines)
    covering = [note.checkpoint.size for note in notes if note.checkpoint.size >= needed]
    missing = [
        authority
        for authority in dict.fromkeys(authorities)
        if not any(name_token(folder, size, authority).exists() for size in covering)
    ]
    return (notes[-1] if needed else None), (missing if needed else [])


def count_evidence(lines: Sequence[Line]) -> int:
    """How far the log tells of evidence; what follows only tells of looking at it."""
    return max((line.n + 1 for line in lines if not any(line.says(action) for action in ABOUT)), default=0)


def stamp_evidence(
    folder: Path, authorities: Sequence[str], send: Send, *, who: str | None = None
) -> list[Issue]:
    """Have the newest checkpoint witnessed by every authority that has not done so.

    Tokens are kept as they came, with the certificates they carry. What does not work is told as issues
    that are not fatal: the next call tries again. Raises `EvidenceError` where nothing can be written.
    """
    note, missing = find_unwitnessed(folder, authorities)
    if note is None:
        return []
    issues = []
    for authority in missing:
        try:
            _stamp(folder, note, authority, send, who)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            message = f"the authority gave no timestamp ({reason}); `letapis verify --complete` asks again"
            issues.append(Issue(authority, "timestamp", message, fatal=False))
    if len(issues) < len(missing):
        refresh_sums(folder)
    return issues


def name_token(folder: Path, size: int, authority: str) -> Path:
    """Where the token of an authority for the checkpoint of this size is kept.

    >>> name_token(Path("e"), 7, "https://tsa.example:8080/tsr").as_posix()
    'e/timestamps/000000007.tsa.example_8080_tsr.tsr'
    """
    address = urlsplit(authority)
    host = re.sub(r"[^A-Za-z0-9.-]+", "_", f"{address.netloc}{address.path}").strip("_.")
    return folder / TIMESTAMPS / f"{Path(name_checkpoint(size)).name}.{host}.tsr"


def _stamp(folder: Path, note: Note, authority: str, send: Send, who: str | None) -> None:
    size = note.checkpoint.size
    path = folder / f"{name_checkpoint(size)}.note"
    data = path.read_bytes()
    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    token = send(authority, request.as_bytes())
    if len(token) > LARGEST:
        raise ValueError(f"its answer is longer than {LARGEST:,} bytes")
    chain = _check_answer(token, request.message_imprint.message, request.nonce)
    target = name_token(folder, size, authority)
    write_whole(target, token)
    if chain:
        write_whole(target.with_suffix(".pem"), write_pem(chain))
    what: dict[str, str | int] = {"authority": authority, "checkpoint": size, "sha256": digest_token(token)}
    try:
        with open_log(folder) as log:
            log.append("timestamp", what, who)
    except EvidenceError:
        target.unlink()
        raise


def _check_answer(token: bytes, imprint: bytes, nonce: int | None) -> list[Certificate]:
    """Make sure that the answer is to this very question; gives its certificates. Raises `ValueError`."""
    try:
        response = read_token(token)
    except ValueError as error:
        raise ValueError("its answer is no timestamp that can be read") from error
    if response.status not in (0, 1):
        words = ", ".join(response.status_string) or f"status {response.status}"
        raise ValueError(f"it refused: {words}")
    info = response.tst_info
    if info.message_imprint.message != imprint or info.nonce != nonce:
        raise ValueError("its answer is to another question")
    chain = read_chain(response)
    return sorted(chain, key=lambda certificate: certificate.fingerprint(hashes.SHA256()))
