"""Open a chronicle: the file, its permissions, its transactions."""

from __future__ import annotations

import importlib
import logging
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from letapis.errors import StoreError
from letapis.store.schema import REVISION

APPLICATION = 0x4C544150
"""What SQLite's `application_id` says in a file that is a chronicle ("LTAP")."""

WAIT = 30_000
"""Milliseconds to wait for another process that is writing."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chronicle:
    """An open chronicle. Everything that is done in one `writing()` block happens whole or not at all."""

    path: Path
    engine: sa.Engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the chronicle as it is at this moment."""
        with _told_plainly(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection that alone may write, for one transaction."""
        with _told_plainly(self.path), self.engine.connect() as connection:
            connection = connection.execution_options(letapis_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def maintaining(self) -> Iterator[sqlite3.Connection]:
        """The driver's own connection, outside any transaction, for what rewrites the whole file."""
        pooled = self.engine.raw_connection()
        try:
            assert isinstance(pooled.driver_connection, sqlite3.Connection)
            yield pooled.driver_connection
        finally:
            pooled.close()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_chronicle(path: Path, *, create: bool = True) -> Chronicle:
    """Open the chronicle at `path`, bring its tables up to date, and make it first if it is not there.

    A new file can be read and written by its owner only. Before older tables are changed, a copy is put
    beside the file. Raises `StoreError` where the file is missing (and `create` is false), is not a
    chronicle, cannot be written, or was made by a newer Letapis.
    """
    new = _prepare_file(path, create=create)
    chronicle = Chronicle(path, _engine(path))
    try:
        with _told_plainly(path):
            revision = None if new else _revision(path)
            if revision != REVISION:
                # Alembic takes a third of a second to import and is needed once per version.
                importlib.import_module("letapis.store.migrate").migrate(chronicle, revision)
    except BaseException:
        chronicle.close()
        raise
    return chronicle


def _prepare_file(path: Path, *, create: bool) -> bool:
    """Make the file if need be, for its owner only; true where there is nothing in it yet."""
    if path.is_dir():
        raise StoreError(
            f"{path} is a folder; name a file for the chronicle, such as {path / 'chronicle.db'}."
        )
    if not path.exists():
        if not create:
            raise StoreError(
                f"There is no chronicle at {path}. Make one with `letapis run SOURCE --chronicle {path}`, "
                "or name another with --chronicle."
            )
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileNotFoundError as error:
            raise StoreError(f"The folder {path.parent} does not exist; make it first.") from error
        except FileExistsError:
            log.debug("another process made the chronicle first")
        except OSError as error:
            raise StoreError(f"{path} cannot be made: {error.strerror}.") from error
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        log.warning("others can read the chronicle; `chmod 600` keeps it to you")
    return path.stat().st_size == 0


def _revision(path: Path) -> str | None:
    """The version of the tables in the file; None where it holds nothing yet."""
    with closing(sqlite3.connect(path, timeout=WAIT / 1000)) as plain:
        application = plain.execute("PRAGMA application_id").fetchone()[0]
        tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        if application != APPLICATION or "alembic_version" not in tables:
            raise StoreError(f"{path} is a database of another program; name another file with --chronicle.")
        row = plain.execute("SELECT version_num FROM alembic_version").fetchone()
        return row[0] if row else None


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT / 1000}
    )
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    connection.execute(f"PRAGMA busy_timeout = {WAIT}")
    _write_ahead(connection)
    for pragma in (
        "synchronous = NORMAL",  # in WAL mode a power cut may lose the last report, never the file
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",  # no copies of people's names in a temporary folder
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait by itself while another process turns it on."""
    give_up = time.monotonic() + WAIT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("letapis_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Turn what the database says into what a user can do about it."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(_explain(path, str(getattr(error, "orig", error)))) from error


def _explain(path: Path, message: str) -> str:
    if "not a database" in message or "malformed" in message:
        return f"{path} is not a chronicle, or is damaged; name another file, or `letapis restore` a backup."
    if "locked" in message:
        return f"{path} is being written by another process; try again when it is done."
    if "readonly" in message or "read-only" in message:
        return f"{path} cannot be written; check its permissions and those of its folder."
    if "full" in message:
        return f"The disk of {path} is full; make room and run again: what was stored is safe."
    return f"{path}: the database says: {message}."
