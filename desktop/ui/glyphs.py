"""Has the characters of the lines drawn before they are needed, a few between two events."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QFont, QPainter, QPixmap

_EVERY_MS = 12
_PIECE = 40
_LOOKS = ((30, False), (27, False), (24, False), (14, False), (12, False), (14, True), (15, True))
"""Sizes and weights as the style and the fitting labels use them."""


class GlyphWarmUp(QObject):
    """A character of a size that was never drawn costs hundredths of a millisecond, and a file
    shows hundreds: drawn ahead, they are there when the file opens.
    """

    def __init__(self, font: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self._font = font
        self._pieces: list[tuple[str, tuple[int, bool]]] = []
        self._paper = QPixmap(QSize(_PIECE * 30, 40))
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._draw_piece)

    def begin(self, texts: Iterable[str]) -> None:
        """Draw every character of these texts, in every look, over the next second."""
        characters = "".join(sorted(set().union(*texts)))
        pieces = [characters[at : at + _PIECE] for at in range(0, len(characters), _PIECE)]
        self._pieces = [(piece, look) for look, piece in product(_LOOKS, pieces)]
        self._pieces.reverse()
        self._timer.start()

    def _draw_piece(self) -> None:
        if not self._pieces:
            self._timer.stop()
            return
        piece, (pixels, bold) = self._pieces.pop()
        font = QFont(self._font)
        font.setPixelSize(pixels)
        font.setBold(bold)
        painter = QPainter(self._paper)
        painter.setFont(font)
        painter.drawText(QRect(QPoint(0, 0), self._paper.size()), 0, piece)
        painter.end()
