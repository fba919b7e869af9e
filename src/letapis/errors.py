"""What can go wrong, as one tree.

    LetapisError
    ├── UsageError        the caller asked for something that does not exist or does not fit
    ├── CodebookError     a codebook file breaks its own rules
    ├── ModelError        a language model is missing or damaged
    ├── StoreError        the chronicle cannot be opened, read or written
    └── EvidenceError     the evidence beside the chronicle is damaged, or cannot be read or written

Bad *data* is no exception: it becomes an `Issue` tied to its report, and work goes on.
"""


class LetapisError(Exception):
    """Anything Letapis raises on purpose; its message says what to do next."""


class UsageError(LetapisError):
    """The caller asked for something that does not exist or does not fit."""


class CodebookError(LetapisError):
    """A codebook file breaks its own rules."""


class ModelError(LetapisError):
    """A language model is missing or damaged."""


class StoreError(LetapisError):
    """The chronicle cannot be opened, read or written."""


class EvidenceError(LetapisError):
    """The evidence beside the chronicle is damaged, or cannot be read or written."""
