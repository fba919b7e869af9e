"""Makes reports.jsonl from the texts and their marked facts (usage: python build.py; see README.md).

Each `NN-slug.txt` is a report exactly as read; `NN-slug.yaml` marks its facts. A fact's `at` quotes the text
with the trigger in [[ ]] and must be found exactly once. Shorthands:
  date: 2020-09-03 | 2020-09 | 2020 | first/last | first/ (open end) | null;  quantity: 10 | [low, high] | {…}
  `any` as a value: the field is not judged. A role item that is a list: any of these names will do.
Left out: roles are [], date and quantity null, place as the file's `place` says (null or any), status
asserted, modality and polarity as they follow from the status.
"""

import calendar
import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
FIELDS = {
    "kind",
    "at",
    "actors",
    "recipients",
    "sources",
    "date",
    "quantity",
    "place",
    "status",
    "modality",
    "polarity",
    "details",
    "optional",
}
MODALITY = {"planned": "planned", "due": "due", "conditional": "conditional", "demanded": "demanded"}


def unit(words: str, last: bool) -> str:
    """The first or last day of a year, a month or a day."""
    parts = [int(p) for p in words.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return date(year, month, day).isoformat()


def interval(value: Any) -> list[str | None] | None:
    """A date shorthand as [first, last]."""
    if value is None:
        return None
    first, cut, last = str(value).partition("/")
    end = last if cut else first
    return [unit(first, False), unit(end, True) if end else None]


def trigger(text: str, at: str) -> list[int]:
    """Where the bracketed words of a quotation stand; the quotation must occur exactly once."""
    before, rest = at.split("[[")
    words, after = rest.split("]]")
    quote = before + words + after
    assert text.count(quote) == 1, f"{text.count(quote)} times: {at}"
    start = text.find(quote) + len(before)
    assert text[start : start + len(words)] == words, at
    assert 0 < len(words) <= 60, at
    return [start, start + len(words)]


def claim(text: str, row: dict[str, Any], place: Any) -> dict[str, Any]:
    """One marked fact in the gold format."""
    assert not set(row) - FIELDS, (row["at"], set(row) - FIELDS)
    status = row.get("status", "asserted")
    statuses = status if isinstance(status, list) else [status]
    modes = {MODALITY.get(s, "actual") for s in statuses}
    plain = not {"negated", "denied", "any"} & set(statuses)
    polarity = "affirmed" if plain else "negated" if status == "negated" else "any"
    out: dict[str, Any] = {
        "kind": row["kind"] if isinstance(row["kind"], list) else [row["kind"]],
        "trigger": trigger(text, row["at"]),
        "actors": row.get("actors", []),
        "recipients": row.get("recipients", []),
        "sources": row.get("sources", "any" if "demanded" in statuses else []),
        "date": "any" if row.get("date") == "any" else interval(row.get("date")),
        "quantity": row.get("quantity"),
        "place": row.get("place", place),
        "status": ["planned", "due"] if status == "due" else status,
        "modality": row.get("modality", modes.pop() if len(modes) == 1 and status != "any" else "any"),
        "polarity": row.get("polarity", polarity),
    }
    if isinstance(out["quantity"], int | float):
        out["quantity"] = [out["quantity"], out["quantity"]]
    # A role left unjudged would switch off the scorer's count of false accusations for the whole report.
    assert isinstance(out["actors"], list), row["at"]
    assert isinstance(out["recipients"], list), row["at"]
    lower = text.casefold()
    for role in ("actors", "recipients", "sources"):
        for item in out[role] if out[role] != "any" else []:
            for name in item if isinstance(item, list) else [item]:
                assert name.casefold() in lower, (row["at"], name)
    out = {k: v for k, v in out.items() if v != "any"}
    if "details" in row:
        out["details"] = row["details"]
    if row.get("optional"):
        out["optional"] = True
    return out


def report(path: Path) -> dict[str, Any]:
    """One report with its facts, in the order of the text."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    marked = yaml.safe_load(path.read_text(encoding="utf-8"))
    claims = [claim(text, row, marked["place"]) for row in marked["claims"]]
    claims.sort(key=lambda c: c["trigger"])
    return {"id": path.stem, "published": str(marked["published"]), "text": text, "claims": claims}


if __name__ == "__main__":
    reports = [report(p) for p in sorted(HERE.glob("[0-9][0-9]-*.yaml"))]
    lines = (json.dumps(r, ensure_ascii=False) + "\n" for r in reports)
    (HERE / "reports.jsonl").write_text("".join(lines), encoding="utf-8")
