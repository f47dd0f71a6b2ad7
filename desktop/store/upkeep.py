"""What is done for the database while nobody waits: the reserve on the disk, and the backups.

On a thread and a connection of its own: a save never waits for more than a piece of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from threading import Event, Thread

from desktop.session.ports import StorageError
from desktop.store.backup import CopyStoppedError
from desktop.store.backups import BackupFolder, default_folder
from desktop.store.ballast import Ballast
from desktop.store.errors import CorruptDatabaseError, StoreRefusedError

_STOPPING_LIMIT_S = 2.0


class Upkept(Enum):
    """What the upkeep has to tell."""

    RESERVE_IN_USE = "reserve_in_use"
    RESERVE_READY = "reserve_ready"
    BACKUP_MADE = "backup_made"
    BACKUP_FAILED = "backup_failed"
    DAMAGE_FOUND = "damage_found"
    """The database cannot be read through: there is a backup to go back to, or a salvage."""


@dataclass(frozen=True, slots=True)
class UpkeepPlan:
    """Where backups go (None: beside the database), and who is told, on a foreign thread."""

    backup_folder: Path | None
    told: Callable[[Upkept], None]
    now: Callable[[], datetime] = lambda: datetime.now().astimezone()


class Upkeep:
    """Looks after one open database. `look` and `release_reserve` are for the store's thread."""

    def __init__(
        self, key: bytes, plan: UpkeepPlan, ballast: Ballast, backups: BackupFolder
    ) -> None:
        self._key = key
        self._plan = plan
        self._ballast = ballast
        self._backups = backups
        self._backed_up_on: date | None = None
        self._stopping = Event()
        self._thread: Thread | None = None

    def look(self) -> None:
        """Begin what is due; returns at once."""
        if self._thread is not None and self._thread.is_alive():
            return
        today = self._plan.now().date()
        if self._backed_up_on == today and not self._ballast_is_due():
            return
        self._thread = Thread(target=self._work, args=(today,), name="upkeep", daemon=True)
        self._thread.start()

    def release_reserve(self) -> bool:
        """The disk is full: make room for the last saves; whether there is some now."""
        if not self._ballast.release():
            return False
        self._plan.told(Upkept.RESERVE_IN_USE)
        return True

    def stop(self) -> None:
        """Leave what is being done; it is done at the next start."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(_STOPPING_LIMIT_S)

    def _ballast_is_due(self) -> bool:
        try:
            return self._ballast.can_be_made()
        except StorageError:
            # A disk that cannot even be asked is told by the next save.
            return False

    def _work(self, today: date) -> None:
        self._make_ballast()
        if self._backed_up_on != today and not self._stopping.is_set():
            # A backup that fails is tried again at the next start or on the next day.
            self._backed_up_on = today
            self._back_up()

    def _make_ballast(self) -> None:
        try:
            made = self._ballast_is_due() and self._ballast.make(self._stopping.is_set)
        except StorageError:
            return
        if made:
            self._plan.told(Upkept.RESERVE_READY)

    def _back_up(self) -> None:
        try:
            if not self._backups.is_due():
                return
            self._backups.make(self._key, self._plan.now(), stopped=self._stopping.is_set)
        except CopyStoppedError:
            return
        except CorruptDatabaseError:
            self._plan.told(Upkept.DAMAGE_FOUND)
        except (StorageError, StoreRefusedError):
            self._plan.told(Upkept.BACKUP_FAILED)
        else:
            self._plan.told(Upkept.BACKUP_MADE)


def make_upkeep(database: Path, key: bytes, plan: UpkeepPlan) -> Upkeep:
    """The upkeep of a database with the usual reserve."""
    folder = plan.backup_folder or default_folder(database)
    return Upkeep(key, plan, Ballast(database), BackupFolder(database, folder))
