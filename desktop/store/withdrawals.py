"""Takes back the outcome of a call: what followed from it goes, the outcome stays on file.

A call whose outcome was withdrawn simply lacks one. It is found again at the next start like any
other, so nothing depends on a new version being saved.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.journal import JournalKind
from desktop.domain.outcome import Disposition, Outcome
from desktop.session.ports import SavedCall, UnfinishedCall, WithdrawnCall
from desktop.store.driver import transaction
from desktop.store.errors import translated
from desktop.store.journal import journal_of, to_json
from desktop.store.outcome_rows import OUTCOME_COLUMNS, read_outcome

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

MOST_LISTED = 500

_SAVED = f"SELECT {', '.join(OUTCOME_COLUMNS)} FROM outcome WHERE call_id = ?"  # noqa: S608
_NEWEST_WITHDRAWN = """
    SELECT saved_ms, outcome FROM withdrawn_outcome WHERE call_id = ? ORDER BY version DESC LIMIT 1
"""
_KEEP = """
    INSERT INTO withdrawn_outcome (call_id, version, saved_ms, withdrawn_ms, outcome)
    SELECT ?1, 1 + count(*), ?2, ?3, ?4 FROM withdrawn_outcome WHERE call_id = ?1
"""
_UNDONE = (
    # Without the debtor the whole history would be read: it is clustered by debtor.
    "DELETE FROM contact WHERE debtor_id = :debtor_id AND call_id = :call_id",
    "DELETE FROM hold WHERE debtor_id = :debtor_id AND call_id = :call_id",
    "DELETE FROM instalment WHERE call_id = :call_id",
    "DELETE FROM outcome WHERE call_id = :call_id",
    """
    INSERT INTO begun_call (call_id, began_ms) VALUES (:call_id, :began_ms)
    ON CONFLICT DO NOTHING
    """,
)
_NEWEST_FIRST = """
    SELECT o.call_id, o.saved_ms, o.disposition, d.name, c.name, c.number,
      (SELECT count(*) FROM withdrawn_outcome w WHERE w.call_id = o.call_id), o.practice
    FROM outcome o JOIN call c ON c.call_id = o.call_id
    LEFT JOIN debtor d ON d.debtor_id = o.debtor_id
    ORDER BY o.id DESC LIMIT ?
"""


def withdraw_outcome(
    db: Database, call_id: str, saved_at_epoch_ms: int, at_epoch_ms: int
) -> WithdrawnCall | None:
    """Take back the outcome that was saved at a time; doing it again gives the same answer.

    None when the call has another outcome by now, or when its journal cannot bring it back.
    """
    journalled = journal_of(db, call_id)
    if all(entry.kind is not JournalKind.CALL for entry in journalled.entries):
        return None
    with transaction(db) as connection:
        row = connection.execute(_SAVED, (call_id,)).fetchone()
        if row is None:
            outcome = _withdrawn_before(connection, call_id, saved_at_epoch_ms)
        else:
            columns = dict(zip(OUTCOME_COLUMNS, row, strict=True))
            outcome = read_outcome(columns)
            if outcome.saved_at_epoch_ms != saved_at_epoch_ms:
                return None
            kept = (call_id, saved_at_epoch_ms, at_epoch_ms, to_json(columns))
            connection.execute(_KEEP, kept)
            _undo(connection, outcome, journalled)
    return None if outcome is None else WithdrawnCall(journalled, outcome)


def saved_since(db: Database, epoch_ms: int) -> tuple[SavedCall, ...]:
    """The outcomes saved since a time, newest first; at most `MOST_LISTED`."""
    found: list[SavedCall] = []
    with translated():
        # Read backwards and left early: there is no index by time that every save would pay for.
        for row in db.conn.execute(_NEWEST_FIRST, (MOST_LISTED,)):
            call_id, saved_ms, disposition, debtor, caller, number, earlier, practice = row
            if saved_ms < epoch_ms:
                break
            who = debtor or caller or ""
            found.append(
                SavedCall(
                    call_id=call_id,
                    saved_at_epoch_ms=saved_ms,
                    disposition=Disposition(disposition),
                    who=who,
                    number=number or "",
                    earlier_versions=earlier,
                    practice=bool(practice),
                )
            )
    return tuple(found)


def _withdrawn_before(
    connection: Connection, call_id: str, saved_at_epoch_ms: int
) -> Outcome | None:
    """The outcome, when it is the one that was taken back last."""
    kept = connection.execute(_NEWEST_WITHDRAWN, (call_id,)).fetchone()
    if kept is None or kept[0] != saved_at_epoch_ms:
        return None
    return read_outcome(json.loads(kept[1]))


def _undo(connection: Connection, outcome: Outcome, journalled: UnfinishedCall) -> None:
    names = {
        "call_id": outcome.call_id,
        "debtor_id": outcome.debtor_id,
        "began_ms": min(entry.at_epoch_ms for entry in journalled.entries),
    }
    for statement in _UNDONE:
        connection.execute(statement, names)
