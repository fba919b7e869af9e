"""Check the log, the key, the checkpoints, the timestamps and the digests of a folder of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from letapis.seal.checkpoint import Note, check_note
from letapis.seal.evidence import Evidence, KeptToken
from letapis.seal.finding import Finding, broken, holds, missing
from letapis.seal.merkle import check_consistency, find_root, prove_consistency
from letapis.seal.stamp import WANTED, count_evidence
from letapis.seal.sums import SUMS, digest_parts, find_sealed, list_covered, read_sums
from letapis.seal.token import BAD, GOOD, digest_token


def examine_seals(evidence: Evidence, known: Note | None = None) -> list[Finding]:
    """Everything that does not depend on a single page; `known` is a checkpoint that was kept elsewhere."""
    parts = (
        _examine_log(evidence),
        _examine_key(evidence),
        _examine_checkpoints(evidence),
        _examine_known(evidence, known),
        _examine_timestamps(evidence),
        _examine_sums(evidence),
        _examine_sealed(evidence),
    )
    return list(chain.from_iterable(parts))


def examine_parcel(evidence: Evidence) -> list[Finding]:
    """The same for evidence that was taken out of a WACZ, which has its own digests."""
    parts = (_examine_log, _examine_key, _examine_checkpoints, _examine_timestamps, _examine_sealed)
    return [finding for part in parts for finding in part(evidence)]


def _examine_log(evidence: Evidence) -> Iterator[Finding]:
    faults = [line for line in evidence.lines if line.fault]
    for line in faults:
        yield broken("log", f"Line {line.n + 1} of the custody log was changed: {line.fault}.")
    announced = {
        place
        for line in evidence.lines
        if line.says("delete")
        for place in str(line.what.get("lines")).split()
    }
    black = [line.n for line in evidence.lines if line.entry == {} and str(line.n) not in announced]
    if black:
        yield broken(
            "log", f"{len(black)} lines of the log are blacked out, and no entry says why.", lines=black
        )
    if evidence.torn:
        words = "The custody log ends in the middle of a line: something was stopped while it was writing."
        yield missing("log", words, bytes=evidence.torn)
    if not evidence.lines:
        yield missing("log", "There is no custody log, or nothing stands in it.")
    elif not faults and not black:
        words = f"The custody log has {len(evidence.lines)} entries, each in its place and as it was written."
        yield holds("log", words, entries=len(evidence.lines))


def _examine_key(evidence: Evidence) -> Iterator[Finding]:
    named = [line.what.get("sha256") for line in evidence.lines if line.says("key")]
    if evidence.key is None:
        if named or evidence.notes:
            yield broken("key", "The public key is gone or cannot be read: keys/seal.pub.pem.")
        else:
            yield missing("key", "There is no key yet, so nothing is signed.")
    elif not named:
        yield broken("key", "There is a key, but the custody log does not say that it was made.")
    elif set(named) != {evidence.key.fingerprint}:
        yield broken("key", "The key is not the one that the custody log names: it was replaced.")
    else:
        found = evidence.key.fingerprint
        words = f"The key is the one that the log names. Compare it with what you noted elsewhere: {found}."
        yield holds("key", words, sha256=found)


def _examine_checkpoints(evidence: Evidence) -> Iterator[Finding]:
    for kept in evidence.notes:
        if kept.fault:
            yield broken("checkpoint", f"The checkpoint {kept.path.name} is false: {kept.fault}.")
    needed = count_evidence(evidence.lines)
    if not evidence.notes:
        yield missing("checkpoint", "Nothing is signed yet.")
    elif evidence.signed < needed:
        left = needed - evidence.signed
        yield missing("checkpoint", f"{left} entries at the end of the log are not signed yet.", entries=left)
    elif not any(kept.fault for kept in evidence.notes):
        words = f"{len(evidence.notes)} checkpoints are signed with the key, and the log has their roots."
        yield holds("checkpoint", words, newest=evidence.signed)


def _examine_known(evidence: Evidence, known: Note | None) -> Iterator[Finding]:
    """Whether the log goes on from a checkpoint that somebody kept where nobody here can reach it."""
    if known is None:
        return
    checkpoint, leaves = known.checkpoint, [line.leaf for line in evidence.lines]
    if evidence.key is None or not check_note(known, evidence.key):
        yield broken("kept checkpoint", "The checkpoint that you kept was signed by another key.")
    elif checkpoint.size > len(leaves):
        yield broken("kept checkpoint", f"You kept a checkpoint of {checkpoint.size} entries: some are gone.")
    else:
        proof = prove_consistency(leaves, checkpoint.size)
        root = find_root(leaves)
        if check_consistency(checkpoint.size, len(leaves), proof, checkpoint.root, root):
            yield holds("kept checkpoint", "The log goes on from the checkpoint that you kept.")
        else:
            yield broken("kept checkpoint", "The log was changed since the checkpoint that you kept.")


def _examine_timestamps(evidence: Evidence) -> Iterator[Finding]:
    yield from _examine_token_log(evidence)
    bad = False
    for kept in evidence.tokens:
        if kept.found.state == BAD:
            bad = True
            yield broken("timestamp", f"The timestamp {kept.path.name} is false: {kept.found.why}.")
        elif kept.found.state != GOOD:
            yield missing("timestamp", f"{kept.path.name} cannot be trusted: {kept.found.why}.")
    witnesses = find_witnesses(evidence, count_evidence(evidence.lines))
    if len(witnesses) >= WANTED:
        yield holds("timestamp", tell_witnesses(witnesses), **_facts_of(witnesses))
    elif not bad:
        words = tell_witnesses(witnesses) if witnesses else "No authority has witnessed what is newest."
        yield missing("timestamp", f"{words} {WANTED} are wanted: `letapis verify --complete` asks for them.")


def find_witnesses(evidence: Evidence, entries: int) -> dict[str, KeptToken]:
    """For each authority the earliest good timestamp over the log's first `entries` and, maybe, more."""
    found: dict[str, KeptToken] = {}
    good = {kept.note.checkpoint.size for kept in evidence.notes if kept.note and not kept.fault}
    for kept in evidence.tokens:
        if kept.found.state != GOOD or kept.size < entries or kept.size not in good or not kept.found.time:
            continue
        before = found.get(kept.found.signer)
        if before is None or (before.found.time and kept.found.time < before.found.time):
            found[kept.found.signer] = kept
    return found


