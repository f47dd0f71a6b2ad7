"""Offers, once, the reports that earlier runs left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from desktop.crash import CrashReports
from desktop.ui.crash_bar import CrashBar
from desktop.ui.crash_sheet import CrashSheet


class CrashOffer:
    """The bar and the sheet; `open_link` hands a link to the system."""

    def __init__(
        self,
        reports: CrashReports,
        bar: CrashBar,
        desk: QWidget,
        open_link: Callable[[str], bool],
    ) -> None:
        self._reports = reports
        self._bar = bar
        self._open_link = open_link
        self._offered: tuple[Path, ...] = ()
        self.sheet = CrashSheet(desk)
        bar.show_requested.connect(self._show)
        bar.forget_requested.connect(self._forget)
        self.sheet.folder_requested.connect(self._open_folder)
        self.sheet.forget_requested.connect(self._forget)

    def offer(self) -> None:
        """Show the bar when there is something that was not offered yet. Once, at start."""
        self._offered = self._reports.unseen()
        self._bar.setVisible(bool(self._offered))

    def _show(self) -> None:
        self.sheet.show_report(self._reports.text_of(self._offered[-1]))
        self._reports.mark_seen(self._offered)
        self._bar.hide()

    def _forget(self) -> None:
        self._reports.delete(self._offered)
        self._bar.hide()
        if self.sheet.isVisible():
            self.sheet.leave()

    def _open_folder(self) -> None:
        self._open_link(QUrl.fromLocalFile(str(self._offered[-1].parent)).toString())
