"""Verified copies of the database, made through SQLite while it is in use.

The file itself is never opened by anything else: closing such a handle would drop SQLite's locks.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.driver import connect, connect_to_read
from desktop.store.errors import CorruptDatabaseError, from_os_error, translated
from desktop.store.sidecar import read_sidecar, sync_folder, write_sidecar

if TYPE_CHECKING:
    from sqlite3 import Connection

_STEP_PAGES = 2048
"""So many pages at a time, about 60 ms, so that a copy nobody waits for any more can be left."""

DRAFT_ENDING = ".draft"


class CopyStoppedError(Exception):
    """The program ends: the copy was given up and leaves nothing behind."""


def copy_database(
    source: Path,
    key: bytes,
    target: Path,
    *,
    live: bool = True,
    new_key: bytes | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Copy a database to `target`, which is replaced whole or not at all.

    The copy has the same committed rows, the same key and a copy of the key file; with a `new_key`
    it has that, and its key file is the caller's. It is read through before it gets its name, and
    its time is the moment from which on later rows may be missing. A source that is not `live` is
    only read, wherever it lies. Raises `StorageError`,
    `CopyStoppedError`, or `CorruptDatabaseError` when the copy cannot be read.
    """
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}{DRAFT_ENDING}")
    started_s = time.time()
    try:
        with (
            closing(
                connect(source, key).conn if live else connect_to_read(source, key)
            ) as original,
            closing(connect(draft, new_key or key)) as copy,
            translated(),
        ):
            _copy_pages(original, copy.conn, stopped)
            copy.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        _sync_file(draft)
        # Opened anew, so that it is the disk that is read and not a cache.
        with closing(connect(draft, new_key or key)) as copy:
            _read_through(copy.conn, stopped)
        os.utime(draft, (started_s, started_s))
        # Without its key file a copy could never be opened.
        sidecar = read_sidecar(source)
        if sidecar is not None and new_key is None:
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


def _copy_pages(original: Connection, copy: Connection, stopped: Callable[[], bool]) -> None:
    def after_step(_status: int, _left: int, _all: int) -> None:
        if stopped():
            raise CopyStoppedError

    # One snapshot for all steps: without it the copy starts again whenever somebody writes.
    original.execute("BEGIN")
    original.execute("SELECT count(*) FROM sqlite_master").fetchone()
    try:
        original.backup(copy, pages=_STEP_PAGES, progress=after_step, sleep=0)
    finally:
        original.execute("ROLLBACK")


def _read_through(copy: Connection, stopped: Callable[[], bool]) -> None:
    copy.set_progress_handler(lambda: int(stopped()), 100_000)
    try:
        with translated():
            verify(copy.execute("PRAGMA cipher_integrity_check").fetchall())
            verify(copy.execute("PRAGMA quick_check(1)").fetchall())
    except Exception as error:
        if stopped():
            raise CopyStoppedError from error
        raise


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
