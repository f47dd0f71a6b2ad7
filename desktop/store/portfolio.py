"""Puts imported or sampled files into the database; doing it twice doubles nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.cases import CaseRecord
from desktop.store.cases import reversed_digits
from desktop.store.driver import transaction
from desktop.store.errors import translated
from desktop.store.import_pace import ImportPace
from desktop.store.timeline import imported_contacts, write_imported

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_DEBTOR_TEXTS = ("name", "surname", "title", "time_zone", "match_question", "match_answer")
_DEBTOR = f"""
    INSERT INTO debtor (external_ref, {", ".join(_DEBTOR_TEXTS)})
    VALUES (?{", ?" * len(_DEBTOR_TEXTS)})
    ON CONFLICT (external_ref) DO UPDATE SET
      {
    ", ".join(
        f"{t} = CASE excluded.{t} WHEN '' THEN {t} ELSE excluded.{t} END" for t in _DEBTOR_TEXTS
    )
}
"""  # noqa: S608
_IDS = """
    SELECT external_ref, debtor_id FROM debtor
    WHERE external_ref IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT external_ref, debtor_id FROM debtor_alias
    WHERE external_ref IN (SELECT value FROM json_each(?1))
"""
_MERGED = """
    SELECT external_ref FROM debtor_alias
    WHERE external_ref IN (SELECT value FROM json_each(?))
"""
_PHONE = """
    INSERT INTO phone (debtor_id, e164, raw, kind, position, reversed_digits)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET raw = excluded.raw, kind = excluded.kind,
      position = excluded.position
"""
_DEBT_VALUES = (
    "creditor",
    "product",
    "currency",
    "principal_minor",
    "interest_minor",
    "fees_minor",
    "paid_minor",
    "due_on",
    "as_of",
    "position",
)
_DEBT = f"""
    INSERT INTO debt (debtor_id, external_ref, {", ".join(_DEBT_VALUES)})
    VALUES (?, ?{", ?" * len(_DEBT_VALUES)})
    ON CONFLICT DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _DEBT_VALUES)}
"""  # noqa: S608
_HOLD = """
    INSERT INTO hold (debtor_id, kind, since_ms, until) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET until = excluded.until
"""


@dataclass(frozen=True, slots=True)
class UpsertCounts:
    """How many records made a new file and how many met one that was there."""

    inserted: int
    updated: int


def upsert_cases(
    db: Database, records: Iterable[CaseRecord], *, is_desk_open: Callable[[], bool] = lambda: True
) -> UpsertCounts:
    """Insert or update files by the debtor's and the debt's own references.

    An empty text never replaces a known one; phones, debts, holds and timeline entries are only
    ever added or renewed. Each batch is one transaction: small ones with a breath between them
    while a desk is open, large ones with much memory while nobody has to wait.
    """
    inserted = updated = 0
    source = iter(records)
    pace = ImportPace(db)
    while batch := pace.next_batch(source, alone=not is_desk_open()):
        with pace.kept(), transaction(db) as connection:
            known = _debtor_ids(connection, batch).keys()
            refs = {record.debtor.external_ref for record in batch}
            new = len(refs - known)
            _write(connection, batch)
        inserted += new
        updated += len(batch) - new
    return UpsertCounts(inserted, updated)


def known_refs(db: Database, refs: Collection[str]) -> frozenset[str]:
    """Which of the debtors' own references are in the database."""
    with translated():
        rows = db.conn.execute(_IDS, (json.dumps(list(refs)),)).fetchall()
    return frozenset(ref for ref, _ in rows)


def _debtor_ids(connection: Connection, batch: list[CaseRecord]) -> Mapping[str, int]:
    refs = json.dumps([record.debtor.external_ref for record in batch])
    return dict(connection.execute(_IDS, (refs,)).fetchall())


def _merged_refs(connection: Connection, batch: list[CaseRecord]) -> set[str]:
    """References of files that were put into others: their debts go there, their names do not."""
    refs = json.dumps([record.debtor.external_ref for record in batch])
    return {ref for (ref,) in connection.execute(_MERGED, (refs,))}


def _write(connection: Connection, batch: list[CaseRecord]) -> None:
    merged = _merged_refs(connection, batch)
    debtors = [r.debtor for r in batch if r.debtor.external_ref not in merged]
    connection.executemany(
        _DEBTOR,
        [(d.external_ref, *(getattr(d, name) for name in _DEBTOR_TEXTS)) for d in debtors],
    )
    ids = _debtor_ids(connection, batch)
    filed = [(ids[record.debtor.external_ref], record) for record in batch]
    connection.executemany(_PHONE, _phone_rows(filed))
    connection.executemany(_DEBT, _debt_rows(filed))
    write_imported(
        connection,
        (
            row
            for debtor_id, record in filed
            for row in imported_contacts(debtor_id, record.timeline)
        ),
    )
    connection.executemany(
        _HOLD,
        [
            (
                debtor_id,
                hold.kind.value,
                hold.since_epoch_ms,
                hold.until.isoformat() if hold.until else None,
            )
            for debtor_id, record in filed
            for hold in record.holds
        ],
    )


def _phone_rows(filed: list[tuple[int, CaseRecord]]) -> Iterator[tuple[int | str, ...]]:
    for debtor_id, record in filed:
        for position, phone in enumerate(record.phones):
            yield (
                debtor_id,
                phone.e164,
                phone.raw,
                phone.kind.value,
                position,
                reversed_digits(phone.e164),
            )


def _debt_rows(filed: list[tuple[int, CaseRecord]]) -> Iterator[tuple[int | str, ...]]:
    for debtor_id, record in filed:
        for position, debt in enumerate(record.debts):
            yield (
                debtor_id,
                debt.external_ref,
                debt.creditor,
                debt.product,
                debt.principal.currency,
                debt.principal.minor,
                debt.interest.minor,
                debt.fees.minor,
                debt.paid.minor,
                debt.due_on.isoformat(),
                debt.as_of.isoformat(),
                position,
            )
