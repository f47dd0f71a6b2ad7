"""The only place that loads SQLite: one library, encrypted, with the settings that keep saves.

Two SQLite libraries on one file lose rows without a word, because each drops the other's file
locks. So `sqlcipher3` is registered under the name that `sqlite_utils` looks for first, and
nothing else in the program may open a database.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import TYPE_CHECKING, cast

from desktop.session.ports import StorageError
from desktop.store.errors import (
    CorruptDatabaseError,
    NetworkDriveError,
    WrongKeyError,
    is_busy,
    is_cannot_open,
    is_unreadable,
    translated,
)
from desktop.store.late_database import LateDatabase
from desktop.store.network_drive import on_network_drive
from desktop.store.sidecar import key_is_known

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

    from sqlite_utils import Database

KEY_BYTES = 32
BUSY_TIMEOUT_MS = 5000
_CACHE_KIB = 8 * 1024
"""Holds the upper pages of a million debtors; more made no ring faster and is memory for others."""
_CACHED_STATEMENTS = 256
_ASK_AGAIN_S = 0.001

_PAGE_SEAL = "HMAC_SHA256"
"""Seals each page. As sound as SQLCipher's own SHA-512, and today's processors have it built in.

Other tools must be told before they read the file: it is not SQLCipher's default.
"""

_SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA mmap_size = 0",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
    # A checkpoint makes a save wait for tens of milliseconds: it is done when idle.
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA trusted_schema = OFF",
    # Without a limit ANALYZE fills sqlite_stat4, and every statement is then prepared again.
    "PRAGMA analysis_limit = 400",
    # On macOS a plain fsync leaves the bytes in the drive's own cache.
    *(("PRAGMA fullfsync = 1",) if sys.platform == "darwin" else ()),
)


def load_sqlite() -> ModuleType:
    """Load `sqlcipher3`, so that `sqlite_utils` will stand on it too, and return it.

    Raises RuntimeError when `sqlite_utils` was loaded earlier over another SQLite library.
    """
    import sqlcipher3
    import sqlcipher3.dbapi2

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    loaded = sys.modules.get("sqlite_utils.db")
    if loaded is not None and vars(loaded)["sqlite3"] is not sqlcipher3:
        raise RuntimeError("sqlite_utils was imported over another SQLite library")
    return sqlcipher3  # type: ignore[no-any-return]


def connect(path: Path, key: bytes, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """Open or create the encrypted database with a raw key of 32 bytes.

    Raises `NetworkDriveError`, `WrongKeyError`, `CorruptDatabaseError`, or `StorageError` when
    the environment fails. The connection belongs to the thread that made it.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    if on_network_drive(path):
        raise NetworkDriveError
    sqlite = load_sqlite()
    with _openable(path), translated():
        connection: Connection = sqlite.connect(
            str(path),
            timeout=busy_timeout_ms / 1000,
            # The driver must never open a transaction of its own accord.
            isolation_level=None,
            cached_statements=_CACHED_STATEMENTS,
        )
    try:
        with _openable(path), translated():
            _unlock(connection, path, key)
            configure(connection)
            return cast("Database", LateDatabase(connection))
    except BaseException:
        connection.close()
        raise


def connect_to_read(path: Path, key: bytes) -> Connection:
    """Open an existing database without the right to write: not even its log is moved.

    Not for the live database. Raises what `connect` raises.
    """
    sqlite = load_sqlite()
    has_log = path.with_name(f"{path.name}-wal").exists()
    # Without a log there is nothing to share: a copy on a read-only medium opens too.
    how = "mode=ro" if has_log else "mode=ro&immutable=1"
    with _openable(path), translated():
        connection: Connection = sqlite.connect(
            f"{path.resolve().as_uri()}?{how}", uri=True, isolation_level=None
        )
    try:
        with _openable(path), translated():
            _unlock(connection, path, key)
    except BaseException:
        connection.close()
        raise
    return connection


def make_sole_file(path: Path, key: bytes) -> None:
    """Move the log into the database for good and prove that no other program has it open.

    Raises `StorageError` (locked) when one has, and what `connect` raises.
    """
    database = connect(path, key, busy_timeout_ms=0)
    try:
        with translated():
            database.conn.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        database.close()


def _unlock(connection: Connection, path: Path, key: bytes) -> None:
    # SQLCipher would write its own lines to standard error about every wrong key.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_hmac_algorithm = {_PAGE_SEAL}").fetchall()
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Exception as error:
        if not is_unreadable(error):
            raise
        # SQLite says the same of a wrong key and of a damaged first page; the key file knows.
        if key_is_known(path, key):
            raise CorruptDatabaseError from error
        raise WrongKeyError from error


def configure(connection: Connection) -> None:
    """Give a connection the settings that keep saves and leave them fast."""
    for setting in _SETTINGS:
        connection.execute(setting).fetchall()
    (mode,) = _patiently(connection, "PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StorageError(StorageError.READ_ONLY)


@contextmanager
def _openable(path: Path) -> Iterator[None]:
    """Say *read-only* instead of *I/O* when the folder is why the file cannot be opened."""
    try:
        yield
    except StorageError as error:
        cause = error.__cause__
        if (
            isinstance(cause, Exception)
            and is_cannot_open(cause)
            and path.parent.is_dir()
            and not os.access(path.parent, os.W_OK)
        ):
            raise StorageError(StorageError.READ_ONLY) from cause
        raise


@contextmanager
def transaction(db: Database) -> Iterator[Connection]:
    """One write: `BEGIN IMMEDIATE`, then all of it or none.

    A deferred transaction that reads before it writes fails at once under contention, whatever
    the time-out; this one waits its turn. Raises `StorageError` when the environment fails.
    """
    connection = db.conn
    with translated():
        _begin(connection)
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # SQLite has already rolled back after some errors, such as a full disk.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    if connection.in_transaction:
        raise RuntimeError("a unit of work left its transaction open")


def _begin(connection: Connection) -> None:
    """Wait for the turn to write."""
    _patiently(connection, "BEGIN IMMEDIATE")


def _patiently(connection: Connection, sql: str) -> Cursor:
    """Ask often for as long as the connection may wait.

    SQLite's own waiting asks ever more seldom and finds the pauses of an import by luck only; where
    two first starts both make the log it does not wait at all.
    """
    (patience_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    try:
        give_up_at_s = time.monotonic() + patience_ms / 1000
        while True:
            try:
                return connection.execute(sql)
            except Exception as error:
                if not is_busy(error) or time.monotonic() >= give_up_at_s:
                    raise
            Event().wait(_ASK_AGAIN_S)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience_ms}").fetchall()
