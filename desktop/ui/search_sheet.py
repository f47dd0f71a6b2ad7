"""Ctrl+K: find anybody by name, sound, phone or number, and open the file with Enter."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.domain.search_terms import LONGEST_QUERY
from desktop.session.view import FoundView, SearchView
from desktop.ui.labels import storage_sentence, word
from desktop.ui.parts import Button, Label, row
from desktop.ui.sheet import Sheet
from desktop.ui.wishes import Wishes

_SIZE = QSize(640, 500)
_ROW_HEIGHT = 46
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_NUMBER_TO_DIAL = re.compile(r"\+?[0-9][0-9 ()-]{5,}")


class SearchSheet(Sheet):
    """A field, below it who fits, and a line that says what is going on."""

    dial_requested = Signal(str)

    def __init__(self, window: QWidget, wishes: Wishes) -> None:
        super().__init__(window)
        self._wishes = wishes
        self._shown: SearchView | None = None
        self._heading = Label("name")
        self._purpose = Label("muted", wrap=True)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_QUERY)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._choose_current)
        self.field.installEventFilter(self)
        self.rows = QListWidget()
        # The arrows move the rows while the keyboard stays in the field.
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.currentRowChanged.connect(self._speak_row)
        self.rows.itemClicked.connect(self._choose)
        self._status = Label("muted", wrap=True)
        self._dial = Button()
        self._dial.clicked.connect(lambda _checked=False: self._dial_typed())
        self._take_back = Button()
        self._take_back.clicked.connect(
            lambda _checked=False: wishes.find(lambda finding: finding.take_back())
        )
        self._close = Button()
        self._close.clicked.connect(lambda _checked=False: self.leave())
        for widget in (self._heading, self._purpose, self.field):
            self.column.addWidget(widget)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self._status)
        self.column.addLayout(row(self._dial, self._take_back, None, self._close))
        self.retranslate()

    def first_focus(self) -> QWidget:
        """Where one types."""
        return self.field

    def sizeHint(self) -> QSize:
        """The same size whatever is found, so that nothing jumps while one types."""
        return _SIZE

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        self.setAccessibleName(self.tr("Find a file"))
        self._heading.setText(self.tr("Find a file"))
        self.field.setAccessibleName(self.tr("Whom do you look for?"))
        self.field.setPlaceholderText(
            self.tr("Name, pinyin, initials, digits of a phone, contract or customer number")
        )
        self.rows.setAccessibleName(self.tr("Who was found"))
        self._take_back.show_words(self.tr("Take this file off the call"))
        self._close.show_words(self.tr("Close"), self.tr("Esc"))

    def open(self) -> None:
        """Begin a new search."""
        self._wishes.find(lambda finding: finding.open())
        self.field.clear()
        super().open()

    def put_away(self) -> None:
        """Stop looking."""
        super().put_away()
        self._wishes.find(lambda finding: finding.close())

    def _typed(self, text: str) -> None:
        self._wishes.find(lambda finding: finding.type_text(text))

    def present(self, view: SearchView | None) -> None:
        """Show who was found; the sheet goes once a file was chosen."""
        if view is None:
            if self.isVisible():
                self.leave()
            return
        before, self._shown = self._shown, view
        if view == before:
            return
        self._purpose.setText(self._purpose_text(view))
        self._take_back.setVisible(view.can_take_back)
        if before is None or view.found != before.found:
            self._show_rows(view.found or ())
        self._status.setText(self._status_text(view))
        nobody = view.found == () and not view.is_searching
        self._dial.setVisible(nobody and _NUMBER_TO_DIAL.fullmatch(view.text.strip()) is not None)
        self._dial.show_words(self.tr("Dial {number}").format(number=view.text.strip()))

    def _purpose_text(self, view: SearchView) -> str:
        if view.call is None:
            return self.tr("Enter opens the file to read before you dial.")
        who = view.call.who or view.call.number or self.tr("Unknown caller")
        return self.tr("Enter makes it the file of this call: {who}").format(who=who)

    def _status_text(self, view: SearchView) -> str:
        if view.fault is not None:
            return storage_sentence(view.fault)
        told: list[str] = []
        if view.indexed_percent is not None:
            told.append(
                self.tr(
                    "The search is still being built ({percent} %): not everybody can be found yet."
                ).format(percent=view.indexed_percent)
            )
        if view.more:
            told.append(self.tr("There are more: type on."))
        if view.found == () and not view.is_searching:
            told.append(
                self.tr(
                    "No one found. Try fewer letters, the last four digits of a phone, "
                    "or the contract number."
                )
            )
        return " ".join(told)

    def _show_rows(self, found: tuple[FoundView, ...]) -> None:
        self.rows.clear()
        for person in found:
            parts = (person.customer_number, person.number, word(person.by))
            item = QListWidgetItem(f"{person.name}\n{' · '.join(part for part in parts if part)}")
            item.setData(Qt.ItemDataRole.UserRole, person.debtor_id)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)

    def _speak_row(self, index: int) -> None:
        """A screen reader stays in the field and hears the row that Enter would choose."""
        shown = 0 <= index < self.rows.count()
        spoken = self.rows.item(index).text().replace("\n", ", ") if shown else ""
        if self.field.accessibleDescription() != spoken:
            self.field.setAccessibleDescription(spoken)
            event = QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move the rows."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and Qt.Key(event.key()) in _MOVES
        ):
            QApplication.sendEvent(self.rows, event)
            return True
        return super().eventFilter(watched, event)

    def _choose_current(self) -> None:
        if self._shown is not None and not self._shown.is_searching:
            for item in self.rows.selectedItems():
                self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        debtor_id: int = item.data(Qt.ItemDataRole.UserRole)
        self._wishes.find(lambda finding: finding.choose(debtor_id))

    def _dial_typed(self) -> None:
        number = self.field.text()
        self.leave()
        self.dial_requested.emit(number)
