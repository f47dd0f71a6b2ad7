"""Opens the debtor's file at the ring: which file a number means, and everything in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.cases import (
    CaseFile,
    Debt,
    Debtor,
    Hold,
    HoldKind,
    Phone,
    PhoneKind,
    PromiseState,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.matching import TAIL_DIGITS, MatchReason, NumberMatch
from desktop.domain.money import Money
from desktop.store.aliases import moved_to
from desktop.store.errors import translated

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

MOST_MATCHES = 10
MOST_TIMELINE_ENTRIES = 200

_AFTER_ALL_DIGITS = ":"
"""The character after `9`: the end of the range of texts that begin with given digits."""

_EXACT = """
    SELECT debtor_id, e164, kind FROM phone WHERE e164 = ?
    ORDER BY kind <> 'self', debtor_id LIMIT ?
"""
_LAST_DIGITS = """
    SELECT debtor_id, e164, kind FROM phone WHERE reversed_digits >= ? AND reversed_digits < ?
    ORDER BY kind <> 'self', debtor_id, position
"""
_DEBTOR = """
    SELECT external_ref, name, surname, title, time_zone, match_question, match_answer
    FROM debtor WHERE debtor_id = ?
"""
_PHONES = "SELECT e164, raw, kind FROM phone WHERE debtor_id = ? ORDER BY position, e164"
_DEBTS = """
    SELECT external_ref, creditor, product, currency, principal_minor, interest_minor,
      fees_minor, paid_minor, due_on, as_of
    FROM debt WHERE debtor_id = ? ORDER BY position, external_ref
"""
_TIMELINE = """
    SELECT at_ms, kind, text, amount_minor, currency, disposition, due_on, promise_state,
      direction, practice
    FROM contact WHERE debtor_id = ? ORDER BY at_ms DESC, id LIMIT ?
"""
_HOLDS = "SELECT kind, since_ms, until FROM hold WHERE debtor_id = ? ORDER BY since_ms DESC, kind"

POP_STATEMENTS = (_EXACT, (_DEBTOR, _PHONES, _DEBTS, _TIMELINE, _HOLDS))
"""What a ring asks: the debtors of a number, then the parts of each file. For benchmarks."""

# Asking an enum for its member takes ten times as long as a dict, and a ring asks for hundreds.
_PHONE_KINDS = {kind.value: kind for kind in PhoneKind}
_TIMELINE_KINDS = {kind.value: kind for kind in TimelineKind}
_PROMISE_STATES = {state.value: state for state in PromiseState}


def match_number(db: Database, number: str) -> tuple[NumberMatch, ...]:
    """The files in which a number stands; only if there is none, those with its last digits."""
    with translated():
        rows = db.conn.execute(_EXACT, (number, MOST_MATCHES)).fetchall()
        if rows:
            return _matches(db, rows, MatchReason.CONTACT_NUMBER)
        tail = reversed_digits(number)[:TAIL_DIGITS]
        if len(tail) < TAIL_DIGITS:
            return ()
        rows = db.conn.execute(_LAST_DIGITS, (tail, tail + _AFTER_ALL_DIGITS)).fetchall()
        return _matches(db, rows, MatchReason.LAST_DIGITS)


def has_cases(db: Database) -> bool:
    """Whether there is any debtor."""
    with translated():
        return db.conn.execute("SELECT 1 FROM debtor LIMIT 1").fetchone() is not None


def open_case(
    db: Database, debtor_id: int, *, most_entries: int = MOST_TIMELINE_ENTRIES
) -> CaseFile | None:
    """One file with the newest entries of its timeline, newest first; None when it is gone.

    Of a file that was put into another, the other one.
    """
    connection = db.conn
    with translated():
        debtor = connection.execute(_DEBTOR, (debtor_id,)).fetchone()
        if debtor is None:
            stays_id = moved_to(connection, debtor_id)
            if stays_id is None:
                return None
            return open_case(db, stays_id, most_entries=most_entries)
        return CaseFile(
            debtor_id=debtor_id,
            debtor=Debtor(*debtor),
            phones=_phones(connection, debtor_id),
            debts=_debts(connection, debtor_id),
            timeline=_timeline(connection, debtor_id, most_entries),
            holds=_holds(connection, debtor_id),
        )


def reversed_digits(number: str) -> str:
    """The digits of a number from the last to the first, so that an index finds an ending."""
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        digits = "".join(character for character in digits if character in "0123456789")
    return digits[::-1]


def _matches(
    db: Database, rows: list[tuple[int, str, str]], reason: MatchReason
) -> tuple[NumberMatch, ...]:
    matches: dict[int, NumberMatch] = {}
    for debtor_id, e164, kind_text in rows:
        if debtor_id in matches:
            continue
        kind = PhoneKind(kind_text)
        own = reason is MatchReason.CONTACT_NUMBER and kind is PhoneKind.SELF
        case = open_case(db, debtor_id)
        if case is not None:
            found_by = MatchReason.OWN_NUMBER if own else reason
            matches[debtor_id] = NumberMatch(case, found_by, e164, kind)
        if len(matches) == MOST_MATCHES:
            break
    return tuple(matches.values())


def _phones(connection: Connection, debtor_id: int) -> tuple[Phone, ...]:
    rows = connection.execute(_PHONES, (debtor_id,))
    return tuple(Phone(e164, raw, _PHONE_KINDS[kind]) for e164, raw, kind in rows)


def _debts(connection: Connection, debtor_id: int) -> tuple[Debt, ...]:
    rows = connection.execute(_DEBTS, (debtor_id,))
    return tuple(
        Debt(
            external_ref=ref,
            creditor=creditor,
            product=product,
            principal=Money(principal, currency),
            interest=Money(interest, currency),
            fees=Money(fees, currency),
            paid=Money(paid, currency),
            due_on=date.fromisoformat(due_on),
            as_of=date.fromisoformat(as_of),
        )
        for ref, creditor, product, currency, principal, interest, fees, paid, due_on, as_of in rows
    )


def _timeline(connection: Connection, debtor_id: int, most: int) -> tuple[TimelineEntry, ...]:
    rows = connection.execute(_TIMELINE, (debtor_id, most))
    return tuple(
        TimelineEntry(
            at_epoch_ms=at_ms,
            kind=_TIMELINE_KINDS[kind],
            text=text,
            amount=None if minor is None else Money(minor, currency),
            disposition=disposition,
            due_on=None if due_on is None else date.fromisoformat(due_on),
            promise_state=None if state is None else _PROMISE_STATES[state],
            direction=direction,
            practice=bool(practice),
        )
        for (
            at_ms,
            kind,
            text,
            minor,
            currency,
            disposition,
            due_on,
            state,
            direction,
            practice,
        ) in rows
    )


def _holds(connection: Connection, debtor_id: int) -> tuple[Hold, ...]:
    rows = connection.execute(_HOLDS, (debtor_id,))
    return tuple(
        Hold(HoldKind(kind), since_ms, None if until is None else date.fromisoformat(until))
        for kind, since_ms, until in rows
    )
