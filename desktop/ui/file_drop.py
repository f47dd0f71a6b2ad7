"""Takes a file that is dropped on a window, if it is of a kind that is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """`dropped` carries the path of one local file; anything else is not accepted."""

    dropped = Signal(object)

    def __init__(self, window: QWidget, endings: tuple[str, ...]) -> None:
        super().__init__(window)
        self._endings = endings
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept a drag that can be dropped, and take the drop."""
        if isinstance(event, QDragEnterEvent):
            if self._file_in(event.mimeData()) is not None:
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            path = self._file_in(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)

    def _file_in(self, dragged: QMimeData) -> Path | None:
        urls = dragged.urls()
        if len(urls) != 1 or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        return path if path.suffix.lower() in self._endings else None
