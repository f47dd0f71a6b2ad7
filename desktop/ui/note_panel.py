"""The note: every keystroke goes to the journal; the foot says when it is on disk."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit

from desktop.session.view import StorageView, WrapUpView
from desktop.ui.actions import key_text
from desktop.ui.parts import Card, Label, row


class NotePanel(Card):
    """A plain text field bound to the call in front."""

    note_edited = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self._heading = Label("heading")
        self._saved = Label("small")
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(48)
        self.editor.textChanged.connect(lambda: self.note_edited.emit(self.editor.toPlainText()))
        self._call_id: str | None = None
        self.column.addLayout(row(self._heading, None, self._saved))
        self.column.addWidget(self.editor, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        heading = self.tr("Note")
        self._heading.setText(f"{heading}  {key_text('note')}")
        self.editor.setAccessibleName(heading)
        self.editor.setPlaceholderText(self.tr("What matters for the next call"))

    def present(
        self, call_id: str | None, wrap_up: WrapUpView | None, storage: StorageView
    ) -> None:
        """Show the note of the call in front; what is being typed is left alone."""
        self.editor.setEnabled(wrap_up is not None and not wrap_up.saving)
        note = wrap_up.note if wrap_up else ""
        switched = call_id != self._call_id
        self._call_id = call_id
        if self.editor.toPlainText() != note and (switched or not self.editor.hasFocus()):
            with QSignalBlocker(self.editor):
                self.editor.setPlainText(note)
        if wrap_up is None:
            self._saved.setText("")
        elif storage.fault is not None:
            self._saved.setText(self.tr("waiting for the disk"))
        elif storage.unsaved_entries:
            self._saved.setText(self.tr("saving"))
        else:
            self._saved.setText(self.tr("✓ saved"))
