"""What somebody said about the columns of a shape of files, kept for the next file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.driver import transaction
from desktop.store.errors import translated

if TYPE_CHECKING:
    from sqlite_utils import Database


def saved_mapping(db: Database, shape: str) -> str | None:
    """The mapping of a shape, as the text it was kept as; None when nothing was said."""
    with translated():
        row = db.conn.execute(
            "SELECT mapping FROM import_mapping WHERE shape = ?", (shape,)
        ).fetchone()
    return None if row is None else str(row[0])


def save_mapping(db: Database, shape: str, mapping: str) -> None:
    """Keep a mapping in place of the one before it."""
    with transaction(db) as connection:
        connection.execute(
            "INSERT INTO import_mapping (shape, mapping) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET mapping = excluded.mapping",
            (shape, mapping),
        )
