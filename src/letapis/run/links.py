"""The links between a claim, its words, its report and its page; the rest of the chain is the seal room's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from letapis.model import Claim, Report
from letapis.model.record import claim_to_record
from letapis.seal import Evidence, Finding, prove_page, prove_text
from letapis.seal.finding import broken, holds, missing
from letapis.store import fingerprint_claim

UNSEALED = (
    "There is no evidence beside this chronicle: its pages were read before captures were kept. "
    "Run the same sources again to have them archived and sealed as they are now."
)


def prove_report(evidence: Evidence | None, report: Report, claims: Sequence[Claim]) -> list[Finding]:
    """Every link of a report with all its claims."""
    return [*(_check_words(report, claim) for claim in claims), *_prove_source(evidence, report, claims)]


def prove_claim(
    evidence: Evidence | None, claim: Claim, report: Report, claims: Sequence[Claim]
) -> list[Finding]:
    """Every link of one claim; `claims` are all that the report has now."""
    return [_check_words(report, claim), *_prove_source(evidence, report, claims)]


def digest_text(text: str) -> str:
    """The SHA-256 of a report's text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_claims(claims: Iterable[Claim]) -> str:
    """The SHA-256 of what a report's claims say and rest on, whatever their order and scores."""
    prints = sorted(f"{claim.key} {fingerprint_claim(claim)}" for claim in claims)
    return hashlib.sha256("\n".join(prints).encode()).hexdigest()


def _prove_source(evidence: Evidence | None, report: Report, claims: Sequence[Claim]) -> list[Finding]:
    if evidence is None:
        return [missing("capture", UNSEALED)]
    text, found = digest_text(report.text), digest_claims(claims)
    proved = prove_text(evidence, report.id, report.digest, text, found)
    chain = [*prove_page(evidence, report.digest, report.id), *proved]
    return [one for place, one in enumerate(chain) if one not in chain[:place]]


def _check_words(report: Report, claim: Claim) -> Finding:
    """Whether everything that the claim quotes stands in the report where it says."""
    quotes = _quotes_of(claim_to_record(claim))
    wrong = [text for text, start, end in quotes if report.text[start:end] != text]
    if wrong:
        return broken("words", f"“{wrong[0]}” does not stand in the report where claim {claim.key} says.")
    quoted = " ".join(claim.evidence.text.split())
    return holds("words", f"“{quoted}” stands in the report, word for word.", claim=claim.key)


def _quotes_of(part: Any) -> Iterator[tuple[str, int, int]]:
    if isinstance(part, dict):
        if isinstance(part.get("text"), str) and isinstance(part.get("start"), int):
            yield part["text"], part["start"], part["end"]
        for inner in part.values():
            yield from _quotes_of(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _quotes_of(inner)
