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
                lock = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            except OSError:
                continue
            if not _locked(lock):
                os.close(lock)
                if place is not None:
                    place.leave()
                return None
            if place is None:
                place = Place(endpoint, lock)
            else:
                os.close(lock)
        return place or Place(None)

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
