"""A full disk during a call, with the desk's own store: the reserve carries the last saves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import NoReturn

import pytest

from desktop.domain.journal import replay
from desktop.opening import OpenedStore, Unlocking, open_store
from desktop.session.ports import StorageError
from desktop.store.ballast import BALLAST_BYTES, Ballast, ballast_path
from desktop.store.database import Store
from desktop.store.upkeep import UpkeepPlan, Upkept
from desktop.store.worker import StoreWorker
from tests.store_samples import journal, note, promise_outcome, record

LIMIT_S = 60
DISK = "96m"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        unavailable("only root on Linux can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        unavailable("this machine does not let us mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def unavailable(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def fill(folder: Path) -> Path:
    """Take all the room there is."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


def opened(folder: Path, told: SimpleQueue[Upkept]) -> StoreWorker:
    results: SimpleQueue[OpenedStore | Exception] = SimpleQueue()
    open_store(
        folder / "desk.db",
        Unlocking(demo=True),
        upkeep=UpkeepPlan(folder / "backups", told.put),
        done=results.put,
    )
    result = results.get(timeout=LIMIT_S)
    assert isinstance(result, OpenedStore)
    return result.worker


def done(future: Future[None]) -> None:
    future.result(timeout=LIMIT_S)


def test_on_a_full_disk_note_and_outcome_of_the_call_are_saved_from_the_reserve(
    disk: Path,
) -> None:
    told: SimpleQueue[Upkept] = SimpleQueue()
    worker = opened(disk, told)
    worker.submit(lambda store: store.upsert_cases([record()])).result(timeout=LIMIT_S)
    done(worker.submit(Store.look_after))
    assert told.get(timeout=LIMIT_S) is Upkept.RESERVE_READY
    ballast = ballast_path(disk / "desk.db")
    assert ballast.stat().st_size == BALLAST_BYTES
    assert ballast.stat().st_blocks * 512 >= BALLAST_BYTES, "holes take no room"
    assert told.get(timeout=LIMIT_S) is Upkept.BACKUP_MADE
    filler = fill(disk)
    entries = [*journal("call-1"), *(note("call-1", seq, "字" * 800) for seq in range(4, 60))]
    for entry in entries:
        done(worker.append(entry))
    done(worker.submit(lambda store: store.save_outcome(promise_outcome("call-1"))))
    done(worker.append(note("call-2", 0, "a")))
    assert told.get(timeout=LIMIT_S) is Upkept.RESERVE_IN_USE
    assert told.empty(), "told once"
    assert not ballast.exists()
    filler.unlink()
    done(worker.submit(Store.look_after))
    assert told.get(timeout=LIMIT_S) is Upkept.RESERVE_READY
    worker.close()

    worker = opened(disk, told)
    stored = worker.submit(
        lambda store: store.database.conn.execute(
            "SELECT seq FROM journal WHERE call_id = 'call-1' ORDER BY seq"
        ).fetchall()
    ).result(timeout=LIMIT_S)
    assert [seq for (seq,) in stored] == list(range(60))
    outcomes = worker.submit(lambda store: store.latest_outcomes(9)).result(timeout=LIMIT_S)
    assert [found.outcome for found in outcomes] == [promise_outcome("call-1")]
    (unfinished,) = worker.submit(lambda store: store.unfinished_calls()).result(timeout=LIMIT_S)
    assert replay(unfinished.entries).note == "a"
    worker.close()


def test_without_a_reserve_a_full_disk_is_told(disk: Path) -> None:
    told: SimpleQueue[Upkept] = SimpleQueue()
    worker = opened(disk, told)
    fill(disk)
    appends = [worker.append(note("call-1", seq, "字" * 2000)) for seq in range(200)]
    with pytest.raises(StorageError, match=StorageError.DISK_FULL):
        done(appends[-1])
    worker.close()
    assert told.empty()


def test_the_reserve_is_made_only_where_as_much_again_is_left(disk: Path) -> None:
    ballast = Ballast(disk / "desk.db", 60 * 1024 * 1024)
    assert not ballast.can_be_made()
    ballast = Ballast(disk / "desk.db", 200 * 1024 * 1024)
    assert not ballast.make(), "full before it was whole"
    assert list(disk.iterdir()) == []
