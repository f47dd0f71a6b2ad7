"""What was saved today, on a sheet over the window; each line can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.domain.file_changes import ChangeKind, FileChange
from desktop.session.file_view import FileChangesView
from desktop.session.ports import SavedCall
from desktop.session.view import SavedTodayView, SessionView
from desktop.ui.labels import in_zone, short_moment, word
from desktop.ui.parts import Button, Label, row
from desktop.ui.sheet import Sheet

_WIDTH, _LIST_HEIGHT = 620, 320


class TodayPanel(Sheet):
    """The newest line first; Return takes the chosen one back."""

    opened = Signal()
    take_back_requested = Signal(str)
    undo_requested = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shown: tuple[SavedTodayView, FileChangesView] | None = None
        self._heading = Label("name")
        self._hint = Label("muted", wrap=True)
        self.list = QListWidget()
        self.list.setMinimumSize(_WIDTH, _LIST_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._take_back = Button("primary")
        self._take_back.clicked.connect(lambda _checked=False: self._take_back_chosen())
        self._close = Button()
        self._close.clicked.connect(lambda _checked=False: self.leave())
        self.column.addWidget(self._heading)
        self.column.addWidget(self._hint)
        self.column.addWidget(self.list)
        self.column.addLayout(row(None, self._take_back, self._close))
        self.retranslate()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.list

    def open(self) -> None:
        """Show the sheet and ask for its lines."""
        super().open()
        self.opened.emit()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        self.setAccessibleName(self.tr("Saved today"))
        self._heading.setText(self.tr("Saved today"))
        self.list.setAccessibleName(self.tr("Saved today"))
        self._take_back.show_words(self.tr("Take back"))
        self._close.show_words(self.tr("Close"))

    def present(self, view: SessionView) -> None:
        """Show today's outcomes."""
        shown = (view.saved_today, view.file_changes)
        if shown == self._shown:
            return
        self._shown = shown
        self.list.clear()
        for call in view.saved_today.calls:
            self._add(self._text(call), call.call_id)
        for change in view.file_changes.changes:
            self._add(self._change_text(change, view.language), change.change_id)
        self.list.setCurrentRow(0)
        self._take_back.setEnabled(self.list.count() > 0)
        fault = view.file_changes.fault
        if fault is not None:
            self._hint.setText(word(fault))
        elif self.list.count():
            self._hint.setText(
                self.tr("Take it back: the call is wrapped up again and both versions are kept.")
            )
        else:
            self._hint.setText(self.tr("Nothing has been saved today."))

    def _add(self, text: str, key: str | int) -> None:
        line = QListWidgetItem(text)
        line.setData(Qt.ItemDataRole.UserRole, key)
        self.list.addItem(line)

    def _change_text(self, change: FileChange, language: str) -> str:
        made_at = short_moment(in_zone(change.made_at_epoch_ms), language)
        if change.kind is ChangeKind.NUMBER_KEPT:
            what = self.tr("number {number} kept in the file")
            return f"{made_at}  {change.name}  " + what.format(number=change.detail)
        what = self.tr("the file of {other} was put into this one")
        return f"{made_at}  {change.name}  " + what.format(other=change.detail)

    def _text(self, call: SavedCall) -> str:
        who = call.who or call.number or self.tr("Unknown caller")
        corrected = self.tr("(corrected)") if call.earlier_versions else ""
        saved_at = f"{in_zone(call.saved_at_epoch_ms):%H:%M}"
        return "  ".join(p for p in (saved_at, who, word(call.disposition), corrected) if p)

    def _take_back_chosen(self) -> None:
        if self.list.count() == 0:
            return
        key: object = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        if isinstance(key, str):
            self.leave()
            self.take_back_requested.emit(key)
        elif isinstance(key, int):
            # The sheet stays: it says why, when a change can no longer be undone.
            self.undo_requested.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes back what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._take_back_chosen()
            return
        super().keyPressEvent(event)
