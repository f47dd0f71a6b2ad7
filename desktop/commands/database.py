"""Opens the database for a command, and turns what it refuses into one line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.session.ports import StorageError
from desktop.store.aside import ready_path, settle
from desktop.store.database import Store
from desktop.store.desk_lock import no_desk_on
from desktop.store.driver import KEY_BYTES
from desktop.store.errors import StoreRefusedError, describe, from_os_error
from desktop.store.keys import open_or_create_key


class CommandError(Exception):
    """What keeps a command from working, in one line."""


def is_there(database: Path) -> bool:
    """Whether there is a database file."""
    try:
        return database.exists()
    except OSError as error:
        raise CommandError(describe(from_os_error(error))) from error


@contextmanager
def opened(database: Path, passphrase: str | None, *, key: bytes | None = None) -> Iterator[Store]:
    """The store, closed at the end; makes the key when there is none yet and none is given."""
    with told(), ExitStack() as closing:
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise from_os_error(error) from error
        if ready_path(database).exists():
            # Unless somebody is just now about it.
            with no_desk_on(database):
                settle(database)
        store = Store.open(database, key or _key(database, passphrase))
        closing.callback(store.close)
        yield store


def _key(database: Path, passphrase: str | None) -> bytes:
    result = open_or_create_key(database, ask_passphrase, passphrase=passphrase)
    if result.recovery_key is not None:
        print(
            f"Write this recovery key down, it is shown only once: {result.recovery_key}",
            file=sys.stderr,
        )
    return result.key


def key_from_stdin() -> bytes:
    """The key that a program gives on the first line of standard input, in hexadecimal."""
    written = sys.stdin.readline(2 * KEY_BYTES + 2).strip()
    try:
        key = bytes.fromhex(written)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise CommandError("the first line of standard input is not a key in hexadecimal.")
    return key


@contextmanager
def told() -> Iterator[None]:
    """What the database or the disk refuses, while it is opened or later, is one line."""
    try:
        yield
    except StoreRefusedError as error:
        raise CommandError(str(error)) from error
    except StorageError as error:
        raise CommandError(describe(error)) from error


def ask_passphrase(new: bool) -> str | None:  # noqa: FBT001 - the store's own signature
    """Ask at the terminal; None where there is none."""
    if not sys.stdin.isatty():
        return None
    chosen = getpass.getpass("New passphrase: " if new else "Passphrase: ")
    if new and getpass.getpass("The same again: ") != chosen:
        raise CommandError("the two passphrases differ; nothing was changed.")
    return chosen or None
