"""Under the file: a number it lacks, and other files that may be the same person's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout

from desktop.domain.cases import PhoneKind
from desktop.session.file_view import FileHintsView
from desktop.ui.actions import key_text
from desktop.ui.parts import Button, Card, Label, row

_SHORT_WORDS = {
    PhoneKind.SELF: QT_TRANSLATE_NOOP("FileHints", "Own"),
    PhoneKind.WORK: QT_TRANSLATE_NOOP("FileHints", "Work"),
    PhoneKind.HOME: QT_TRANSLATE_NOOP("FileHints", "Home"),
    PhoneKind.CONTACT: QT_TRANSLATE_NOOP("FileHints", "Contact"),
}


class FileHints(Card):
    """Nothing here happens by itself: the number may be a stranger's, the name a common one."""

    number_kept = Signal(object)
    undo_requested = Signal()

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__(margin=10, spacing=6)
        self._shown: FileHintsView | None = None
        self._number = Label("small", wrap=True)
        self._kinds = {kind: self._kind_button(kind) for kind in PhoneKind}
        self._grid = QGridLayout()
        for index, button in enumerate(self._kinds.values()):
            self._grid.addWidget(button, index // 2, index % 2)
        self._undo = Button("compact")
        self._undo.setObjectName("undo-number")
        self._undo.clicked.connect(lambda _checked=False: self.undo_requested.emit())
        self._same = Label("small", wrap=True)
        self._compare = Button("compact")
        self._compare.clicked.connect(lambda _checked=False: run("compare"))
        self.column.addWidget(self._number)
        self.column.addLayout(self._grid)
        self.column.addLayout(row(self._undo, None))
        self.column.addWidget(self._same)
        self.column.addLayout(row(self._compare, None))
        self.retranslate()
        self.hide()

    def _kind_button(self, kind: PhoneKind) -> Button:
        button = Button("compact")
        button.setObjectName(f"keep-{kind.value}")
        button.clicked.connect(lambda _checked=False: self.number_kept.emit(kind))
        return button

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        for kind, button in self._kinds.items():
            button.show_words(QCoreApplication.translate("FileHints", str(_SHORT_WORDS[kind])))
        self._undo.show_words(self.tr("Undo"))
        self._compare.show_words(self.tr("Compare"), key_text("compare"))

    def focus_number(self) -> None:
        """The keyboard to the first kind of number, or to the way back."""
        (self._undo if self._undo.isVisible() else self._kinds[PhoneKind.SELF]).setFocus()

    def present(self, hints: FileHintsView | None) -> None:
        """Show what may be done; nothing when there is nothing."""
        shown = hints or FileHintsView()
        self.setVisible(bool(shown.offered_number or shown.kept_number or shown.others))
        if shown == self._shown:
            return
        self._shown = shown
        for button in self._kinds.values():
            button.setVisible(bool(shown.offered_number))
        self._undo.setVisible(bool(shown.kept_number))
        self._number.show_text(self._number_text(shown))
        self._same.show_text(
            self.tr("Perhaps the same person: %n other file(s)", "", len(shown.others))
            if shown.others
            else ""
        )
        self._compare.setVisible(bool(shown.others))

    def _number_text(self, shown: FileHintsView) -> str:
        if shown.kept_number:
            return self.tr("{number} was put into this file.").format(number=shown.kept_number)
        if not shown.offered_number:
            return ""
        text = self.tr("{number} is not in this file. Keep it as:")
        return f"{text.format(number=shown.offered_number)}  {key_text('keep-number')}"
