"""A database file makes room for another one; nothing is deleted, whenever the power goes.

The one that comes stands ready, whole and verified, as `callside.db.ready` before the one that
goes is renamed. Whoever opens the database next finishes, or takes back, what was interrupted.
"""

from __future__ import annotations

import glob
import shutil
from datetime import datetime
from pathlib import Path

from desktop.store.errors import from_os_error
from desktop.store.sidecar import sidecar_path, sync_folder

DAMAGED, REPLACED = "damaged", "replaced"
_NEIGHBOURS = ("-wal", "-shm")


def ready_path(database: Path) -> Path:
    """Where a database stands that is about to take the place of another."""
    return database.with_name(f"{database.name}.ready")


def aside_path(database: Path, why: str, now: datetime) -> Path:
    """A free name for the file that goes: `callside.db.damaged-20261124-093000`."""
    name = f"{database.name}.{why}-{now:%Y%m%d-%H%M%S}"
    path, number = database.with_name(name), 1
    while path.exists() or _log_of(path).exists():
        number += 1
        path = database.with_name(f"{name}-{number}")
    return path


def move_aside(database: Path, why: str, now: datetime) -> Path:
    """Rename the database with its log, and lay a copy of the key file beside it.

    Returns the new path. Raises `StorageError`.
    """
    aside = aside_path(database, why, now)
    key_file = sidecar_path(database)
    try:
        if key_file.exists():
            shutil.copy2(key_file, sidecar_path(aside))
        # The log goes first: beside no database SQLite would throw it away.
        for suffix in _NEIGHBOURS:
            neighbour = database.with_name(database.name + suffix)
            if neighbour.exists():
                neighbour.rename(aside.with_name(aside.name + suffix))
        if database.exists():
            database.rename(aside)
        sync_folder(database.parent)
    except OSError as error:
        raise from_os_error(error) from error
    return aside


def put_in_place(database: Path, why: str, now: datetime) -> Path | None:
    """Move the database aside and let the ready one take its place; where the old one is now."""
    aside = move_aside(database, why, now) if database.exists() else None
    settle(database)
    return aside


def settle(database: Path) -> None:
    """Finish or take back what was interrupted; call it before the database is opened.

    Raises `StorageError`.
    """
    ready = ready_path(database)
    ready_key = sidecar_path(ready)
    try:
        if database.exists():
            _take_log_back(database)
            for path in (ready, ready_key):
                path.unlink(missing_ok=True)
        elif ready.exists():
            if ready_key.exists():
                ready_key.replace(sidecar_path(database))
            ready.rename(database)
            sync_folder(database.parent)
    except OSError as error:
        raise from_os_error(error) from error


def _take_log_back(database: Path) -> None:
    """A log that was moved while its database was not belongs to it again."""
    log = _log_of(database)
    for why in (DAMAGED, REPLACED):
        for moved in database.parent.glob(f"{glob.escape(database.name)}.{why}-*-wal"):
            if not log.exists() and not moved.with_name(moved.name.removesuffix("-wal")).exists():
                moved.rename(log)


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")
