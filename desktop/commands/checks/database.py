"""The database: where it lies, whether it opens and holds together, room and backups."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop.commands.checks.finding import Finding, attention, broken, ok
from desktop.session.ports import StorageError
from desktop.store.backups import BackupFolder, default_folder
from desktop.store.ballast import has_ballast
from desktop.store.driver import connect
from desktop.store.errors import NoKeyError, StoreRefusedError, WrongKeyError, describe
from desktop.store.keys import open_or_create_key
from desktop.store.network_drive import on_network_drive

_LEAST_FREE_BYTES = 200 * 1024 * 1024
_LONGEST_READ_S = 20.0
_OLDEST_BACKUP_DAYS = 7
_STEPS_BETWEEN_LOOKS = 100_000


def look_at_database(
    database: Path, backups: Path | None, passphrase: str | None
) -> Iterator[Finding]:
    """Everything about the file; it is never changed, and not made where there is none."""
    if on_network_drive(database):
        yield broken(
            "database",
            "数据库在网络盘上，会损坏。请在 settings.toml 里换到本机磁盘。",
            "it lies on a network drive and would be damaged: name a local disk in settings.toml.",
        )
    yield _room(database)
    if not database.exists():
        yield attention(
            "database",
            "还没有数据库，第一次打开 Callside 或导入时会建立。",
            "there is none yet; the first start or import makes it.",
        )
        return
    yield _reserve(database)
    yield _contents(database, passphrase)
    yield _backups(database, backups)


def _room(database: Path) -> Finding:
    folder = next(folder for folder in database.resolve().parents if folder.exists())
    free = shutil.disk_usage(folder).free
    megabytes = free // (1024 * 1024)
    if free < _LEAST_FREE_BYTES:
        return broken(
            "disk",
            f"只剩 {megabytes} MB，请清理磁盘，否则通话结果会存不下。",
            f"only {megabytes} MB left: make room, or outcomes cannot be saved.",
        )
    return ok("disk", f"剩余 {megabytes} MB。", f"{megabytes} MB free.")


def _reserve(database: Path) -> Finding:
    if has_ballast(database):
        return ok(
            "reserve",
            "有预留空间，磁盘满了也能存下最后几通电话。",
            "there is one: the last calls can be saved on a full disk.",
        )
    return attention(
        "reserve",
        "没有预留空间。打开 Callside 并腾出磁盘空间后会自动建立。",
        "there is none. The running desk makes it once the disk has room.",
    )


def _contents(database: Path, passphrase: str | None) -> Finding:
    try:
        key = open_or_create_key(database, lambda _new: None, passphrase=passphrase).key
    except (NoKeyError, WrongKeyError):
        return attention(
            "database",
            "没有口令，没有打开检查。请设置 CALLSIDE_PASSPHRASE 后再试。",
            "it was not opened: there is no passphrase. Set CALLSIDE_PASSPHRASE and try again.",
        )
    except StoreRefusedError as error:
        return broken("database", str(error), str(error))
    except StorageError as error:
        return broken("database", describe(error), describe(error))
    try:
        whole = _holds_together(database, key)
    except StoreRefusedError as error:
        return broken("database", str(error), str(error))
    except StorageError as error:
        return broken("database", describe(error), describe(error))
    if whole:
        return ok("database", "能打开，内容完整。", "it opens and holds together.")
    return ok(
        "database",
        f"能打开；文件很大，读了 {_LONGEST_READ_S:.0f} 秒没有发现问题。",
        f"it opens; it is large, and {_LONGEST_READ_S:.0f} s of reading found no fault.",
    )


def _holds_together(database: Path, key: bytes) -> bool:
    """Whether it was read to its end; raises `CorruptDatabaseError` for a fault."""
    from desktop.store.backup import verify
    from desktop.store.errors import translated

    until = time.monotonic() + _LONGEST_READ_S
    stopped: list[bool] = []

    def is_late() -> int:
        if time.monotonic() > until:
            stopped.append(True)
        return int(bool(stopped))

    with closing(connect(database, key)) as opened:
        opened.conn.set_progress_handler(is_late, _STEPS_BETWEEN_LOOKS)
        try:
            with translated():
                verify(opened.conn.execute("PRAGMA quick_check(1)").fetchall())
        except Exception:
            if stopped:
                return False
            raise
    return True


def _backups(database: Path, folder: Path | None) -> Finding:
    found = BackupFolder(database, folder or default_folder(database)).backups()
    if not found:
        return attention(
            "backup",
            "还没有备份。Callside 运行时会自己做，也可以运行 callside backup 文件。",
            "there is none yet. The running desk makes them; or run: callside backup FILE",
        )
    newest = found[0].made_at
    days = (datetime.now().astimezone() - newest).days
    if days > _OLDEST_BACKUP_DAYS:
        return attention(
            "backup",
            f"最近一次备份是 {days} 天前，请运行 callside backup 文件。",
            f"the newest is {days} days old, run: callside backup FILE",
        )
    return ok("backup", f"最近一次 {newest:%Y-%m-%d %H:%M}。", f"newest {newest:%Y-%m-%d %H:%M}.")