def tell_witnesses(witnesses: dict[str, KeptToken]) -> str:
    """Who witnessed, and when, in a sentence."""
    told = [f"{signer} at {kept.found.time:%Y-%m-%d %H:%M:%S} UTC" for signer, kept in witnesses.items()]
    return f"Witnessed by {' and by '.join(told)}."


def _facts_of(witnesses: dict[str, KeptToken]) -> dict[str, str]:
    return {signer: f"{kept.found.time:%Y-%m-%dT%H:%M:%SZ}" for signer, kept in witnesses.items()}


def _examine_token_log(evidence: Evidence) -> Iterator[Finding]:
    """Every token that the log tells of is there as it came."""
    kept = {digest_token(token.path.read_bytes()) for token in evidence.tokens}
    for line in evidence.lines:
        if line.says("timestamp") and line.what.get("sha256") not in kept:
            words = (
                f"The timestamp of {line.what.get('authority')} that the log tells of is gone or was changed."
            )
            yield broken("timestamp", words)


def _examine_sums(evidence: Evidence) -> Iterator[Finding]:
    try:
        listed = read_sums(evidence.folder)
    except (ValueError, OSError) as error:
        yield broken("digests", f"{SUMS} cannot be read: {error}.")
        return
    found = list_covered(evidence.folder)
    grown = {file for file in found if file.startswith("archive/")}
    false = False
    for file, digest in listed.items():
        path = evidence.folder / file
        if file not in found:
            false = True
            yield broken("digests", f"{file} stands in {SUMS} and is gone.")
        elif digest_parts(path, ())[2] != digest and not (
            file in grown and _has_grown(evidence, file, digest)
        ):
            false = True
            yield broken("digests", f"{file} has another digest than {SUMS} says: it was changed.")
    unlisted = [file for file in found if file not in listed]
    if not listed:
        yield missing("digests", f"There is no {SUMS} yet, or it lists nothing.")
    elif unlisted:
        some = ", ".join(unlisted[:3])
        words = f"{len(unlisted)} files are not in {SUMS} yet; the next run lists them: {some}."
        yield missing("digests", words)
    elif not false:
        yield holds("digests", f"{len(listed)} files have the digests that {SUMS} says.")


def _has_grown(evidence: Evidence, file: str, digest: str) -> bool:
    """Whether an archive file begins with what was listed: then it has grown since, and was not changed."""
    sizes = [sealed.size for sealed in find_sealed(evidence.lines).get(file, ()) if sealed.digest == digest]
    return digest in digest_parts(evidence.folder / file, sizes)[0].values()


def _examine_sealed(evidence: Evidence) -> Iterator[Finding]:
    """Every archive file still begins with what the log says it had each time it was sealed."""
    sealed = find_sealed(evidence.lines)
    false = False
    for file, times in sealed.items():
        path = evidence.folder / file
        if not file.startswith("archive/") or not path.is_file():
            false = True
            yield broken("archive", f"{file} was sealed and is gone.")
            continue
        parts, size, _ = digest_parts(path, [one.size for one in times])
        if any(parts.get(one.size) != one.digest for one in times):
            false = True
            yield broken("archive", f"{file} is not what it was when it was sealed.")
        elif size > times[-1].size:
            left = size - times[-1].size
            yield missing(
                "archive", f"{file} has {left} bytes more than when it was sealed last.", bytes=left
            )
    if sealed and not false:
        yield holds("archive", f"{len(sealed)} archive files begin with all that was ever sealed in them.")
