"""A database as big as a call centre's, made once and kept for the benchmarks that need one.

`full_size_database` gives it for a `Scale`; the same version of rows and tables is not made twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.bench.figures import Figure
from desktop.bench.full_size_rows import ROUNDS, SEED, FullSizeRows, Row
from desktop.store.driver import connect, transaction
from desktop.store.keys import open_or_create_key
from desktop.store.schema import STEPS, migrate
from desktop.store.search_index import index_slice

if TYPE_CHECKING:
    from sqlite3 import Connection

FULL_SIZE = 1_000_000
"""Debtors; with them come twice as many phones, half as many debts again, five times the lines."""

_VERSION = 3
"""Of the rows; a change of the tables is noticed without it."""

_LATER_TENTHS = 3

_CACHE_KIB = 512 * 1024
_INDEXED_AT_ONCE = 2000
_LARGEST_MB = 3000
_SLOWEST_S = 600

_INSERTS = {
    "debtor": "debtor_id, external_ref, name, surname, title, time_zone, match_question,"
    " match_answer",
    "phone": "debtor_id, e164, raw, kind, position, reversed_digits",
    "debt": "debtor_id, external_ref, creditor, product, currency, principal_minor,"
    " interest_minor, fees_minor, paid_minor, due_on, as_of, position",
    "contact": "debtor_id, at_ms, id, kind, text, amount_minor, currency, disposition, due_on,"
    " promise_state, direction, practice, call_id",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """How many debtors the benchmarks have, and the folder that keeps databases of that size."""

    debtors: int
    folder: Path


@dataclass(frozen=True, slots=True)
class FullSize:
    """A full-size database and its key, with what it took to make it.

    Benchmarks that write take a copy of the file; debtors are numbered from 1 and
    `full_size_rows.own_number` gives the number of each.
    """

    path: Path
    key: bytes = field(repr=False)
    debtors: int
    made_in_s: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class _Label:
    """Lies beside a database and says that it is whole, and of which version."""

    version: str
    made_in_s: float
    megabytes: float


def full_size_database(scale: Scale) -> FullSize:
    """The database for a scale: the one in its folder, or a new one, which takes minutes."""
    scale.folder.mkdir(parents=True, exist_ok=True)
    path = scale.folder / f"full-size-{scale.debtors}.db"
    label_path = path.with_suffix(".json")
    version = _version(scale.debtors)
    label = _read_label(label_path)
    key = open_or_create_key(path, lambda _new: None, demo=True).key
    if label.version != version or not path.exists():
        began = time.monotonic()
        label_path.unlink(missing_ok=True)
        _make(path, key, scale.debtors)
        made_in_s = round(time.monotonic() - began, 1)
        label = _Label(version, made_in_s, round(path.stat().st_size / 1e6, 1))
        label_path.write_text(json.dumps(asdict(label)), encoding="utf-8")
    return FullSize(path, key, scale.debtors, label.made_in_s, label.megabytes)


@contextmanager
def copy_of(made: FullSize) -> Iterator[Path]:
    """A copy that may be written, with its key beside it, on the same disk; gone afterwards."""
    with tempfile.TemporaryDirectory(dir=made.path.parent, prefix="copy-") as name:
        copy = Path(name) / made.path.name
        for suffix in ("", ".key"):
            source = made.path.with_name(made.path.name + suffix)
            shutil.copyfile(source, copy.with_name(copy.name + suffix))
        wait_for_disk(copy)
        yield copy


def wait_for_disk(path: Path) -> None:
    """Until a file is written: a disk that still works on it would be in every figure."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def measure_full_size(scale: Scale) -> list[Figure]:
    """What the database of the other benchmarks took to make."""
    made = full_size_database(scale)
    share = scale.debtors / FULL_SIZE
    name = f"database of {scale.debtors:,} debtors"
    return [
        Figure(f"{name} made in", None, made.made_in_s, _SLOWEST_S * max(share, 0.05), "s", 1),
        Figure(name, None, made.megabytes, _LARGEST_MB * max(share, 0.01), "MB", 1),
    ]


def _version(debtors: int) -> str:
    said = json.dumps([_VERSION, SEED, debtors, [asdict(step) for step in STEPS]])
    return hashlib.sha256(said.encode()).hexdigest()


def _read_label(path: Path) -> _Label:
    try:
        return _Label(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return _Label("", 0, 0)


def _make(path: Path, key: bytes, debtors: int) -> None:
    """Make it beside its place and put it there when it is whole."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with closing(connect(part, key)) as db:
            migrate(db, part, key)
            connection = db.conn
            # A broken half is thrown away: nothing is kept for a way back while it is made.
            for setting in (
                "journal_mode = OFF",
                "synchronous = OFF",
                "foreign_keys = OFF",
                "temp_store = MEMORY",
                f"cache_size = -{_CACHE_KIB}",
            ):
                connection.execute(f"PRAGMA {setting}").fetchall()
            with transaction(db):
                _fill(connection, FullSizeRows(debtors))
            while index_slice(db, _INDEXED_AT_ONCE):
                pass
            connection.execute("ANALYZE")
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        part.replace(path)
    finally:
        for left in path.parent.glob(f"{part.name}*"):
            with suppress(FileNotFoundError):
                left.unlink()


def _fill(connection: Connection, rows: FullSizeRows) -> None:
    """Rows in the order of their tables, indexes late: both are then written from end to end."""
    later = [
        (kind, name, sql)
        for kind, name, table, sql in connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1"
        )
        if kind in ("index", "trigger") and table in _INSERTS
    ]
    for kind, name, _sql in later:
        connection.execute(f"DROP {kind} {name}")
    _insert(connection, "debtor", rows.debtors())
    _insert(connection, "phone", (row for row in rows.phones() if not _came_later(row)))
    for kind, _name, sql in later:
        if kind == "index":
            connection.execute(sql)
    _insert(connection, "phone", (row for row in rows.phones() if _came_later(row)))
    _insert(connection, "debt", rows.debts())
    for number in range(len(ROUNDS)):
        _insert(connection, "contact", rows.contacts(number))
    for kind, _name, sql in later:
        if kind == "trigger":
            connection.execute(sql)


def _came_later(row: Row) -> bool:
    """Whether a number came with a later import, which has split the full pages of an index."""
    return int(row[0] or 0) % 10 < _LATER_TENTHS


def _insert(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    columns = _INSERTS[table]
    places = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608
