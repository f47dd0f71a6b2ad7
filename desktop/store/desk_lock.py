"""One desk on one database: a second one would write other words under the same entry numbers.

`callside.db` has `callside.db.lock`, an empty file that stays. The operating system gives the lock
back when the desk ends, however it ends. The database file itself is never locked this way: its
locks belong to SQLite.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Self

from desktop.session.ports import StorageError
from desktop.store.errors import InUseError, NetworkDriveError, from_os_error
from desktop.store.network_drive import on_network_drive

_HELD_BY_ANOTHER = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})

_LOOKS = 3
_LOOK_AGAIN_S = 0.01


class DeskLock:
    """Held by the running desk from before it opens the database until that is closed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, database: Path) -> Self:
        """Take the lock of a database.

        Raises `InUseError` when another desk has it, `NetworkDriveError`, or `StorageError`.
        """
        if on_network_drive(database):
            raise NetworkDriveError
        for _ in range(_LOOKS):
            descriptor = _take(_lock_file(database), os.O_RDWR | os.O_CREAT)
            if descriptor is not None:
                return cls(descriptor)
            # Perhaps it was only somebody who looked whether it is taken.
            Event().wait(_LOOK_AGAIN_S)
        raise InUseError

    @classmethod
    def is_taken(cls, database: Path) -> bool:
        """Whether a desk is open on a database; also when that cannot be known."""
        path = _lock_file(database)
        if not path.exists():
            return False
        try:
            descriptor = _take(path, os.O_RDWR)
        except StorageError:
            return True
        if descriptor is None:
            return True
        os.close(descriptor)
        return False

    def release(self) -> None:
        """Let another desk open the database; doing it twice does no harm."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _lock_file(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def _take(path: Path, how: int) -> int | None:
    """The open file with its lock; None when another has it."""
    try:
        descriptor = os.open(path, how, 0o600)
    except OSError as error:
        raise from_os_error(error) from error
    try:
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        if error.errno in _HELD_BY_ANOTHER:
            return None
        raise from_os_error(error) from error
    return descriptor


@contextmanager
def no_desk_on(database: Path) -> Iterator[None]:
    """Keep desks away while the database file itself is exchanged. Raises what `take` raises."""
    lock = DeskLock.take(database)
    try:
        yield
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
