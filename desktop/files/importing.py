"""Imports a portfolio file: every row goes into the store whole, or to the rejects with its reason.

The file is read through once before anything is stored, so a file that turns out to be broken
changes nothing. Rows are stored in batches, so an agent who saves meanwhile never waits for a
whole file; importing a file again, also after an interruption, doubles nothing.
"""

from __future__ import annotations

import threading
import time
import zoneinfo
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Protocol

from desktop.domain.case_columns import Column
from desktop.domain.case_gathering import CaseGatherer
from desktop.domain.case_rows import CaseRowReader
from desktop.domain.cases import CaseRecord
from desktop.domain.row_cells import RowError
from desktop.domain.row_faults import explain
from desktop.files.format_errors import ImportFormatError, check_is_file, either
from desktop.files.opening import open_table
from desktop.files.tables import Marks, Reading, Source, Table
from desktop.session.ports import StorageError

BATCH_ROWS = 500
MOST_KEPT_REJECTS = 1000
_PROGRESS_EVERY_S = 0.1
_LOCKED_WAIT_S = 0.2


class Counts(Protocol):
    """How many debtors of a batch were new to the store and how many it knew."""

    @property
    def inserted(self) -> int:
        """Debtors that the store did not have."""
        ...

    @property
    def updated(self) -> int:
        """Debtors that it had."""
        ...


