"""Read a page: its text, what each stretch of it is, and the grammar of its sentences.

In: Capture. Out: Report (text, blocks, title, dateline, date, language) and its Analysis.
By hand: codebook/<language>/furniture.yaml, agencies.yaml. Never: fetches, rewrites a word, guesses a year.
"""

from letapis.read.guard import read_capture
from letapis.read.report import STAGE, SUPPORTED

__all__ = ["STAGE", "SUPPORTED", "read_capture"]
