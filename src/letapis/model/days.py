"""Days from text and from numbers."""

from __future__ import annotations

from datetime import date


def to_day(text: str | None) -> date | None:
    """The day that an ISO 8601 text writes; None for none."""
    return date.fromisoformat(text) if text else None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
