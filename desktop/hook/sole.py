"""One running desk per database: the first start takes the place, a second one asks it forward.

The place is a locked file beside the socket. The operating system gives the lock back when the desk
ends, however it ends: whoever holds it may remove a socket that a crash left.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from desktop.hook.address import endpoints, is_ours


class Place:
    """The right to listen for a database, held while the desk runs."""

    def __init__(self, endpoint: str | None, lock: int | None = None) -> None:
        self.endpoint = endpoint
        self._lock = lock

    def leave(self) -> None:
        """Let another desk take the place; doing it twice does no harm."""
        lock, self._lock = self._lock, None
        if lock is not None:
            # While the lock is held: whoever takes it next sees that its file is gone.
            with suppress(OSError):
                os.unlink(f"{self.endpoint}.lock")
            os.close(lock)


if sys.platform == "win32":

    def take_place(database: str) -> Place | None:
        """The place of this database's desk, or None while another desk has it.

        A named pipe goes with its desk, so its being there is proof enough.
        """
        endpoint = endpoints(database)[0]
        return None if os.path.exists(endpoint) else Place(endpoint)

else:
    import fcntl

    def take_place(database: str) -> Place | None:
        """The place of this database's desk, or None while another desk has it.

        Where no folder can be used the place has no endpoint: the desk works, and hears of no hook.
        """
        place: Place | None = None
        for endpoint in endpoints(database):
            lock_file = f"{endpoint}.lock"
            if place is None:
                with suppress(OSError):
                    os.makedirs(os.path.dirname(endpoint), mode=0o700, exist_ok=True)
            elif not os.path.exists(lock_file):
                continue
            if not is_ours(os.path.dirname(endpoint)):
                continue
            try:
                lock = _locked(lock_file)
            except OSError:
                continue
            if lock is None:
                if place is not None:
                    place.leave()
                return None
            if place is None:
                place = Place(endpoint, lock)
            else:
                Place(endpoint, lock).leave()
        return place or Place(None)

    def _locked(path: str) -> int | None:
        """The descriptor of a lock that was taken, or None while another desk has it."""
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                    return descriptor
            except BlockingIOError:
                os.close(descriptor)
                return None
            except FileNotFoundError:
                pass
            except OSError:
                os.close(descriptor)
                raise
            # Its last holder took the file away between our opening and our locking it.
            os.close(descriptor)
