"""Two files of one person become one, and two again: every row that moves is kept in the change.

The rows go under the larger of the two keys, so that the smaller one, which older entries may
still name, is never given to somebody else. Whose reference and name stay is the agent's choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.file_changes import ChangeKind, FilesMerged, UndoFault
from desktop.session.ports import ChangeUndone
from desktop.store.aliases import moved_to
from desktop.store.changes import record_change
from desktop.store.driver import transaction

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

Row = dict[str, Any]

_KEYS = {
    "phone": ("e164",),
    "debt": ("external_ref",),
    "contact": ("at_ms", "id"),
    "hold": ("kind", "since_ms"),
}
"""The tables of a file, and what tells their rows apart within one."""

_ORDERED = ("phone", "debt")
_ALIAS = "INSERT INTO debtor_alias (external_ref, debtor_id, gone_id) VALUES (?, ?, ?)"
_FOLLOW = "UPDATE debtor_alias SET debtor_id = ? WHERE debtor_id = ?"
_UNALIAS = "DELETE FROM debtor_alias WHERE external_ref = ?"
_ALIAS_FOLLOWS = "UPDATE debtor_alias SET debtor_id = ? WHERE external_ref = ?"
_MERGE, _NUMBER = ChangeKind.FILES_MERGED.value, ChangeKind.NUMBER_KEPT.value
_LATER_MERGE = """
    SELECT 1 FROM file_change
    WHERE id > ? AND kind = ? AND debtor_id = ? AND undone_ms IS NULL LIMIT 1
"""
_NUMBERS_FOLLOW = """
    UPDATE file_change SET debtor_id = ? WHERE debtor_id = ? AND id > ? AND kind = ?
"""
_OUTCOMES_FOLLOW = """
    UPDATE outcome SET debtor_id = ?1
    WHERE call_id IN (SELECT call_id FROM contact WHERE debtor_id = ?1 AND call_id IS NOT NULL)
"""


def merge_files(
    db: Database, kept_id: int, dropped_id: int, at_epoch_ms: int
) -> FilesMerged | None:
    """Put one file into another; None when one of them is gone, or when they are the same."""
    if kept_id == dropped_id:
        return None
    with transaction(db) as connection:
        kept, dropped = _person(connection, kept_id), _person(connection, dropped_id)
        if kept is None or dropped is None:
            return None
        stays_id, gone_id = max(kept_id, dropped_id), min(kept_id, dropped_id)
        before: Row = {
            "kept": kept,
            "dropped": dropped,
            "kept_rows": {table: _rows(connection, table, kept_id) for table in _KEYS},
            "dropped_rows": {table: _rows(connection, table, dropped_id) for table in _KEYS},
            "aliases": _aliases(connection, dropped_id),
        }
        connection.execute(_FOLLOW, (stays_id, gone_id))
        for table in _KEYS:
            merged = _merged(table, before["kept_rows"][table], before["dropped_rows"][table])
            _replace(connection, table, (kept_id, dropped_id), stays_id, merged)
        connection.execute(_OUTCOMES_FOLLOW, (stays_id,))
        connection.execute("DELETE FROM debtor WHERE debtor_id = ?", (gone_id,))
        _update_person(connection, {**kept, "debtor_id": stays_id})
        connection.execute(_ALIAS, (dropped["external_ref"], stays_id, gone_id))
        change = record_change(
            connection,
            at_epoch_ms=at_epoch_ms,
            kind=ChangeKind.FILES_MERGED,
            debtor_id=stays_id,
            name=kept["name"],
            detail=dropped["name"],
            before=before,
        )
    return FilesMerged(change, stays_id, gone_id)


def undo_merge(connection: Connection, change_id: int, before: Row) -> ChangeUndone:
    """Make two files again. What came since stays with the file that was kept."""
    kept_id, dropped_id = before["kept"]["debtor_id"], before["dropped"]["debtor_id"]
    stays_id, gone_id = max(kept_id, dropped_id), min(kept_id, dropped_id)
    fault = _contradiction(connection, change_id, before)
    if fault is not None:
        return ChangeUndone(fault, kept_id, stays_id)
    now = {table: _rows(connection, table, stays_id) for table in _KEYS}
    connection.execute(_UNALIAS, (before["dropped"]["external_ref"],))
    _part_persons(connection, before)
    for ref in _aliases(connection, stays_id):
        owner = dropped_id if ref in before["aliases"] else kept_id
        connection.execute(_ALIAS_FOLLOWS, (owner, ref))
    for table in _KEYS:
        parted = _parted(table, now[table], before)
        _replace(connection, table, (stays_id,), kept_id, parted.kept)
        _write(connection, table, dropped_id, parted.dropped)
    connection.execute(_OUTCOMES_FOLLOW, (gone_id,))
    connection.execute(_NUMBERS_FOLLOW, (kept_id, stays_id, change_id, _NUMBER))
    return ChangeUndone(None, kept_id, stays_id)


def _part_persons(connection: Connection, before: Row) -> None:
    """Two persons again, the kept one as an import may have renewed it since."""
    kept_id, dropped = before["kept"]["debtor_id"], before["dropped"]
    stays_id = max(kept_id, dropped["debtor_id"])
    if kept_id == stays_id:
        _insert(connection, "debtor", dropped)
        return
    newest = {**before["kept"], **(_person(connection, stays_id) or {}), "debtor_id": kept_id}
    _update_person(connection, dropped)
    _insert(connection, "debtor", newest)


@dataclass(frozen=True, slots=True)
class _Parted:
    """The rows of one table, each with the file it belongs to."""

    kept: list[Row]
    dropped: list[Row]


def _contradiction(connection: Connection, change_id: int, before: Row) -> UndoFault | None:
    """Why the two can no longer be told apart."""
    ids = before["kept"]["debtor_id"], before["dropped"]["debtor_id"]
    stays_id, gone_id = max(ids), min(ids)
    if connection.execute(_LATER_MERGE, (change_id, _MERGE, stays_id)).fetchone():
        return UndoFault.MERGED_ON
    if _person(connection, stays_id) is None:
        return UndoFault.MERGED_ON if moved_to(connection, stays_id) else UndoFault.FILE_GONE
    dropped_ref = before["dropped"]["external_ref"]
    if (
        dropped_ref not in _aliases(connection, stays_id)
        or _person(connection, gone_id) is not None
    ):
        return UndoFault.FILE_IS_BACK
    known = {
        row["external_ref"]
        for side in ("kept_rows", "dropped_rows")
        for row in before[side]["debt"]
    }
    if any(row["external_ref"] not in known for row in _rows(connection, "debt", stays_id)):
        return UndoFault.NEW_DEBTS
    return None


def _merged(table: str, kept: list[Row], dropped: list[Row]) -> list[Row]:
    """The rows of both; of a debt that both have, the newer one; the kept file's come first."""
    rows = {_key(table, row): row for row in kept}
    after = 1 + max((row["position"] for row in kept), default=-1) if table in _ORDERED else 0
    for row in dropped:
        key = _key(table, row)
        if key not in rows:
            rows[key] = {**row, "position": row["position"] + after} if table in _ORDERED else row
        elif table == "debt" and row["as_of"] > rows[key]["as_of"]:
            rows[key] = {**row, "position": rows[key]["position"]}
    return list(rows.values())


