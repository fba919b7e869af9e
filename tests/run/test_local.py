"""The real rooms, joined: from a text to its claims, and from Python in three lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import letapis
from letapis.run.local import join_rooms

TEXT = "ORLEC -- Police detained 12 students in Orlec on Tuesday, the Lantern rights centre said."


def test_read_and_extract_from_text() -> None:
    report = letapis.read(TEXT, published="2021-09-03", id="mine")
    (claim,) = letapis.extract(report)
    assert (report.id, report.text, report.published) == ("mine", TEXT, date(2021, 9, 3))
    assert (claim.kind, claim.report) == ("detain", "mine")
    assert claim.date
    assert claim.date.first == date(2021, 8, 31)


def test_read_from_a_file(root: Path) -> None:
    report = letapis.read(root / "examples" / "orlec-herald-2021-09-03.html", url="https://herald.example/1")
    assert report.title
    assert report.title.text == "Mill Square emptied by force: students before the courts"
    assert report.url == "https://herald.example/1"


@pytest.mark.parametrize(
    ("source", "options", "told"),
    [
        ("", {}, "text"),
        (TEXT, {"published": "Tuesday"}, "2020-09-03"),
        (Path("none.txt"), {}, "no such file"),
    ],
)
def test_what_cannot_be_read_is_told(source: str | Path, options: dict[str, str], told: str) -> None:
    with pytest.raises(letapis.UsageError, match=told):
        letapis.read(source, **options)


def test_a_file_of_many_reports_is_not_one(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "News"}\n{"id": "b", "text": "News"}\n')
    with pytest.raises(letapis.UsageError, match="2 reports"):
        letapis.read(rows)


def test_rooms_can_be_called_before_and_after_they_are_imported() -> None:
    import letapis.extract.claims
    import letapis.read.guard

    assert letapis.extract(letapis.read(TEXT))
    assert letapis.read.guard.read_capture is letapis.read.read_capture


def test_another_codebook_is_another_stage(tmp_path: Path) -> None:
    (tmp_path / "kinds").mkdir()
    words = tmp_path / "kinds" / "custody.yaml"
    words.write_text("detain: {words: {en: {verbs: ['ACTOR weigh RECIPIENT']}}}")
    assert join_rooms(tmp_path).stage != join_rooms().stage
    report = letapis.read("ORLEC -- Bakers weighed 12 students on Tuesday.")
    assert [claim.kind for claim in letapis.extract(report, tmp_path)] == ["detain"]
    assert letapis.extract(report) == ()
