"""A file that only takes up room: on a full disk it is let go, and the last saves have its place.

An outcome with its journal adds about 55 KiB to the log, so 16 MiB carry 250 calls: more than an
agent's day, and less than a browser keeps. It holds random bytes, because a file system may give
away the place of holes and of zeros; nothing of a debtor is in it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from desktop.store.errors import from_os_error

BALLAST_BYTES = 16 * 1024 * 1024
_PIECE_BYTES = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def ballast_path(database: Path) -> Path:
    """Where the ballast of a database lies."""
    return database.with_name(f"{database.name}.ballast")


def has_ballast(database: Path) -> bool:
    """Whether there is something to let go."""
    return ballast_path(database).exists()


class Ballast:
    """The reserve beside one database. `make` and `release` may be called on different threads."""

    def __init__(self, database: Path, size_bytes: int = BALLAST_BYTES) -> None:
        self._path = ballast_path(database)
        self._draft = self._path.with_name(f"{self._path.name}.draft")
        self._size_bytes = size_bytes

    def can_be_made(self) -> bool:
        """Whether it is missing and the disk has room for it, and as much again for others."""
        if self._path.exists():
            return False
        try:
            free_bytes = shutil.disk_usage(self._path.parent).free
        except OSError as error:
            raise from_os_error(error) from error
        return free_bytes >= 2 * self._size_bytes

    def make(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Write it piece by piece, so that a save waits for one piece at most; whether it is there.

        Raises `StorageError` when the disk fails in another way than being full.
        """
        try:
            with self._draft.open("wb") as file:
                for _ in range(0, self._size_bytes, _PIECE_BYTES):
                    if stopped():
                        return False
                    file.write(os.urandom(min(_PIECE_BYTES, self._size_bytes)))
                    file.flush()
                    os.fsync(file.fileno())
            self._draft.rename(self._path)
        except OSError as error:
            if error.errno in _FULL:
                return False
            raise from_os_error(error) from error
        finally:
            self._draft.unlink(missing_ok=True)
        return True

    def release(self) -> bool:
        """Let go of it; False when there was nothing to let go of."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise from_os_error(error) from error
        return True
