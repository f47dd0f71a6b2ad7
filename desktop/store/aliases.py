"""Where a file went that was put into another: its reference and its old key lead to the new one.

A key is never given to another file while an alias remembers it: the smaller of two keys is the
one that is given up, and new files take a larger one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

_MOVED_TO = "SELECT debtor_id FROM debtor_alias WHERE gone_id = ? LIMIT 1"


def moved_to(connection: Connection, debtor_id: int) -> int | None:
    """The key under which a file that is gone goes on, or None when it is really gone."""
    row = connection.execute(_MOVED_TO, (debtor_id,)).fetchone()
    return None if row is None else int(row[0])
