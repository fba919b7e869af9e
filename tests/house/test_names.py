"""Nobody real stands in the project: no person of a real report is in its code, tests, examples or corpus."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.house.test_docs import ROOT, tracked_texts

import letapis

REPORTS = Path(os.environ.get("LETAPIS_GOLD", ROOT.parent / "shared" / "gold")).parent / "reports"

OFFICE_HOLDERS = {"Alyaksandr Lukashenka", "Mikhail Mishustin"}
"""Named for their public acts."""


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside the project")
def test_no_person_of_a_real_report_is_named() -> None:
    named: set[str] = set()
    for path in REPORTS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        doc = letapis.load("en").analyse(letapis.read(text, id=path.stem))
        people = (person for person in doc.entities if person.type == "person")
        named |= {text[doc.starts[person.start] : doc.ends[person.end - 1]] for person in people}
    full = {name for name in named if " " in name} - OFFICE_HOLDERS
    assert len(full) > 5, "the reader finds the people of a real report"
    for path in tracked_texts():
        words = path.read_text(encoding="utf-8", errors="ignore")
        assert not [number for number, name in enumerate(sorted(full)) if name in words], path
