"""The file's history in one list: contacts, promises, payments and notes, newest first."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.cases import TimelineEntry, TimelineKind
from desktop.domain.money import format_money
from desktop.ui.labels import code_word, in_zone, short_date, short_moment, word

_Index = QModelIndex | QPersistentModelIndex
_MARKS = {
    TimelineKind.CALL: "☎",
    TimelineKind.PROMISE: "◆",
    TimelineKind.PAYMENT: "¥",
    TimelineKind.NOTE: "✎",
    TimelineKind.MESSAGE: "✉",
}
_ROW_HEIGHT = 38
_HEAD_PIXELS, _TAIL_PIXELS = 14, 12
_ENTRY_ROLE = Qt.ItemDataRole.UserRole


class TimelineModel(QAbstractListModel):
    """The entries of one file."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[TimelineEntry, ...] = ()
        self._language = ""
        self._time_zone = ""

    def show_entries(
        self, entries: tuple[TimelineEntry, ...], language: str, time_zone: str
    ) -> None:
        """Replace all entries; times are shown where the debtor lives."""
        if (entries, language, time_zone) == (self._entries, self._language, self._time_zone):
            return
        self.beginResetModel()
        self._entries, self._language, self._time_zone = entries, language, time_zone
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole line for screen readers and tool tips; the entry for the painter."""
        entry = self._entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            head, tail = self.two_lines(entry)
            return f"{head} {tail}".strip()
        return None

    def two_lines(self, entry: TimelineEntry) -> tuple[str, str]:
        """What happened, and when with what text."""
        parts = [word(entry.kind)]
        if entry.disposition:
            parts = [code_word(entry.disposition)]
        if entry.amount is not None:
            parts.append(format_money(entry.amount))
        if entry.due_on is not None:
            parts.append(f"→ {short_date(entry.due_on, self._language)}")
        if entry.promise_state is not None:
            parts.append(word(entry.promise_state))
        if entry.practice:
            parts.append(self.tr("(practice)"))
        when = short_moment(in_zone(entry.at_epoch_ms, self._time_zone), self._language)
        return " ".join(parts), f"{when}  {entry.text}".strip()


class TimelineDelegate(QStyledItemDelegate):
    """Paints one entry in two lines with its mark; `fitted` are texts cut to their room."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.fitted: dict[tuple[str, int, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row has the same height, so long histories stay fast."""
        return QSize(120, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw mark, what, and when."""
        entry = index.data(_ENTRY_ROLE)
        model = index.model()
        if not isinstance(entry, TimelineEntry) or not isinstance(model, TimelineModel):
            return
        head, tail = model.two_lines(entry)
        palette: QPalette = option.palette
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.alternateBase())
        upper = QRect(area.left() + 26, area.top() + 2, area.width() - 30, 19)
        lower = QRect(area.left() + 26, area.top() + 20, area.width() - 30, 16)
        painter.setPen(palette.color(QPalette.ColorRole.Accent))
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(4, 0, 0, 0), flags, _MARKS[entry.kind])
        self._draw(painter, upper, head, _HEAD_PIXELS, palette.color(QPalette.ColorRole.Text))
        self._draw(
            painter, lower, tail, _TAIL_PIXELS, palette.color(QPalette.ColorRole.PlaceholderText)
        )
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, text: str, pixels: int, colour: object) -> None:
        font = QFont(painter.font())
        font.setPixelSize(pixels)
        painter.setFont(font)
        painter.setPen(colour)
        room = (text, pixels, area.width())
        if room not in self.fitted:
            mode = Qt.TextElideMode.ElideRight
            self.fitted[room] = painter.fontMetrics().elidedText(text, mode, area.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, flags, self.fitted[room])


class Timeline(QListView):
    """The list itself."""

    def __init__(self) -> None:
        super().__init__()
        self._model = TimelineModel()
        self.setModel(self._model)
        self._delegate = TimelineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def show_entries(
        self, entries: tuple[TimelineEntry, ...], language: str, time_zone: str
    ) -> None:
        """Replace all entries."""
        self._delegate.fitted.clear()
        self._model.show_entries(entries, language, time_zone)
