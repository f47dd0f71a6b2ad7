"""The report of a crash in the last run: what is in it, and what may become of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.parts import Button, Label, WholeLabel, row
from desktop.ui.sheet import Sheet

_SIZE = QSize(760, 520)


class CrashSheet(Sheet):
    """Shows one report as it was written."""

    folder_requested = Signal()
    forget_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._heading = Label("name")
        self._about = WholeLabel()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._folder, self._forget, self._close = Button(), Button(), Button("primary")
        self._folder.clicked.connect(lambda _checked=False: self.folder_requested.emit())
        self._forget.clicked.connect(lambda _checked=False: self.forget_requested.emit())
        self._close.clicked.connect(lambda _checked=False: self.leave())
        self.column.addWidget(self._heading)
        self.column.addWidget(self._about)
        self.column.addWidget(self.text, 1)
        self.column.addLayout(row(self._folder, self._forget, None, self._close))
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Room for a report; what does not fit scrolls."""
        return _SIZE

    def first_focus(self) -> QWidget:
        """The button that leaves everything as it is."""
        return self._close

    def show_report(self, text: str) -> None:
        """Open on a report."""
        self.text.setPlainText(text)
        self.open()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        if not hasattr(self, "_close"):
            return  # Qt tells of a change while the sheet is still being built
        self.setAccessibleName(self.tr("Report of a crash"))
        self._heading.setText(self.tr("Report of a crash"))
        self._about.setText(
            self.tr(
                "It says where in the program it happened: no names, numbers, amounts or notes. "
                "It is sent nowhere; you may hand it to whoever looks after Callside."
            )
        )
        self.text.setAccessibleName(self.tr("Report of a crash"))
        self._folder.show_words(self.tr("Open its folder"))
        self._forget.show_words(self.tr("Delete it"))
        self._close.show_words(self.tr("Close"))
