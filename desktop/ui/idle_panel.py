"""Between calls: what was saved last, a number to dial, and what the phone says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.calls import LineState
from desktop.session.ports import LineCommand
from desktop.session.view import LineView, SessionView
from desktop.ui.actions import action_text, key_text
from desktop.ui.crash_bar import CrashBar
from desktop.ui.labels import line_detail, line_word, word
from desktop.ui.parts import Button, Card, Label, row


class IdlePanel(QWidget):
    """The calm screen while nobody is on the line."""

    dial_requested = Signal(str)
    ring_requested = Signal(str)

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__()
        self._heading = Label("idle")
        self._heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._detail = Label("muted", wrap=True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._saved = Label("good")
        self._undo = Button("compact")
        self._undo.setObjectName("undo-save")
        self._undo.clicked.connect(lambda _checked=False: run("undo-save"))
        self.number = QLineEdit()
        self.number.setMaxLength(64)
        self.number.returnPressed.connect(self._dial)
        self._dial_button = Button("primary")
        self._dial_button.clicked.connect(lambda _checked=False: self._dial())
        self._ring_button = Button()
        self._ring_button.clicked.connect(
            lambda _checked=False: self.ring_requested.emit(self.number.text())
        )
        self._hint = Label("small", wrap=True)
        self._connect = Button("compact")
        self._connect.clicked.connect(lambda _checked=False: run("connect"))
        self._import = Button("compact")
        self._import.clicked.connect(lambda _checked=False: run("import"))
        card = Card(margin=28, spacing=12)
        card.setMaximumWidth(560)
        card.column.addWidget(self._heading)
        card.column.addWidget(self._detail)
        card.column.addLayout(row(None, self._saved, self._undo, None))
        card.column.addLayout(row(self.number, self._dial_button, self._ring_button))
        self._search = Button()
        self._search.clicked.connect(lambda _checked=False: run("search"))
        card.column.addWidget(self._search)
        card.column.addWidget(self._hint)
        card.column.addLayout(row(None, self._import, self._connect, None))
        self.crash = CrashBar()
        self.crash.setMaximumWidth(560)
        column = QVBoxLayout(self)
        column.addLayout(row(None, self.crash, None))
        column.addStretch(2)
        column.addLayout(row(None, card, None))
        column.addStretch(3)
        self.retranslate()

    def _dial(self) -> None:
        if self.number.text().strip():
            self.dial_requested.emit(self.number.text())

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self.crash.retranslate()
        self._heading.setText(self.tr("Ready for the next call"))
        self._detail.setText(self.tr("When the phone rings, the right file opens by itself."))
        self.number.setPlaceholderText(self.tr("Number"))
        self.number.setAccessibleName(self.tr("Number to dial"))
        self._dial_button.show_words(self.tr("Dial"), key_text("dial"))
        self._search.show_words(self.tr("Find a file"), key_text("search"))
        self._ring_button.show_words(self.tr("It rings"))
        self._connect.show_words(action_text("connect"), key_text("connect"))
        self._import.show_words(action_text("import"), key_text("import"))
        self._undo.show_words(self.tr("Undo"), key_text("undo-save"))
        self._undo.setToolTip(self.tr("Wrap the call up again; both versions are kept."))
        self._ring_button.setToolTip(
            self.tr("For phones that tell nothing: press when your phone rings.")
        )

    def present(self, view: SessionView) -> None:
        """Show what can be done now."""
        self.setVisible(view.focused is None and view.reading is None)
        if view.focused is not None:
            self.number.clear()
            return
        connected = [line for line in view.lines if line.state is LineState.CONNECTED]
        self._dial_button.setEnabled(any(LineCommand.DIAL in line.commands for line in connected))
        self._ring_button.setVisible(
            any(LineCommand.REPORT_RING in line.commands for line in connected)
        )
        saved = view.last_saved
        who = (saved.who or saved.number or self.tr("Unknown caller")) if saved else ""
        self._saved.show_text(self.tr("✓ Outcome saved: {who}").format(who=who) if saved else "")
        self._undo.setVisible(view.saved_today.can_take_back_last)
        waiting = [line for line in view.lines if line.state is not LineState.CONNECTED]
        self._hint.show_text("\n".join(self._line_text(line) for line in waiting))

    def _line_text(self, line: LineView) -> str:
        parts = (line_word(line.name), word(line.state), line_detail(line.detail))
        return " · ".join(part for part in parts if part)
