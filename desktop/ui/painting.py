"""Keeps a large change of the window from standing in one piece before everything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class PaintOnce(QObject):
    """Filling, laying out and painting take turns with whatever else has to be done.

    Without it Qt paints right after the filling, and once more when a list or a fitted text has
    changed the layout while it was painted.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(lambda: page.setUpdatesEnabled(True))

    def hold(self) -> None:
        """Paint nothing until what was changed now is laid out."""
        if self._page.isVisible() and not self._settled.isActive():
            self._page.setUpdatesEnabled(False)
            self._settled.start()
