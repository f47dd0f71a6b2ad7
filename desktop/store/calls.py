"""Saves the outcome of a call: once, whole, and with everything that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.calls import CallState, Direction
from desktop.domain.cases import HoldKind, TimelineEntry, TimelineKind
from desktop.domain.outcome import HOLDS, Outcome, OutcomeField, read_date
from desktop.store.commitments import Commitment, commitment_of, save_commitment
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
_CALL = """
    INSERT INTO call (call_id, seq, line, direction, state, talk_ms, end_reason, end_detail)
    VALUES (?, -1, '', ?, ?, ?, ?, '') ON CONFLICT DO NOTHING
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
    with transaction(db) as connection:
        debtor_id = _existing_debtor(connection, outcome.debtor_id)
        _ensure_call(connection, outcome)
        if connection.execute(_SAVE, outcome_row(outcome, debtor_id)).rowcount != 1:
            return
        commitment = None if outcome.practice else commitment_of(outcome)
        if commitment is not None:
            save_commitment(connection, outcome, debtor_id, commitment)
        if debtor_id is not None:
            _add_to_timeline(connection, outcome, debtor_id, commitment)
            if not outcome.practice:
                _add_holds(connection, outcome, debtor_id)
        connection.execute("DELETE FROM open_call WHERE call_id = ?", (outcome.call_id,))


def _existing_debtor(connection: Connection, debtor_id: int | None) -> int | None:
    row = connection.execute("SELECT 1 FROM debtor WHERE debtor_id = ?", (debtor_id,)).fetchone()
    return debtor_id if row else None


def _ensure_call(connection: Connection, outcome: Outcome) -> None:
    """A call whose journal never said what it was still gets its row."""
    connection.execute(
        _CALL,
        (
            outcome.call_id,
            Direction.UNKNOWN.value,
            CallState.ENDED.value,
            outcome.talk_ms,
            outcome.end_reason.value,
        ),
    )


def _add_to_timeline(
    connection: Connection, outcome: Outcome, debtor_id: int, commitment: Commitment | None
) -> None:
    call_id, saved_ms = outcome.call_id, outcome.saved_at_epoch_ms
    started_ms, direction = connection.execute(
        "SELECT started_ms, direction FROM call WHERE call_id = ?", (call_id,)
    ).fetchone()
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
        # Its state is read from the promise itself, which is kept or broken later.
        promise = TimelineEntry(
            at_epoch_ms=saved_ms,
            kind=TimelineKind.PROMISE,
            amount=commitment.total,
            disposition=outcome.disposition.value,
            due_on=commitment.first_due_on,
        )
        entries.append(promise)
    write_contacts(connection, [call_contact(debtor_id, call_id, entry) for entry in entries])


def _add_holds(connection: Connection, outcome: Outcome, debtor_id: int) -> None:
    kinds = set(outcome.holds)
    if outcome.disposition in HOLDS:
        kinds.add(HOLDS[outcome.disposition])
    for kind in kinds:
        until = _hold_until(outcome) if kind is HoldKind.UNTIL_DATE else None
        row = (debtor_id, kind.value, outcome.saved_at_epoch_ms, until, outcome.call_id)
        connection.execute(_HOLD, row)


def _hold_until(outcome: Outcome) -> str | None:
    """The day an *until* hold ends: the day that was agreed on the call, if one was."""
    agreed = outcome.fields.get(OutcomeField.DATE) or outcome.fields.get(OutcomeField.CALL_BACK_AT)
    day = read_date(str(agreed)[:10])
    return day.isoformat() if day else None
