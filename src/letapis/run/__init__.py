"""Many reports, one after another, and nothing lost when it stops.

In: captures, and the rooms that read them and find claims. Out: what became of each, step by step.
By hand: nothing. Never: stops at one bad page, does again what is done, keeps half of a report.
"""

from letapis.run.loop import OUTCOMES, Found, Step, Summary, extract_captures, run_capture, run_captures
from letapis.run.rooms import Analyst, Rooms, name_capture

__all__ = [
    "OUTCOMES",
    "Analyst",
    "Found",
    "Rooms",
    "Step",
    "Summary",
    "extract_captures",
    "name_capture",
    "run_capture",
    "run_captures",
]
