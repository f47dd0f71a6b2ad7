"""How the database is, as plain facts for `callside check`."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.session.ports import StorageError
from desktop.store.backups import BackupFolder, default_folder
from desktop.store.ballast import has_ballast
from desktop.store.driver import connect
from desktop.store.errors import CorruptDatabaseError, StoreRefusedError, translated
from desktop.store.network_drive import on_network_drive
from desktop.store.schema import schema_version


@dataclass(frozen=True, slots=True)
class DatabaseCondition:
    """Facts; None where they could not be had. `fault` is the kind of a refusal or a fault."""

    exists: bool
    network_drive: bool
    free_bytes: int | None
    ballast: bool
    last_backup: datetime | None
    backup_age_s: float | None
    schema: int | None
    journal_mode: str | None
    intact: bool | None
    fault: str | None


def condition_of(
    database: Path, key: bytes | None, now: datetime, backup_folder: Path | None = None
) -> DatabaseCondition:
    """Look at a database, also while a desk uses it. Reads every page: 7 s a GiB.

    Without a key what is inside stays None. Raises nothing of its own.
    """
    folder = backup_folder or default_folder(database)
    newest = next(iter(BackupFolder(database, folder).backups()), None)
    inside = _inside(database, key) if key is not None and database.exists() else _Inside()
    return DatabaseCondition(
        exists=database.exists(),
        network_drive=on_network_drive(database),
        free_bytes=_free_bytes(database.parent),
        ballast=has_ballast(database),
        last_backup=newest.made_at if newest is not None else None,
        backup_age_s=(now - newest.made_at).total_seconds() if newest is not None else None,
        schema=inside.schema,
        journal_mode=inside.journal_mode,
        intact=inside.intact,
        fault=inside.fault,
    )


@dataclass(frozen=True, slots=True)
class _Inside:
    schema: int | None = None
    journal_mode: str | None = None
    intact: bool | None = None
    fault: str | None = None


def _inside(database: Path, key: bytes) -> _Inside:
    try:
        with closing(connect(database, key)) as db, translated():
            version = schema_version(db)
            (mode,) = db.conn.execute("PRAGMA journal_mode").fetchone()
            findings = db.conn.execute("PRAGMA quick_check(1)").fetchall()
    except CorruptDatabaseError as error:
        return _Inside(intact=False, fault=error.kind)
    except (StoreRefusedError, StorageError) as error:
        return _Inside(fault=error.kind)
    return _Inside(version, mode, intact=findings == [("ok",)])


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
