"""Notes what an agent changed in the files, with what it takes to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.file_changes import ChangeKind, FileChange
from desktop.store.journal import to_json

if TYPE_CHECKING:
    from sqlite3 import Connection

_CHANGED = """
    INSERT INTO file_change (made_ms, kind, debtor_id, name, detail, before)
    VALUES (?, ?, ?, ?, ?, ?)
"""


def record_change(
    connection: Connection,
    *,
    at_epoch_ms: int,
    kind: ChangeKind,
    debtor_id: int,
    name: str,
    detail: str,
    before: object = None,
) -> FileChange:
    """Note a change inside its own transaction."""
    row = (at_epoch_ms, kind.value, debtor_id, name, detail, to_json(before))
    change_id = connection.execute(_CHANGED, row).lastrowid
    if change_id is None:
        raise RuntimeError("a row was written and has no number")
    return FileChange(change_id, at_epoch_ms, kind, debtor_id, name, detail)
