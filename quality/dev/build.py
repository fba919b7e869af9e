"""Turn the marked development reports into one gold file.

Usage: python quality/dev/build.py [--claims FILE]

Reads every mark file beside this one, checks each quotation against the exact text of its report and
writes gold.jsonl. With --claims the marks are also written in the shape of claims, so that the scorer can
be tried on a perfect answer.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
NOT_JUDGED = "?"
KINDS = frozenset((HERE / "kinds.txt").read_text(encoding="utf-8").split())
# The mark of a claim whose status is one of these says what its modality and polarity must be.
IMPLIED: dict[str, dict[str, Any]] = {
    "demanded": {"modality": "demanded"},
    "planned": {"modality": ["planned", "due"]},
    "conditional": {"modality": "conditional"},
    "negated": {"polarity": "negated"},
}
DEFAULTS: dict[str, Any] = {
    "actors": [],
    "recipients": [],
    "sources": [],
    "date": None,
    "quantity": None,
    "place": None,
    "status": "asserted",
    "modality": "actual",
    "polarity": "affirmed",
}
ALLOWED = frozenset({*DEFAULTS, "kind", "at", "details", "optional"})


def read_text(mark: dict[str, Any]) -> str:
    """Read the report that a mark file speaks of, exactly as it lies on disk."""
    path = HERE / mark["file"]
    with path.open(encoding="utf-8", newline="") as stream:
        text: str = stream.read()
    if "post" not in mark:
        return text
    posts = [json.loads(line) for line in text.splitlines() if line.strip()]
    (found,) = [post["text"] for post in posts if post["id"] == mark["post"]]
    return str(found)


def trigger_span(text: str, quote: str, where: str) -> list[int]:
    """Find the words between [[ and ]] of a quotation that occurs exactly once in the text."""
    before, rest = quote.split("[[")
    trigger, after = rest.split("]]")
    plain = before + trigger + after
    assert text.count(plain) == 1, f"{where}: {text.count(plain)} times in the text: {plain!r}"
    start = text.index(plain) + len(before)
    return [start, start + len(trigger)]


def check_names(text: str, names: list[Any], where: str) -> None:
    """Fail unless every name that a role asks for stands in the report."""
    hay = text.casefold()
    for item in names:
        for name in item if isinstance(item, list) else [item]:
            found = re.search(r"(?<!\w)" + re.escape(name.casefold()) + r"(?!\w)", hay)
            assert found, f"{where}: {name!r} is not in the report"


def gold_claim(text: str, mark: dict[str, Any], report: str) -> dict[str, Any]:
    """Turn one mark into a gold claim: defaults filled in, fields that are not judged left out."""
    where = f"{report}: {mark.get('at')}"
    assert set(mark) <= ALLOWED, f"{where}: unknown fields {set(mark) - ALLOWED}"
    kinds = mark["kind"] if isinstance(mark["kind"], list) else [mark["kind"]]
    assert set(kinds) <= KINDS, f"{where}: unknown kind {kinds}"
    status = mark.get("status", "asserted")
    fields = {**DEFAULTS, **(IMPLIED.get(status, {}) if isinstance(status, str) else {}), **mark}
    claim: dict[str, Any] = {"kind": kinds, "trigger": trigger_span(text, mark["at"], where)}
    for name in DEFAULTS:
        value = fields[name]
        if name in ("actors", "recipients"):
            # A role left open would switch off the search for false accusations in the whole report.
            assert value != NOT_JUDGED, f"{where}: {name} must be judged"
        if value == NOT_JUDGED:
            continue
        if name in ("actors", "recipients", "sources"):
            check_names(text, value, where)
        if name == "date" and isinstance(value, str):
            value = [value, value]
        if name == "date" and value is not None:
            assert len(value) == 2, where
            assert all(day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in value), where
        claim[name] = value
    if "details" in mark:
        words = [str(v) for k, v in mark["details"].items() if k in ("grounds", "penalty", "office", "court")]
        check_names(text, list(words), where)
        claim["details"] = mark["details"]
    if mark.get("optional"):
        claim["optional"] = True
    return claim


def build() -> list[dict[str, Any]]:
    """Build the gold reports from every mark file, in the order of their names."""
    reports = []
    for path in sorted(HERE.glob("*.yaml")):
        for mark in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            text = read_text(mark)
            claims = [gold_claim(text, claim, path.name) for claim in mark["claims"]]
            seen = {(tuple(c["trigger"]), c["kind"][0], json.dumps(c)) for c in claims}
            assert len(seen) == len(claims), f"{path.name}: a claim is marked twice"
            reports.append({"id": mark["id"], "published": mark["published"], "text": text, "claims": claims})
    assert len({r["id"] for r in reports}) == len(reports), "two reports have one id"
    return reports


def perfect_claim(report: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    """Write one gold claim as the claim that a perfect extractor would have made."""

    def first(value: Any) -> Any:
        return value[0] if isinstance(value, list) else value

    start, end = gold["trigger"]
    end = min(end, start + 60)
    trigger = {"text": report["text"][start:end], "start": start, "end": end}
    claim: dict[str, Any] = {"report": report["id"], "kind": gold["kind"][0]}
    for role in ("actors", "recipients", "sources"):
        claim[role] = [{"text": first(n), "name": first(n), "type": "person"} for n in gold.get(role, [])]
    when, size, place = gold.get("date"), gold.get("quantity"), gold.get("place")
    claim["date"] = {"first": when[0], "last": when[1]} if when else None
    claim["quantity"] = {"low": size[0], "high": size[1]} if isinstance(size, list) else size
    claim["place"] = {"text": first(place), "name": first(place)} if place else None
    for field in ("status", "modality", "polarity"):
        claim[field] = first(gold.get(field))
    claim["details"] = {k: {"text": str(v), "value": v} for k, v in gold.get("details", {}).items()}
    return {**claim, "evidence": {"trigger": trigger, "block": "body"}}


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    """Write gold.jsonl and say how many claims each report holds."""
    parser = argparse.ArgumentParser(description="Turn the marked development reports into one gold file.")
    parser.add_argument("--claims", type=Path, help="also write the marks as claims to this file")
    options = parser.parse_args()
    reports = build()
    write_lines(HERE / "gold.jsonl", reports)
    for report in reports:
        required = sum(not claim.get("optional") for claim in report["claims"])
        print(f"{required:3} required, {len(report['claims']) - required:2} optional  {report['id']}")
    print(f"{sum(len(r['claims']) for r in reports)} claims in {len(reports)} reports")
    if options.claims:
        write_lines(options.claims, [perfect_claim(r, c) for r in reports for c in r["claims"]])


if __name__ == "__main__":
    main()
