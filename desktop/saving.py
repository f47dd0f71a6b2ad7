"""Sees to it that everything is saved: again and again by itself, and before the window closes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait

from PySide6.QtCore import QCoreApplication, QTimer

from desktop.session.desk import Desk
from desktop.store.worker import StoreWorker
from desktop.ui.bridge import Mailbox, SessionBridge
from desktop.ui.main_window import MainWindow

RETRY_STORAGE_MS = 2_000
SAVING_LIMIT_S = 30.0


class Saving:
    """Tries again what the disk refused, and asks before anything would be lost."""

    def __init__(
        self,
        desk: Desk,
        bridge: SessionBridge,
        window: MainWindow,
        mailbox: Mailbox,
        store: Callable[[], StoreWorker | None],
    ) -> None:
        self._desk = desk
        self._bridge = bridge
        self._window = window
        self._mailbox = mailbox
        self._store = store
        self._told_unsaved = False
        self.retry = QTimer(bridge, interval=RETRY_STORAGE_MS)
        self.retry.timeout.connect(self.retry_storage)
        window.may_close = self.may_close

    def retry_storage(self) -> None:
        """Ask again for what was refused; a warning that is no longer true goes."""
        if self._desk.storage_fault is not None:
            self._bridge.intents.retry_storage()
        elif self._told_unsaved:
            self._told_unsaved = False
            self._window.say("")

    def may_close(self) -> bool:
        """Whether everything is on disk, or the agent was told that it is not and leaves anyway."""
        self.finish()
        if self._told_unsaved or not self._desk.has_unsaved:
            return True
        store = self._store()
        if store is not None:
            store.hurry(hurry=False)
        self._told_unsaved = True
        self._window.say(
            QCoreApplication.translate(
                "MainWindow",
                "Not everything is saved yet and it would be lost: "
                "close again to leave all the same.",
            )
        )
        return False

    def finish(self) -> None:
        """Wait until the store has done what it was asked for; what it refused, it does once more.

        The window stands still meanwhile: nothing may be typed that would come too late. Where
        another program holds the database that is about a second, not several.
        """
        store = self._store()
        if store is None:
            return
        store.hurry()
        self._wait_for(store)
        if self._desk.storage_fault is not None:
            self._desk.retry_storage()
            self._wait_for(store)

    def _wait_for(self, store: StoreWorker) -> None:
        wait([store.submit(lambda _store: None)], timeout=SAVING_LIMIT_S)
        self._mailbox.deliver()
