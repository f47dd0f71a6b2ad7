"""A label that is as large as its room allows: a line to be said is never cut off."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from desktop.ui.parts import Label

_PIXEL_SIZES = (30, 27, 24, 21, 19, 17, 15, 13)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class FittingLabel(Label):
    """Tries its sizes from the largest down until the whole text fits."""

    def __init__(
        self, pixel_sizes: tuple[int, ...] = _PIXEL_SIZES, height: int = 2 * _PIXEL_SIZES[0]
    ) -> None:
        super().__init__(wrap=True)
        self._pixel_sizes = pixel_sizes
        self._least = QSize(120, height)
        self._pixels = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(height)

    def minimumSizeHint(self) -> QSize:
        """The room decides, not the text."""
        return self._least

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text as large as it fits."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        sizes = self._pixel_sizes
        pixels = next((size for size in sizes if self._fits(size)), sizes[-1])
        if pixels != self._pixels:
            self._pixels = pixels
            self.setStyleSheet(f"font-size: {pixels}px")

    def _fits(self, pixels: int) -> bool:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        room = QRect(0, 0, self.width() - 2, 1_000_000)
        needed = QFontMetrics(font).boundingRect(room, _WRAP, self.text())
        return needed.height() <= self.height() and needed.width() <= self.width()
