"""What can go wrong with the database, told apart: the environment, a refusal, or our own bug.

The environment (`StorageError`) is told to the agent and tried again. A refusal means that this
file cannot be opened as it is. Anything else is a bug and goes on as it was raised.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from desktop.session.ports import StorageError

_PRIMARY_CODE = 0xFF
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR = 3, 5, 6, 8, 10
_CORRUPT, _FULL, _CANTOPEN, _PROTOCOL, _NOTADB = 11, 13, 14, 15, 26

_ENVIRONMENT: Mapping[int, str] = {
    _PERM: StorageError.READ_ONLY,
    _BUSY: StorageError.LOCKED,
    _LOCKED: StorageError.LOCKED,
    _PROTOCOL: StorageError.LOCKED,
    _READONLY: StorageError.READ_ONLY,
    _IOERR: StorageError.IO,
    _CANTOPEN: StorageError.IO,
    _FULL: StorageError.DISK_FULL,
}

_ENVIRONMENT_BY_ERRNO: Mapping[int | None, str] = {
    errno.ENOSPC: StorageError.DISK_FULL,
    errno.EDQUOT: StorageError.DISK_FULL,
    errno.EROFS: StorageError.READ_ONLY,
    errno.EACCES: StorageError.READ_ONLY,
    errno.EPERM: StorageError.READ_ONLY,
}

_SENTENCES: Mapping[str, str] = {
    StorageError.DISK_FULL: "The disk is full: make room, nothing is lost, and save again.",
    StorageError.LOCKED: "Another program keeps the database locked: close it and save again.",
    StorageError.READ_ONLY: (
        "The database cannot be written: give yourself write permission for it and its folder."
    ),
    StorageError.CORRUPT: "The database file is damaged: mend it with callside restore --salvage.",
    StorageError.BUG: "Something unexpected happened: a report without personal data was written.",
    StorageError.IO: "The disk did not answer as it should: check that it is there and works.",
}


class StoreRefusedError(Exception):
    """The database cannot be opened as it is. `kind` is stable; the text says what to do."""

    kind: ClassVar[str]
    sentence: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.sentence)


class WrongKeyError(StoreRefusedError):
    """The key, the passphrase or the recovery key is not the one of this database."""

    kind = "wrong_key"
    sentence = "This is not the key of this database: check the passphrase and try again."


class CorruptDatabaseError(StoreRefusedError):
    """The key is right and the file is not readable with it."""

    kind = "corrupt"
    sentence = "The database file is damaged: mend it with callside restore --salvage."


class NewerDatabaseError(StoreRefusedError):
    """The file was written by a later version of the program."""

    kind = "newer"
    sentence = "This database was written by a newer Callside: install that version to open it."


class NetworkDriveError(StoreRefusedError):
    """The file would lie on a file system that cannot keep a live database safe."""

    kind = "network_drive"
    sentence = "A network drive cannot keep the database safe: choose a folder on this computer."


class NoKeyError(StoreRefusedError):
    """There is no way to get at the key."""

    kind = "no_key"
    sentence = (
        "There is no key for this database: unlock the key store, set CALLSIDE_PASSPHRASE, "
        "or start the desk and enter the recovery key there."
    )


class DamagedKeyFileError(StoreRefusedError):
    """The file beside the database that describes its key is not there or cannot be read."""

    kind = "damaged_key_file"
    sentence = (
        "The key file beside the database is missing or damaged: put back the file that ends in "
        "`.key` from a backup."
    )


class InUseError(StoreRefusedError):
    """Another desk is running on this database."""

    kind = "in_use"
    sentence = "This database is already open in another Callside window: use that one."


class NotADemoError(StoreRefusedError):
    """Fictional data was about to be put into a database that holds real files."""

    kind = "not_a_demo"
    sentence = "This database holds real files: give the demonstration a database of its own."


class ConflictingEntryError(RuntimeError):
    """Another journal entry with other words has this number already: a bug, never overwritten."""


def describe(error: StorageError) -> str:
    """One English sentence for an environment error, which says what to do."""
    return _SENTENCES[error.kind]


def from_os_error(error: OSError) -> StorageError:
    """What the operating system says of a file of ours, as an environment error."""
    return StorageError(_ENVIRONMENT_BY_ERRNO.get(error.errno, StorageError.IO))


def error_code(error: Exception) -> int | None:
    """SQLite's primary result code of an exception, or None when it did not come from SQLite."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY_CODE if isinstance(code, int) else None


def is_unreadable(error: Exception) -> bool:
    """Whether SQLite found no database where one should be: a wrong key or a damaged file."""
    return error_code(error) in (_NOTADB, _CORRUPT)


def is_busy(error: Exception) -> bool:
    """Whether somebody else is writing just now."""
    return error_code(error) == _BUSY


def is_cannot_open(error: Exception) -> bool:
    """Whether SQLite could not even open the file or its neighbours."""
    return error_code(error) == _CANTOPEN


@contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLite raises inside into `StorageError` or a refusal; bugs pass unchanged."""
    try:
        yield
    except Exception as error:
        if is_unreadable(error):
            raise CorruptDatabaseError from error
        kind = _ENVIRONMENT.get(error_code(error) or 0)
        if kind is None:
            raise
        raise StorageError(kind) from error
