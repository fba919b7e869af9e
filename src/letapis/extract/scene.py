"""All that is known about one report while its claims are made."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.extract.attribution import Attribution
from letapis.extract.cast import Cast
from letapis.extract.circumstances import Circumstances
from letapis.extract.learned import Opinion
from letapis.extract.vocabulary import Vocabulary
from letapis.model import Analysis, Report


@dataclass(frozen=True, slots=True)
class Scene:
    """A report with its analysis and what was found in it; `triggers` are the tokens that tell claims."""

    report: Report
    doc: Analysis
    words: Vocabulary
    cast: Cast
    attribution: Attribution
    circumstances: Circumstances
    triggers: frozenset[int]
    opinion: Opinion
