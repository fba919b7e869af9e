"""What of a page's text is no longer there, and what is new."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

MAX_LINES = 2_000
"""Lines beyond which texts are no longer compared line by line."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a text became another: lines that went, lines that came, and both in their place.

    `lines` begin with `-` (went), `+` (came) or a blank (stayed, as many as help to find the place).
    """

    went: int
    came: int
    lines: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The change in words."""
        lost = f"{self.went} line{'' if self.went == 1 else 's'} of its text went"
        return f"{lost}, {self.came} came"


def compare_texts(old: str, new: str) -> Change | None:
    """The difference of two texts, line by line; None where there is none but for blanks.

    >>> compare_texts("Ten were held.\\nAll were let go.", "Ten were held.\\nOne was let go.").lines
    (' Ten were held.', '-All were let go.', '+One was let go.')
    """
    before, after = _lines(old), _lines(new)
    if before == after:
        return None
    if max(len(before), len(after)) > MAX_LINES:
        lines = [f"-{line}" for line in before] + [f"+{line}" for line in after]
    else:
        found = difflib.unified_diff(before, after, n=1, lineterm="")
        lines = [line for line in found if not line.startswith(("---", "+++", "@@"))]
    went = sum(line.startswith("-") for line in lines)
    return Change(went, sum(line.startswith("+") for line in lines), tuple(lines))


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
