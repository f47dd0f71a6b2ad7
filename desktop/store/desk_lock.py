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
from typing import Self

from desktop.store.errors import InUseError, NetworkDriveError, from_os_error
from desktop.store.network_drive import on_network_drive

_HELD_BY_ANOTHER = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class DeskLock:
    """Held by the running desk from before it opens the database until that is closed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, database: Path) -> Self:
        """Take the lock of a database without waiting.

        Raises `InUseError` when another desk has it, `NetworkDriveError`, or `StorageError`.
        """
        if on_network_drive(database):
            raise NetworkDriveError
        path = database.with_name(f"{database.name}.lock")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise from_os_error(error) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD_BY_ANOTHER:
                raise InUseError from error
            raise from_os_error(error) from error
        return cls(descriptor)

    def release(self) -> None:
        """Let another desk open the database; doing it twice does no harm."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


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
