"""Verified copies of the database, made through SQLite while it is in use.

The file itself is never opened by anything else: closing such a handle would drop SQLite's locks.
"""

from __future__ import annotations

import os
import secrets
from contextlib import closing
from pathlib import Path

from desktop.store.driver import connect
from desktop.store.errors import CorruptDatabaseError, from_os_error, translated
from desktop.store.sidecar import read_sidecar, sync_folder, write_sidecar


def copy_database(source: Path, key: bytes, target: Path) -> None:
    """Copy a database to `target`, which is replaced whole or not at all.

    The copy has the same key, a copy of the key file, and the same committed rows. It is read
    through before it gets its name. Raises `StorageError`, or `CorruptDatabaseError` when the
    copy cannot be read.
    """
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    try:
        # One step: a copy in several starts again whenever somebody writes.
        with (
            closing(connect(source, key)) as original,
            closing(connect(draft, key)) as copy,
            translated(),
        ):
            original.conn.backup(copy.conn)
            copy.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        _sync_file(draft)
        # Opened anew, so that it is the disk that is read and not a cache.
        with closing(connect(draft, key)) as copy, translated():
            verify(copy.conn.execute("PRAGMA cipher_integrity_check").fetchall())
            verify(copy.conn.execute("PRAGMA quick_check(1)").fetchall())
        # Without its key file a copy could never be opened.
        sidecar = read_sidecar(source)
        if sidecar is not None:
            write_sidecar(target, sidecar, replace=True)
        draft.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise from_os_error(error) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def verify(findings: list[tuple[str]]) -> None:
    """Raise `CorruptDatabaseError` unless a check of SQLite or SQLCipher found nothing."""
    if findings not in ([], [("ok",)]):
        raise CorruptDatabaseError


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
