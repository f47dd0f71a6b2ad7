"""Lays buttons out in as many equal columns as fit, so that none is ever cut off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

_SPACING = 6
_MOST_COLUMNS = 5


class TileGrid(QWidget):
    """A grid whose number of columns follows its width."""

    def __init__(self, tiles: Sequence[QPushButton]) -> None:
        super().__init__()
        self._tiles = list(tiles)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_SPACING)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for tile in self._tiles:
            tile.setParent(self)
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrange(_MOST_COLUMNS)

    def columns_for(self, width: int) -> int:
        """How many columns of the widest tile fit into a width."""
        widest = max(tile.sizeHint().width() for tile in self._tiles)
        fitting = (width + _SPACING) // (widest + _SPACING)
        return max(1, min(_MOST_COLUMNS, fitting))

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        rows = -(-len(self._tiles) // self.columns_for(width))
        height = max(tile.sizeHint().height() for tile in self._tiles)
        return rows * height + (rows - 1) * _SPACING

    def sizeHint(self) -> QSize:
        """As high as it is now."""
        return QSize(100, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for one column, as high as it is now."""
        widest = max(tile.sizeHint().width() for tile in self._tiles)
        return QSize(widest, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew when another number of columns fits."""
        super().resizeEvent(event)
        self._arrange(self.columns_for(self.width()))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for index, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, index // columns, index % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
