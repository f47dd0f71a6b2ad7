"""A file that lies open before a call: its numbers, each one key away from being dialled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.session.view import ReadingView
from desktop.ui.labels import word
from desktop.ui.parts import Button, Card, Label, clear, row

_MOST_NUMBERS = 9


class ReadingPanel(QWidget):
    """Stands in the middle while nobody is on the line and a file lies open beside it."""

    dial_requested = Signal(int)
    put_away_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._shown: ReadingView | None = None
        self._heading = Label("idle")
        self._detail = Label("muted", wrap=True)
        self._numbers = QVBoxLayout()
        self._numbers.setSpacing(6)
        self._put_away = Button()
        self._put_away.clicked.connect(lambda _checked=False: self.put_away_requested.emit())
        card = Card(margin=28, spacing=12)
        card.setMaximumWidth(560)
        card.column.addWidget(self._heading)
        card.column.addWidget(self._detail)
        card.column.addLayout(self._numbers)
        card.column.addLayout(row(None, self._put_away))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row(None, card, None))
        column.addStretch(3)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        self.setAccessibleName(self.tr("The file before the call"))
        self._heading.setText(self.tr("Read first, then dial"))
        self._put_away.show_words(self.tr("Put the file away"), self.tr("Esc"))

    def present(self, view: ReadingView | None) -> None:
        """Show the numbers; the keyboard comes here when a file is laid open."""
        is_new = view is not None and not self.isVisible()
        self.setVisible(view is not None)
        if view is not None and view != self._shown:
            self._show(view)
        self._shown = view
        if is_new:
            self.setFocus()

    def _show(self, view: ReadingView) -> None:
        clear(self._numbers)
        if not view.numbers:
            self._detail.setText(self.tr("There is no number in this file."))
        elif view.can_dial:
            self._detail.setText(self.tr("Nobody is on the line. A number key dials."))
        else:
            self._detail.setText(self.tr("Nobody is on the line. No phone is there that can dial."))
        for position, (number, kind) in enumerate(view.numbers[:_MOST_NUMBERS]):
            button = Button("primary" if position == 0 else "")
            button.show_words(
                self.tr("Dial {number} ({kind})").format(number=number, kind=word(kind)),
                str(position + 1),
            )
            button.setEnabled(view.can_dial)
            button.clicked.connect(lambda _c=False, at=position: self.dial_requested.emit(at))
            self._numbers.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number key dials, Escape puts the file away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away_requested.emit()
            return
        position = event.key() - int(Qt.Key.Key_1)
        view = self._shown
        if view is not None and view.can_dial and 0 <= position < len(view.numbers):
            self.dial_requested.emit(position)
            return
        super().keyPressEvent(event)
