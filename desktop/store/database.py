"""The embedded store: one encrypted file, one connection, owned by the thread that opened it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from desktop.domain.call_reports import Reported
from desktop.domain.calls import CallRef
from desktop.domain.cases import CaseFile, CaseRecord, Phone
from desktop.domain.file_changes import FileChange, FilesMerged
from desktop.domain.journal import JournalEntry
from desktop.domain.matching import NumberMatch
from desktop.domain.outcome import Outcome
from desktop.domain.search_answer import SearchAnswer
from desktop.session.ports import (
    ChangeUndone,
    SavedCall,
    StorageError,
    UnfinishedCall,
    WithdrawnCall,
)
from desktop.store import (
    backup,
    calls,
    cases,
    driver,
    duplicates,
    file_changes,
    journal,
    merges,
    outcome_rows,
    portfolio,
    search,
    search_index,
    withdrawals,
)
from desktop.store.desk_lock import DeskLock
from desktop.store.errors import CorruptDatabaseError, translated
from desktop.store.outcome_rows import SavedOutcome
from desktop.store.portfolio import UpsertCounts
from desktop.store.schema import migrate
from desktop.store.upkeep import Upkeep

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_LOG_TO_TRUNCATE_BYTES = 16 * 1024 * 1024


class Store:
    """Implements `CallStore`, and what the command line needs beside it.

    Blocking. Raises `StorageError` when the environment fails; nothing that was reported as saved
    is ever lost by that.
    """

    def __init__(
        self,
        database: Database,
        path: Path,
        key: bytes,
        busy_timeout_ms: int,
        lock: DeskLock | None = None,
    ) -> None:
        self.database = database
        self._lock = lock
        self._path = path
        self._key = key
        self._busy_timeout_ms = busy_timeout_ms
        self.upkeep: Upkeep | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        busy_timeout_ms: int = driver.BUSY_TIMEOUT_MS,
        lock: DeskLock | None = None,
    ) -> Self:
        """Open or create the database and bring its tables up to date.

        A desk brings its `lock`, which `close` releases; after an error it is still the caller's.
        Raises a `StoreRefusedError` or `StorageError`.
        """
        database = driver.connect(path, key, busy_timeout_ms=busy_timeout_ms)
        try:
            migrate(database, path, key)
        except BaseException:
            database.close()
            raise
        return cls(database, path, key, busy_timeout_ms, lock)

    def close(self) -> None:
        """Tidy up and close. Whatever fails here, every saved row is already safe."""
        if self.upkeep is not None:
            self.upkeep.stop()
        try:
            # Neither is needed: the log keeps its rows, and the next close does both again.
            with (
                suppress(StorageError, CorruptDatabaseError),
                self._without_waiting() as connection,
            ):
                connection.execute("PRAGMA optimize").fetchall()
            with suppress(StorageError, CorruptDatabaseError):
                self._checkpoint("TRUNCATE")
        finally:
            self.database.close()
            if self._lock is not None:
                self._lock.release()

    def idle(self, *, leave_pages: int = 0) -> None:
        """Move the log into the database; call it when nobody waits. Never waits for others.

        A log of up to `leave_pages` pages stays: the first write after a move begins the log anew
        and waits for the disk twice.
        """
        log = self._path.with_name(f"{self._path.name}-wal")
        if log.exists() and log.stat().st_size > _LOG_TO_TRUNCATE_BYTES:
            self._checkpoint("TRUNCATE")
        elif self._pages_to_move() > leave_pages:
            self._checkpoint("PASSIVE")

    def look_after(self) -> None:
        """Begin the upkeep that is due, on its own thread; call it when nobody waits."""
        if self.upkeep is not None:
            self.upkeep.look()

    def make_room(self) -> bool:
        """The disk is full: let go of the reserve; whether there is room for a save now."""
        return self.upkeep is not None and self.upkeep.release_reserve()

    def reconnect(self) -> None:
        """Go on with a new connection: after one damaged page the old one reads nothing more.

        Raises what `driver.connect` raises; then the old connection stays.
        """
        fresh = driver.connect(self._path, self._key, busy_timeout_ms=self._busy_timeout_ms)
        stale, self.database = self.database, fresh
        stale.close()

    def wait_for_others(self, busy_timeout_ms: int) -> None:
        """How long a write waits while another program holds the database."""
        self._busy_timeout_ms = busy_timeout_ms
        with self._without_waiting():
            pass

    def integrity_ok(self, *, thorough: bool = False) -> bool:
        """Whether every page authenticates and the tables hold together.

        `thorough` also compares every index with its table, which takes minutes on a big file.
        """
        check = "integrity_check(1)" if thorough else "quick_check(1)"
        connection = self.database.conn
        try:
            with translated():
                backup.verify(connection.execute("PRAGMA cipher_integrity_check").fetchall())
                backup.verify(connection.execute(f"PRAGMA {check}").fetchall())
                backup.verify(connection.execute("PRAGMA foreign_key_check").fetchall())
        except CorruptDatabaseError:
            return False
        return True

    def key_in_hex(self) -> str:
        """The key, for a child program of ours that is to work on the same database."""
        return self._key.hex()

    def backup(self, target: Path) -> None:
        """Write a verified copy with the same key; `target` is replaced whole or not at all."""
        backup.copy_database(self._path, self._key, target)

    def match_number(self, number: str) -> tuple[NumberMatch, ...]:
        """Files in which this E.164 number stands, or numbers with the same last digits."""
        return cases.match_number(self.database, number)

    def has_cases(self) -> bool:
        """Whether there is any file at all."""
        return cases.has_cases(self.database)

    def open_case(self, debtor_id: int) -> CaseFile | None:
        """One file by its key."""
        return cases.open_case(self.database, debtor_id)

    def search(self, query: str) -> SearchAnswer:
        """Who fits everything that was typed, the likeliest first."""
        with self._without_waiting():
            return search.search(self.database, query)

    def index_slice(self) -> int:
        """Bring the search up to date by one slice; how many debtors, 0 when it is."""
        with self._without_waiting():
            return search_index.index_slice(self.database)

    def append_journal(self, entries: Iterable[JournalEntry]) -> None:
        """Make journal entries durable, in one transaction."""
        journal.append_journal(self.database, entries)

    def save_outcome(self, outcome: Outcome) -> None:
        """Save the outcome of a call with its promise, plan and holds, in one transaction."""
        calls.save_outcome(self.database, outcome)

    def add_file(self, record: CaseRecord) -> CaseFile:
        """Make a file, or renew the one that has its reference already."""
        return file_changes.add_file(self.database, record)

    def keep_number(self, debtor_id: int, phone: Phone, at_epoch_ms: int) -> FileChange | None:
        """Put a number into a file; None when it stands there already or the file is gone."""
        return file_changes.keep_number(self.database, debtor_id, phone, at_epoch_ms)

    def likely_duplicates(self, debtor_id: int) -> tuple[CaseFile, ...]:
        """Other files that may be the same person."""
        return duplicates.likely_duplicates(self.database, debtor_id)

    def merge_files(self, kept_id: int, dropped_id: int, at_epoch_ms: int) -> FilesMerged | None:
        """Put one file into another, in one transaction; None when one of them is gone."""
        return merges.merge_files(self.database, kept_id, dropped_id, at_epoch_ms)

    def file_changes(self, since_epoch_ms: int) -> tuple[FileChange, ...]:
        """Numbers kept since a time, and merges whenever they were; newest first, not undone."""
        return file_changes.file_changes(self.database, since_epoch_ms)

    def undo_change(self, change_id: int, at_epoch_ms: int) -> ChangeUndone | None:
        """Take a change back, in one transaction; None when there is none of that number."""
        return file_changes.undo_change(self.database, change_id, at_epoch_ms)

    def unfinished_calls(self) -> tuple[UnfinishedCall, ...]:
        """Calls whose journal began and whose outcome was never saved, oldest first."""
        return journal.unfinished_calls(self.database)

    def recently_ended(self, limit: int) -> tuple[CallRef, ...]:
        """The newest calls that have an outcome, so that a replay of them opens nothing."""
        return outcome_rows.recently_ended(self.database, limit)

    def withdraw_outcome(
        self, call_id: str, saved_at_epoch_ms: int, at_epoch_ms: int
    ) -> WithdrawnCall | None:
        """Take back the outcome that was saved at a time, in one transaction; it stays on file."""
        return withdrawals.withdraw_outcome(self.database, call_id, saved_at_epoch_ms, at_epoch_ms)

    def saved_since(self, epoch_ms: int) -> tuple[SavedCall, ...]:
        """The outcomes saved since a time, newest first."""
        return withdrawals.saved_since(self.database, epoch_ms)

    def reports_of(self, call_id: str) -> tuple[Reported, ...]:
        """Which line told what of a call, in the order in which it was heard."""
        return journal.reports_of(self.database, call_id)

    def latest_outcomes(self, limit: int) -> tuple[SavedOutcome, ...]:
        """The newest outcomes, newest first."""
        return outcome_rows.latest_outcomes(self.database, limit)

    def upsert_cases(self, records: Iterable[CaseRecord]) -> UpsertCounts:
        """Insert or update files; doing it twice doubles nothing."""
        return portfolio.upsert_cases(self.database, records, is_desk_open=self._is_desk_open)

    def known_refs(self, refs: Collection[str]) -> frozenset[str]:
        """Which of the debtors' own references are in the database."""
        return portfolio.known_refs(self.database, refs)

    def _is_desk_open(self) -> bool:
        return self._lock is not None or DeskLock.is_taken(self._path)

    def _pages_to_move(self) -> int:
        with self._without_waiting() as connection:
            row = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        _blocked, in_log, in_database = row
        pages: int = in_log - in_database
        return pages

    def _checkpoint(self, mode: str) -> None:
        with self._without_waiting() as connection:
            connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()

    @contextmanager
    def _without_waiting(self) -> Iterator[Connection]:
        """Tidying never waits for another program."""
        connection = self.database.conn
        with translated():
            connection.execute("PRAGMA busy_timeout = 0").fetchall()
            try:
                yield connection
            finally:
                timeout = f"PRAGMA busy_timeout = {self._busy_timeout_ms}"
                connection.execute(timeout).fetchall()
