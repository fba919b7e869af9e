"""Bring the tables of an older chronicle up to date, with a copy beside it first."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from letapis.errors import StoreError
from letapis.store.connect import APPLICATION, Chronicle
from letapis.store.copy import copy_database
from letapis.store.schema import REVISION, metadata

log = logging.getLogger(__name__)


def migrate(chronicle: Chronicle, revision: str | None) -> None:
    """Run the migrations that the chronicle has not seen, all of them or none.

    `revision` is what its tables are at now; None for an empty file. Raises `StoreError` for a version
    that this Letapis does not know.
    """
    scripts = ScriptDirectory(str(Path(__file__).with_name("migrations")))
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"{chronicle.path} was made by a newer Letapis (tables {revision}, this one knows {REVISION}). "
            "Upgrade with `pip install --upgrade letapis`, or open another file with --chronicle."
        )
    if revision is not None:
        aside = chronicle.path.with_name(f"{chronicle.path.name}.before-{REVISION}")
        copy_database(chronicle.path, aside)
        log.warning(
            "tables brought from %s to %s; the chronicle as it was: %s", revision, REVISION, aside.name
        )
    with chronicle.writing() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
        present = context.get_current_revision()  # another process may have come first
        with Operations.context(context):
            for script in reversed(list(scripts.iterate_revisions(REVISION, present or "base"))):
                script.module.upgrade()
                context.stamp(scripts, script.revision)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
