"""A day that may be missing, with the days an agent really offers one click away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from desktop.ui.parts import Button

_UNSET = QDate(2000, 1, 1)


class _DayEdit(QDateEdit):
    """Starts near today: a step up from the unset day is tomorrow, typing starts from today."""

    def stepBy(self, steps: int) -> None:
        """Step by days whatever part is marked, starting today."""
        start = QDate.currentDate() if self.date() == _UNSET else self.date()
        self.setDate(start.addDays(steps))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the day back; a first figure gets a day to go into."""
        if event.key() == Qt.Key.Key_Delete:
            self.setDate(_UNSET)
            return
        if self.date() == _UNSET and event.text().isdigit():
            self.setDate(QDate.currentDate())
            self.setSelectedSection(QDateEdit.Section.YearSection)
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab leaves the field; Qt would go through its parts, and never leave an unset day."""
        parent = self.parentWidget()
        return parent is not None and parent.focusNextPrevChild(next_)


class DateField(QWidget):
    """Emits an ISO date, or an empty text when the day is taken back."""

    date_edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.editor = _DayEdit()
        self.editor.setCalendarPopup(True)
        self.editor.setMinimumDate(_UNSET)
        self.editor.setDate(_UNSET)
        self.editor.setSpecialValueText("—")
        self.editor.setDisplayFormat("yyyy-MM-dd ddd")
        self.editor.dateChanged.connect(self._emit)
        self._near = Button("quiet")
        self._week = Button("quiet")
        self._offered: tuple[date, ...] = ()
        self._near.clicked.connect(lambda _checked=False: self._take(0))
        self._week.clicked.connect(lambda _checked=False: self._take(1))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.editor, 1)
        box.addWidget(self._near)
        box.addWidget(self._week)
        self.setFocusProxy(self.editor)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._near.show_words(self.tr("+1"))
        self._near.setAccessibleName(self.tr("Next working day"))
        self._near.setToolTip(self.tr("Next working day"))
        self._week.show_words(self.tr("+7"))
        self._week.setAccessibleName(self.tr("In a week"))
        self._week.setToolTip(self.tr("In a week"))
        self.editor.setLocale(QLocale())

    def show_value(self, iso: str) -> None:
        """Show a stored day without telling anybody."""
        day = QDate.fromString(iso, Qt.DateFormat.ISODate)
        with QSignalBlocker(self.editor):
            self.editor.setDate(day if day.isValid() else _UNSET)

    def offer(self, days: tuple[date, ...]) -> None:
        """The days behind the two buttons: the next working day, and the one in a week."""
        self._offered = days

    def _take(self, index: int) -> None:
        day = self._offered[index]
        self.editor.setDate(QDate(day.year, day.month, day.day))

    def _emit(self, day: QDate) -> None:
        self.date_edited.emit("" if day == _UNSET else day.toString(Qt.DateFormat.ISODate))
