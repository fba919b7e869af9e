"""From a report to its claims.

In: Report, Analysis, Codebook. Out: Claims.
By hand: codebook/. Never: reads the store, picks between sources, infers an actor.
"""

from letapis.extract.claims import STAGE, extract_claims

__all__ = ["STAGE", "extract_claims"]
