"""Opening a chronicle: its file, its permissions, what it refuses."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from letapis.errors import StoreError
from letapis.store import Chronicle, open_chronicle
from letapis.store.schema import REVISION


def test_only_the_owner_can_read_a_new_chronicle(chronicle: Chronicle) -> None:
    with chronicle.writing() as connection:
        connection.exec_driver_sql("UPDATE captures SET size = 0")
        for name in ("chronicle.db", "chronicle.db-wal", "chronicle.db-shm"):
            mode = stat.S_IMODE(chronicle.path.with_name(name).stat().st_mode)
            assert mode == 0o600, name


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 30_000)],
)
def test_pragmas_hold(chronicle: Chronicle, pragma: str, value: object) -> None:
    with chronicle.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_missing_chronicle_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(StoreError, match="letapis run"):
        open_chronicle(path, create=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"folder .*nowhere does not exist"):
        open_chronicle(tmp_path / "nowhere" / "chronicle.db")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_chronicle(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes on the trial, kept for years " * 100)
    with pytest.raises(StoreError, match="not a chronicle"):
        open_chronicle(path)
    assert path.read_text().startswith("notes on the trial")


def test_a_newer_chronicle_says_what_to_do(chronicle: Chronicle) -> None:
    with chronicle.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    chronicle.close()
    with pytest.raises(StoreError, match=r"newer Letapis.*pip install --upgrade"):
        open_chronicle(chronicle.path)


def test_an_open_chronicle_can_be_opened_again(chronicle: Chronicle) -> None:
    again = open_chronicle(chronicle.path)
    with chronicle.writing(), again.reading() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    again.close()
    assert version == REVISION


def test_a_transaction_that_fails_leaves_nothing(chronicle: Chronicle) -> None:
    def fail() -> None:
        with chronicle.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO issues (source, code, message, fatal, found) VALUES ('a', 'b', 'c', 1, 'd')"
            )
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with chronicle.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM issues").scalar() == 0
