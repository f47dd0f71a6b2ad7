"""Two files side by side, and which of them is to be kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.money import format_money
from desktop.domain.references import shown_reference
from desktop.session.file_view import ComparedFile, FileHintsView
from desktop.session.view import SessionView
from desktop.ui.parts import Button, Card, Label, row
from desktop.ui.sheet import Sheet

_SIDE_WIDTH = 300
_SHOWN_DEBTS = 4


class _Side(Card):
    """One file, and the button that keeps it."""

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self.setMinimumWidth(_SIDE_WIDTH)
        self.which = Label("heading")
        self.name = Label("figure", wrap=True)
        self.lines = Label(wrap=True)
        self.keep = Button("primary")
        for widget in (self.which, self.name, self.lines):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.column.addLayout(row(self.keep, None))


class CompareSheet(Sheet):
    """Nothing is put together before the agent has seen both files and chosen one."""

    opened = Signal()
    merge_requested = Signal(int, bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shown: tuple[FileHintsView | None, str] | None = None
        self._hints = FileHintsView()
        self._position = 0
        self._heading = Label("name")
        self._detail = Label("muted", wrap=True)
        self._mine, self._other = _Side(), _Side()
        self._mine.keep.setObjectName("keep-mine")
        self._other.keep.setObjectName("keep-other")
        self._mine.keep.clicked.connect(lambda _checked=False: self._merge(keep_other=False))
        self._other.keep.clicked.connect(lambda _checked=False: self._merge(keep_other=True))
        self._next = Button()
        self._next.clicked.connect(lambda _checked=False: self._turn())
        self._close = Button()
        self._close.clicked.connect(lambda _checked=False: self.leave())
        sides = QHBoxLayout()
        sides.addWidget(self._mine)
        sides.addWidget(self._other)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._detail)
        self.column.addLayout(sides)
        self.column.addLayout(row(None, self._next, self._close))
        self.retranslate()

    def first_focus(self) -> QWidget:
        """Closing is the harmless choice."""
        return self._close

    def open(self) -> None:
        """Show the sheet and look for other files once more."""
        self._position = 0
        super().open()
        self.opened.emit()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        self.setAccessibleName(self.tr("Is it the same person?"))
        self._heading.setText(self.tr("Is it the same person?"))
        self._mine.which.setText(self.tr("This file"))
        self._other.which.setText(self.tr("Other file"))
        for side in (self._mine, self._other):
            side.keep.show_words(self.tr("Keep this one"))
        self._next.show_words(self.tr("Next file"))
        self._close.show_words(self.tr("Close"))

    def present(self, view: SessionView) -> None:
        """Show the two files."""
        if self._shown == (view.file_hints, view.language):
            return
        self._shown = (view.file_hints, view.language)
        self._hints = view.file_hints or FileHintsView()
        self._render()

    def _turn(self) -> None:
        self._position += 1
        self._render()

    def _render(self) -> None:
        mine, others = self._hints.mine, self._hints.others
        both = mine is not None and bool(others)
        for side in (self._mine, self._other):
            side.setVisible(both)
        self._next.setVisible(len(others) > 1)
        self._detail.setText(
            self.tr(
                "Put together, calls, debts, numbers and holds are in one file; it can be undone."
            )
            if both
            else self.tr(
                "Nothing to compare: no other file looks like the same person, "
                "or nobody is confirmed yet."
            )
        )
        if mine is not None and others:
            self._fill(self._mine, mine)
            self._fill(self._other, others[self._position % len(others)])
        if self.isVisible():
            self.place()

    def _fill(self, side: _Side, file: ComparedFile) -> None:
        side.name.setText(_joined(file.name, shown_reference(file.external_ref)))
        debts = [
            _joined(shown_reference(debt.external_ref), debt.creditor, format_money(debt.balance))
            for debt in file.debts[:_SHOWN_DEBTS]
        ]
        if len(file.debts) > _SHOWN_DEBTS:
            debts.append("…")
        history = self.tr("%n line(s) of history", "", file.contacts)
        lines = [
            "\n".join(file.numbers) or self.tr("No numbers"),
            "\n".join(debts) or self.tr("No debts"),
            history,
        ]
        side.lines.setText("\n\n".join(lines))

    def _merge(self, *, keep_other: bool) -> None:
        others = self._hints.others
        if others:
            other = others[self._position % len(others)]
            self.leave()
            self.merge_requested.emit(other.debtor_id, keep_other)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