def _parted(table: str, now: list[Row], before: Row) -> _Parted:
    """Each row goes back where it came from: as it was, or as an import has renewed it since."""
    kept_before = {_key(table, row): row for row in before["kept_rows"][table]}
    dropped_before = {_key(table, row): row for row in before["dropped_rows"][table]}
    was = {_key(table, row): row for row in _merged(table, *_sides(table, before))}
    kept: list[Row] = []
    for row in now:
        key = _key(table, row)
        if key in dropped_before and key not in kept_before:
            dropped_before[key] = _renewed(row, was.get(key), dropped_before[key])
        elif key in kept_before:
            kept.append(_renewed(row, was.get(key), kept_before[key]))
        else:
            kept.append(row)
    still = {_key(table, row) for row in now}
    dropped = [row for key, row in dropped_before.items() if key in still]
    return _Parted(kept, dropped)


def _sides(table: str, before: Row) -> tuple[list[Row], list[Row]]:
    return before["kept_rows"][table], before["dropped_rows"][table]


def _renewed(now: Row, merged: Row | None, before: Row) -> Row:
    """The row as it was before the merge, unless something has changed it since."""
    return before if _same(now, merged) else {**now, **_place(before)}


def _same(now: Row, merged: Row | None) -> bool:
    return merged is not None and _content(now) == _content(merged)


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "debtor_id"}


def _place(row: Row) -> Row:
    return {"position": row["position"]} if "position" in row else {}


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in _KEYS[table])


def _person(connection: Connection, debtor_id: int) -> Row | None:
    cursor = connection.execute("SELECT * FROM debtor WHERE debtor_id = ?", (debtor_id,))
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    return None if row is None else dict(zip(names, row, strict=True))


def _rows(connection: Connection, table: str, debtor_id: int) -> list[Row]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE debtor_id = ?", (debtor_id,))  # noqa: S608
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _aliases(connection: Connection, debtor_id: int) -> list[str]:
    found = connection.execute(
        "SELECT external_ref FROM debtor_alias WHERE debtor_id = ?", (debtor_id,)
    )
    return [ref for (ref,) in found.fetchall()]


def _replace(
    connection: Connection, table: str, from_ids: tuple[int, ...], to_id: int, rows: list[Row]
) -> None:
    for debtor_id in from_ids:
        connection.execute(f"DELETE FROM {table} WHERE debtor_id = ?", (debtor_id,))  # noqa: S608
    _write(connection, table, to_id, rows)


def _write(connection: Connection, table: str, debtor_id: int, rows: list[Row]) -> None:
    for row in rows:
        _insert(connection, table, {**row, "debtor_id": debtor_id})


def _update_person(connection: Connection, person: Row) -> None:
    texts = [name for name in person if name != "debtor_id"]
    settings = ", ".join(f"{name} = :{name}" for name in texts)
    connection.execute(f"UPDATE debtor SET {settings} WHERE debtor_id = :debtor_id", person)  # noqa: S608


def _insert(connection: Connection, table: str, row: Row) -> None:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608
