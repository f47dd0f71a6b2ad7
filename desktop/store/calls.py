"""Saves the outcome of a call: once, whole, and with everything that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.calls import CallState, Direction
from desktop.domain.cases import HoldKind, PromiseState, TimelineEntry, TimelineKind
from desktop.domain.outcome import HOLDS, Outcome, OutcomeField, read_date
from desktop.store.aliases import moved_to
from desktop.store.commitments import Commitment, commitment_of, save_instalments
from desktop.store.driver import transaction
from desktop.store.outcome_rows import OUTCOME_COLUMNS, outcome_row
from desktop.store.timeline import call_contact, write_contacts

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_SAVE = f"""
    INSERT INTO outcome ({", ".join(OUTCOME_COLUMNS)})
    VALUES ({", ".join("?" * len(OUTCOME_COLUMNS))})
    ON CONFLICT DO NOTHING
"""  # noqa: S608
_KNOWN = """
    SELECT d.debtor_id, c.call_id, c.started_ms, c.direction
    FROM (SELECT 1) LEFT JOIN debtor d ON d.debtor_id = ? LEFT JOIN call c ON c.call_id = ?
"""
_CALL = """
    INSERT INTO call (call_id, seq, line, direction, state, talk_ms, end_reason, end_detail)
    VALUES (?, -1, '', ?, ?, ?, ?, '')
"""
_HOLD = """
    INSERT INTO hold (debtor_id, kind, since_ms, until, call_id) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING
"""


def save_outcome(db: Database, outcome: Outcome) -> None:
    """Save an outcome with its promise, plan, holds and timeline entries, in one transaction.

    A second save of the same call changes nothing. A file that has been deleted meanwhile does
    not keep the outcome from being saved: it is then saved without one. Practice binds nobody.
    """
    commitment = None if outcome.practice else commitment_of(outcome)
    with transaction(db) as connection:
        debtor_id, known_call, started_ms, direction = connection.execute(
            _KNOWN, (outcome.debtor_id, outcome.call_id)
        ).fetchone()
        if debtor_id is None and outcome.debtor_id is not None:
            debtor_id = moved_to(connection, outcome.debtor_id)
        if known_call is None:
            direction = _add_call(connection, outcome)
        if connection.execute(_SAVE, outcome_row(outcome, debtor_id)).rowcount != 1:
            return
        if commitment is not None and commitment.instalments:
            save_instalments(connection, outcome.call_id, commitment)
        if debtor_id is not None:
            entries = _timeline_entries(outcome, commitment, started_ms, direction)
            rows = [call_contact(debtor_id, outcome.call_id, entry) for entry in entries]
            write_contacts(connection, rows)
            if not outcome.practice:
                _add_holds(connection, outcome, debtor_id)


def _add_call(connection: Connection, outcome: Outcome) -> str:
    """A call whose journal never said what it was still gets its row; its direction."""
    direction = Direction.UNKNOWN.value
    connection.execute(
        _CALL,
        (
            outcome.call_id,
            direction,
            CallState.ENDED.value,
            outcome.talk_ms,
            outcome.end_reason.value,
        ),
    )
    return direction


def _timeline_entries(
    outcome: Outcome, commitment: Commitment | None, started_ms: int | None, direction: str
) -> list[TimelineEntry]:
    saved_ms = outcome.saved_at_epoch_ms
    entries = [
        TimelineEntry(
            at_epoch_ms=saved_ms if started_ms is None else started_ms,
            kind=TimelineKind.CALL,
            text=outcome.note,
            disposition=outcome.disposition.value,
            direction=direction,
            practice=outcome.practice,
        )
    ]
    if commitment is not None:
        promise = TimelineEntry(
            at_epoch_ms=saved_ms,
            kind=TimelineKind.PROMISE,
            amount=commitment.total,
            disposition=outcome.disposition.value,
            due_on=commitment.first_due_on,
            promise_state=PromiseState.OPEN,
        )
        entries.append(promise)
    return entries


def _add_holds(connection: Connection, outcome: Outcome, debtor_id: int) -> None:
    kinds = set(outcome.holds)
    if outcome.disposition in HOLDS:
        kinds.add(HOLDS[outcome.disposition])
    for kind in kinds:
        until = _hold_until(outcome) if kind is HoldKind.UNTIL_DATE else None
        row = (debtor_id, kind.value, outcome.saved_at_epoch_ms, until, outcome.call_id)
        connection.execute(_HOLD, row)


def _hold_until(outcome: Outcome) -> str | None:
    """The day an *until* hold ends: the day that was named with it, else the one agreed on."""
    if outcome.hold_until is not None:
        return outcome.hold_until.isoformat()
    agreed = outcome.fields.get(OutcomeField.DATE) or outcome.fields.get(OutcomeField.CALL_BACK_AT)
    day = read_date(str(agreed)[:10])
    return day.isoformat() if day else None
