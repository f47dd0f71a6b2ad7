"""The window as the first paint shows it: one sentence on paper, until the desk moves in.

`Qt`, the namespace of Qt's constants, takes longer to import than this window takes to appear, so
nothing here uses it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

_PLACE = "window/geometry"
FIRST_SIZE = QSize(1280, 720)
SMALLEST_SIZE = QSize(1008, 540)
_SENTENCE_PIXELS = 22
_TITLE_BAR_PIXELS = 32


class Frame(QMainWindow):
    """The real desk's window. `painted` comes once, after the first paint reached the screen."""

    painted = Signal()

    def __init__(self, sentence: str, paper: str, ink: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._paper, self._ink = QColor(paper), QColor(ink)
        self._is_painted = False
        self.setWindowTitle("Callside")
        self.setMinimumSize(SMALLEST_SIZE)

    def take_in(self, desk: QWidget) -> None:
        """Show the desk from now on."""
        self.setCentralWidget(desk)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence; the desk paints over all of it later."""
        if self.centralWidget() is None:
            self._paint_sentence()
        else:
            super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # What is painted goes to the screen when this event is over.
            QTimer.singleShot(0, self, self.painted.emit)

    def _paint_sentence(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(_SENTENCE_PIXELS)
        font.setBold(True)
        words = QFontMetrics(font).boundingRect(self._sentence)
        painter = QPainter(self)
        painter.fillRect(QRect(QPoint(0, 0), self.size()), self._paper)
        painter.setFont(font)
        painter.setPen(self._ink)
        painter.drawText((self.width() - words.width()) // 2, self.height() // 2, self._sentence)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window closes the desk in it, which may refuse."""
        desk = self.centralWidget()
        if desk is not None and not desk.close():
            event.ignore()
            return
        super().closeEvent(event)


def restore_place(window: QWidget, settings: QSettings) -> None:
    """Put a window where it stood last time."""
    geometry = settings.value(_PLACE)
    if geometry is not None and window.restoreGeometry(geometry):
        return
    room = window.screen().availableSize()
    window.resize(FIRST_SIZE.boundedTo(QSize(room.width(), room.height() - _TITLE_BAR_PIXELS)))


def remember_place(window: QWidget, settings: QSettings) -> None:
    """Keep where a window stands."""
    settings.setValue(_PLACE, window.saveGeometry())
