"""The small file beside the database that says how to get at its key.

`callside.db` has `callside.db.key`: JSON, readable by its owner only. It carries a check value of
the key, so that a wrong key and a damaged database can be told apart.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path

from desktop.store.errors import DamagedKeyFileError, from_os_error

FORMAT = 1
_CHECK_BYTES = 16


class KeyKind(Enum):
    """Where the key is kept."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The key under another key: AES-256-GCM; all three parts in hexadecimal."""

    salt: str
    nonce: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Stretching:
    """What argon2id was given when a passphrase was turned into a key."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sidecar:
    """How to get at one key. `account` is for KEYRING, `plain_key` (hex) only ever for DEMO."""

    kind: KeyKind
    key_check: str
    account: str | None = None
    plain_key: str | None = field(default=None, repr=False)
    by_passphrase: WrappedKey | None = None
    stretching: Stretching | None = None
    by_recovery_key: WrappedKey | None = None


def sidecar_path(database: Path) -> Path:
    """Where the key file of a database lies."""
    return database.with_name(f"{database.name}.key")


def key_check(key: bytes) -> str:
    """A value that proves a key without giving it away; the key is random, so it is safe."""
    return hmac.new(key, b"callside key check", hashlib.sha256).digest()[:_CHECK_BYTES].hex()


def is_key_of(sidecar: Sidecar, key: bytes) -> bool:
    """Whether `key` is the one that the key file was written for."""
    return hmac.compare_digest(sidecar.key_check, key_check(key))


def key_is_known(database: Path, key: bytes) -> bool:
    """Whether a readable key file confirms `key` for this database."""
    try:
        sidecar = read_sidecar(database)
    except DamagedKeyFileError:
        return False
    return sidecar is not None and is_key_of(sidecar, key)


def read_sidecar(database: Path) -> Sidecar | None:
    """The key file of a database, or None when there is none.

    Raises `DamagedKeyFileError`, or `StorageError` when it is there and cannot be read.
    """
    try:
        text = sidecar_path(database).read_text("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise DamagedKeyFileError from error
    except OSError as error:
        raise from_os_error(error) from error
    try:
        return _from_json(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedKeyFileError from error


def write_sidecar(database: Path, sidecar: Sidecar, *, replace: bool) -> bool:
    """Write the key file durably and whole; False when one is there and `replace` is not set.

    Raises `StorageError`.
    """
    target = sidecar_path(database)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    try:
        _write_durably(draft, json.dumps(_to_json(sidecar), indent=1))
        try:
            if replace:
                draft.replace(target)
            else:
                _publish_new(draft, target)
        except FileExistsError:
            return False
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise from_os_error(error) from error
    return True


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder durable, where the system knows such a thing."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _publish_new(draft: Path, target: Path) -> None:
    """Give the draft its name only if nobody else has: two first starts must not race."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this file system: look first, then rename.
        if target.exists():
            raise FileExistsError(target.name) from None
        draft.rename(target)


def _write_durably(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _to_json(sidecar: Sidecar) -> dict[str, object]:
    fields = {"format": FORMAT, **asdict(sidecar), "kind": sidecar.kind.value}
    return {name: value for name, value in fields.items() if value is not None}


def _from_json(fields: Mapping[str, object]) -> Sidecar:
    if fields["format"] != FORMAT:
        raise ValueError("unknown format")
    return Sidecar(
        kind=KeyKind(fields["kind"]),
        key_check=_text(fields["key_check"]),
        account=_optional_text(fields.get("account")),
        plain_key=_optional_text(fields.get("plain_key")),
        by_passphrase=_wrapped(fields.get("by_passphrase")),
        stretching=_stretching(fields.get("stretching")),
        by_recovery_key=_wrapped(fields.get("by_recovery_key")),
    )


def _wrapped(value: object) -> WrappedKey | None:
    if not isinstance(value, dict):
        return None
    parts = {name: _text(value[name]) for name in WrappedKey.__slots__}
    for part in parts.values():
        bytes.fromhex(part)
    return WrappedKey(**parts)


def _stretching(value: object) -> Stretching | None:
    if not isinstance(value, dict):
        return None
    return Stretching(**{name: int(value[name]) for name in Stretching.__slots__})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)
