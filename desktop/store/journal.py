"""The live call on disk: append-only entries, and the calls that still lack an outcome."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.domain.call_reports import Reported
from desktop.domain.journal import JournalEntry, JournalKind
from desktop.session.ports import UnfinishedCall
from desktop.store.driver import transaction
from desktop.store.errors import ConflictingEntryError, translated

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_APPEND = """
    INSERT INTO journal (call_id, seq, at_ms, kind, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING
"""
_WRITTEN = "SELECT kind, body FROM journal WHERE call_id = ? AND seq = ?"
_BEGIN = """
    INSERT INTO begun_call (call_id, began_ms) SELECT ?1, ?2
    WHERE NOT EXISTS (SELECT 1 FROM outcome WHERE call_id = ?1)
    ON CONFLICT DO NOTHING
"""
_SWEEP = """
    DELETE FROM begun_call
    WHERE EXISTS (SELECT 1 FROM outcome WHERE outcome.call_id = begun_call.call_id)
"""
_REPORTS = "SELECT body FROM journal WHERE call_id = ? AND kind = 'reported' ORDER BY seq"
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_CALL_COLUMNS = {
    "line": "line",
    "line_call_id": "line_call_id",
    "number": "number",
    "name": "name",
    "direction": "direction",
    "state": "state",
    "started_ms": "started",
    "established_ms": "established",
    "ended_ms": "ended",
    "talk_ms": "talk_ms",
    "end_reason": "end_reason",
    "end_detail": "end_detail",
}
"""Columns of the call table and where the body of a CALL entry has them."""

_DESCRIBE_CALL = f"""
    INSERT INTO call (call_id, seq, {", ".join(_CALL_COLUMNS)})
    VALUES (?, ?{", ?" * len(_CALL_COLUMNS)})
    ON CONFLICT (call_id) DO UPDATE SET seq = excluded.seq,
      {", ".join(f"{column} = excluded.{column}" for column in _CALL_COLUMNS)}
    WHERE excluded.seq > seq
"""  # noqa: S608
_OF_CALL = "SELECT seq, at_ms, kind, body FROM journal WHERE call_id = ? ORDER BY seq"
# CROSS keeps SQLite from reading the whole journal and looking each entry up among the calls.
_UNFINISHED = """
    SELECT o.call_id, j.seq, j.at_ms, j.kind, j.body
    FROM open_call o CROSS JOIN journal j ON j.call_id = o.call_id
    ORDER BY o.began_ms, o.call_id, j.seq
"""


def append_journal(db: Database, entries: Iterable[JournalEntry]) -> None:
    """Make entries durable in one transaction; those that are there already change nothing.

    Raises `ConflictingEntryError` when something else was written under the number of an entry.
    """
    written = list(entries)
    if not written:
        return
    with transaction(db) as connection:
        rows = [(e.call_id, e.seq, e.at_epoch_ms, e.kind.value, to_json(e.body)) for e in written]
        if connection.executemany(_APPEND, rows).rowcount < len(rows):
            _check_repeated(connection, rows)
        began: dict[str, int] = {}
        for entry in written:
            began[entry.call_id] = min(
                entry.at_epoch_ms, began.get(entry.call_id, entry.at_epoch_ms)
            )
            if entry.kind is JournalKind.CALL:
                _describe_call(connection, entry)
        if connection.executemany(_BEGIN, list(began.items())).rowcount > 0:
            # A save leaves this to the next call, which writes the same page anyway.
            connection.execute(_SWEEP)


def unfinished_calls(db: Database) -> tuple[UnfinishedCall, ...]:
    """Calls whose journal began and whose outcome was never saved, oldest first."""
    entries: dict[str, list[JournalEntry]] = {}
    with translated():
        for call_id, seq, at_ms, kind, body in db.conn.execute(_UNFINISHED):
            entry = JournalEntry(call_id, seq, at_ms, JournalKind(kind), json.loads(body))
            entries.setdefault(call_id, []).append(entry)
    return tuple(UnfinishedCall(call_id, tuple(found)) for call_id, found in entries.items())


def journal_of(db: Database, call_id: str) -> UnfinishedCall:
    """Every entry of one call, in order; none is a call that was never journalled."""
    with translated():
        rows = db.conn.execute(_OF_CALL, (call_id,)).fetchall()
    entries = (
        JournalEntry(call_id, seq, at_ms, JournalKind(kind), json.loads(body))
        for seq, at_ms, kind, body in rows
    )
    return UnfinishedCall(call_id, tuple(entries))


def reports_of(db: Database, call_id: str) -> tuple[Reported, ...]:
    """Which line told what of a call, in the order in which it was heard."""
    with translated():
        bodies = [json.loads(body) for (body,) in db.conn.execute(_REPORTS, (call_id,))]
    return tuple(Reported(body["line"], body["event"], body["at"]) for body in bodies)


def to_json(value: object) -> str:
    """JSON as it is stored: compact, Chinese as itself."""
    return _COMPACT.encode(value)


def _check_repeated(connection: Connection, rows: Iterable[tuple[str, int, int, str, str]]) -> None:
    """An entry may be handed over twice; two different ones under one number lose words."""
    for call_id, seq, _at_ms, kind, body in rows:
        if connection.execute(_WRITTEN, (call_id, seq)).fetchone() != (kind, body):
            raise ConflictingEntryError(f"another entry has number {seq}")


def _describe_call(connection: Connection, entry: JournalEntry) -> None:
    values = [entry.body.get(name) for name in _CALL_COLUMNS.values()]
    connection.execute(_DESCRIBE_CALL, [entry.call_id, entry.seq, *values])
