"""Rows whose parent could not be read: an empty parent holds them, so that nothing read is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.calls import CallState, Direction
from desktop.store.driver import transaction

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

RECOVERED = "recovered-"
"""What the reference of a file begins with of which only the history is left."""

_KNOWN: dict[str, dict[str, str]] = {
    "debtor": {"name": "?", "time_zone": "Asia/Shanghai"},
    "call": {
        "line": "?",
        "direction": Direction.UNKNOWN.value,
        "state": CallState.ENDED.value,
    },
}
"""Parents that are made, and what stands in them."""


def give_parents(target: Database) -> None:
    """Mend every reference to a row that is not there, in one transaction.

    A reference that may be empty becomes so; a missing file or call is made, empty; any other row
    without its parent goes: it stays in the damaged file.
    """
    with transaction(target) as connection:
        tables = [
            row[1]
            for row in connection.execute("PRAGMA main.table_list").fetchall()
            if row[2] == "table"
        ]
        for parents_made in (True, False):
            for table in tables:
                for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                    _mend(connection, table, key, make_parents=parents_made)


def _mend(
    connection: Connection, table: str, key: tuple[object, ...], *, make_parents: bool
) -> None:
    parent, column, on_delete = str(key[2]), str(key[3]), key[6]
    parent_key = str(key[4]) if key[4] else _first_key(connection, parent)
    missing = (
        f"{column} IS NOT NULL AND {column} NOT IN "  # noqa: S608
        f"(SELECT {parent_key} FROM {parent})"
    )
    if on_delete == "SET NULL":
        connection.execute(f"UPDATE {table} SET {column} = NULL WHERE {missing}")  # noqa: S608
    elif parent in _KNOWN and make_parents:
        found = connection.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {missing}")  # noqa: S608
        for (value,) in found.fetchall():
            _make(connection, parent, parent_key, value)
    elif not make_parents:
        connection.execute(f"DELETE FROM {table} WHERE {missing}")  # noqa: S608


def _make(connection: Connection, parent: str, parent_key: str, value: object) -> None:
    row: dict[str, object] = {}
    for _at, name, kind, not_null, default, _pk in connection.execute(
        f"PRAGMA table_info({parent})"
    ).fetchall():
        if name == parent_key:
            row[name] = value
        elif name == "external_ref":
            row[name] = f"{RECOVERED}{value}"
        elif name in _KNOWN[parent]:
            row[name] = _KNOWN[parent][name]
        elif not_null and default is None:
            row[name] = "" if kind == "TEXT" else 0
    names, holes = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {parent} ({names}) VALUES ({holes})",  # noqa: S608
        tuple(row.values()),
    )


def _first_key(connection: Connection, table: str) -> str:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return next(str(column[1]) for column in columns if column[5] == 1)
