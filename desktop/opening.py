"""Opens the encrypted database on its own thread and says what is still needed for that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.session.ports import StorageError
from desktop.store.aside import settle
from desktop.store.database import Store
from desktop.store.desk_lock import DeskLock
from desktop.store.errors import (
    CorruptDatabaseError,
    InUseError,
    NoKeyError,
    StoreRefusedError,
    WrongKeyError,
    from_os_error,
    translated,
)
from desktop.store.keys import keep_key, open_or_create_key, unlock_with_recovery_key
from desktop.store.upkeep import UpkeepPlan, make_upkeep
from desktop.store.worker import DESK_TIMEOUT_MS, StoreWorker


class PassphraseWantedError(Exception):
    """There is no key store and no passphrase was given; `new` when one must be chosen."""

    def __init__(self, *, new: bool) -> None:
        super().__init__("a passphrase is needed")
        self.new = new


@dataclass(frozen=True, slots=True)
class Unlocking:
    """How to get at the key: a passphrase, or the recovery key with a new passphrase to come."""

    passphrase: str | None = None
    recovery_key: str | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open database; `recovery_key` only when it was just made."""

    worker: StoreWorker
    recovery_key: str | None


def open_store(
    database: Path,
    unlocking: Unlocking,
    *,
    prepare: Callable[[Store], None] | None = None,
    upkeep: UpkeepPlan | None = None,
    done: Callable[[OpenedStore | Exception], None],
) -> None:
    """Open on a new thread; `done` is called on that thread with the result or the error.

    Errors are `PassphraseWantedError`, a `StoreRefusedError` or a `StorageError`; anything else is
    a bug. `prepare` runs once on the open store before anybody else may use it.
    """
    recovery_keys: list[str | None] = []

    def opening() -> Store:
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise from_os_error(error) from error
        with translated(), ExitStack() as undoing:
            lock = DeskLock.take(database)
            undoing.callback(lock.release)
            settle(database)
            key, recovery_key = database_key(database, unlocking)
            store = Store.open(database, key, busy_timeout_ms=DESK_TIMEOUT_MS, lock=lock)
            undoing.callback(store.close)
            recovery_keys.append(recovery_key)
            if prepare is not None:
                prepare(store)
            if upkeep is not None:
                store.upkeep = make_upkeep(database, key, upkeep)
            undoing.pop_all()
        return store

    worker = StoreWorker(opening)

    def opened(_: object) -> None:
        error = worker.opened.exception()
        if error is None:
            done(OpenedStore(worker, recovery_keys[0]))
        elif isinstance(error, Exception):
            worker.close()
            done(error)

    worker.opened.add_done_callback(opened)


def database_key(database: Path, unlocking: Unlocking) -> tuple[bytes, str | None]:
    """The key, and the recovery key when it was just made. Raises what `open_store` tells."""

    def ask(new: bool) -> str | None:  # noqa: FBT001 - the store's own signature
        raise PassphraseWantedError(new=new)

    if unlocking.recovery_key is not None:
        key = unlock_with_recovery_key(database, unlocking.recovery_key)
        kept = keep_key(database, key, ask, passphrase=unlocking.passphrase)
        return key, kept.recovery_key if kept else None
    result = open_or_create_key(database, ask, demo=unlocking.demo, passphrase=unlocking.passphrase)
    return result.key, result.recovery_key


def is_wrong_key(error: Exception) -> bool:
    """Whether another try with another passphrase makes sense."""
    return isinstance(error, WrongKeyError)


def is_lost_key(error: Exception) -> bool:
    """Whether only the recovery key still opens the database."""
    return isinstance(error, NoKeyError)


def is_damaged(error: Exception) -> bool:
    """Whether the way back is a backup or what can still be read."""
    return isinstance(error, CorruptDatabaseError)


def mends_itself(error: Exception) -> bool:
    """Whether it is worth while to try again without a word: the disk, or another program."""
    return isinstance(error, StorageError | InUseError)


def refusal_kind(error: Exception) -> str | None:
    """The stable kind of an error of the environment or of the file; None for a bug."""
    if isinstance(error, StoreRefusedError | StorageError):
        return error.kind
    return None
