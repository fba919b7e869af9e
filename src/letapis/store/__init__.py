"""The chronicle's file: reports, claims and what people decide about them.

In: Capture, Report, Claim, Judgement. Out: the same, and lists of them. By hand: judgements and deletions.
Never: reads a page, finds a claim, picks between sources, overwrites what was found or decided.
"""

from letapis.store.connect import Chronicle, open_chronicle
from letapis.store.copy import back_up, restore
from letapis.store.find import (
    find_claims,
    find_claims_named,
    find_issues,
    find_people,
    find_reports,
    load_report,
)
from letapis.store.forget import delete_report, find_deletion, find_deletions
from letapis.store.judge import keep_judgement
from letapis.store.keep import (
    fingerprint_claim,
    is_kept,
    keep_issue,
    keep_report,
    recall_given,
    settle_issues,
)
from letapis.store.values import (
    JUDGED,
    VERDICTS,
    Deletion,
    Filter,
    Judgement,
    KeptClaim,
    Person,
    ReportEntry,
)

__all__ = [
    "JUDGED",
    "VERDICTS",
    "Chronicle",
    "Deletion",
    "Filter",
    "Judgement",
    "KeptClaim",
    "Person",
    "ReportEntry",
    "back_up",
    "delete_report",
    "find_claims",
    "find_claims_named",
    "find_deletion",
    "find_deletions",
    "find_issues",
    "find_people",
    "find_reports",
    "fingerprint_claim",
    "is_kept",
    "keep_issue",
    "keep_judgement",
    "keep_report",
    "load_report",
    "open_chronicle",
    "recall_given",
    "restore",
    "settle_issues",
]
