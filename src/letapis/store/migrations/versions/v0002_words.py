"""Find reports and claims by their words (SQLite's full-text index).

The index keeps no second copy of the text. PostgreSQL searches without tables of its own.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXED = {"reports": ("title", "text"), "claims": ("quote",)}


def upgrade() -> None:
    """Make one index per table and the triggers that keep it in step."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, columns in INDEXED.items():
        names = ", ".join(columns)
        old = ", ".join(f"old.{column}" for column in columns)
        new = ", ".join(f"new.{column}" for column in columns)
        index = f"{table}_words"
        op.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='pk', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute(
            f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {index}(rowid, {names}) VALUES (new.pk, {new}); END"
        )
        op.execute(
            f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN "
            f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.pk, {old}); END"
        )
        op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
