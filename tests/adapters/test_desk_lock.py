"""One desk on one database: a second one is refused until the first has gone, however it went."""

from __future__ import annotations

import errno
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

import pytest

from desktop.opening import OpenedStore, Unlocking, open_store, refusal_kind
from desktop.session.ports import StorageError
from desktop.store import desk_lock
from desktop.store.database import Store
from desktop.store.desk_lock import DeskLock
from desktop.store.errors import InUseError, NetworkDriveError
from desktop.store.keys import open_or_create_key

ROOT = Path(__file__).parents[2]
LIMIT_S = 60
HOLDER = """
import sys
from pathlib import Path
from desktop.store.desk_lock import DeskLock
lock = DeskLock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def opened(database: Path) -> OpenedStore | Exception:
    """What a desk gets when it opens a database."""
    results: SimpleQueue[OpenedStore | Exception] = SimpleQueue()
    open_store(database, Unlocking(demo=True), done=results.put)
    return results.get(timeout=LIMIT_S)


def test_a_second_desk_is_refused_until_the_first_has_closed(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    first = opened(database)
    assert isinstance(first, OpenedStore)
    second = opened(database)
    assert isinstance(second, InUseError)
    assert refusal_kind(second) == "in_use"
    first.worker.close()
    third = opened(database)
    assert isinstance(third, OpenedStore)
    third.worker.close()


def test_whether_a_desk_is_open_can_be_seen_from_outside(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    assert not DeskLock.is_taken(database)
    assert list(tmp_path.iterdir()) == []
    lock = DeskLock.take(database)
    assert DeskLock.is_taken(database)
    lock.release()
    assert not DeskLock.is_taken(database)
    DeskLock.take(database).release()


def test_a_short_command_works_beside_the_desk(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    desk = opened(database)
    assert isinstance(desk, OpenedStore)
    key = open_or_create_key(database, lambda _new: None, demo=True).key
    with closing(Store.open(database, key)) as command:
        assert not command.has_cases()
    desk.worker.close()


def test_a_killed_desk_keeps_nobody_out(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(InUseError):
            DeskLock.take(database)
        holder.kill()
        holder.wait(LIMIT_S)
    DeskLock.take(database).release()


def test_a_desk_that_could_not_open_keeps_nobody_out(tmp_path: Path) -> None:
    database = tmp_path / "desk.db"

    def fails(_store: Store) -> None:
        raise StorageError(StorageError.DISK_FULL)

    results: SimpleQueue[OpenedStore | Exception] = SimpleQueue()
    open_store(database, Unlocking(demo=True), prepare=fails, done=results.put)
    assert isinstance(results.get(timeout=LIMIT_S), StorageError)
    again = opened(database)
    assert isinstance(again, OpenedStore)
    again.worker.close()


def test_a_folder_that_cannot_be_made_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = opened(tmp_path / "file" / "desk.db")
    assert isinstance(refused, StorageError)
    assert refused.kind == StorageError.IO


def test_a_network_drive_gets_no_lock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_lock, "on_network_drive", lambda _path: True)
    with pytest.raises(NetworkDriveError):
        DeskLock.take(tmp_path / "desk.db")
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_the_disk_cannot_keep_is_a_storage_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(desk_lock, "_lock", no_locks)
    with pytest.raises(StorageError, match=StorageError.IO):
        DeskLock.take(tmp_path / "desk.db")
