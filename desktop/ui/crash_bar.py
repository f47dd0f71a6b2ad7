"""A line on the calm screen: the last run ended by a crash, and there is a report of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from desktop.ui.parts import Button, Card, Label, row


class CrashBar(Card):
    """Hidden until there is something to offer; never during a call."""

    show_requested = Signal()
    forget_requested = Signal()

    def __init__(self) -> None:
        super().__init__("banner-info", margin=10, spacing=6)
        self._text = Label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._show, self._forget = Button("compact"), Button("compact")
        self._show.clicked.connect(lambda _checked=False: self.show_requested.emit())
        self._forget.clicked.connect(lambda _checked=False: self.forget_requested.emit())
        self.column.addWidget(self._text)
        self.column.addLayout(row(None, self._show, self._forget))
        self.hide()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._text.setText(
            self.tr("Callside crashed last time. What was saved is safe; there is a report.")
        )
        self._show.show_words(self.tr("Show the report"))
        self._forget.show_words(self.tr("Delete it"))
