"""Saves numbered calls through the real store and says what is durable, to be recorded by strace.

`python -m tests.crash.recorded PATH CALLS SYNCHRONOUS` ends without closing: the power goes later.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.store.database import Store
from tests.crash.victim import HONEST, live
from tests.store_samples import KEY


def main() -> None:
    """Save so many calls, with FULL or, to be caught at it, with NORMAL waiting for the disk."""
    path, calls, synchronous = sys.argv[1:]

    def opened() -> Store:
        store = Store.open(Path(path), KEY)
        store.database.conn.execute(f"PRAGMA synchronous = {synchronous}").fetchall()
        return store

    live(opened, range(int(calls)), HONEST)
    os._exit(0)


if __name__ == "__main__":
    main()
