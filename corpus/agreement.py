"""How far two coders who marked the same reports agree, field by field.

Each coder is scored against the other with the claim scorer, and the mean of the two is given: it makes no
difference who is called first. A field is judged on the claims that both have found.
"""

from __future__ import annotations

import os
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus.gold import claims, gold
from corpus.notation import Marked

GOLD = Path(os.environ.get("LETAPIS_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
"""Third-party data; the claim scorer lies beside it."""

Score = Callable[[list[dict[str, Any]], list[dict[str, Any]]], tuple[dict[str, Any], dict[str, Any]]]


def load_scorer(data: Path = GOLD) -> dict[str, Any]:
    """The claim scorer's functions by name; `score` is a `Score`.

    Raises `FileNotFoundError` where the third-party data does not lie beside the project.
    """
    path = data.parent / "score" / "score_claims.py"
    if not path.is_file():
        raise FileNotFoundError(f"no scorer at {path}; set LETAPIS_GOLD to the folder of third-party data")
    return runpy.run_path(str(path))


def agree(pairs: Sequence[tuple[Marked, Marked]], score: Score) -> tuple[dict[str, float], list[str]]:
    """The agreement of two codings of the same reports, and a line for each disagreement.

    Raises `ValueError` where two codings differ in their text.
    """
    for first, second in pairs:
        if first.text != second.text:
            raise ValueError(f"{first.id}: the two codings are of different texts")
    figures: list[dict[str, float]] = []
    lines: list[str] = []
    for one, other, owner in ((0, 1, "first"), (1, 0, "second")):
        result, lists = score(
            [gold(pair[one]) for pair in pairs], [claim for pair in pairs for claim in claims(pair[other])]
        )
        fields = {field: value for field, value in result["fields"].items() if value is not None}
        figures.append({"detection F1": result["f1"], "whole record": result["record"], **fields})
        lines += [
            f"{report}: only the {owner} has {kind} «{words}»" for report, kind, words in lists["missed"]
        ]
        if owner == "first":
            lines += [
                f"{report}: {kind} «{words}» {field}: {_short(wanted)} / {_short(got)}"
                for report, kind, words, wrong in lists["wrong"]
                for field, wanted, got in wrong
            ]
    marked = sum(len(coding.claims) for pair in pairs for coding in pair) // 2
    mean = {key: round((figures[0][key] + figures[1][key]) / 2, 4) for key in figures[0]}
    return {"reports": len(pairs), "claims": marked, **mean}, lines


def _short(value: Any) -> str:
    """A disagreement's value without offsets."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return str([item["text"] for item in value])
    if isinstance(value, dict):
        return str({key: _short(part) for key, part in value.items() if key not in ("start", "end", "form")})
    return str(value)
