"""Old chronicles are brought up to date, with a copy first."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import letapis.store
from letapis.store import Chronicle, find_reports, keep_report, open_chronicle
from letapis.store.connect import APPLICATION
from letapis.store.schema import REVISION, metadata

MIGRATIONS = Path(letapis.store.__file__).with_name("migrations")


def load_migration(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, MIGRATIONS / "versions" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_first_version(path: Path) -> None:
    """A chronicle as the first migration alone leaves it."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            load_migration("v0001_tables").upgrade()
        context.stamp(ScriptDirectory(str(MIGRATIONS)), "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(
            "INSERT INTO issues (source, code, message, fatal, found) VALUES ('old', 'b', 'c', 1, 'd')"
        )
    engine.dispose()


def test_the_latest_migration_is_the_revision_of_the_tables() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_migrations_make_the_tables_of_the_schema(chronicle: Chronicle) -> None:
    with chronicle.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or "_words" not in (name or "")},
        )
        assert compare_metadata(context, metadata) == []


def test_an_old_chronicle_is_copied_and_migrated(tmp_path: Path, stand_ins: SimpleNamespace) -> None:
    path = tmp_path / "chronicle.db"
    make_first_version(path)
    opened = open_chronicle(path)
    capture = stand_ins.make_capture("Police detained Ales Zorny.")
    keep_report(opened, capture, stand_ins.read_page(capture), "s", ())
    assert len(find_reports(opened, "Zorny")) == 1
    opened.close()
    with closing(sqlite3.connect(tmp_path / f"chronicle.db.before-{REVISION}")) as aside:
        assert aside.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert aside.execute("SELECT source FROM issues").fetchone() == ("old",)


def test_a_new_chronicle_leaves_no_copy(chronicle: Chronicle) -> None:
    assert [path.name for path in chronicle.path.parent.glob("*before*")] == []


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chronicle.db"
    make_first_version(path)
    monkeypatch.setattr(MigrationContext, "stamp", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_chronicle(path)
    with closing(sqlite3.connect(path)) as plain:
        tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master")}
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert not any("words" in name for name in tables)
