"""Files and numbers that agents add, and the way back from each change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.cases import CaseFile, CaseRecord, Phone
from desktop.domain.file_changes import ChangeKind, FileChange, UndoFault
from desktop.session.ports import ChangeUndone
from desktop.store.aliases import moved_to
from desktop.store.cases import open_case, reversed_digits
from desktop.store.changes import record_change
from desktop.store.driver import transaction
from desktop.store.errors import translated
from desktop.store.merges import undo_merge
from desktop.store.portfolio import upsert_cases

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

MOST_LISTED = 200

_BY_REFERENCE = """
    SELECT debtor_id FROM debtor WHERE external_ref = ?1
    UNION ALL
    SELECT debtor_id FROM debtor_alias WHERE external_ref = ?1
"""
_NAME = "SELECT name FROM debtor WHERE debtor_id = ?"
_KEEP = """
    INSERT INTO phone (debtor_id, e164, raw, kind, position, reversed_digits)
    SELECT ?1, ?2, ?3, ?4, 1 + ifnull(max(position), -1), ?5 FROM phone WHERE debtor_id = ?1
    ON CONFLICT DO NOTHING
"""
_LISTED = """
    SELECT id, made_ms, kind, debtor_id, name, detail FROM file_change
    WHERE undone_ms IS NULL AND (made_ms >= ? OR kind = ?) ORDER BY id DESC LIMIT ?
"""
_CHANGE = "SELECT kind, debtor_id, detail, before, undone_ms FROM file_change WHERE id = ?"
_UNDONE = "UPDATE file_change SET undone_ms = ? WHERE id = ?"
_REMOVE_NUMBER = "DELETE FROM phone WHERE debtor_id = ? AND e164 = ?"


def add_file(db: Database, record: CaseRecord) -> CaseFile:
    """Make a file, or renew the one that has its reference already, or that took it in."""
    upsert_cases(db, (record,))
    with translated():
        row = db.conn.execute(_BY_REFERENCE, (record.debtor.external_ref,)).fetchone()
    case = open_case(db, row[0]) if row is not None else None
    if case is None:
        raise RuntimeError("a file was made and cannot be opened")
    return case


def keep_number(db: Database, debtor_id: int, phone: Phone, at_epoch_ms: int) -> FileChange | None:
    """Put a number into a file, after its others; None when it stands there or the file is gone."""
    with transaction(db) as connection:
        named = connection.execute(_NAME, (debtor_id,)).fetchone()
        digits = reversed_digits(phone.e164)
        row = (debtor_id, phone.e164, phone.raw, phone.kind.value, digits)
        if named is None or connection.execute(_KEEP, row).rowcount != 1:
            return None
        return record_change(
            connection,
            at_epoch_ms=at_epoch_ms,
            kind=ChangeKind.NUMBER_KEPT,
            debtor_id=debtor_id,
            name=named[0],
            detail=phone.e164,
        )


def file_changes(db: Database, since_epoch_ms: int) -> tuple[FileChange, ...]:
    """Numbers kept since a time, and merges whenever they were; newest first, not undone."""
    asked = (since_epoch_ms, ChangeKind.FILES_MERGED.value, MOST_LISTED)
    with translated():
        rows = db.conn.execute(_LISTED, asked).fetchall()
    return tuple(
        FileChange(change_id, made_ms, ChangeKind(kind), debtor_id, name, detail)
        for change_id, made_ms, kind, debtor_id, name, detail in rows
    )


def undo_change(db: Database, change_id: int, at_epoch_ms: int) -> ChangeUndone | None:
    """Take a change back; one that was taken back before stays so."""
    with transaction(db) as connection:
        row = connection.execute(_CHANGE, (change_id,)).fetchone()
        if row is None:
            return None
        kind, debtor_id, detail, before, undone_ms = row
        if undone_ms is not None:
            return ChangeUndone(None, debtor_id)
        if ChangeKind(kind) is ChangeKind.NUMBER_KEPT:
            undone = _remove_number(connection, debtor_id, detail)
        else:
            undone = undo_merge(connection, change_id, json.loads(before))
        if undone.fault is None:
            connection.execute(_UNDONE, (at_epoch_ms, change_id))
        return undone


def _remove_number(connection: Connection, debtor_id: int, e164: str) -> ChangeUndone:
    if connection.execute(_NAME, (debtor_id,)).fetchone() is None:
        stays_id = moved_to(connection, debtor_id)
        if stays_id is None:
            return ChangeUndone(UndoFault.FILE_GONE, debtor_id)
        debtor_id = stays_id
    connection.execute(_REMOVE_NUMBER, (debtor_id, e164))
    return ChangeUndone(None, debtor_id)
