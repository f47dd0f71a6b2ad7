"""The key: where it is kept, how it is got back, and what is said when it is not there."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest

from desktop.session.ports import StorageError
from desktop.store import keys
from desktop.store.database import Store
from desktop.store.errors import (
    DamagedKeyFileError,
    NoKeyError,
    NotADemoError,
    WrongKeyError,
)
from desktop.store.keys import (
    KeyResult,
    SystemKeyStore,
    keep_key,
    open_or_create_key,
    unlock_with_recovery_key,
)
from desktop.store.sidecar import (
    KeyKind,
    Sidecar,
    key_check,
    key_is_known,
    read_sidecar,
    sidecar_path,
    write_sidecar,
)


class RememberingKeyStore:
    """A key store that works."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self.secrets.get(account)

    def put(self, account: str, secret: str) -> bool:
        self.secrets[account] = secret
        return True

    def forget(self, account: str) -> None:
        self.secrets.pop(account, None)


class ForgetfulKeyStore(RememberingKeyStore):
    """A key store that says yes and keeps nothing."""

    def put(self, account: str, secret: str) -> bool:
        return True


class MissingKeyStore(RememberingKeyStore):
    """A computer without a key store."""

    def put(self, account: str, secret: str) -> bool:
        return False


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "callside.db"


def nobody(new: bool) -> str | None:
    pytest.fail("nobody should be asked")


def nothing(new: bool) -> str | None:
    return None


def test_the_key_store_keeps_the_key_and_nobody_is_asked(path: Path) -> None:
    key_store = RememberingKeyStore()
    made = open_or_create_key(path, nobody, key_store=key_store)
    assert len(made.key) == 32
    assert made.kind is KeyKind.KEYRING
    assert list(key_store.secrets.values()) == [made.key.hex()]
    assert made.key.hex() not in sidecar_path(path).read_text()
    again = open_or_create_key(path, nobody, key_store=key_store)
    assert again == KeyResult(made.key, None, KeyKind.KEYRING)


def test_a_moved_database_still_finds_its_key(path: Path) -> None:
    key_store = RememberingKeyStore()
    made = open_or_create_key(path, nobody, key_store=key_store)
    moved = path.with_name("moved.db")
    sidecar_path(path).rename(sidecar_path(moved))
    assert open_or_create_key(moved, nobody, key_store=key_store).key == made.key


@pytest.mark.parametrize("key_store", [MissingKeyStore(), ForgetfulKeyStore()])
def test_without_a_key_store_a_passphrase_wraps_the_key(
    path: Path, key_store: RememberingKeyStore
) -> None:
    asked: list[bool] = []

    def ask(new: bool) -> str:
        asked.append(new)
        return "正确的 battery"

    made = open_or_create_key(path, ask, key_store=key_store)
    again = open_or_create_key(path, ask, key_store=key_store)
    assert asked == [True, False]
    assert again.key == made.key
    assert again.recovery_key is None
    assert made.kind is KeyKind.PASSPHRASE
    content = sidecar_path(path).read_text()
    assert made.key.hex() not in content
    assert "battery" not in content
    assert json.loads(content)["stretching"] == {
        "iterations": 3,
        "lanes": 4,
        "memory_kib": 65536,
    }


def test_a_given_passphrase_goes_before_the_key_store(path: Path) -> None:
    key_store = RememberingKeyStore()
    made = open_or_create_key(path, nobody, passphrase="given", key_store=key_store)
    assert made.kind is KeyKind.PASSPHRASE
    assert key_store.secrets == {}
    again = open_or_create_key(path, nobody, passphrase="given", key_store=key_store)
    assert again.key == made.key


def test_a_wrong_passphrase_is_refused(path: Path) -> None:
    open_or_create_key(path, nobody, passphrase="right")
    with pytest.raises(WrongKeyError):
        open_or_create_key(path, nobody, passphrase="wrong")


def test_without_any_way_there_is_no_key_and_nothing_is_made(path: Path) -> None:
    with pytest.raises(NoKeyError):
        open_or_create_key(path, nothing, key_store=MissingKeyStore())
    assert list(path.parent.iterdir()) == []
    open_or_create_key(path, nobody, passphrase="right")
    with pytest.raises(NoKeyError):
        open_or_create_key(path, nothing, key_store=MissingKeyStore())


def test_a_key_that_left_the_key_store_is_missed(path: Path) -> None:
    key_store = RememberingKeyStore()
    made = open_or_create_key(path, nobody, key_store=key_store)
    account = next(iter(key_store.secrets))
    key_store.secrets[account] = bytes(32).hex()
    with pytest.raises(WrongKeyError):
        open_or_create_key(path, nobody, key_store=key_store)
    key_store.secrets[account] = "not a key"
    with pytest.raises(WrongKeyError):
        open_or_create_key(path, nobody, key_store=key_store)
    key_store.secrets.clear()
    with pytest.raises(NoKeyError):
        open_or_create_key(path, nobody, key_store=key_store)
    assert made.recovery_key is not None
    assert unlock_with_recovery_key(path, made.recovery_key) == made.key


def test_the_recovery_key_is_written_in_groups_and_forgives_how_it_is_typed(path: Path) -> None:
    made = open_or_create_key(path, nobody, passphrase="forgotten")
    assert made.recovery_key is not None
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", made.recovery_key)
    assert made.recovery_key not in sidecar_path(path).read_text()
    typed = made.recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert unlock_with_recovery_key(path, typed) == made.key
    swapped = made.recovery_key[::-1]
    with pytest.raises(WrongKeyError):
        unlock_with_recovery_key(path, swapped)


