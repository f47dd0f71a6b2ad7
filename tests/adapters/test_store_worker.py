"""One thread owns the store: order is kept, bursts share a commit, errors reach who waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, wait
from contextlib import closing
from pathlib import Path

import pytest

from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.store.errors import CorruptDatabaseError, WrongKeyError
from desktop.store.worker import LOG_TO_LEAVE_PAGES, StoreWorker
from tests.store_samples import KEY, NUMBER, journal, note, promise_outcome, record

SOON_S = 30


class Commits:
    """Counts the transactions that a store begins."""

    def __init__(self) -> None:
        self.begun = 0

    def watch(self, store: Store) -> None:
        store.database.conn.set_trace_callback(self._note)

    def _note(self, sql: str) -> None:
        self.begun += sql.startswith("BEGIN")


class Gate:
    """Holds the store's thread until it is opened."""

    def __init__(self, worker: StoreWorker) -> None:
        self._reached, self._released = threading.Event(), threading.Event()
        worker.submit(self._stand)
        assert self._reached.wait(SOON_S)

    def _stand(self, store: Store) -> None:
        self._reached.set()
        assert self._released.wait(SOON_S)

    def open(self) -> None:
        self._released.set()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "callside.db"


@pytest.fixture
def worker(path: Path) -> Iterator[StoreWorker]:
    with closing(StoreWorker(lambda: Store.open(path, KEY, busy_timeout_ms=50))) as worker:
        yield worker


def test_the_store_lives_on_its_own_thread(worker: StoreWorker) -> None:
    assert worker.opened.result(SOON_S) is None
    thread = worker.submit(lambda store: threading.current_thread()).result(SOON_S)
    assert thread.name == "store"
    assert thread is not threading.current_thread()


def test_what_was_handed_over_is_durable_when_its_future_is_done(
    worker: StoreWorker, path: Path
) -> None:
    wait([worker.append(entry) for entry in journal()], SOON_S)
    with closing(Store.open(path, KEY)) as other:
        assert other.unfinished_calls()[0].entries == journal()


def test_a_burst_of_keystrokes_is_one_transaction(worker: StoreWorker) -> None:
    commits = Commits()
    worker.submit(commits.watch).result(SOON_S)
    gate = Gate(worker)
    typed = [worker.append(note("call-1", seq)) for seq in range(100)]
    counted = worker.submit(lambda store: commits.begun)
    later = [worker.append(note("call-1", seq)) for seq in range(100, 150)]
    gate.open()
    assert counted.result(SOON_S) == 1
    assert all(future.result(SOON_S) is None for future in typed + later)
    assert worker.submit(lambda store: commits.begun).result(SOON_S) == 2


def test_order_is_kept_between_entries_and_other_work(worker: StoreWorker) -> None:
    gate = Gate(worker)
    counts: list[Future[int]] = []
    for seq in range(5):
        worker.append(note("call-1", seq))
        counts.append(worker.submit(lambda store: store.database["journal"].count))
    gate.open()
    assert [count.result(SOON_S) for count in counts] == [1, 2, 3, 4, 5]


def test_the_environment_s_errors_reach_everyone_who_waits(worker: StoreWorker, path: Path) -> None:
    worker.opened.result(SOON_S)
    with closing(Store.open(path, KEY)) as other:
        other.database.conn.execute("BEGIN IMMEDIATE")
        gate = Gate(worker)
        waiting: list[Future[None]] = [worker.append(note("call-1", seq)) for seq in range(3)]
        waiting.append(worker.submit(lambda store: store.save_outcome(promise_outcome())))
        gate.open()
        for future in waiting:
            error = future.exception(SOON_S)
            assert isinstance(error, StorageError)
            assert error.kind == StorageError.LOCKED
        other.database.conn.execute("ROLLBACK")
    worker.append(note("call-1", 0)).result(SOON_S)
    assert worker.submit(lambda store: store.database["journal"].count).result(SOON_S) == 1


def test_one_entry_that_cannot_be_written_does_not_take_others_with_it(
    worker: StoreWorker,
) -> None:
    gate = Gate(worker)
    unwritable = note("call-1", 1, text=object())  # type: ignore[arg-type]
    good, bad, also_good = (
        worker.append(note("call-1", 0)),
        worker.append(unwritable),
        worker.append(note("call-1", 2)),
    )
    gate.open()
    assert good.result(SOON_S) is None
    assert isinstance(bad.exception(SOON_S), TypeError)
    assert also_good.result(SOON_S) is None
    found = worker.submit(lambda store: store.unfinished_calls()).result(SOON_S)
    assert [entry.seq for entry in found[0].entries] == [0, 2]


