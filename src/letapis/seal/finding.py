"""What a check found: one link of the chain, how it stands, and that in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

HOLDS, BROKEN, MISSING = "holds", "broken", "missing"
"""How a link stands: it holds; it is false; it is not there, or cannot be decided, yet."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One link: its name, how it stands, what that means in plain words, and the facts behind it."""

    link: str
    state: str
    words: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def conclude(findings: Iterable[Finding]) -> str:
    """What a chain of links comes to: broken if one is, missing if one is, otherwise it holds.

    >>> conclude([Finding("words", HOLDS, ""), Finding("timestamp", MISSING, "")])
    'missing'
    """
    states = {finding.state for finding in findings}
    return next((state for state in (BROKEN, MISSING) if state in states), HOLDS)


def holds(link: str, words: str, **facts: Any) -> Finding:
    """A link that holds."""
    return Finding(link, HOLDS, words, facts)


def broken(link: str, words: str, **facts: Any) -> Finding:
    """A link that is false."""
    return Finding(link, BROKEN, words, facts)


def missing(link: str, words: str, **facts: Any) -> Finding:
    """A link that is not there, or that cannot be decided."""
    return Finding(link, MISSING, words, facts)
