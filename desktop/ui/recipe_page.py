"""One telephone's recipe: what it tells, and each step with the exact text to paste."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.session.phone_view import PhoneView
from desktop.ui.parts import Button, WholeLabel, clear, row
from desktop.ui.phone_words import phone_word, told_list

_MOST_LINES_SHOWN = 8


class PasteField(QPlainTextEdit):
    """A text to take away: it can be read, marked and copied, never changed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        lines = text.count("\n") + 1
        if lines <= _MOST_LINES_SHOWN:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = min(lines, _MOST_LINES_SHOWN)
        edge = self.horizontalScrollBar().sizeHint().height() + 22
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + edge)


class RecipePage(QWidget):
    """Filled anew for each telephone."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(8)

    def present(self, phone: PhoneView) -> None:
        """Show a telephone's recipe."""
        language = QLocale().name()
        clear(self._column)
        recipe = phone.recipe
        self._say(recipe.about.spoken(language))
        if recipe.tells:
            self._say(self.tr("It tells: {what}").format(what=told_list(recipe.tells)), "good")
        if recipe.cannot_tell:
            missing = told_list(recipe.cannot_tell)
            self._say(self.tr("It does not tell: {what}").format(what=missing), "muted")
        self._say(phone_word(recipe.proof), "muted")
        for number, (step, paste) in enumerate(
            zip(recipe.steps, phone.pastes, strict=True), start=1
        ):
            self._say(f"{number}. {step.does.spoken(language)}")
            if paste:
                self._add_paste(number, paste)
        for limit in recipe.limits:
            self._say(f"• {limit.spoken(language)}", "muted")
        self._column.addStretch(1)

    def _say(self, text: str, role: str = "") -> None:
        label = WholeLabel(role)
        label.setText(text)
        self._column.addWidget(label)

    def _add_paste(self, number: int, text: str) -> None:
        field = PasteField(text)
        field.setAccessibleName(self.tr("Text to paste, step {number}").format(number=number))
        copy = Button()
        copy.setObjectName(f"copy-{number}")
        copy.show_words(self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy the text of step {number}").format(number=number))
        copy.clicked.connect(lambda _checked=False: self._copy(text))
        # One holder, so that clearing the page takes both away.
        holder = QWidget()
        box = row(field, copy)
        box.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(box)
        self._column.addWidget(holder)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()
