"""Writes lines of a debtor's timeline; each has a number of its own, so none is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from desktop.domain.cases import TimelineEntry

if TYPE_CHECKING:
    from sqlite3 import Connection

ContactRow = tuple[int | str | None, ...]

_WRITE = """
    INSERT INTO contact (debtor_id, at_ms, id, kind, text, amount_minor, currency, disposition,
      due_on, promise_state, direction, practice, call_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET promise_state = excluded.promise_state
    WHERE excluded.promise_state IS NOT NULL AND excluded.promise_state IS NOT promise_state
"""


_WRITE_IMPORTED = _WRITE.replace(
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    """
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE NOT EXISTS (
      SELECT 1 FROM contact WHERE debtor_id = ?1 AND at_ms = ?2 AND call_id IS NOT NULL
        AND kind = ?4 AND text = ?5 AND amount_minor IS ?6 AND disposition IS ?8
    )
    """,
)
"""What one of our own calls has written, and an export has carried away and back, stays one."""


def write_imported(connection: Connection, rows: Iterable[ContactRow]) -> None:
    """Put lines from elsewhere into the timeline, except those that our own calls put there."""
    connection.executemany(_WRITE_IMPORTED, rows)


def write_contacts(connection: Connection, rows: Iterable[ContactRow]) -> None:
    """Put lines into the timeline; of one that is there, only the promise's state is renewed."""
    connection.executemany(_WRITE, rows)


def call_contact(debtor_id: int, call_id: str, entry: TimelineEntry) -> ContactRow:
    """The row of a line that one of our own calls made: one of each kind per call."""
    return _row(debtor_id, contact_id(call_id, entry.kind.value), entry, call_id)


def imported_contacts(debtor_id: int, entries: Iterable[TimelineEntry]) -> Iterator[ContactRow]:
    """The rows of lines from elsewhere, told apart by what they say.

    Two equal lines of one record are two events, for instance two payments on one day; the same
    record read again gives the same numbers.
    """
    seen: dict[ContactRow, int] = {}
    for entry in entries:
        content = _content(entry)
        occurrence = seen.get(content, 0)
        seen[content] = occurrence + 1
        yield _row(debtor_id, contact_id(*content, occurrence), entry, None)


def contact_id(*parts: object) -> int:
    """A whole number of 63 bits that is the same whenever the parts are."""
    digest = blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _content(entry: TimelineEntry) -> ContactRow:
    """What makes a line the one it is. A promise that is kept later stays the same promise."""
    amount = entry.amount
    return (
        entry.at_epoch_ms,
        entry.kind.value,
        entry.text,
        amount.minor if amount else None,
        amount.currency if amount else None,
        entry.disposition,
        entry.due_on.isoformat() if entry.due_on else None,
        entry.direction,
        int(entry.practice),
    )


def _row(debtor_id: int, number: int, entry: TimelineEntry, call_id: str | None) -> ContactRow:
    at_ms, kind, text, minor, currency, disposition, due_on, direction, practice = _content(entry)
    state = entry.promise_state.value if entry.promise_state else None
    return (
        debtor_id,
        at_ms,
        number,
        kind,
        text,
        minor,
        currency,
        disposition,
        due_on,
        state,
        direction,
        practice,
        call_id,
    )
