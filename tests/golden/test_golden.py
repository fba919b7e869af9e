"""Whole reports in, their claims out: a change in what is found shows here, for better or worse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import letapis
from letapis.model.record import claim_to_record

HERE = Path(__file__).parent
REPORTS = (
    "kostrin-courier-court-2021-09-03.txt",
    "zornica-bulletin-2021-09-03.txt",
    "orlec-herald-2021-09-03.html",
)
MACHINE = {"key", "id", "score", "stage", "report", "plover", "rule"}
"""Fields that follow from the others, or change with every version."""


def bare(value: Any) -> Any:
    """A record without empty fields and without offsets, which the texts of the quotations stand for."""
    if isinstance(value, dict):
        kept = {name: bare(each) for name, each in value.items() if name not in ("start", "end")}
        return {name: each for name, each in kept.items() if each not in (None, [], {}, "", False)}
    return [bare(each) for each in value] if isinstance(value, list | tuple) else value


def told(path: Path) -> list[dict[str, Any]]:
    """The claims in a report, kept short; a tie to another claim gives its kind and number."""
    claims = letapis.extract(letapis.read(path, language="en"))
    places = {claim.key: f"{claim.kind} {number}" for number, claim in enumerate(claims, start=1)}
    found = []
    for claim in claims:
        record = json.loads(json.dumps(claim_to_record(claim)))
        short = bare({name: value for name, value in record.items() if name not in MACHINE})
        short["about"] = [places[key] for key in claim.about]
        short["links"] = [[link.relation, places[link.claim]] for link in claim.links]
        short["part_of"] = places[claim.part_of] if claim.part_of else None
        found.append({"claim": places[claim.key], **bare(short)})
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_claims_of_a_report(request: pytest.FixtureRequest, root: Path, name: str) -> None:
    golden = HERE / f"{name}.jsonl"
    lines = [json.dumps(claim, ensure_ascii=False) for claim in told(root / "examples" / name)]
    if request.config.getoption("update_golden", default=False):
        golden.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert golden.is_file(), "there is no golden file yet; run pytest tests/golden --update-golden"
    assert lines == golden.read_text(encoding="utf-8").splitlines()
