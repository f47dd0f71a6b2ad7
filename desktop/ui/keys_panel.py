"""All keys on one sheet over the window; any key closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.talk_track import DebtorState
from desktop.ui.actions import SPECS, STATE_KEYS, action_text, state_action
from desktop.ui.parts import Button, Label
from desktop.ui.sheet import Sheet

_ROWS = 16


class KeysPanel(Sheet):
    """Every action with its keys."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._heading = Label("name")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._close = Button("primary")
        self._close.clicked.connect(lambda _checked=False: self.leave())
        self.column.addWidget(self._heading)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self._cells: list[tuple[str, tuple[str, ...], Label, Label]] = []
        names = [(spec.name, spec.keys) for spec in SPECS]
        names += [(state_action(s), (STATE_KEYS[s], f"Alt+{STATE_KEYS[s]}")) for s in DebtorState]
        for index, (name, keys) in enumerate(names):
            key, text = Label("figure"), Label()
            column = index // _ROWS * 2
            self._grid.addWidget(key, index % _ROWS, column)
            self._grid.addWidget(text, index % _ROWS, column + 1)
            self._cells.append((name, keys, key, text))
        self.retranslate()

    def first_focus(self) -> QWidget:
        """The one button."""
        return self._close

    def _native(self, key: str) -> str:
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self.setAccessibleName(self.tr("All keys"))
        self._heading.setText(self.tr("All keys"))
        self._close.show_words(self.tr("Close"))
        for name, keys, key, text in self._cells:
            key.setText(" / ".join(self._native(k) for k in keys))
            text.setText(action_text(name))
