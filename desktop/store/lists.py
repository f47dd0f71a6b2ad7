"""Lists of everything that was saved, read a few hundred rows at a time for an export.

Each list is read by its key, so that the database is never held open on one long read and an agent
who saves meanwhile waits for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from desktop.domain.cases import CaseFile
from desktop.store.cases import open_case
from desktop.store.errors import translated

if TYPE_CHECKING:
    from sqlite_utils import Database

Value = str | int | None
ListRow = dict[str, Value]
"""Values by column. Amounts are minor units and times milliseconds, as their names say."""

_ROWS_AT_ONCE = 500
_ALL = -1

_DEBTORS = "SELECT debtor_id FROM debtor WHERE debtor_id > ? ORDER BY debtor_id LIMIT ?"
_CALL_KEYS = "SELECT call_id FROM call ORDER BY started_ms, call_id"
_CALLS = """
    SELECT c.call_id, c.started_ms, c.established_ms, c.ended_ms, c.direction, c.number, c.name,
      c.line, c.state, c.talk_ms, c.end_reason, d.external_ref AS customer_no,
      d.name AS debtor_name, o.disposition, o.saved_ms, coalesce(o.practice, 0) AS practice
    FROM json_each(?) k JOIN call c ON c.call_id = k.value
    LEFT JOIN outcome o ON o.call_id = c.call_id LEFT JOIN debtor d ON d.debtor_id = o.debtor_id
    ORDER BY k.key
"""
_OUTCOMES = """
    SELECT o.id, o.call_id, o.saved_ms, d.external_ref AS customer_no, d.name AS debtor_name,
      c.number, c.direction, o.disposition, o.fields ->> '$.amount_minor' AS amount_minor,
      o.currency, o.fields ->> '$.date' AS date, o.fields ->> '$.channel' AS channel,
      o.fields ->> '$.instalment_count' AS instalment_count,
      o.fields ->> '$.call_back_at' AS call_back_at, o.fields ->> '$.reason' AS reason,
      o.fields ->> '$.lawyer_name' AS lawyer_name, o.fields ->> '$.lawyer_phone' AS lawyer_phone,
      o.note, o.identity, o.stage, o.state, o.talk_ms, o.agent_talk_ms, o.debtor_talk_ms,
      o.longest_silence_ms, o.golden_held, o.golden_broken, o.interruptions, o.end_reason,
      o.practice
    FROM outcome o JOIN call c ON c.call_id = o.call_id
    LEFT JOIN debtor d ON d.debtor_id = o.debtor_id
    WHERE o.id > ? ORDER BY o.id LIMIT ?
"""
_PROMISES = """
    SELECT o.id, o.call_id, o.saved_ms AS made_ms, d.external_ref AS customer_no,
      d.name AS debtor_name, c.disposition, c.amount_minor, c.currency, c.due_on,
      o.fields ->> '$.channel' AS channel, c.promise_state,
      (SELECT group_concat(line, char(10)) FROM (
        SELECT due_on || ' ' || amount_minor AS line FROM instalment
        WHERE call_id = o.call_id ORDER BY number)) AS instalments
    FROM outcome o
    JOIN contact c ON c.debtor_id = o.debtor_id AND c.call_id = o.call_id AND c.kind = 'promise'
    JOIN debtor d ON d.debtor_id = o.debtor_id
    WHERE o.id > ? ORDER BY o.id LIMIT ?
"""


def all_cases(db: Database) -> Iterator[CaseFile]:
    """Every debtor's file with the whole of its history."""
    last = 0
    while True:
        with translated():
            rows = db.conn.execute(_DEBTORS, (last, _ROWS_AT_ONCE)).fetchall()
        if not rows:
            return
        for (debtor_id,) in rows:
            last = debtor_id
            case = open_case(db, debtor_id, most_entries=_ALL)
            if case is not None:
                yield case


def all_calls(db: Database) -> Iterator[ListRow]:
    """Every call, oldest first, with the outcome that it has or lacks."""
    with translated():
        keys = db.conn.execute(_CALL_KEYS)
    while True:
        with translated():
            some = [key for (key,) in keys.fetchmany(_ROWS_AT_ONCE)]
            rows = _rows(db, _CALLS, (json.dumps(some),))
        if not some:
            return
        yield from rows


def all_outcomes(db: Database) -> Iterator[ListRow]:
    """Every outcome in the order in which they were saved."""
    return _by_id(db, _OUTCOMES)


def all_promises(db: Database) -> Iterator[ListRow]:
    """Every promise and plan in the order in which they were made; instalments one a line."""
    return _by_id(db, _PROMISES)


LISTS: dict[str, Callable[[Database], Iterator[ListRow]]] = {
    "calls": all_calls,
    "outcomes": all_outcomes,
    "promises": all_promises,
}


def _by_id(db: Database, statement: str) -> Iterator[ListRow]:
    last: Value = 0
    while True:
        with translated():
            rows = _rows(db, statement, (last, _ROWS_AT_ONCE))
        if not rows:
            return
        for row in rows:
            last = row.pop("id")
            yield row


def _rows(db: Database, statement: str, values: Sequence[Any]) -> list[ListRow]:
    cursor = db.conn.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
