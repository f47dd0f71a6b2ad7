"""A file for a caller whom nobody knows: folded away until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.cases import PhoneKind
from desktop.ui.actions import action_text, key_text
from desktop.ui.labels import word
from desktop.ui.parts import Button

_LONGEST_NAME, _LONGEST_NOTE = 80, 400


class NewFileForm(QWidget):
    """Name, kind of number and a note; only the button or Return makes the file."""

    file_wanted = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._call_id: str | None = None
        self._unfold = Button()
        self._unfold.clicked.connect(lambda _checked=False: self.unfold())
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.kind = QComboBox()
        for kind in PhoneKind:
            self.kind.addItem("", kind)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST_NOTE)
        self._make = Button("primary")
        self._make.setObjectName("make-file")
        self._make.clicked.connect(lambda _checked=False: self._tell())
        for field in (self.name, self.note):
            field.returnPressed.connect(self._tell)
        self._fields = (self.name, self.kind, self.note, self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._unfold)
        for widget in self._fields:
            column.addWidget(widget)
        self._fold()
        self.retranslate()

    def _fold(self) -> None:
        self._unfold.show()
        for widget in self._fields:
            widget.hide()

    def unfold(self) -> None:
        """Show the fields, the keyboard in the first; nothing while there is a file."""
        if not self.isVisible():
            return
        self._unfold.hide()
        for widget in self._fields:
            widget.show()
        self.name.setFocus()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._unfold.show_words(action_text("new-file"), key_text("new-file"))
        self._make.show_words(self.tr("Make the file"))
        for field, text in (
            (self.name, self.tr("Name, if known")),
            (self.note, self.tr("What the caller said")),
        ):
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
        self.kind.setAccessibleName(self.tr("Whose number is it?"))
        for index, kind in enumerate(PhoneKind):
            self.kind.setItemText(index, word(kind))

    def present(self, call_id: str | None) -> None:
        """Another call has its own form."""
        if call_id == self._call_id:
            return
        self._call_id = call_id
        self.name.clear()
        self.note.clear()
        self.kind.setCurrentIndex(0)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape folds the form; what was typed stays until the next call."""
        if event.key() == Qt.Key.Key_Escape and not self._unfold.isVisible():
            self._fold()
            self.window().setFocus()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.file_wanted.emit(self.name.text(), self.kind.currentData(), self.note.text())
