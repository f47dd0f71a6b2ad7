"""Keeps a large change of the window from standing in one piece before everything else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class PaintOnce(QObject):
    """Filling, laying out and painting take turns with whatever else has to be done.

    Without it Qt lays the whole page out for each of the fifty parts that are shown one after the
    other, paints right after the filling, and once more when a list or a fitted text has changed
    the layout while it was painted.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        parts = [page, *page.findChildren(QWidget)]
        self._layouts = [layout for part in parts if (layout := part.layout()) is not None]
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._paint)

    def hold(self) -> None:
        """A large change begins; `settle` ends it."""
        if self._page.isVisible() and not self._laid_out.isActive():
            self._page.setUpdatesEnabled(False)
            self._enable(layouts=False)
            # Fires after the layouts, whose events are waiting then.
            self._laid_out.start()

    def settle(self) -> None:
        """The change is made: it is laid out next, and painted after that."""
        self._enable(layouts=True)

    def _enable(self, *, layouts: bool) -> None:
        for layout in self._layouts:
            # What Qt builds inside its own widgets, such as lists, it also takes down at any time.
            if isValid(layout):
                layout.setEnabled(layouts)

    def _paint(self) -> None:
        self.settle()
        self._page.setUpdatesEnabled(True)

    def finish(self) -> None:
        """Lay out and paint at once, as a picture needs it."""
        self._laid_out.stop()
        self.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._paint()
