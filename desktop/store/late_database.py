"""A connection at once, and `sqlite_utils` on top of it when somebody asks for more.

The desk reads and saves by plain SQL; loading `sqlite_utils` would cost every start a tenth of a
second and several megabytes for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database


class LateDatabase:
    """Stands for a `sqlite_utils.Database`; what it has beyond `conn` and `close` loads it."""

    def __init__(self, connection: Connection) -> None:
        self.conn = connection
        self._loaded: Database | None = None

    def close(self) -> None:
        """Close the connection."""
        self.conn.close()

    def __getitem__(self, table: str) -> Any:
        return self._load()[table]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._load(), name)

    def _load(self) -> Database:
        if self._loaded is None:
            from sqlite_utils import Database

            self._loaded = Database(self.conn, execute_plugins=False)
        return self._loaded
