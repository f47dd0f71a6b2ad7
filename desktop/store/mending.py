"""The way back from a damaged database: its newest backup, and what can still be read of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.session.ports import StorageError
from desktop.store.aside import DAMAGED, put_in_place, ready_path, settle
from desktop.store.backup import copy_database
from desktop.store.backups import BackupContents, BackupFile, BackupFolder, contents_of
from desktop.store.database import Store
from desktop.store.errors import CorruptDatabaseError, StoreRefusedError, from_os_error
from desktop.store.salvage import TableSalvage, can_be_salvaged, salvage
from desktop.store.sidecar import sidecar_path


@dataclass(frozen=True, slots=True)
class MendOffer:
    """What can be done: go back to `backup`, when there is one, and read what is `readable`."""

    backup: BackupContents | None
    readable: bool

    @property
    def is_possible(self) -> bool:
        """Whether there is any way but a backup from elsewhere."""
        return self.backup is not None or self.readable


@dataclass(frozen=True, slots=True)
class MendReport:
    """What was done. The damaged file lies at `aside`; `tables` is empty when nothing was read."""

    aside: Path | None
    backup: BackupFile | None
    tables: tuple[TableSalvage, ...]
    files: int
    outcomes: int

    @property
    def is_whole(self) -> bool:
        """Whether everything that was in the damaged file is here again."""
        return bool(self.tables) and all(table.is_whole for table in self.tables)


def find_offer(database: Path, folder: Path, key: bytes) -> MendOffer:
    """Look for the newest backup that opens, and whether the damaged file does."""
    return MendOffer(_newest_that_opens(database, folder, key), can_be_salvaged(database, key))


def mend(
    database: Path,
    key: bytes,
    offer: MendOffer,
    now: datetime,
    progress: Callable[[int], None] = lambda _rows: None,
) -> MendReport:
    """Put the backup, or a new database, with all that could be read in the place of the damaged.

    The damaged file is moved aside. No desk may be running. Raises a `StoreRefusedError` or
    `StorageError`; then everything is as it was.
    """
    ready = ready_path(database)
    backup = offer.backup.backup if offer.backup is not None else None
    try:
        if backup is not None:
            copy_database(backup.path, key, ready, live=False)
        _keep_key_file(database, ready)
        with closing(Store.open(ready, key)) as store:
            tables = salvage(database, key, store.database, progress) if offer.readable else ()
            _check(store)
            files, outcomes = store.database["debtor"].count, store.database["outcome"].count
        aside = put_in_place(database, DAMAGED, now)
    except BaseException:
        settle(database)
        raise
    return MendReport(aside, backup, tables, files, outcomes)


def _newest_that_opens(database: Path, folder: Path, key: bytes) -> BackupContents | None:
    for backup in BackupFolder(database, folder).backups():
        try:
            return contents_of(backup, key)
        except (StoreRefusedError, StorageError):
            continue
    return None


def _check(store: Store) -> None:
    if not store.integrity_ok():
        raise CorruptDatabaseError


def _keep_key_file(database: Path, ready: Path) -> None:
    """The key file of now stays: it knows the passphrase of now."""
    try:
        if sidecar_path(database).exists():
            shutil.copy2(sidecar_path(database), sidecar_path(ready))
    except OSError as error:
        raise from_os_error(error) from error
