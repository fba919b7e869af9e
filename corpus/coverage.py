"""What the marks cover, split by split: kinds, statuses, rules for dates and quantities, sources, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from corpus.check import parse_days
from corpus.notation import Marked
from corpus.told import Told, follow, form
from letapis.codebook import load_codebook
from letapis.model.claim import STATUSES


def coded_kinds() -> list[str]:
    """The kinds that coders were asked to mark; those of world affairs came after them."""
    return [name for name, kind in load_codebook().kinds.items() if kind.group != "world_affairs"]


def count(reports: Iterable[Marked]) -> dict[str, Counter[str]]:
    """The counts of some reports, one counter a heading."""
    rules = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))
    found: dict[str, Counter[str]] = {
        name: Counter() for name in ("size", "kinds", "status", "sources", "mentions")
    }
    found |= {name: Counter(dict.fromkeys(rules[name], 0)) for name in rules}
    names: dict[str, set[str]] = {"person names": set(), "organisation and outlet names": set()}
    found["kinds"].update(dict.fromkeys(coded_kinds(), 0))
    found["status"].update(dict.fromkeys(STATUSES, 0))
    for report in reports:
        told = follow(report)
        found["size"].update(
            reports=1, sentences=len(report.sentences), words=len(report.text.split()), claims=len(told)
        )
        found["kinds"].update(claim.line.kinds[0] for claim in told)
        found["status"].update(claim.status[0] for claim in told)
        found["sources"].update(_sources(told))
        for mark in report.marks:
            if mark.type in ("time", "quantity"):
                _count_rules(
                    report.words(mark).casefold(), _heading(mark.type, mark.value or ""), rules, found
                )
            elif mark.tag[0] in "poglm":
                found["mentions"].update([f"{mark.type}, {form(report, mark)}"])
        for tag in {mark.tag for mark in report.marks if mark.tag[0] in "pom"}:
            if name := report.name(tag):
                names["person names" if tag[0] == "p" else "organisation and outlet names"].add(name)
    found["size"].update({name: len(several) for name, several in names.items()})
    return found


def table(columns: Mapping[str, Mapping[str, Counter[str]]]) -> str:
    """The counts of several splits side by side, as Markdown tables."""
    lines: list[str] = []
    for heading in next(iter(columns.values())):
        rows = dict.fromkeys(row for column in columns.values() for row in column[heading])
        lines += [f"| {heading} | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
        lines += [
            f"| {row} | " + " | ".join(str(column[heading][row]) for column in columns.values()) + " |"
            for row in rows
        ]
        lines.append("")
    return "\n".join(lines)


def _heading(type_: str, value: str) -> str:
    if type_ == "quantity":
        return "quantities"
    return "durations" if value.startswith("P") else "dates" if value == "?" or parse_days(value) else ""


def _count_rules(
    words: str, heading: str, rules: Mapping[str, Mapping[str, str]], found: dict[str, Counter[str]]
) -> None:
    if heading:
        found[heading].update(rule for rule, pattern in rules[heading].items() if re.search(pattern, words))


def _sources(told: Iterable[Told]) -> Iterable[str]:
    for claim in told:
        yield f"chain of {len(claim.sources)}"
        for saying in claim.sources:
            yield f"stance: {saying.stance}"
        if any(reference.startswith("^") for reference in claim.line.fields.get("by", ())):
            yield "a quotation that runs on"
