"""All keys on one sheet over the window; any key closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from desktop.domain.talk_track import DebtorState
from desktop.ui.actions import SPECS, STATE_KEYS, action_text, state_action
from desktop.ui.parts import Button, Card, Label

_ROWS = 16


class KeysPanel(Card):
    """A sheet, not a dialog: the call goes on beneath it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(margin=22, spacing=10)
        self.setParent(parent)
        self._window = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading = Label("name")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._close = Button("primary")
        self._close.clicked.connect(lambda _checked=False: self._leave())
        self._came_from: QWidget | None = None
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
        self.hide()

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

    def toggle(self) -> None:
        """Show the sheet in the middle of the window, or hide it."""
        if self.isVisible():
            self._leave()
            return
        self._came_from = QApplication.focusWidget()
        parent = self._window
        self.adjustSize()
        self.move(
            max(0, (parent.width() - self.width()) // 2),
            max(0, (parent.height() - self.height()) // 2),
        )
        self.show()
        self.raise_()
        self._close.setFocus()

    def _leave(self) -> None:
        """Hide, and give the keyboard back to where it was."""
        self.hide()
        back = self._came_from if self._came_from is not None else self._window
        back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
