"""The chronicle as its users hold it."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

import letapis
from letapis.archive import Archive
from letapis.errors import UsageError
from letapis.model import Given
from letapis.run import Step
from letapis.store import open_chronicle

STAND_INS = runpy.run_path(str(Path(__file__).with_name("standins.py")))
ONE = "Arrests in Orlec\nPolice detained Ales Zorny in Orlec on 2021-08-30, Lantern said."
TWO = "Fines in Orlec\nCourt fined Vera Luzhan in Zornica."


@pytest.fixture
def stand_ins() -> SimpleNamespace:
    return SimpleNamespace(**STAND_INS)


@pytest.fixture
def archive(tmp_path: Path, stand_ins: SimpleNamespace) -> Iterator[Archive]:
    with Archive(open_chronicle(tmp_path / "chronicle.db"), stand_ins.make_rooms()) as opened:
        yield opened


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.txt").write_text(ONE)
    (tmp_path / "pages" / "two.txt").write_text(TWO)
    archive.run([tmp_path / "pages"], Given(date(2021, 9, 3)))
    return archive


def test_run_tells_what_becomes_of_each_page(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "one.txt"
    page.write_text(ONE)
    steps: list[Step] = []
    summary = archive.run([page, tmp_path / "none.txt"], progress=steps.append)
    assert [step.outcome for step in steps] == ["kept", "failed"]
    assert (summary.claims, summary.failed) == (1, 1)
    assert [issue.code for issue in archive.issues()] == ["missing"]


def test_run_can_name_its_only_page(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "one.txt"
    page.write_text(ONE)
    archive.run([page], id="lantern/1")
    assert [entry.id for entry in archive.reports()] == ["lantern/1"]


def test_add_keeps_one_page(archive: Archive, stand_ins: SimpleNamespace) -> None:
    assert archive.add(stand_ins.make_capture(ONE)).outcome == "kept"
    assert archive.add(stand_ins.make_capture(ONE)).outcome == "known"


@pytest.mark.parametrize("name", ["one.txt", "arrests in", "pages/one"])
def test_a_report_can_be_named_in_many_ways(filled: Archive, name: str) -> None:
    assert filled.report(name).text == ONE


def test_a_report_is_named_by_the_beginning_of_its_id(filled: Archive) -> None:
    full = filled.find_report("one.txt").id
    assert filled.find_report(full[:-3]).id == full


def test_an_ambiguous_report_lists_the_candidates(filled: Archive) -> None:
    with pytest.raises(UsageError) as caught:
        filled.report("orlec")
    assert "one.txt  Arrests in Orlec" in str(caught.value)
    assert "two.txt  Fines in Orlec" in str(caught.value)


@pytest.mark.parametrize("name", ["three.txt", ""])
def test_an_unknown_report_says_where_to_look(filled: Archive, name: str) -> None:
    with pytest.raises(UsageError, match="letapis reports"):
        filled.report(name)


def test_an_ambiguous_claim_lists_the_candidates(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = list(filled.kept_claims())
    monkeypatch.setattr("letapis.archive.find_claims_named", lambda *_: kept)
    with pytest.raises(UsageError, match=r"Ales Zorny[\s\S]*Vera Luzhan"):
        filled.claim("a")


def test_claims_by_part_of_the_reports_title(filled: Archive) -> None:
    assert [claim.kind for claim in filled.claims(report="Fines in")] == ["fine"]


def test_an_unknown_filter_names_those_there_are(filled: Archive) -> None:
    with pytest.raises(UsageError, match="min_score"):
        filled.claims(colour="red")


def test_judging_needs_a_reason(filled: Archive) -> None:
    (claim,) = filled.claims(kind="fine")
    with pytest.raises(UsageError, match="why"):
        filled.judge(claim.key[:8], "reject", who="desk")
    assert filled.judge(claim.key[:8], "accept", who="desk").judged == "accepted"
    assert filled.claims(judged="accepted") == [claim]


def test_the_reviewer_of_the_settings_judges(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETAPIS_REVIEWER", "second reader")
    (claim,) = filled.claims(kind="fine")
    assert filled.judge(claim.key, "accept").judgements[0].who == "second reader"


def test_deleting_needs_a_reason_and_takes_one_report(filled: Archive) -> None:
    with pytest.raises(UsageError, match="why"):
        filled.delete_report("one.txt", why=" ")
    filled.delete_report("one.txt", why="asked for", who="desk")
    assert [entry.title for entry in filled.reports()] == ["Fines in Orlec"]
    assert [person.name for person in filled.people()] == ["Vera Luzhan"]
    assert [deletion.why for deletion in filled.deletions()] == ["asked for"]


def test_backup_and_restore(filled: Archive, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup.db")
    filled.delete_report("one.txt", why="asked for")
    letapis.restore(tmp_path / "backup.db", filled.path, replace=True)
    assert len(filled.reports()) == 2


def test_looking_loads_no_language_model(filled: Archive) -> None:
    program = (
        "import sys, letapis\n"
        f"with letapis.open({str(filled.path)!r}, create=False) as archive: print(len(archive.claims()))\n"
        "sys.exit(any(name in sys.modules for name in ('onnxruntime', 'trafilatura', 'alembic')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "2\n")
