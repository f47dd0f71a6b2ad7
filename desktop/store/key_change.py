"""A new key for the database, under a new passphrase or in the key store.

The whole file is written anew under another random key. Putting the old key under a new passphrase
would protect nothing: each backup carries its own key file, so whoever knows the old passphrase
and has one of them would have the key of today.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.session.ports import StorageError
from desktop.store.aside import REPLACED, put_in_place, ready_path, settle
from desktop.store.backup import copy_database
from desktop.store.backups import last_write_ns
from desktop.store.driver import KEY_BYTES, make_sole_file
from desktop.store.keys import KeyResult


@dataclass(frozen=True, slots=True)
class ChangedKey:
    """The new key, and where the database as it was lies, under its old key."""

    kept: KeyResult
    aside: Path | None


def change_key(
    database: Path, old_key: bytes, keep: Callable[[Path, bytes], KeyResult], now: datetime
) -> ChangedKey:
    """Write the database anew under a new key; `keep` writes the key file of a path for a key.

    Interrupted at any moment, either the old key or the new one opens everything. No desk may be
    running. Raises a `StoreRefusedError` or `StorageError`; then all is as it was.
    """
    ready = ready_path(database)
    new_key = secrets.token_bytes(KEY_BYTES)
    make_sole_file(database, old_key)
    written_ns = last_write_ns(database)
    try:
        copy_database(database, old_key, ready, live=False, new_key=new_key)
        kept = keep(ready, new_key)
        _check_nobody_wrote(database, written_ns)
        return ChangedKey(kept, put_in_place(database, REPLACED, now))
    except BaseException:
        settle(database)
        raise


def _check_nobody_wrote(database: Path, written_ns: int) -> None:
    """What another program wrote meanwhile is not in the copy."""
    if last_write_ns(database) != written_ns:
        raise StorageError(StorageError.LOCKED)
