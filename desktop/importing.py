"""Importing from the window: the sheet, the drop, and the process that does it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.import_run import ImportRun
from desktop.store.database import Store
from desktop.store.worker import StoreWorker
from desktop.ui.file_drop import FileDrop
from desktop.ui.import_sheet import FILE_ENDINGS, ImportSheet
from desktop.ui.main_window import MainWindow


class Importing(QObject):
    """Takes files into the database of one desk.

    `store` gives the open store, if it is open; `post` runs something on the GUI thread;
    `spoken` gives the window's language and the country of numbers without a code.
    """

    def __init__(
        self,
        window: MainWindow,
        database: Path,
        spare_folder: Path,
        *,
        store: Callable[[], StoreWorker | None],
        post: Callable[[Callable[[], None]], None],
        spoken: Callable[[], tuple[str, str]],
    ) -> None:
        super().__init__(window)
        self._store = store
        self._post = post
        self._spoken = spoken
        self.sheet = ImportSheet(window.centralWidget() or window)
        window.add_sheet("import", self.sheet)
        self.run = ImportRun(database, self._with_key, spare_folder, self)
        self.run.changed.connect(self.sheet.present)
        self.sheet.trial_requested.connect(lambda path, said: self._begin(path, said, trial=True))
        self.sheet.import_requested.connect(lambda path, said: self._begin(path, said, trial=False))
        self.sheet.stop_requested.connect(self.run.stop)
        self.sheet.rejects_requested.connect(
            lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path))
        )
        drop = FileDrop(window, FILE_ENDINGS)
        drop.dropped.connect(self.sheet.offer)

    def _begin(self, path: str, said: dict[str, str], *, trial: bool) -> None:
        if self._store() is not None:
            self.run.language, self.run.region = self._spoken()
            self.run.begin(path, said, is_trial=trial)

    def _with_key(self, then: Callable[[str | None], None]) -> None:
        store = self._store()
        if store is None:
            return

        def told(key: Future[str]) -> None:
            # A database that has become unreadable meanwhile is told by the desk itself.
            self._post(lambda: then(None if key.exception() else key.result()))

        store.submit(Store.key_in_hex).add_done_callback(told)

    def stop(self) -> None:
        """End what is under way; it can be completed by importing again."""
        self.run.close()
