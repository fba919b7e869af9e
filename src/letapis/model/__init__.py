"""The nouns: what Letapis keeps, as frozen values.

In: nothing. Out: the types that every room takes and gives.
By hand: nothing. Never: reads a file, opens a store, knows a language.
"""

from letapis.model.analysis import Analysis, Arc, Entity, Sentence, Trigger
from letapis.model.capture import Capture, Given, Kept
from letapis.model.claim import (
    MENTION_TYPES,
    MODALITIES,
    MODES,
    POLARITIES,
    PRECISIONS,
    STATUSES,
    Claim,
    Detail,
    Evidence,
    Link,
    Mention,
    Quantity,
    Source,
    When,
)
from letapis.model.report import BLOCK_KINDS, CODED_BLOCKS, Block, Notice, Quote, Report

__all__ = [
    "BLOCK_KINDS",
    "CODED_BLOCKS",
    "MENTION_TYPES",
    "MODALITIES",
    "MODES",
    "POLARITIES",
    "PRECISIONS",
    "STATUSES",
    "Analysis",
    "Arc",
    "Block",
    "Capture",
    "Claim",
    "Detail",
    "Entity",
    "Evidence",
    "Given",
    "Kept",
    "Link",
    "Mention",
    "Notice",
    "Quantity",
    "Quote",
    "Report",
    "Sentence",
    "Source",
    "Trigger",
    "When",
]
