"""Disk full, locked, read-only: told apart, nothing lost, and the same store goes on after."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.store.driver import connect, transaction
from desktop.store.errors import (
    CorruptDatabaseError,
    DamagedKeyFileError,
    NetworkDriveError,
    NewerDatabaseError,
    NoKeyError,
    NotADemoError,
    WrongKeyError,
    describe,
)
from desktop.store.sidecar import KeyKind, Sidecar, write_sidecar
from tests.store_samples import KEY, journal, note, promise_outcome, record

ROOM = 2 * 1024 * 1024


@contextmanager
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(folder)]
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill_until_full(store: Store) -> int:
    """Append until the environment refuses; how many entries were acknowledged."""
    for seq in range(100_000):
        try:
            store.append_journal([note("call-1", seq, "字" * 2000)])
        except StorageError as error:
            if error.kind != StorageError.DISK_FULL:
                raise
            return seq
    pytest.fail("the disk never got full")


def goes_on_after_a_full_disk(store: Store, make_room: Callable[[], None]) -> None:
    acknowledged = fill_until_full(store)
    assert acknowledged > 20
    assert not store.database.conn.in_transaction
    assert len(store.unfinished_calls()[0].entries) == acknowledged
    with pytest.raises(StorageError, match=StorageError.DISK_FULL):
        store.append_journal(note("call-2", seq, "字" * 2000) for seq in range(50))
    assert len(store.unfinished_calls()) == 1
    make_room()
    store.save_outcome(promise_outcome("call-1"))
    store.append_journal([note("call-2", 0)])
    assert [call.call_id for call in store.unfinished_calls()] == ["call-2"]
    assert store.database["journal"].count == acknowledged + 1
    assert store.integrity_ok()


def test_a_full_disk_loses_nothing_and_room_is_all_it_needs(tmp_path: Path) -> None:
    with small_disk(tmp_path) as folder:
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(ROOM))
        with closing(Store.open(folder / "callside.db", KEY)) as store:
            store.upsert_cases([record()])
            goes_on_after_a_full_disk(store, ballast.unlink)


def test_a_full_database_loses_nothing_and_room_is_all_it_needs(tmp_path: Path) -> None:
    """The same error from SQLite without any right to mount: a cap on the pages."""
    with closing(Store.open(tmp_path / "callside.db", KEY)) as store:
        store.upsert_cases([record()])
        connection = store.database.conn
        connection.execute("PRAGMA max_page_count = 150").fetchall()

        def make_room() -> None:
            connection.execute("PRAGMA max_page_count = 1000").fetchall()

        goes_on_after_a_full_disk(store, make_room)


def test_a_full_disk_does_not_keep_the_store_from_closing(tmp_path: Path) -> None:
    with small_disk(tmp_path) as folder:
        (folder / "ballast").write_bytes(bytes(ROOM))
        store = Store.open(folder / "callside.db", KEY)
        acknowledged = fill_until_full(store)
        store.close()
        (folder / "ballast").unlink()
        with closing(Store.open(folder / "callside.db", KEY)) as store:
            assert len(store.unfinished_calls()[0].entries) == acknowledged


HOLD_THE_LOCK = """
    import sys
    from pathlib import Path
    from desktop.store.driver import connect, transaction
    from tests.store_samples import KEY

    with transaction(connect(Path(sys.argv[1]), KEY)):
        print("locked", flush=True)
        sys.stdin.read()
"""


@contextmanager
def locked_by_another_program(path: Path) -> Iterator[None]:
    other = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD_THE_LOCK), str(path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        yield
        other.communicate("")
    assert other.returncode == 0


def test_a_locked_database_says_so_and_takes_the_same_save_later(tmp_path: Path) -> None:
    path = tmp_path / "callside.db"
    with closing(Store.open(path, KEY, busy_timeout_ms=50)) as store:
        store.upsert_cases([record()])
        store.append_journal(journal())
        with locked_by_another_program(path):
            with pytest.raises(StorageError, match=StorageError.LOCKED):
                store.save_outcome(promise_outcome())
            with pytest.raises(StorageError, match=StorageError.LOCKED):
                store.append_journal([note("call-1", 50)])
            assert store.match_number("+8613800138000") != ()
            assert len(store.unfinished_calls()) == 1
            store.idle()
        store.save_outcome(promise_outcome())
        assert store.unfinished_calls() == ()


def test_two_connections_of_one_program_wait_for_each_other_too(tmp_path: Path) -> None:
    path = tmp_path / "callside.db"
    with (
        closing(Store.open(path, KEY, busy_timeout_ms=50)) as store,
        closing(connect(path, KEY)) as other,
        transaction(other),
        pytest.raises(StorageError, match=StorageError.LOCKED),
    ):
        store.append_journal([note("call-1", 0)])


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Take away the right to write; root has it whatever the mode says, so it mounts instead."""
    if os.name == "nt":
        pytest.skip("folders have no write mode on Windows")
    if os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    bind = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(bind, capture_output=True).returncode != 0:
        pytest.skip("this machine lets root write everywhere and mount nothing")
    try:
        again = ["mount", "-o", "remount,bind,ro", str(folder)]
        subprocess.run(again, check=True, capture_output=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_folder_is_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with unwritable(folder):
        with pytest.raises(StorageError, match=StorageError.READ_ONLY):
            Store.open(folder / "callside.db", KEY)
        with pytest.raises(StorageError, match=StorageError.READ_ONLY):
            write_sidecar(folder / "callside.db", Sidecar(KeyKind.DEMO, ""), replace=True)
    Store.open(folder / "callside.db", KEY).close()
    with (
        unwritable(folder),
        pytest.raises(StorageError, match=StorageError.READ_ONLY),
        closing(Store.open(folder / "callside.db", KEY)) as store,
    ):
        store.append_journal([note("call-1", 0)])


def test_each_refusal_has_its_own_name_and_one_sentence() -> None:
    refusals = (
        WrongKeyError,
        CorruptDatabaseError,
        NewerDatabaseError,
        NetworkDriveError,
        NoKeyError,
        DamagedKeyFileError,
        NotADemoError,
    )
    assert len({refusal.kind for refusal in refusals}) == 7
    sentences = [str(refusal()) for refusal in refusals]
    kinds = (
        StorageError.DISK_FULL,
        StorageError.LOCKED,
        StorageError.READ_ONLY,
        StorageError.IO,
    )
    sentences += [describe(StorageError(kind)) for kind in kinds]
    assert len(set(sentences)) == 11
    for sentence in sentences:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert ":" in sentence
