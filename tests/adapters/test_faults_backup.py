"""Backups: made while the desk works, rotated, and the way back; nothing is ever overwritten."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.cli import EXIT_BAD_INPUT, PASSPHRASE_VARIABLE, main
from desktop.store.aside import ready_path, settle
from desktop.store.backup import CopyStoppedError, copy_database
from desktop.store.backups import BackupFolder, contents_of
from desktop.store.database import Store
from desktop.store.desk_lock import no_desk_on
from desktop.store.errors import WrongKeyError
from desktop.store.keys import open_or_create_key
from desktop.store.sidecar import sidecar_path
from tests.store_samples import KEY, START_MS, journal, note, promise_outcome, record

PASSPHRASE = "correct horse"
NOW = datetime(2026, 11, 24, 9, 30).astimezone()


@pytest.fixture(autouse=True)
def own_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "callside.db"


@pytest.fixture
def database(path: Path) -> Path:
    """One file, one saved call, under a passphrase."""
    with opened(path) as store:
        store.upsert_cases([record()])
        store.append_journal(journal())
        store.save_outcome(promise_outcome())
    return path


def opened(path: Path) -> closing[Store]:
    made = open_or_create_key(path, lambda _new: None, passphrase=PASSPHRASE)
    return closing(Store.open(path, made.key))


def calls_in(path: Path) -> list[str]:
    with opened(path) as store:
        return sorted(found.outcome.call_id for found in store.latest_outcomes(99))


def save_another(path: Path, call_id: str) -> None:
    with opened(path) as store:
        store.append_journal(journal(call_id))
        store.save_outcome(promise_outcome(call_id))


def command(database: Path, *arguments: object) -> int:
    return main(["--database", str(database), *map(str, arguments)])


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def test_a_backup_is_due_at_first_and_after_each_change_and_not_otherwise(path: Path) -> None:
    folder = BackupFolder(path, path.parent / "backups")
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record()])
        assert folder.is_due()
        first = folder.make(KEY, NOW)
        assert not folder.is_due()
        store.append_journal([note("call-1", 0)])
        assert folder.is_due()
    folder.make(KEY, NOW + timedelta(seconds=1))
    assert not folder.is_due()
    with closing(Store.open(path, KEY)) as store:
        assert store.match_number("+8613800138000")
    assert not folder.is_due()
    assert [backup.made_at for backup in folder.backups()] == [NOW + timedelta(seconds=1)]
    assert not first.path.exists()


def test_what_is_in_a_backup_is_told_without_touching_it(path: Path) -> None:
    folder = BackupFolder(path, path.parent / "backups")
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record("D-1"), record("D-2", numbers=())])
        store.append_journal(journal())
        store.save_outcome(promise_outcome())
    made = folder.make(KEY, NOW)
    before = made.path.read_bytes()
    contents = contents_of(made, KEY)
    assert (contents.files, contents.outcomes) == (2, 1)
    assert contents.latest_outcome_ms == START_MS + 100_000
    assert made.path.read_bytes() == before
    assert names(folder.folder) == [made.path.name]
    with pytest.raises(WrongKeyError):
        contents_of(made, bytes(32))


def test_backups_are_thinned_with_their_key_files_and_strangers_are_left_alone(
    database: Path,
) -> None:
    folder = BackupFolder(database, database.parent / "backups")
    key = open_or_create_key(database, lambda _new: None, passphrase=PASSPHRASE).key
    first = folder.make(key, NOW)
    for day in range(1, 40):
        later = folder.folder / f"callside-{NOW + timedelta(days=day):%Y%m%d-%H%M%S}.db"
        shutil.copy(first.path, later)
        shutil.copy(sidecar_path(first.path), sidecar_path(later))
    (folder.folder / "callside-mine.db").write_text("")
    (folder.folder / "other-20200101-000000.db").write_text("")
    newest = folder.make(key, NOW + timedelta(days=40))
    backups = folder.backups()
    assert backups[0] == newest
    assert len(backups) == 12 + 4
    kept = [name for backup in backups for name in (backup.path.name, f"{backup.path.name}.key")]
    assert names(folder.folder) == sorted([*kept, "callside-mine.db", "other-20200101-000000.db"])


def test_a_copy_is_made_in_one_go_while_somebody_saves(path: Path) -> None:
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record(f"D-{n}", numbers=()) for n in range(3000)])
        saved = 0

        def save_meanwhile() -> bool:
            nonlocal saved
            store.append_journal([note("call-1", saved)])
            saved += 1
            return False

        copy_database(path, KEY, path.with_name("copy.db"), stopped=save_meanwhile)
    assert saved > 0
    with closing(Store.open(path.with_name("copy.db"), KEY)) as copy:
        assert copy.database["debtor"].count == 3000
        assert copy.unfinished_calls() == ()


def test_a_copy_that_nobody_waits_for_is_left_without_a_trace(path: Path) -> None:
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record()])
        before = names(path.parent)
        with pytest.raises(CopyStoppedError):
            copy_database(path, KEY, path.with_name("copy.db"), stopped=lambda: True)
        assert names(path.parent) == before


def test_backup_and_restore_by_command(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = database.with_name("friday.db")
    with opened(database):
        assert command(database, "backup", copy) == 0
    save_another(database, "call-2")
    assert command(database, "restore", copy, "--yes") == 0
    assert "lies in" in capsys.readouterr().out
    assert calls_in(database) == ["call-1"]
    (aside,) = database.parent.glob("callside.db.replaced-*[0-9]")
    assert calls_in(aside) == ["call-1", "call-2"]
    assert not ready_path(database).exists()


def test_a_backup_restores_onto_a_computer_that_has_nothing(database: Path, tmp_path: Path) -> None:
    assert command(database, "backup", tmp_path / "friday.db") == 0
    elsewhere = tmp_path / "elsewhere" / "callside.db"
    elsewhere.parent.mkdir()
    assert command(elsewhere, "restore", tmp_path / "friday.db") == 0
    assert calls_in(elsewhere) == ["call-1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("backup", "callside.db"), "must not take the place"),
        (("backup", "callside.db.key"), "must not take the place"),
        (("backup", "nowhere/friday.db"), "a folder that exists"),
        (("restore", "none.db", "--yes"), "there is no backup at"),
        (("restore", "callside.db", "--yes"), "the database itself"),
        (("restore", "copy.db"), "say --yes"),
        (("restore", "broken.db", "--yes"), "damaged"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    database: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(database.parent)
    assert command(database, "backup", "copy.db") == 0
    content = bytearray(Path("copy.db").read_bytes())
    content[len(content) // 2] ^= 0xFF
    Path("broken.db").write_bytes(content)
    shutil.copy("copy.db.key", "broken.db.key")
    capsys.readouterr()
    before = {found: found.read_bytes() for found in database.parent.glob("callside.db*")}
    assert command(database, *arguments) == EXIT_BAD_INPUT
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    after = {found: found.read_bytes() for found in database.parent.glob("callside.db*")}
    assert after == {**before, database.with_name("callside.db.lock"): b""} or after == before


def test_nothing_is_restored_while_a_desk_or_another_program_has_the_database(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = database.with_name("friday.db")
    assert command(database, "backup", copy) == 0
    with no_desk_on(database):
        assert command(database, "restore", copy, "--yes") == EXIT_BAD_INPUT
    assert "already open in another Callside" in capsys.readouterr().err
    with opened(database) as store:
        assert store.has_cases()
        assert command(database, "restore", copy, "--yes") == EXIT_BAD_INPUT
    assert "Another program keeps the database locked" in capsys.readouterr().err
    assert calls_in(database) == ["call-1"]


def test_an_interrupted_exchange_is_finished_or_taken_back(database: Path) -> None:
    ready = ready_path(database)
    key = open_or_create_key(database, lambda _new: None, passphrase=PASSPHRASE).key
    copy_database(database, key, ready)
    save_another(database, "call-2")
    settle(database)
    assert not ready.exists()
    assert calls_in(database) == ["call-1", "call-2"]
    copy_database(database, key, ready)
    database.rename(database.with_name("gone.db"))
    settle(database)
    assert not ready.exists()
    assert not sidecar_path(ready).exists()
    assert calls_in(database) == ["call-1", "call-2"]