def test_after_a_recovery_a_new_passphrase_replaces_the_old_one(path: Path) -> None:
    made = open_or_create_key(path, nobody, passphrase="forgotten")
    assert made.recovery_key is not None
    key = unlock_with_recovery_key(path, made.recovery_key)
    kept = keep_key(path, key, nobody, passphrase="new")
    assert kept is not None
    assert kept.recovery_key not in (None, made.recovery_key)
    assert open_or_create_key(path, nobody, passphrase="new").key == made.key
    with pytest.raises(WrongKeyError):
        open_or_create_key(path, nobody, passphrase="forgotten")
    with pytest.raises(WrongKeyError):
        unlock_with_recovery_key(path, made.recovery_key)


def test_a_demo_database_opens_for_every_command_without_a_passphrase(path: Path) -> None:
    made = open_or_create_key(path, nobody, demo=True, key_store=MissingKeyStore())
    assert made.recovery_key is None
    again = open_or_create_key(path, nobody, key_store=MissingKeyStore())
    assert again == KeyResult(made.key, None, KeyKind.DEMO)
    with pytest.raises(NoKeyError):
        unlock_with_recovery_key(path, "whatever")


def test_a_demo_keeps_off_a_database_with_real_files(path: Path) -> None:
    open_or_create_key(path, nobody, passphrase="real")
    before = sidecar_path(path).read_bytes()
    with pytest.raises(NotADemoError):
        open_or_create_key(path, nobody, demo=True)
    assert sidecar_path(path).read_bytes() == before


def test_a_database_without_its_key_file_gets_no_new_key(path: Path) -> None:
    made = open_or_create_key(path, nobody, demo=True)
    Store.open(path, made.key).close()
    sidecar_path(path).unlink()
    with pytest.raises(DamagedKeyFileError):
        open_or_create_key(path, nobody, demo=True)
    assert not sidecar_path(path).exists()
    with pytest.raises(NoKeyError):
        unlock_with_recovery_key(path, "whatever")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"format": 2, "kind": "demo", "key_check": ""}',
        b'{"format": 1, "kind": "other", "key_check": ""}',
        b'{"format": 1, "kind": "demo", "key_check": 7}',
        b'{"format": 1, "kind": "passphrase", "key_check": ""}',
        b'{"format": 1, "kind": "passphrase", "key_check": "", "by_passphrase": {"salt": ""}}',
        b'{"format": 1, "kind": "passphrase", "key_check": "", "by_passphrase":'
        b' {"salt": "xy", "nonce": "", "sealed": ""}}',
    ],
)
def test_a_damaged_key_file_is_called_that(path: Path, content: bytes) -> None:
    sidecar_path(path).write_bytes(content)
    with pytest.raises(DamagedKeyFileError):
        open_or_create_key(path, nobody, passphrase="right")
    assert not key_is_known(path, bytes(32))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_key_file_is_its_owners_alone(path: Path) -> None:
    open_or_create_key(path, nobody, passphrase="right")
    assert sidecar_path(path).stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["callside.db.key"]


def test_the_first_of_two_first_starts_wins(path: Path) -> None:
    def slow(new: bool) -> str:
        # While this start asks its user, another one makes the key.
        open_or_create_key(path, nobody, passphrase="same")
        return "same"

    made = open_or_create_key(path, slow, key_store=MissingKeyStore())
    assert made.recovery_key is None
    assert made.key == open_or_create_key(path, nobody, passphrase="same").key


def test_the_loser_of_two_first_starts_leaves_nothing_in_the_key_store(path: Path) -> None:
    class Overtaken(RememberingKeyStore):
        def put(self, account: str, secret: str) -> bool:
            if not sidecar_path(path).exists():
                open_or_create_key(path, nobody, key_store=others)
            return super().put(account, secret)

    others, own = RememberingKeyStore(), Overtaken()
    first = Sidecar(KeyKind.DEMO, key_check(bytes(32)), plain_key=bytes(32).hex())
    assert keep_key(path, bytes(32), nobody, key_store=own, replace=False) is None
    assert own.secrets == {}
    assert len(others.secrets) == 1
    assert not write_sidecar(path, first, replace=False)
    found = read_sidecar(path)
    assert found is not None
    assert found.kind is KeyKind.KEYRING


def test_a_folder_that_is_gone_is_an_error_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=StorageError.IO):
        open_or_create_key(tmp_path / "gone" / "callside.db", nobody, demo=True)


def test_keys_are_not_in_what_is_printed_of_them(path: Path) -> None:
    made = open_or_create_key(path, nobody, demo=True)
    assert made.key.hex() not in repr(made)
    assert repr(made.key) not in repr(made)
    assert made.key.hex() not in repr(read_sidecar(path))


class KeyringInMemory(keyring.backend.KeyringBackend):
    """A back end of the real library, as a desktop would offer one."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


@pytest.fixture
def system_keyring() -> Iterator[KeyringInMemory]:
    before = keyring.get_keyring()
    backend = KeyringInMemory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def test_the_system_key_store_is_reached_through_keyring(
    path: Path, system_keyring: KeyringInMemory
) -> None:
    made = open_or_create_key(path, nobody)
    ((service, account),) = system_keyring.passwords
    assert service == keys.SERVICE == "callside"
    assert SystemKeyStore().get(account) == made.key.hex()
    assert open_or_create_key(path, nobody).key == made.key
    SystemKeyStore().forget(account)
    assert system_keyring.passwords == {}


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_a_computer_without_a_real_key_store_asks_for_a_passphrase(
    path: Path, system_keyring: KeyringInMemory, backend: type[keyring.backend.KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    made = open_or_create_key(path, lambda new: "asked")
    assert made.kind is KeyKind.PASSPHRASE
    assert SystemKeyStore().get("nobody") is None
    SystemKeyStore().forget("nobody")
