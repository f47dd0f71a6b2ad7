"""A new key, a salvage and the facts for `check`, by command and by function."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import EXIT_BAD_INPUT, PASSPHRASE_VARIABLE, main
from desktop.commands.changing_key import NEW_PASSPHRASE_VARIABLE
from desktop.store.backups import BackupFolder
from desktop.store.database import Store
from desktop.store.desk_lock import no_desk_on
from desktop.store.errors import WrongKeyError
from desktop.store.keys import open_or_create_key, unlock_with_recovery_key
from tests.adapters.test_faults_backup import NOW, PASSPHRASE, calls_in, command, opened
from tests.store_samples import journal, promise_outcome, record

NEW = "battery staple"
PAGE_BYTES = 4096


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One file, one saved call, under a passphrase, and a backup of that."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.setenv(NEW_PASSPHRASE_VARIABLE, NEW)
    path = tmp_path / "callside.db"
    with opened(path) as store:
        store.upsert_cases([record()])
        store.append_journal(journal())
        store.save_outcome(promise_outcome())
    BackupFolder(path, tmp_path / "backups").make(key_of(path, PASSPHRASE), NOW)
    return path


def key_of(path: Path, passphrase: str) -> bytes:
    return open_or_create_key(path, lambda _new: None, passphrase=passphrase).key


def test_a_new_passphrase_opens_the_database_and_the_old_one_only_what_is_old(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old_key = key_of(database, PASSPHRASE)
    assert command(database, "key", "change") == 0
    said = capsys.readouterr().out
    recovery_key = said.partition("only once: ")[2].splitlines()[0]
    with pytest.raises(WrongKeyError):
        key_of(database, PASSPHRASE)
    new_key = key_of(database, NEW)
    assert new_key != old_key
    assert unlock_with_recovery_key(database, recovery_key) == new_key
    with closing(Store.open(database, new_key)) as store:
        assert len(store.latest_outcomes(9)) == 1
        assert store.integrity_ok(thorough=True)
    (aside,) = database.parent.glob("callside.db.replaced-*[0-9]")
    (backup,) = BackupFolder(database, database.parent / "backups").backups()
    for old in (aside, backup.path):
        assert key_of(old, PASSPHRASE) == old_key
        assert calls_in(old) == ["call-1"]
    assert command(database, "restore", backup.path, "--yes") == 0
    assert calls_in(database) == ["call-1"]


@pytest.mark.parametrize(
    ("new", "arguments", "said"),
    [("short", (), "at least 8 characters"), (NEW, ("--key-store",), "no key store")],
)
def test_a_key_that_cannot_be_kept_changes_nothing(
    database: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    new: str,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setenv(NEW_PASSPHRASE_VARIABLE, new)
    before = {path.name for path in database.parent.iterdir()}
    assert command(database, "key", "change", *arguments) == EXIT_BAD_INPUT
    assert said in capsys.readouterr().err
    assert {path.name for path in database.parent.iterdir()} - before <= {"callside.db.lock"}
    assert calls_in(database) == ["call-1"]


def test_no_key_is_changed_under_a_desk_or_another_program(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with no_desk_on(database):
        assert command(database, "key", "change") == EXIT_BAD_INPUT
    assert "already open in another Callside" in capsys.readouterr().err
    with opened(database) as store:
        assert store.has_cases()
        assert command(database, "key", "change") == EXIT_BAD_INPUT
    assert calls_in(database) == ["call-1"]


def test_salvage_by_command_brings_back_what_came_after_the_backup(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(database) as store:
        store.append_journal(journal("call-2"))
        store.save_outcome(promise_outcome("call-2"))
        (root,) = store.database.conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'debt'"
        ).fetchone()
    content = bytearray(database.read_bytes())
    content[(root - 1) * PAGE_BYTES + 100] ^= 0xFF
    database.write_bytes(content)
    damaged = database.read_bytes()
    assert command(database, "restore", "--salvage") == EXIT_BAD_INPUT
    assert "say --yes" in capsys.readouterr().err
    assert command(database, "restore", "--salvage", "--yes") == 1
    said = capsys.readouterr().out
    assert "1 files and 2 outcomes are here" in said
    assert "debt: 0 rows read, 1 stretches could not be read" in said
    assert calls_in(database) == ["call-1", "call-2"]
    (aside,) = database.parent.glob("callside.db.damaged-*[0-9]")
    assert aside.read_bytes() == damaged


def test_the_command_line_names_what_is_missing(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--database", str(database), "restore"]) == EXIT_BAD_INPUT
    assert "name the backup" in capsys.readouterr().err
