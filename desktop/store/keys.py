"""The key of the database: random, held by the system's key store, else under a passphrase."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from desktop.store.errors import (
    DamagedKeyFileError,
    NoKeyError,
    NotADemoError,
    WrongKeyError,
)
from desktop.store.sidecar import (
    KeyKind,
    Sidecar,
    Stretching,
    is_key_of,
    key_check,
    read_sidecar,
    write_sidecar,
)
from desktop.store.wrapping import (
    new_recovery_key,
    unwrap_by_passphrase,
    unwrap_by_recovery_key,
    wrap_by_passphrase,
    wrap_by_recovery_key,
)

SERVICE = "callside"
_KEY_BYTES = 32
_DIGEST_LENGTH = 16

AskPassphrase = Callable[[bool], str | None]
"""Asks the user; the argument is True for a new passphrase; None means that there is none."""


class KeyStore(Protocol):
    """Keeps secrets for the user of this computer."""

    def get(self, account: str) -> str | None:
        """The secret, or None when it is not there or cannot be had."""
        ...

    def put(self, account: str, secret: str) -> bool:
        """Keep a secret; False when this computer cannot."""
        ...

    def forget(self, account: str) -> None:
        """Remove a secret, if it is there."""
        ...


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A key of 32 bytes; `recovery_key` only when it was just made and must be shown, once."""

    key: bytes = field(repr=False)
    recovery_key: str | None = field(default=None, repr=False)
    kind: KeyKind = KeyKind.PASSPHRASE


def open_or_create_key(
    database: Path,
    ask_passphrase: AskPassphrase,
    *,
    demo: bool = False,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
) -> KeyResult:
    """The key of a database, made on the first call.

    A given `passphrase` is used instead of asking and, for a new key, instead of the key store.
    Raises a `StoreRefusedError` (`NoKeyError`, `WrongKeyError`, …) or `StorageError`.
    """
    sidecar = read_sidecar(database)
    if sidecar is None:
        if database.exists() and database.stat().st_size > 0:
            raise DamagedKeyFileError
        key = secrets.token_bytes(_KEY_BYTES)
        made = keep_key(
            database,
            key,
            ask_passphrase,
            demo=demo,
            passphrase=passphrase,
            key_store=key_store,
            replace=False,
        )
        if made is not None:
            return made
        # Another start was faster: its key is the one.
        sidecar = read_sidecar(database)
        if sidecar is None:
            raise DamagedKeyFileError
    if demo and sidecar.kind is not KeyKind.DEMO:
        raise NotADemoError
    key = _open(sidecar, ask_passphrase, passphrase, key_store or SystemKeyStore())
    if not is_key_of(sidecar, key):
        raise WrongKeyError
    return KeyResult(key, None, sidecar.kind)


def keep_key(
    database: Path,
    key: bytes,
    ask_passphrase: AskPassphrase,
    *,
    demo: bool = False,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
    replace: bool = True,
) -> KeyResult | None:
    """Keep a known key in a new way, for instance after a recovery, with a new recovery key.

    Returns None when there is a key file already and `replace` is not set.
    """
    if demo:
        sidecar = Sidecar(KeyKind.DEMO, key_check(key), plain_key=key.hex())
        written = write_sidecar(database, sidecar, replace=replace)
        return KeyResult(key, None, KeyKind.DEMO) if written else None
    recovery_key = new_recovery_key()
    by_recovery_key = wrap_by_recovery_key(key, recovery_key)
    account = _account(database, key)
    store = key_store or SystemKeyStore()
    if passphrase is None and _put_and_look(store, account, key):
        sidecar = Sidecar(
            KeyKind.KEYRING, key_check(key), account=account, by_recovery_key=by_recovery_key
        )
        if not write_sidecar(database, sidecar, replace=replace):
            store.forget(account)
            return None
        return KeyResult(key, recovery_key, KeyKind.KEYRING)
    chosen = passphrase or ask_passphrase(True)  # noqa: FBT003
    if not chosen:
        raise NoKeyError
    stretching = Stretching()
    sidecar = Sidecar(
        KeyKind.PASSPHRASE,
        key_check(key),
        by_passphrase=wrap_by_passphrase(key, chosen, stretching),
        stretching=stretching,
        by_recovery_key=by_recovery_key,
    )
    written = write_sidecar(database, sidecar, replace=replace)
    return KeyResult(key, recovery_key, KeyKind.PASSPHRASE) if written else None


def unlock_with_recovery_key(database: Path, recovery_key: str) -> bytes:
    """The key of a database by the recovery key that was shown when it was made.

    Raises `WrongKeyError`, or `NoKeyError` when there is none. Follow it with `keep_key`.
    """
    sidecar = read_sidecar(database)
    if sidecar is None or sidecar.by_recovery_key is None:
        raise NoKeyError
    return unwrap_by_recovery_key(sidecar.by_recovery_key, recovery_key)


def _open(
    sidecar: Sidecar, ask_passphrase: AskPassphrase, passphrase: str | None, store: KeyStore
) -> bytes:
    match sidecar.kind:
        case KeyKind.DEMO:
            return _from_hex(sidecar.plain_key)
        case KeyKind.KEYRING:
            secret = store.get(sidecar.account or "")
            if secret is None:
                raise NoKeyError
            return _from_hex(secret)
        case KeyKind.PASSPHRASE:
            if sidecar.by_passphrase is None or sidecar.stretching is None:
                raise DamagedKeyFileError
            chosen = passphrase or ask_passphrase(False)  # noqa: FBT003
            if not chosen:
                raise NoKeyError
            return unwrap_by_passphrase(sidecar.by_passphrase, chosen, sidecar.stretching)


def _from_hex(text: str | None) -> bytes:
    try:
        return bytes.fromhex(text or "")
    except ValueError as error:
        raise WrongKeyError from error


def _put_and_look(store: KeyStore, account: str, key: bytes) -> bool:
    """Some key stores take a secret and keep nothing: only one that gives it back is trusted."""
    return store.put(account, key.hex()) and store.get(account) == key.hex()


def _account(database: Path, key: bytes) -> str:
    """Named by the path, so that a person can tell, and by the key, so that none is overwritten."""
    digest = hashlib.sha256(str(database.resolve()).encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{digest}-{key_check(key)[:8]}"


class SystemKeyStore:
    """The key store of the operating system, through `keyring`."""

    def get(self, account: str) -> str | None:
        """The secret, or None when it is not there or the key store cannot be opened."""
        import keyring
        import keyring.errors

        try:
            return keyring.get_password(SERVICE, account)
        except keyring.errors.KeyringError:
            return None

    def put(self, account: str, secret: str) -> bool:
        """Keep a secret; False when there is no key store or it refuses."""
        import keyring
        import keyring.errors

        try:
            keyring.set_password(SERVICE, account, secret)
        except keyring.errors.KeyringError:
            return False
        return True

    def forget(self, account: str) -> None:
        """Remove a secret; one that is not there is no error."""
        import keyring
        import keyring.errors

        try:
            keyring.delete_password(SERVICE, account)
        except keyring.errors.KeyringError:
            return
