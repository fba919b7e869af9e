"""A page's bytes as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about a page; it outranks anything that is read from it."""

    published: date | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes as they came, how, when and from where; never changed.

    `id` is the report's id (a path as given, or the id of a JSON Lines row), `media` is `text/plain`
    or `text/html`, `digest` is the lower-case hexadecimal SHA-256 of `data`.
    """

    id: str
    data: bytes
    media: str
    digest: str
    captured: datetime
    given: Given = field(default_factory=Given)
