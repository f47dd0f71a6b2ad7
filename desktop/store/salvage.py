"""Takes what can still be read of a damaged database into a whole one, table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.damaged_ranges import KeySpace, read_around_damage
from desktop.store.driver import connect_to_read, transaction
from desktop.store.errors import CorruptDatabaseError, StoreRefusedError, translated
from desktop.store.orphans import give_parents
from desktop.store.salvaged_merges import follow_merges

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_BATCH_ROWS = 500
_TELLING = ("debtor", "outcome", "journal", "contact", "call")
_OURS = frozenset({"_sqlite_migrations"})


@dataclass(frozen=True, slots=True)
class TableSalvage:
    """What became of one table.

    `expected` is how many rows an index still counts, None when none does. `gaps` is the number
    of stretches that could not be read.
    """

    table: str
    recovered: int
    expected: int | None
    gaps: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return self.gaps == 0


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    key: str
    space: KeySpace
    columns: tuple[str, ...]


def salvage(
    damaged: Path,
    key: bytes,
    target: Database,
    progress: Callable[[int], None] = lambda _rows: None,
) -> tuple[TableSalvage, ...]:
    """Write all that can be read of `damaged` over what is in `target`, which is current.

    `damaged` is only read. `progress` is told the rows so far. A file that is known only by its
    history gets an empty one to hang it on. Raises `CorruptDatabaseError` when not even the list
    of tables can be read, or `StorageError` for `target`.
    """
    source = _Source(damaged, key)
    target.conn.execute("PRAGMA foreign_keys = OFF").fetchall()
    try:
        done: list[TableSalvage] = []
        for table in _tables(target.conn):
            columns = source.columns(table.name)
            shared = tuple(name for name in table.columns if name in columns)
            if table.key not in ("rowid", *shared):
                continue
            before = sum(part.recovered for part in done)
            taking = _Taking(source, target, table, shared, partial(_add, progress, before))
            done.append(taking.run())
        follow_merges(target)
        give_parents(target)
        with translated():
            if target.conn.execute("PRAGMA foreign_key_check").fetchall():
                raise CorruptDatabaseError
        return tuple(done)
    finally:
        source.close()
        target.conn.execute("PRAGMA foreign_keys = ON").fetchall()


def can_be_salvaged(damaged: Path, key: bytes) -> bool:
    """Whether any table can be read at all. Raises `StorageError`."""
    try:
        source = _Source(damaged, key)
    except StoreRefusedError:
        return False
    try:
        return any(source.can_read(table) for table in _TELLING)
    finally:
        source.close()


def _add(progress: Callable[[int], None], before: int, rows: int) -> None:
    progress(before + rows)


class _Source:
    """The damaged file. After an error SQLCipher reads nothing more: then it is opened anew."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._connection = connect_to_read(path, key)

    def close(self) -> None:
        self._connection.close()

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
        """Rows until the end, or until `CorruptDatabaseError`."""
        try:
            with translated():
                yield from self._connection.execute(sql, values)
        except CorruptDatabaseError:
            self._connection.close()
            self._connection = connect_to_read(self._path, self._key)
            raise

    def columns(self, table: str) -> frozenset[str]:
        return frozenset(str(row[1]) for row in self.rows(f"PRAGMA table_info({table})"))

    def can_read(self, table: str) -> bool:
        try:
            for _ in self.rows(f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608
                pass
        except CorruptDatabaseError:
            return False
        return True

    def count(self, table: str) -> int | None:
        try:
            ((count,),) = self.rows(f"SELECT count(*) FROM {table}")  # noqa: S608
        except CorruptDatabaseError:
            return None
        return count if isinstance(count, int) else None


class _Taking:
    """Takes one table over."""

    def __init__(
        self,
        source: _Source,
        target: Database,
        table: _Table,
        columns: tuple[str, ...],
        progress: Callable[[int], None],
    ) -> None:
        self._progress = progress
        self._source = source
        self._target = target
        self._table = table
        names = ", ".join(columns)
        holes = ", ".join("?" * len(columns))
        self._select = f"SELECT {table.key}, {names} FROM {table.name} WHERE {table.key} "  # noqa: S608
        self._insert = f"INSERT OR REPLACE INTO {table.name} ({names}) VALUES ({holes})"  # noqa: S608
        self._batch: list[tuple[object, ...]] = []
        self._read = 0

    def run(self) -> TableSalvage:
        expected = self._source.count(self._table.name)
        gaps = read_around_damage(self._table.space, self._places)
        self._flush()
        recovered = self._read
        if gaps:
            # What was read from both sides was counted twice.
            recovered = min(recovered, expected) if expected is not None else recovered
        return TableSalvage(self._table.name, recovered, expected, gaps)

    def _places(self, low: int, high: int, down: bool) -> Iterator[int]:  # noqa: FBT001
        space, name = self._table.space, self._table.key
        value = "CAST(? AS TEXT)" if space.is_text else "?"
        bounds: tuple[object, ...] = (space.bound(low),)
        sql = f"{self._select} >= {value}"
        if high < space.last:
            sql += f" AND {name} < {value}"
            bounds = (*bounds, space.bound(high + 1))
        sql += f" ORDER BY {name} {'DESC' if down else 'ASC'}"
        for row in self._source.rows(sql, bounds):
            self._batch.append(row[1:])
            if len(self._batch) >= _BATCH_ROWS:
                self._flush()
            yield space.place_of(row[0])

    def _flush(self) -> None:
        with transaction(self._target) as connection:
            connection.executemany(self._insert, self._batch)
        self._read += len(self._batch)
        self._batch.clear()
        self._progress(self._read)


def _tables(connection: Connection) -> Iterator[_Table]:
    """Every table that holds something of its own, with the column that it is stored by."""
    with translated():
        listed = connection.execute("PRAGMA main.table_list").fetchall()
        for _schema, name, kind, _columns, without_rowid, *_ in sorted(listed):
            if kind != "table" or name.startswith("sqlite_") or name in _OURS:
                continue
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            names = tuple(column[1] for column in columns)
            if not without_rowid:
                yield _Table(name, "rowid", KeySpace(is_text=False), names)
                continue
            (first,) = (column for column in columns if column[5] == 1)
            yield _Table(name, first[1], KeySpace(is_text=first[2] != "INTEGER"), names)
