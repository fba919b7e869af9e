"""Backups are whole, private and never written over anything."""

from __future__ import annotations

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from letapis.errors import StoreError, UsageError
from letapis.store import Chronicle, back_up, find_reports, keep_report, open_chronicle, restore


@pytest.fixture(autouse=True)
def filled(chronicle: Chronicle, stand_ins: SimpleNamespace) -> None:
    keep(chronicle, stand_ins, "day-1.txt")


def keep(chronicle: Chronicle, stand_ins: SimpleNamespace, name: str) -> None:
    capture = stand_ins.make_capture(f"News of {name}", name)
    keep_report(chronicle, capture, stand_ins.read_page(capture), "s", ())


def ids(path: Path) -> list[str]:
    opened = open_chronicle(path, create=False)
    found = [entry.id for entry in find_reports(opened)]
    opened.close()
    return found


def test_a_backup_is_whole_and_private(chronicle: Chronicle, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with chronicle.reading():
        back_up(chronicle, backup)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.db"]
    assert ids(backup) == ["day-1.txt"]


def test_a_backup_is_not_written_over_a_file(chronicle: Chronicle, tmp_path: Path) -> None:
    kept = tmp_path / "thesis.txt"
    kept.write_text("years of work")
    with pytest.raises(UsageError, match="exists"):
        back_up(chronicle, kept)
    assert kept.read_text() == "years of work"


def test_restore_goes_back_and_keeps_the_former(
    chronicle: Chronicle, tmp_path: Path, stand_ins: SimpleNamespace
) -> None:
    backup = tmp_path / "backup.db"
    back_up(chronicle, backup)
    keep(chronicle, stand_ins, "day-2.txt")
    with pytest.raises(UsageError, match="--replace"):
        restore(backup, chronicle.path)
    aside = restore(backup, chronicle.path, replace=True)
    assert aside
    assert [entry.id for entry in find_reports(chronicle)] == ["day-1.txt"]
    assert ids(aside) == ["day-1.txt", "day-2.txt"]


def test_restore_to_a_new_place(chronicle: Chronicle, tmp_path: Path) -> None:
    backup, fresh = tmp_path / "backup.db", tmp_path / "fresh.db"
    back_up(chronicle, backup)
    assert restore(backup, fresh) is None
    assert ids(fresh) == ["day-1.txt"]
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o600


def test_a_damaged_backup_is_refused(chronicle: Chronicle, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    back_up(chronicle, backup)
    data = bytearray(backup.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 6000] = b"\xff" * 6000
    backup.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        restore(backup, chronicle.path, replace=True)
    assert ids(chronicle.path) == ["day-1.txt"]


def test_a_missing_or_foreign_backup_is_refused(chronicle: Chronicle, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no backup"):
        restore(tmp_path / "none.db", chronicle.path, replace=True)
    foreign = tmp_path / "notes.txt"
    foreign.write_text("not a database " * 100)
    with pytest.raises(StoreError, match="not a chronicle"):
        restore(foreign, chronicle.path, replace=True)
