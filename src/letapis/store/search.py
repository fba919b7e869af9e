"""Conditions on words: full-text search where the database has it, plain comparison elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa


def contains(folded: sa.ColumnElement[Any], words: str) -> sa.ColumnElement[bool]:
    """That a column of case-folded text holds these words as they stand."""
    return folded.contains(words.casefold(), autoescape=True)


def has_words(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], words: str
) -> sa.ColumnElement[bool]:
    """That a row has every one of the words in any of its columns; `detain*` finds words that begin so."""
    if connection.dialect.name == "sqlite":
        index = f"{table.name}_words"
        asked = sa.text(f"SELECT rowid FROM {index} WHERE {index} MATCH :words_{table.name}")
        asked = asked.bindparams(**{f"words_{table.name}": quote_words(words)})
        return table.c.pk.in_(asked.columns(rowid=sa.Integer).scalar_subquery())
    each = [
        sa.or_(*(table.c[column].icontains(word.rstrip("*"), autoescape=True) for column in columns))
        for word in words.split()
    ]
    return sa.and_(*each)


def quote_words(words: str) -> str:
    """Words as a full-text question in which nothing is an operator but a star at a word's end.

    >>> quote_words('detain* "near OR Orlec')
    '"detain"* "near" "OR" "Orlec"'
    """
    parts = re.findall(r"(\w[\w'’-]*)(\*?)", words)
    return " ".join(f'"{word}"{star}' for word, star in parts) or '""'
