"""Finds the files that may be the same person as one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cases import CaseFile
from desktop.store.cases import open_case, reversed_digits
from desktop.store.errors import translated

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_OFFERED = 3
_LAST_DIGITS = 4
_AFTER_ALL_DIGITS = ":"

_SAME_OWN_NUMBER = """
    SELECT other.debtor_id FROM phone mine
    JOIN phone other ON other.e164 = mine.e164 AND other.debtor_id <> mine.debtor_id
    WHERE mine.debtor_id = ? AND mine.kind = 'self' AND other.kind = 'self'
    ORDER BY other.debtor_id LIMIT ?
"""
_OWN_NUMBERS = "SELECT e164 FROM phone WHERE debtor_id = ?"
_SAME_NAME_AND_DIGITS = """
    SELECT DISTINCT d.debtor_id FROM phone p JOIN debtor d ON d.debtor_id = p.debtor_id
    WHERE p.reversed_digits >= ? AND p.reversed_digits < ?
      AND d.debtor_id <> ? AND d.name = (SELECT name FROM debtor WHERE debtor_id = ?)
    ORDER BY d.debtor_id LIMIT ?
"""


def likely_duplicates(db: Database, debtor_id: int) -> tuple[CaseFile, ...]:
    """Files with the same own number, then those with the same name and last digits."""
    connection = db.conn
    found: dict[int, None] = {}
    with translated():
        for (other,) in connection.execute(_SAME_OWN_NUMBER, (debtor_id, MOST_OFFERED)):
            found[other] = None
        for (e164,) in connection.execute(_OWN_NUMBERS, (debtor_id,)).fetchall():
            tail = reversed_digits(e164)[:_LAST_DIGITS]
            if len(tail) < _LAST_DIGITS:
                continue
            span = (tail, tail + _AFTER_ALL_DIGITS, debtor_id, debtor_id, MOST_OFFERED)
            for (other,) in connection.execute(_SAME_NAME_AND_DIGITS, span):
                found[other] = None
    opened = (open_case(db, other) for other in list(found)[:MOST_OFFERED])
    return tuple(case for case in opened if case is not None)
