"""What a chronicle gives back beside reports and claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from letapis.errors import UsageError
from letapis.model import Claim

VERDICTS = ("accept", "reject", "correct")

JUDGED = ("none", "accepted", "rejected", "corrected", "disputed", "again")
"""How a claim stands with its reviewers: `disputed` where they disagree, `again` where the claim has
changed since it was judged and waits to be judged again."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as a list shows it; `claims` counts those of its latest stage."""

    id: str
    title: str | None
    published: date | None
    url: str | None
    language: str
    reader: str
    added: datetime
    claims: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person decided about a claim: the verdict, when, and why.

    A correction names a `field` and its right `value`. `superseded` tells that the same person decided
    anew later; no judgement is ever edited.
    """

    claim: str
    verdict: str
    who: str
    when: datetime
    why: str
    field: str | None = None
    value: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim with the report it stands in and what people decided about it."""

    claim: Claim
    title: str | None
    published: date | None
    url: str | None
    judged: str
    judgements: tuple[Judgement, ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A name as reports give it, and how often it stands in which part of a claim.

    One name may be several people, and one person may have several names: nothing is merged here.
    `first` and `last` are the days of the claims, or of their reports where a claim states none.
    """

    name: str
    claims: int
    reports: int
    first: date | None
    last: date | None
    kinds: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is left of a deleted report: no content, only that it was, who deleted it, when and why.

    `purged` is false where another process held the file, so that its bytes may go only later.
    """

    digests: tuple[str, ...]
    who: str
    when: datetime
    why: str
    reports: int
    claims: int
    judgements: int
    purged: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims to give. Everything that is set must hold; words are compared without regard to case.

    `person` and `source` are parts of a name or of the words of a mention, `place` likewise, `words` are
    searched in the quotations. `since` and `until` bound the days of the claim, or of its report where
    the claim states none. `judged` is one of `JUDGED`. `superseded` also gives what later stages replaced.
    """

    kind: str | Sequence[str] | None = None
    status: str | Sequence[str] | None = None
    person: str | None = None
    source: str | None = None
    place: str | None = None
    report: str | None = None
    since: date | None = None
    until: date | None = None
    min_score: float | None = None
    words: str | None = None
    judged: str | None = None
    superseded: bool = False

    def __post_init__(self) -> None:
        """Refuse days that no claim can lie between."""
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"Nothing lies between {self.since} and {self.until}: the last day comes first.")
