"""Editors for the details of an outcome; each change is told at once, nothing is decided."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from desktop.domain.money import Money, format_figure, parse_minor
from desktop.domain.outcome import Disposition, FieldValue, OutcomeField
from desktop.session.view import WrapUpView
from desktop.ui.date_field import DateField
from desktop.ui.labels import word
from desktop.ui.parts import Button, Label, restyle

_MOST_INSTALMENTS = 60
_MINUTE_FORMAT = "yyyy-MM-dd HH:mm"


class OutcomeFields(QWidget):
    """One row per field; only those that belong to the disposition are shown."""

    field_edited = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.amount = QLineEdit()
        self.day = DateField()
        self.channel = QComboBox()
        self.channel.setEditable(True)
        self.count = QSpinBox()
        self.count.setRange(0, _MOST_INSTALMENTS)
        self.count.setSpecialValueText("—")
        self.call_back = QDateTimeEdit()
        self.call_back.setCalendarPopup(True)
        self.call_back.setDisplayFormat(_MINUTE_FORMAT)
        self._times = (Button("compact"), Button("compact"))
        self.reason = QComboBox()
        self.reason.setEditable(True)
        for choice in (self.channel, self.reason):
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(8)
        self.lawyer_name = QLineEdit()
        self.lawyer_phone = QLineEdit()
        self.warned = QCheckBox()
        self._editors: dict[OutcomeField, QWidget] = {
            OutcomeField.AMOUNT: self.amount,
            OutcomeField.INSTALMENT_COUNT: self.count,
            OutcomeField.DATE: self.day,
            OutcomeField.CHANNEL: self.channel,
            OutcomeField.CALL_BACK_AT: self._call_back_row(),
            OutcomeField.REASON: self.reason,
            OutcomeField.LAWYER_NAME: self.lawyer_name,
            OutcomeField.LAWYER_PHONE: self.lawyer_phone,
            OutcomeField.WARNED: self.warned,
        }
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(6)
        self._captions: dict[OutcomeField, Label] = {}
        for name, editor in self._editors.items():
            caption = self._captions[name] = Label("small")
            caption.setBuddy(editor)
            self._form.addRow(caption, editor)
        self._offered_times: tuple[datetime, ...] = ()
        self._reasons_for: tuple[Disposition | None, str] | None = None
        self._channels: tuple[str, ...] = ()
        self._connect()
        self.retranslate()

    def _call_back_row(self) -> QWidget:
        """The editor, and the two times on offer one click away."""
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.call_back, 1)
        for index, button in enumerate(self._times):
            button.clicked.connect(lambda _checked=False, i=index: self._take_call_back(i))
            box.addWidget(button)
        line.setFocusProxy(self.call_back)
        return line

    def _connect(self) -> None:
        tell = self.field_edited.emit
        self.amount.textEdited.connect(self._amount_edited)
        self.day.date_edited.connect(lambda iso: tell(OutcomeField.DATE, iso or None))
        self.channel.currentTextChanged.connect(lambda t: tell(OutcomeField.CHANNEL, t or None))
        self.count.valueChanged.connect(lambda n: tell(OutcomeField.INSTALMENT_COUNT, n or None))
        self.call_back.dateTimeChanged.connect(self._call_back_edited)
        self.reason.currentTextChanged.connect(lambda t: tell(OutcomeField.REASON, t or None))
        self.lawyer_name.textEdited.connect(lambda t: tell(OutcomeField.LAWYER_NAME, t or None))
        self.lawyer_phone.textEdited.connect(lambda t: tell(OutcomeField.LAWYER_PHONE, t or None))
        self.warned.toggled.connect(lambda on: tell(OutcomeField.WARNED, on or None))

    def _amount_edited(self, text: str) -> None:
        minor = parse_minor(text)
        restyle(self.amount, "wrong", "true" if text.strip() and minor is None else "false")
        self.field_edited.emit(OutcomeField.AMOUNT, minor)

    def _call_back_edited(self, when: QDateTime) -> None:
        iso = when.toString(Qt.DateFormat.ISODate)
        self.field_edited.emit(OutcomeField.CALL_BACK_AT, iso[:16])

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._reasons_for = None
        for name, caption in self._captions.items():
            caption.setText("" if name is OutcomeField.WARNED else word(name))
            self._editors[name].setAccessibleName(word(name))
        self.day.editor.setAccessibleName(word(OutcomeField.DATE))
        self.call_back.setAccessibleName(word(OutcomeField.CALL_BACK_AT))
        self.day.retranslate()
        self.warned.setText(word(OutcomeField.WARNED))
        self.amount.setPlaceholderText(self.tr("for example 2,000"))

    def present(
        self, wrap_up: WrapUpView, shown: tuple[OutcomeField, ...], *, switched: bool
    ) -> None:
        """Show the fields; what is being typed is left alone unless the call was switched."""
        for name, editor in self._editors.items():
            visible = name in shown
            self._form.setRowVisible(editor, visible)
            if visible:
                editor.setEnabled(not wrap_up.saving)
        self.day.offer(wrap_up.offered_days)
        self._offered_times = wrap_up.offered_times
        for button, when in zip(self._times, wrap_up.offered_times, strict=True):
            button.show_words(f"{when:%m-%d %H:%M}")
        self._offer_channels(wrap_up.channels)
        self._offer_reasons(wrap_up.disposition)
        call_back = OutcomeField.CALL_BACK_AT
        is_open = call_back in shown and call_back not in wrap_up.fields
        if is_open and not self._has_focus(call_back):
            self._offer_call_back(wrap_up.offered_times)
        for name in OutcomeField:
            if switched or not self._has_focus(name):
                self._show_value(name, wrap_up.fields.get(name), switched=switched)

    def _has_focus(self, name: OutcomeField) -> bool:
        editor = self._editors[name]
        focus = QApplication.focusWidget()
        return focus is not None and (focus is editor or editor.isAncestorOf(focus))

    def _show_value(self, name: OutcomeField, value: FieldValue | None, *, switched: bool) -> None:
        editor = self._editors[name]
        with QSignalBlocker(editor):
            if name is OutcomeField.AMOUNT:
                figure = format_figure(Money(value)) if isinstance(value, int) else ""
                # What is no amount was typed for the call before, and is nobody else's.
                if switched or parse_minor(self.amount.text()) != value:
                    self.amount.setText(figure)
                    restyle(self.amount, "wrong", "false")
            elif name is OutcomeField.DATE:
                self.day.show_value(str(value or ""))
            elif name is OutcomeField.CALL_BACK_AT:
                if value:
                    with QSignalBlocker(self.call_back):
                        self.call_back.setDateTime(
                            QDateTime.fromString(str(value), Qt.DateFormat.ISODate)
                        )
            elif isinstance(editor, QSpinBox):
                editor.setValue(value if isinstance(value, int) else 0)
            elif isinstance(editor, QCheckBox):
                editor.setChecked(bool(value))
            elif isinstance(editor, QComboBox):
                editor.setEditText(str(value or ""))
            elif isinstance(editor, QLineEdit):
                editor.setText(str(value or ""))

    def _offer_channels(self, channels: tuple[str, ...]) -> None:
        if channels == self._channels:
            return
        self._channels = channels
        with QSignalBlocker(self.channel):
            self.channel.clear()
            self.channel.addItems(list(channels))
            self.channel.setEditText("")

    def _offer_call_back(self, times: tuple[datetime, ...]) -> None:
        """Start from the first time on offer; it counts only once the agent takes or edits it."""
        with QSignalBlocker(self.call_back):
            self.call_back.setDateTime(_local(times[0]))

    def _take_call_back(self, index: int) -> None:
        when = _local(self._offered_times[index])
        with QSignalBlocker(self.call_back):
            self.call_back.setDateTime(when)
        self._call_back_edited(when)

    def _offer_reasons(self, disposition: Disposition | None) -> None:
        key = (disposition, self.reason.locale().name())
        if key == self._reasons_for:
            return
        self._reasons_for = key
        with QSignalBlocker(self.reason):
            self.reason.clear()
            self.reason.addItems(self._reasons(disposition))
            self.reason.setEditText("")

    def _reasons(self, disposition: Disposition | None) -> list[str]:
        if disposition is Disposition.DISPUTE:
            return [
                self.tr("Not my debt"),
                self.tr("Paid already"),
                self.tr("Wrong amount"),
                self.tr("Goods or service"),
            ]
        if disposition is Disposition.HARDSHIP:
            return [
                self.tr("Lost income"),
                self.tr("Illness"),
                self.tr("Family emergency"),
                self.tr("Business failed"),
            ]
        return [
            self.tr("Cannot pay now"),
            self.tr("Will not pay"),
            self.tr("Wants it in writing"),
            self.tr("Asks for a reduction"),
        ]


def _local(when: datetime) -> QDateTime:
    """A time as the debtor's clock shows it."""
    return QDateTime.fromString(f"{when:%Y-%m-%dT%H:%M}", Qt.DateFormat.ISODate)
