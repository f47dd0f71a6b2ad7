"""The page of the desk: a strip and a banner above three columns of panels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_NARROWEST_LEFT = 240
_NARROWEST_RIGHT = 284
_WIDEST_SIDE = 320
_GAP = 10
_UNDER_THE_STRIP = 1


class DeskPage(QWidget):
    """Where the panels stand. `growing` are the panels that take the room that is left."""

    def __init__(
        self,
        strip: QWidget,
        banner: QWidget,
        *,
        left: Sequence[QWidget],
        middle: Sequence[QWidget],
        right: Sequence[QWidget],
        growing: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAccessibleName("Callside")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._left, self._right = _column(left, growing), _column(right, growing)
        columns = QHBoxLayout()
        columns.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        columns.setSpacing(_GAP)
        columns.addWidget(self._left)
        columns.addWidget(_column(middle, growing), 1)
        columns.addWidget(self._right)
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(12, 8, 12, 0)
        banner_row.addWidget(banner)
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        self._page.addWidget(strip)
        self._page.addLayout(banner_row)
        self._page.addLayout(columns, 1)

    def dock(self, row: QWidget) -> None:
        """Put a row under the strip."""
        self._page.insertWidget(_UNDER_THE_STRIP, row)

    def show_sides(self, *, left: bool, right: bool) -> None:
        """Show a side column only when there is something in it."""
        self._left.setVisible(left)
        self._right.setVisible(right)

    def share_width(self, width: int) -> None:
        """Side columns take a quarter each, within what their contents need and can use."""
        quarter = min(width // 4, _WIDEST_SIDE)
        self._left.setFixedWidth(max(quarter, _NARROWEST_LEFT))
        self._right.setFixedWidth(max(quarter, _NARROWEST_RIGHT))


def _column(panels: Sequence[QWidget], growing: Sequence[QWidget]) -> QWidget:
    column = QWidget()
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(_GAP)
    for panel in panels:
        box.addWidget(panel, 1 if panel in growing else 0)
    return column
