"""Copy a whole chronicle to another file, and back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from letapis.errors import StoreError, UsageError
from letapis.store.connect import APPLICATION, Chronicle
from letapis.store.schema import REVISION


def back_up(chronicle: Chronicle, path: Path) -> None:
    """Write the chronicle, as it is at this moment, to a new file that only its owner can read.

    Others may go on reading and writing meanwhile. Raises `UsageError` where `path` exists.
    """
    if path.exists():
        raise UsageError(f"{path} exists; name a file that does not.")
    copy_database(chronicle.path, path)


def restore(backup: Path, path: Path, *, replace: bool = False) -> Path | None:
    """Put a backup in the place of the chronicle at `path`; give the path that the former one was kept at.

    Raises `UsageError` where there is a chronicle at `path` and `replace` is false, and `StoreError` where
    the backup is damaged or is not a chronicle.
    """
    _check(backup)
    kept = None
    if path.exists():
        if not replace:
            raise UsageError(
                f"{path} exists; with --replace the backup takes its place and it is kept aside."
            )
        kept = path.with_name(f"{path.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        copy_database(path, kept)
    copy_database(backup, path, over=path.exists())
    return kept


def copy_database(source: Path, target: Path, *, over: bool = False) -> None:
    """Copy a database by SQLite's own backup, which is whole even while others write.

    Into an existing database (`over`) it is one transaction; otherwise the copy is made aside, checked,
    and renamed.
    """
    try:
        if over:
            _copy(source, target)
            return
        aside = target.with_name(target.name + ".part")
        aside.unlink(missing_ok=True)
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(source, aside)
        with closing(sqlite3.connect(aside)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        _check(aside)
        aside.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise StoreError(f"{source} could not be copied to {target}: {error}.") from error


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _check(path: Path) -> None:
    """Make sure that the file is a whole chronicle."""
    if not path.is_file():
        raise StoreError(f"There is no backup at {path}.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as backup:
            application = backup.execute("PRAGMA application_id").fetchone()[0]
            whole = backup.execute("PRAGMA integrity_check").fetchone()[0]
            version = backup.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is not a chronicle, or is damaged ({error}).") from error
    if application != APPLICATION:
        raise StoreError(f"{path} is a database of another program.")
    if whole != "ok":
        raise StoreError(f"{path} is damaged: {whole}.")
    if version > REVISION:
        raise StoreError(f"{path} was made by a newer Letapis; upgrade with `pip install --upgrade letapis`.")
