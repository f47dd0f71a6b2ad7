"""Lays buttons out in as many equal columns as fit, so that none is ever cut off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

_SPACING = 6
_MOST_COLUMNS = 5


class TileGrid(QWidget):
    """A grid whose number of columns follows its width."""

    def __init__(self, tiles: Sequence[QPushButton]) -> None:
        super().__init__()
        self._tiles = list(tiles)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for tile in self._tiles:
            tile.setParent(self)

    def columns_for(self, width: int) -> int:
        """How many columns of the widest tile fit into a width."""
        fitting = (width + _SPACING) // (self._tile_size().width() + _SPACING)
        return max(1, min(_MOST_COLUMNS, fitting))

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        rows = -(-len(self._tiles) // self.columns_for(width))
        return rows * (self._tile_size().height() + _SPACING) - _SPACING

    def sizeHint(self) -> QSize:
        """As high as it is now."""
        return QSize(self._tile_size().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for one column, as high as it is now."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """New words make other widths: arrange anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every tile in its place."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = self.columns_for(self.width())
        width = (self.width() - (columns - 1) * _SPACING) // columns
        height = self._tile_size().height()
        for index, tile in enumerate(self._tiles):
            line, column = divmod(index, columns)
            tile.setGeometry(column * (width + _SPACING), line * (height + _SPACING), width, height)
        self.updateGeometry()

    def _tile_size(self) -> QSize:
        size = QSize()
        for tile in self._tiles:
            size = size.expandedTo(tile.sizeHint())
        return size
