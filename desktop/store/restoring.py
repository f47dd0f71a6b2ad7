"""Going back to a backup: verified first; what is there now is moved aside, never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.store.aside import DAMAGED, REPLACED, put_in_place, ready_path, settle
from desktop.store.backup import copy_database
from desktop.store.driver import make_sole_file
from desktop.store.errors import CorruptDatabaseError
from desktop.store.sidecar import key_is_known, read_sidecar, sidecar_path, write_sidecar


def restore_backup(
    database: Path,
    backup: Path,
    key: bytes,
    *,
    now: datetime,
    add: Callable[[Path], None] = lambda _ready: None,
) -> Path | None:
    """Put a verified copy of a backup in the place of the database; no desk may be running.

    `add` may write more into the copy while it still stands ready beside the database. Returns
    where the former database lies now. Raises a `StoreRefusedError` or `StorageError`; then the
    database is as it was.
    """
    ready = ready_path(database)
    try:
        copy_database(backup, key, ready, live=False)
        if not sidecar_path(ready).exists():
            # A copy made by hand may lack its key file; the one in use knows the same key.
            sidecar = read_sidecar(database)
            if sidecar is not None:
                write_sidecar(ready, sidecar, replace=True)
        add(ready)
        return put_in_place(database, make_way(database, key), now)
    except BaseException:
        settle(database)
        raise


def make_way(database: Path, key: bytes) -> str:
    """Why the database goes. One that this key reads is made whole and must be nobody else's.

    Raises `StorageError` (locked) when another program has it open.
    """
    if database.exists() and key_is_known(database, key):
        try:
            make_sole_file(database, key)
        except CorruptDatabaseError:
            return DAMAGED
    return REPLACED
