"""How loud each side is now: two quiet bars, so that one glance tells who is heard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.conversation import Reading
from desktop.ui.theme import LIGHT, Colours

_BAR_PIXELS = 6
_GAP_PIXELS = 5
_QUIETEST_DBOV = -60.0


class LevelBars(QWidget):
    """The agent's bar above, the debtor's below; a side that is not heard is an empty frame."""

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self._levels: tuple[float | None, float | None] = (None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two bars and the gap between them."""
        return QSize(60, 2 * _BAR_PIXELS + _GAP_PIXELS)

    def show_reading(self, reading: Reading | None) -> None:
        """Repaint only what changed."""
        levels: tuple[float | None, float | None] = (None, None)
        if reading is not None:
            levels = (_part(reading.agent_level_dbov), _part(reading.debtor_level_dbov))
        if levels != self._levels:
            self._levels = levels
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fills = (self.colours.accent, self.colours.info)
        for index, (part, colour) in enumerate(zip(self._levels, fills, strict=True)):
            top = index * (_BAR_PIXELS + _GAP_PIXELS)
            self._bar(painter, QRectF(0, top, self.width(), _BAR_PIXELS), self.colours.rule)
            if part:
                self._bar(painter, QRectF(0, top, self.width() * part, _BAR_PIXELS), colour)
        painter.end()

    def _bar(self, painter: QPainter, area: QRectF, colour: str) -> None:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(area, _BAR_PIXELS / 2, _BAR_PIXELS / 2)


def _part(level_dbov: float | None) -> float | None:
    """A level as a part of the bar, in steps that the eye can tell apart."""
    if level_dbov is None:
        return None
    return round(max(0.0, 1 - level_dbov / _QUIETEST_DBOV), 2)
