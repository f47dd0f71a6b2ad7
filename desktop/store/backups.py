"""The folder of backups: what is in it, whether another is due, and which ones go."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.session.ports import StorageError
from desktop.store.backup import DRAFT_ENDING, copy_database
from desktop.store.ballast import BALLAST_BYTES
from desktop.store.driver import connect_to_read
from desktop.store.errors import from_os_error, translated
from desktop.store.sidecar import sidecar_path
from desktop.store.thinning import kept_backups

FOLDER = "backups"
_STAMP = "%Y%m%d-%H%M%S"
_STAMP_LENGTH = 15
ROOM_TO_LEAVE_BYTES = 2 * BALLAST_BYTES
_DRAFT_IS_OLD_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup; `made_at` is local time, as its name says."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What one gets by going back to a backup; `latest_outcome_ms` since 1970 in UTC."""

    backup: BackupFile
    files: int
    outcomes: int
    latest_outcome_ms: int | None


def stamp(moment: datetime) -> str:
    """A moment as it stands in file names: `20261124-093000`."""
    return moment.strftime(_STAMP)


def default_folder(database: Path) -> Path:
    """Where backups go unless the user chose another folder."""
    return database.parent / FOLDER


class BackupFolder:
    """The rotated backups of one database; each lies there with its own key file."""

    def __init__(self, database: Path, folder: Path) -> None:
        self.folder = folder
        self._database = database

    def backups(self) -> tuple[BackupFile, ...]:
        """All backups of this database, newest first."""
        found: list[BackupFile] = []
        stem, ending = self._database.stem, self._database.suffix
        for path in self.folder.glob(f"{glob.escape(stem)}-*{glob.escape(ending)}"):
            text = path.name.removeprefix(f"{stem}-").removesuffix(ending)
            try:
                made_at = datetime.strptime(text, _STAMP).astimezone()
            except ValueError:
                continue
            if len(text) == _STAMP_LENGTH:
                found.append(BackupFile(path, made_at))
        return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))

    def is_due(self) -> bool:
        """Whether something may have been written since the newest backup was begun."""
        newest = next(iter(self.backups()), None)
        if newest is None:
            return True
        try:
            copied_ns = newest.path.stat().st_mtime_ns
        except FileNotFoundError:
            return True
        return last_write_ns(self._database) > copied_ns

    def make(
        self, key: bytes, now: datetime, *, stopped: Callable[[], bool] = lambda: False
    ) -> BackupFile:
        """Make one more backup and let go of those that are too many.

        Raises what `copy_database` raises; then every earlier backup is still there.
        """
        path = self.folder / f"{self._database.stem}-{stamp(now)}{self._database.suffix}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise from_os_error(error) from error
        self._need_room()
        copy_database(self._database, key, path, stopped=stopped)
        self._thin(now)
        return BackupFile(path, now)

    def _need_room(self) -> None:
        """A backup must never be what fills the disk."""
        try:
            needed_bytes = self._database.stat().st_size + ROOM_TO_LEAVE_BYTES
            free_bytes = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise from_os_error(error) from error
        if free_bytes < needed_bytes:
            raise StorageError(StorageError.DISK_FULL)

    def _thin(self, now: datetime) -> None:
        """Remove what the rule does not keep; only after the new backup proved readable."""
        backups = self.backups()
        kept = kept_backups(backup.made_at for backup in backups)
        try:
            for backup in backups:
                if backup.made_at not in kept:
                    backup.path.unlink(missing_ok=True)
                    sidecar_path(backup.path).unlink(missing_ok=True)
            for draft in self.folder.glob(f"*{DRAFT_ENDING}*"):
                if now.timestamp() - draft.stat().st_mtime > _DRAFT_IS_OLD_S:
                    draft.unlink(missing_ok=True)
        except OSError as error:
            raise from_os_error(error) from error


def last_write_ns(database: Path) -> int:
    """When the database or its log was last written; 0 when there is none."""
    latest_ns = 0
    for path in (database, database.with_name(f"{database.name}-wal")):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        if status.st_size > 0:
            latest_ns = max(latest_ns, status.st_mtime_ns)
    return latest_ns


def contents_of(backup: BackupFile, key: bytes) -> BackupContents:
    """Look into a backup without changing it. Raises a `StoreRefusedError` or `StorageError`."""
    with closing(connect_to_read(backup.path, key)) as connection, translated():
        (files,) = connection.execute("SELECT count(*) FROM debtor").fetchone()
        outcomes, latest_ms = connection.execute(
            "SELECT count(*), max(saved_ms) FROM outcome"
        ).fetchone()
    return BackupContents(backup, files, outcomes, latest_ms)