def test_work_that_was_called_off_is_not_done(worker: StoreWorker) -> None:
    gate = Gate(worker)
    entry = worker.append(note("call-1", 0))
    task = worker.submit(lambda store: store.upsert_cases([record()]))
    assert entry.cancel()
    assert task.cancel()
    gate.open()
    with pytest.raises(CancelledError):
        entry.result(SOON_S)
    assert worker.submit(lambda store: store.match_number(NUMBER)).result(SOON_S) == ()
    assert worker.submit(lambda store: store.unfinished_calls()).result(SOON_S) == ()


def test_closing_does_everything_that_was_handed_over(path: Path) -> None:
    worker = StoreWorker(lambda: Store.open(path, KEY))
    gate = Gate(worker)
    typed = [worker.append(note("call-1", seq)) for seq in range(20)]
    saved = worker.submit(lambda store: store.save_outcome(promise_outcome("call-2")))
    gate.open()
    worker.close()
    assert all(future.done() for future in [*typed, saved])
    assert [entry.name for entry in path.parent.iterdir()] == ["callside.db"]
    with closing(Store.open(path, KEY)) as store:
        assert len(store.unfinished_calls()[0].entries) == 20
        assert len(store.latest_outcomes(5)) == 1
    with pytest.raises(RuntimeError, match="closed"):
        worker.append(note("call-1", 99))
    worker.close()


def test_a_store_that_cannot_be_opened_tells_everyone(path: Path) -> None:
    Store.open(path, KEY).close()
    with closing(StoreWorker(lambda: Store.open(path, bytes(32)))) as worker:
        early = worker.append(note("call-1", 0))
        assert isinstance(worker.opened.exception(SOON_S), WrongKeyError)
        late = worker.submit(lambda store: store.unfinished_calls())
        assert isinstance(early.exception(SOON_S), WrongKeyError)
        assert isinstance(late.exception(SOON_S), WrongKeyError)


def test_a_log_that_has_grown_moves_into_the_database_when_nobody_asks_for_anything(
    path: Path,
) -> None:
    idle = threading.Event()

    class Watched(Store):
        def idle(self, *, leave_pages: int = 0) -> None:
            super().idle(leave_pages=leave_pages)
            idle.set()

    def log(store: Store) -> tuple[int, int]:
        """Pages in the log, and how many of them are in the database too."""
        row = store.database.conn.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        return row[1], row[2]

    with closing(StoreWorker(lambda: Watched.open(path, KEY), idle_after_ms=1)) as worker:
        worker.submit(lambda store: store.idle()).result(SOON_S)
        idle.clear()
        worker.append(note("call-1", 0)).result(SOON_S)
        assert idle.wait(SOON_S)
        in_log, in_database = worker.submit(log).result(SOON_S)
        assert (in_log, in_database) == (2, 0)

        idle.clear()
        long = "字" * 2000 * LOG_TO_LEAVE_PAGES
        worker.append(note("call-1", 1, long)).result(SOON_S)
        assert idle.wait(SOON_S)
        in_log, in_database = worker.submit(log).result(SOON_S)
        assert in_log == in_database > LOG_TO_LEAVE_PAGES


def test_a_damaged_page_found_while_idle_does_not_end_the_store(path: Path) -> None:
    idle = threading.Event()

    class Damaged(Store):
        def idle(self, *, leave_pages: int = 0) -> None:
            idle.set()
            raise CorruptDatabaseError

    with closing(StoreWorker(lambda: Damaged.open(path, KEY), idle_after_ms=1)) as worker:
        assert idle.wait(SOON_S)
        worker.append(note("call-1", 0)).result(SOON_S)


class Untidy(Store):
    """A store on a disk that has gone while nobody asked for anything."""

    looked: threading.Semaphore

    def idle(self, *, leave_pages: int = 0) -> None:
        self.looked.release()
        raise OSError("gone")


def test_a_disk_that_fails_while_nobody_saves_does_not_end_the_saving(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type))
    Untidy.looked = threading.Semaphore(0)
    with closing(StoreWorker(lambda: Untidy.open(path, KEY), idle_after_ms=1)) as worker:
        for _ in range(2):
            assert Untidy.looked.acquire(timeout=SOON_S)
            worker.append(*journal()).result(SOON_S)
    assert told == [OSError], "told once"
