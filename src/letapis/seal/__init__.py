"""Seal what was captured, so that nobody can change it unnoticed, and check the seals of others.

In: a folder of evidence, what was done to it. Out: a custody log, digests, signed checkpoints, timestamps;
for each of them whether it holds. By hand: trust in the roots of timestamp authorities.
Never: reads a report, changes a capture (but to erase it), says that what a page tells is true.
"""

from letapis.seal.chain import prove_page, prove_text
from letapis.seal.custody import record
from letapis.seal.erase import erase_page
from letapis.seal.evidence import Evidence
from letapis.seal.finding import BROKEN, HOLDS, MISSING, Finding, conclude
from letapis.seal.sealing import seal_evidence
from letapis.seal.stamp import stamp_evidence
from letapis.seal.verify import open_evidence, verify_evidence
from letapis.seal.wacz import export_wacz
from letapis.seal.wacz_check import verify_wacz

__all__ = [
    "BROKEN",
    "HOLDS",
    "MISSING",
    "Evidence",
    "Finding",
    "conclude",
    "erase_page",
    "export_wacz",
    "open_evidence",
    "prove_page",
    "prove_text",
    "record",
    "seal_evidence",
    "stamp_evidence",
    "verify_evidence",
    "verify_wacz",
]
