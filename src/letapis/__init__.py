"""Letapis reads news reports and keeps a record that can be checked.

The nouns are at hand; a room is loaded when it is first asked for, so that importing does no work.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from letapis.errors import CodebookError, LetapisError, ModelError, StoreError, UsageError
from letapis.issue import Issue
from letapis.model import Analysis, Capture, Claim, Given, Mention, Quantity, Report, Source, When
from letapis.model.record import claim_from_record, claim_to_record, report_from_record, report_to_record

_HOMES = {
    "Archive": "letapis.archive",
    "load_codebook": "letapis.codebook",
    "open": "letapis.archive",
    "restore": "letapis.archive",
}

__all__ = [
    "Analysis",
    "Archive",
    "Capture",
    "Claim",
    "CodebookError",
    "Given",
    "Issue",
    "LetapisError",
    "Mention",
    "ModelError",
    "Quantity",
    "Report",
    "Source",
    "StoreError",
    "UsageError",
    "When",
    "claim_from_record",
    "claim_to_record",
    "extract",
    "load",
    "load_codebook",
    "open",
    "read",
    "report_from_record",
    "report_to_record",
    "restore",
]


def read(
    source: str | Path,
    *,
    published: date | str | None = None,
    url: str | None = None,
    language: str | None = None,
    id: str | None = None,
) -> Report:
    """Read a page: its text if `source` is a string, the file if it is a `Path`.

    `published` is a day or its ISO form ("2020-09-03"), `language` an ISO 639-1 code, `id` what the report
    is called. Raises `UsageError` where nothing can be read from it.
    """
    given = {"published": published, "url": url, "language": language, "id": id}
    report: Report = importlib.import_module("letapis.run.local").read_page(source, **given)
    return report


def extract(report: Report, codebook: Path | None = None) -> tuple[Claim, ...]:
    """Find the claims in a report.

    `codebook` is a folder with your own kinds and words, laid over ours. Raises `UsageError` for a report
    in a language that there is no model for.
    """
    claims: tuple[Claim, ...] = importlib.import_module("letapis.run.local").find_claims(report, codebook)
    return claims


def load(language: str = "en") -> Any:
    """Load the reader of a language, which tells words, sentences, trees and names of a `Report`."""
    return importlib.import_module("letapis.read.reader").load_reader(language)


_VERBS: dict[str, Callable[..., Any]] = {"letapis.read": read, "letapis.extract": extract}


class _Room(ModuleType):
    """A room that can be called by its verb: `letapis.read(…)` works before and after it is imported."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _VERBS[self.__name__](*arguments, **options)


class _Package(ModuleType):
    """This package. Python puts an imported room in the place of the function of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and value.__name__ in _VERBS:
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("letapis")
    if name not in _HOMES:
        raise AttributeError(f"module 'letapis' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