class CaseStore(Protocol):
    """What the import needs of the store."""

    def upsert_cases(self, records: Iterable[CaseRecord]) -> Counts:
        """Insert or update files; doing it twice doubles nothing."""
        ...

    def known_refs(self, refs: Collection[str]) -> frozenset[str]:
        """Which of the debtors' own references are in the store."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is. The file is checked first and then imported: `is_import` says which."""

    rows: int
    bytes: int
    total_bytes: int
    is_import: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, and why, in the chosen language.

    `row` is its number as a spreadsheet counts; `column` is what the file calls the column to
    blame, empty for the row as a whole.
    """

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do. `inserted` and `updated` count debtors.

    `rejects` are the first of the rejected rows. `ignored_headers` are columns that mean nothing
    to us; a misspelt header is among them. `stopped` when somebody ended it before its end.
    """

    rows_read: int
    inserted: int
    updated: int
    rejected: int
    rejects: tuple[Reject, ...]
    ignored_headers: tuple[str, ...] = ()
    known_headers: tuple[tuple[str, Column], ...] = ()
    shape: str = ""
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to import and how.

    `normalise` turns a written number into E.164 or None; `zone` gives the clock of an IANA zone,
    or of an empty name this machine's. `stop` ends the import at the next batch. The file of
    `rejects`, when one is asked for, has the format of the file; it is written in a dry run too,
    and without rejects it holds the header alone.
    """

    path: Path
    reading: Reading
    normalise: Callable[[str], str | None]
    zone: Callable[[str], tzinfo]
    rejects: Path | None = None
    dry_run: bool = False
    batch_rows: int = BATCH_ROWS
    tell: Callable[[Progress], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)


def import_file(order: ImportOrder, store: CaseStore) -> ImportReport:
    """Import a file. Amounts without a stamp are as of the day the file was last changed.

    Raises `ImportFormatError` before anything is stored when the file cannot be imported at all;
    also when the rejects cannot be written, and whatever the store raises except that it is
    locked, which is waited out: then some batches may be stored, and importing again completes
    them.
    """
    path, language = order.path, order.reading.language
    check_is_file(path, language)
    if order.rejects is not None and order.rejects.resolve() == path.resolve():
        raise ImportFormatError(
            either(
                "退回的行不能写回正在导入的文件。",
                "The rejects cannot be written over the file that is imported.",
                language,
            )
        )
    table = open_table(path, order.reading)
    reader = CaseRowReader(
        table.header.columns,
        normalise=order.normalise,
        as_of=_last_changed(path),
        time_zones=zoneinfo.available_timezones(),
        zone=order.zone,
    )
    run = _Run(order, table, reader, store)
    if not run.check():
        return run.report()
    with _rejects(order.rejects, table) as put_aside:
        run.take_rows(put_aside)
    return run.report()


def _rejects(
    target: Path | None, table: Table
) -> AbstractContextManager[Callable[[Source, Marks], None]]:
    if target is None:
        return nullcontext(lambda _written, _marks: None)
    return table.rejects(target)


class _Run:
    """One import from its beginning to its report."""

    def __init__(
        self, order: ImportOrder, table: Table, reader: CaseRowReader, store: CaseStore
    ) -> None:
        self._order = order
        self._table = table
        self._reader = reader
        self._store = store
        self._gatherer = CaseGatherer()
        self._rejects: list[Reject] = []
        self._rows_read = self._rejected = self._inserted = self._updated = 0
        self._told_at_s = 0.0

    def check(self) -> bool:
        """Read the file through. False when the import was stopped meanwhile."""
        for rows, _ in enumerate(self._table.rows(), start=1):
            if rows & 0xFFF == 0:
                self._tell(rows, is_import=False)
                if self._order.stop.is_set():
                    return False
        return True

    def take_rows(self, put_aside: Callable[[Source, Marks], None]) -> None:
        """Store the rows, batch after batch, until the end or until the import is stopped."""
        fitting, read, add = self._table.header.fitting, self._reader.read, self._gatherer.add
        stop, batch_rows = self._order.stop, self._order.batch_rows
        rows_read = 0
        for rows_read, (number, written, source) in enumerate(self._table.rows(), start=1):
            try:
                add(read(fitting(written)))
            except RowError as error:
                self._put_aside(put_aside, number, source, error)
            if rows_read % batch_rows == 0:
                if self._store_batch():
                    self._rows_read = rows_read
                if stop.is_set():
                    break
                self._tell(rows_read, is_import=True)
        else:
            if self._store_batch():
                self._rows_read = rows_read
            self._tell(rows_read, is_import=True, at_once=True)

    def report(self) -> ImportReport:
        """What came of it."""
        header = self._table.header
        return ImportReport(
            self._rows_read,
            self._inserted,
            self._updated,
            self._rejected,
            tuple(self._rejects),
            header.ignored,
            header.known,
            header.shape,
            self._order.stop.is_set(),
        )

    def _put_aside(
        self,
        put_aside: Callable[[Source, Marks], None],
        number: int,
        source: Source,
        error: RowError,
    ) -> None:
        header = self._table.header
        column = header.called(error.column) if error.column else ""
        reject = Reject(number, column, explain(error.fault, self._order.reading.language))
        put_aside(source, (reject.row, reject.column, reject.reason))
        self._rejected += 1
        if len(self._rejects) < MOST_KEPT_REJECTS:
            self._rejects.append(reject)

    def _store_batch(self) -> bool:
        """Store what was gathered; False when the import was stopped before it could be."""
        first_seen = self._gatherer.first_seen()
        records = self._gatherer.take()
        if not records:
            return True
        if self._order.dry_run:
            known = len(self._store.known_refs(first_seen))
            self._inserted += len(first_seen) - known
            self._updated += known
            return True
        counts = self._upsert(records)
        if counts is None:
            return False
        # A debtor whose rows are scattered over several batches is still one debtor.
        again = len(records) - len(first_seen)
        self._inserted += counts.inserted
        self._updated += counts.updated - again
        return True

    def _upsert(self, records: tuple[CaseRecord, ...]) -> Counts | None:
        """Store a batch; while the database is locked, wait. None when stopped before."""
        while True:
            try:
                return self._store.upsert_cases(records)
            except StorageError as error:
                if error.kind != StorageError.LOCKED:
                    raise
            if self._order.stop.wait(_LOCKED_WAIT_S):
                return None

    def _tell(self, rows: int, *, is_import: bool, at_once: bool = False) -> None:
        if self._order.tell is None:
            return
        now_s = time.monotonic()
        if at_once or now_s - self._told_at_s >= _PROGRESS_EVERY_S:
            self._told_at_s = now_s
            size = self._table.size
            self._order.tell(Progress(rows, min(self._table.position, size), size, is_import))


def _last_changed(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone().date()
