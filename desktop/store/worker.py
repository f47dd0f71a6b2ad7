"""One thread owns the store; everybody else hands it work and gets a future.

Journal entries that queue up while the disk is busy go into one transaction, so that a burst of
keystrokes costs one wait for the disk, not one each. Callbacks of the futures run on the store's
thread: they may only hand the result on.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Condition, Thread, current_thread
from typing import Any, TypeVar

from desktop.domain.journal import JournalEntry
from desktop.session.ports import StorageError
from desktop.store.database import Store
from desktop.store.errors import CorruptDatabaseError, translated

IDLE_AFTER_MS = 2000
"""How long nobody must have asked for anything before the log is looked after."""

LOOK_AGAIN_AFTER_S = 10.0
"""How often the store looks after itself while nobody wants anything."""

_REST_S = 0.005
"""Between two slices of the search index: other threads and programs have their turn."""

LOG_TO_LEAVE_PAGES = 1000
"""A log of so many pages is not moved into the database: the next call goes on writing it."""

DESK_TIMEOUT_MS = 1000
"""How long a desk's write waits for another program; after that it is tried again by itself."""

HURRIED_TIMEOUT_MS = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Append:
    entries: tuple[JournalEntry, ...]
    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class _Task:
    run: Callable[[Store], Any]
    done: Future[Any] = field(default_factory=Future)


class StoreWorker:
    """The store behind a queue; work is done in the order in which it was handed over.

    `open_store` runs on the worker's thread. When it fails, `opened` and every future carry its
    error. A long job, such as an import, delays the saves behind it and needs a process of its
    own.
    """

    def __init__(
        self, open_store: Callable[[], Store], *, idle_after_ms: int = IDLE_AFTER_MS
    ) -> None:
        self.opened: Future[None] = Future()
        self._open_store = open_store
        self._idle_after_s = idle_after_ms / 1000
        self._queue: deque[_Append | _Task] = deque()
        self._changed = Condition()
        self._closing = False
        self._hurrying = False
        self._told_untidy = False
        self._thread = Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Store], T]) -> Future[T]:
        """Run something on the store's thread. Raises RuntimeError after `close`."""
        task = _Task(run)
        self._put(task)
        return task.done

    def append(self, *entries: JournalEntry) -> Future[None]:
        """Make journal entries durable in one transaction; the future is done when they are."""
        append = _Append(entries)
        self._put(append)
        return append.done

    def hurry(self, *, hurry: bool = True) -> None:
        """Whether writes give up at once where another program holds the database.

        For a window that is being closed. The write that waits just now goes on waiting.
        """
        with self._changed:
            self._hurrying = hurry

    def close(self) -> None:
        """Do everything that was handed over, close the store, and wait for that."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if current_thread() is not self._thread:
            self._thread.join()

    def _put(self, work: _Append | _Task) -> None:
        with self._changed:
            if self._closing:
                raise RuntimeError("the store is closed")
            self._queue.append(work)
            self._changed.notify()

    def _run(self) -> None:
        try:
            store = self._open_store()
        except Exception as error:  # noqa: BLE001 - whoever waits for a future gets it
            self.opened.set_exception(error)
            self._refuse_all(error)
            return
        self.opened.set_result(None)
        try:
            hurried = False
            while (work := self._take(store)) is not None:
                if hurried is not self._hurrying:
                    hurried = self._hurrying
                    store.wait_for_others(HURRIED_TIMEOUT_MS if hurried else DESK_TIMEOUT_MS)
                if isinstance(work, _Task):
                    _do(work.done, work.run, store)
                else:
                    _append_together(store, work)
        finally:
            store.close()

    def _take(self, store: Store) -> _Task | list[_Append] | None:
        """The next task, or all the entries that are at the head of the queue; None to stop."""
        while not self._is_wanted_within(self._idle_after_s):
            self._tidy(store)
            # Another program may import meanwhile, and whoever it brings must be found.
            if self._is_wanted_within(LOOK_AGAIN_AFTER_S):
                break
        with self._changed:
            if not self._queue:
                return None
            work = self._queue.popleft()
            if isinstance(work, _Task):
                return work
            appends = [work]
            while self._queue and isinstance(self._queue[0], _Append):
                following = self._queue.popleft()
                if isinstance(following, _Append):
                    appends.append(following)
            return appends

    def _is_wanted_within(self, seconds: float) -> bool:
        """Wait for work, or to be closed; False when the time passes without."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._queue) or self._closing, seconds)

    def _tidy(self, store: Store) -> None:
        """Look after the store. Whatever fails here, the next save must still be made."""
        try:
            # A log that cannot be moved now holds everything all the same.
            with suppress(StorageError, CorruptDatabaseError):
                store.idle(leave_pages=LOG_TO_LEAVE_PAGES)
                self._index(store)
            store.look_after()
        except Exception as error:  # noqa: BLE001 - reported, once, as if the thread had ended
            if not self._told_untidy:
                self._told_untidy = True
                told = (type(error), error, error.__traceback__, self._thread)
                threading.excepthook(threading.ExceptHookArgs(told))

    def _index(self, store: Store) -> None:
        """Bring the search up to date for as long as nobody asks for anything."""
        while self._index_once(store) and not self._is_wanted_within(_REST_S):
            store.idle(leave_pages=LOG_TO_LEAVE_PAGES)

    def _index_once(self, store: Store) -> int:
        try:
            return store.index_slice()
        except (StorageError, CorruptDatabaseError):
            raise
        except Exception:  # noqa: BLE001 - the next search meets it again, and there it is told
            return 0

    def _refuse_all(self, error: Exception) -> None:
        """Answer everything with the error that kept the store from opening, until closed."""
        while True:
            with self._changed:
                while not self._queue and not self._closing:
                    self._changed.wait()
                if not self._queue:
                    return
                work = self._queue.popleft()
            if work.done.set_running_or_notify_cancel():
                work.done.set_exception(error)


def _as_well_as_can_be(store: Store, run: Callable[[Store], T]) -> T:
    """Do it; on a full disk once more in the reserve, after a damaged page on a new connection."""
    try:
        with translated():
            return run(store)
    except StorageError as error:
        if error.kind != StorageError.DISK_FULL or not store.make_room():
            raise
    except CorruptDatabaseError:
        store.reconnect()
    with translated():
        return run(store)


def _do(done: Future[T], run: Callable[[Store], T], store: Store) -> None:
    if not done.set_running_or_notify_cancel():
        return
    try:
        result = _as_well_as_can_be(store, run)
    except Exception as error:  # noqa: BLE001 - whoever waits for the future gets it
        done.set_exception(error)
    else:
        done.set_result(result)


def _append_together(store: Store, appends: list[_Append]) -> None:
    wanted = [append for append in appends if append.done.set_running_or_notify_cancel()]
    try:
        entries = [entry for append in wanted for entry in append.entries]
        _as_well_as_can_be(store, lambda s: s.append_journal(entries))
    except (StorageError, CorruptDatabaseError) as error:
        for append in wanted:
            append.done.set_exception(error)
    except Exception:  # noqa: BLE001 - one entry that cannot be written must not lose the others
        for append in wanted:
            _append_alone(store, append)
    else:
        for append in wanted:
            append.done.set_result(None)


def _append_alone(store: Store, append: _Append) -> None:
    try:
        _as_well_as_can_be(store, lambda s: s.append_journal(append.entries))
    except Exception as error:  # noqa: BLE001 - whoever waits for the future gets it
        append.done.set_exception(error)
    else:
        append.done.set_result(None)
