"""What the benchmarks share: a prepared database, a running desk, and the disk's own floor."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import platformdirs
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import DeskApp, DeskOptions
from desktop.appearance import make_qt
from desktop.bench.figures import MS_PER_NS
from desktop.content.resources import find_resources
from desktop.content.sample import load_sample_cases
from desktop.desk_run import load_words
from desktop.hook.sole import Place
from desktop.opening import OpenedStore, Unlocking, open_store
from desktop.settings import NAME, Settings
from desktop.store.database import Store
from desktop.store.worker import StoreWorker

PAGE_BYTES = 4096
_FLOOR_PAGES = 256
_LONGEST_WAIT_MS = 30_000
_NOW_MS = 1_790_000_000_000
_TODAY = datetime.fromtimestamp(_NOW_MS / 1000, tz=UTC).date()


def prepare_database(folder: Path) -> Path:
    """Make an encrypted database with the sample files and a key that is kept beside it."""
    database = folder / "bench.db"
    done = Event()
    results: list[OpenedStore | Exception] = []

    def opened(result: OpenedStore | Exception) -> None:
        results.append(result)
        done.set()

    open_store(database, Unlocking(demo=True), prepare=_fill, done=opened)
    done.wait()
    result = results[0]
    if isinstance(result, Exception):
        raise result
    result.worker.close()
    return database


def _fill(store: Store) -> None:
    """The same files on every day, so that figures can be compared."""
    store.upsert_cases(load_sample_cases(find_resources() / "sample", _TODAY, _NOW_MS))


def own_disk() -> Path:
    """A folder on the disk where databases lie; one for temporary files may be in memory."""
    wanted = platformdirs.user_data_path(NAME, appauthor=False)
    return next(folder for folder in (wanted, *wanted.parents) if folder.is_dir())


@contextmanager
def running_desk(
    folder: Path, database: Path | None = None, place: Place | None = None
) -> Iterator[DeskApp]:
    """A desk without a telephone, its database open and its window shown offscreen.

    Without a `database` of a benchmark's own key it has the sample files.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    running = QApplication.instance()
    qt = running if isinstance(running, QApplication) else make_qt()
    settings = Settings(folder / "bench.db", folder / "config", folder / "state", line="none")
    options = DeskOptions(
        database=database or prepare_database(folder),
        language="zh_CN",
        make_lines=lambda _app: [],
        unlocking=Unlocking(demo=True),
        load_words=lambda: load_words(settings),
        place=place,
    )
    app = DeskApp(qt, settings, options)
    loop = QEventLoop()
    app.on_ready = loop.quit
    app.show()
    run_until_quit(loop)
    try:
        yield app
    finally:
        app.window.close()
        app.stop()
        app.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def run_until_quit(loop: QEventLoop) -> None:
    """Run Qt's loop until somebody quits it. Raises TimeoutError after half a minute."""
    late: list[bool] = []
    limit = QTimer(singleShot=True, interval=_LONGEST_WAIT_MS)
    limit.timeout.connect(lambda: late.append(True))
    limit.timeout.connect(loop.quit)
    limit.start()
    loop.exec()
    limit.stop()
    if late:
        raise TimeoutError("the desk did not get there in time")


def open_store_of(app: DeskApp) -> StoreWorker:
    """The store of a running desk."""
    if app.store is None:
        raise RuntimeError("the database is not open")
    return app.store


def settle(app: DeskApp) -> None:
    """Wait until the store has answered everything and the window has shown the answers."""
    loop = QEventLoop()

    def answered() -> None:
        # The views of earlier answers are published by timers that were started before this one.
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))

    last = open_store_of(app).submit(lambda _store: None)
    last.add_done_callback(lambda _: app.mailbox.post(answered))
    run_until_quit(loop)


class DiskFloor:
    """Overwrites one page of a file and waits for the disk: the least that a save can cost."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "floor", os.O_RDWR | os.O_CREAT, 0o600)
        os.write(self._file, bytes(PAGE_BYTES * _FLOOR_PAGES))
        os.fsync(self._file)
        self._page = 0
        self._sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)

    def write_once(self) -> None:
        """One page, durable."""
        self._page = (self._page + 1) % _FLOOR_PAGES
        os.lseek(self._file, self._page * PAGE_BYTES, os.SEEK_SET)
        os.write(self._file, os.urandom(PAGE_BYTES))
        self._sync(self._file)

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)


def timed_ms(work: Callable[[], object]) -> float:
    """How long something takes, in milliseconds."""
    began_ns = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began_ns) * MS_PER_NS
