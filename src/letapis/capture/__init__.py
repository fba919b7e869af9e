"""Take in pages exactly as they came.

In: paths of files and folders, JSON Lines, standard input. Out: Captures, and Issues for what cannot be read.
By hand: nothing. Never: changes a byte, loads more than one page at a time, fetches over the network.
"""

from letapis.capture.files import MAX_BYTES, captures_from

__all__ = ["MAX_BYTES", "captures_from"]
