"""The tables, as numbered steps that are never edited once released.

A database is brought up to date in one transaction, after a verified copy of it was laid beside
it; one from a later version of the program is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.backup import copy_database
from desktop.store.driver import transaction
from desktop.store.errors import NewerDatabaseError, translated
from desktop.store.tables import SCHEMA_1
from desktop.store.tables_2 import SCHEMA_2

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATION_SET = "callside"


@dataclass(frozen=True, slots=True)
class Step:
    """One version of the schema: statements that lead to it from the one before."""

    name: str
    statements: tuple[str, ...]


STEPS: tuple[Step, ...] = (Step("schema_1", SCHEMA_1), Step("schema_2", SCHEMA_2))
"""Every released version, in order. Add to the end; change nothing above it."""


def schema_version(db: Database) -> int:
    """How many steps a database has taken; 0 when it is new."""
    with translated():
        version: int = db.conn.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(db: Database, path: Path, key: bytes, steps: Sequence[Step] = STEPS) -> None:
    """Take the steps that are missing, all or none.

    Raises `NewerDatabaseError`, or `StorageError` when the environment fails; the database is
    then as it was.
    """
    version = schema_version(db)
    if version > len(steps):
        raise NewerDatabaseError
    if version == len(steps):
        return
    with transaction(db) as connection:
        # Another program may have done it while this one waited for the lock.
        version = schema_version(db)
        if version > len(steps):
            raise NewerDatabaseError
        if version == len(steps):
            return
        if version > 0:
            copy_database(path, key, copy_before(path, version))
        _take(db, steps)
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def copy_before(path: Path, version: int) -> Path:
    """Where the copy of a database goes before it leaves schema `version`."""
    return path.with_name(f"{path.stem}.schema-{version}{path.suffix}")


def _take(db: Database, steps: Sequence[Step]) -> None:
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(MIGRATION_SET)
    for step in steps:
        migrations(name=step.name)(_statements(step.statements))
    migrations.apply(db)


def _statements(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def take_step(db: Database) -> None:
        for statement in statements:
            db.conn.execute(statement)

    return take_step
