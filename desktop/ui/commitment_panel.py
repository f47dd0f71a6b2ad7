"""The commitment builder during the call: amount, day, channel, and the sentence to read back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.domain.outcome import Disposition, OutcomeField
from desktop.session.view import WrapUpView
from desktop.ui.actions import key_text
from desktop.ui.labels import list_of, word
from desktop.ui.outcome_fields import OutcomeFields
from desktop.ui.parts import Button, Card, Label, WholeLabel, row

_PROMISE_FIELDS = (OutcomeField.AMOUNT, OutcomeField.DATE, OutcomeField.CHANNEL)
_PLAN_FIELDS = (OutcomeField.INSTALMENT_COUNT, *_PROMISE_FIELDS)


class CommitmentPanel(Card):
    """A promise or a plan while it is being agreed."""

    disposition_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=10, spacing=6)
        self._call_id: str | None = None
        self._heading = Label("heading")
        self._kinds = {
            Disposition.PROMISE: Button("tile", checkable=True),
            Disposition.PLAN: Button("tile", checkable=True),
        }
        for disposition, button in self._kinds.items():
            button.clicked.connect(lambda _c=False, d=disposition: self._choose(d))
        self.fields = OutcomeFields()
        self._read_back_box = Card("readback", margin=8, spacing=2)
        self._read_back = WholeLabel()
        self._read_back_box.column.addWidget(self._read_back)
        self._missing = Label("small", wrap=True)
        self.column.addLayout(row(self._heading, None, *self._kinds.values(), spacing=4))
        self.column.addWidget(self.fields)
        self.column.addWidget(self._missing)
        self.column.addWidget(self._read_back_box)
        self.retranslate()

    def _choose(self, disposition: Disposition) -> None:
        chosen = self._kinds[disposition].isChecked()
        self.disposition_requested.emit(disposition if chosen else None)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        heading = self.tr("Commitment")
        self._heading.setText(f"{heading}  {key_text('commitment')}")
        for disposition, button in self._kinds.items():
            button.setText(
                self.tr("Promise") if disposition is Disposition.PROMISE else self.tr("Plan")
            )
            button.setAccessibleName(word(disposition))
        self.fields.retranslate()

    def present(self, call_id: str | None, wrap_up: WrapUpView | None, *, covered: bool) -> None:
        """Show what has been agreed so far; hidden while the file is covered or closed."""
        self.setVisible(wrap_up is not None and not wrap_up.open and not covered)
        switched = call_id != self._call_id
        self._call_id = call_id
        if wrap_up is None:
            return
        for disposition, button in self._kinds.items():
            button.setChecked(wrap_up.disposition is disposition)
        plan = wrap_up.disposition is Disposition.PLAN
        self.fields.present(wrap_up, _PLAN_FIELDS if plan else _PROMISE_FIELDS, switched=switched)
        self._read_back.setText(wrap_up.read_back)
        faults = wrap_up.faults.commitment
        started = any(name in wrap_up.fields for name in _PLAN_FIELDS)
        complete = bool(wrap_up.read_back) and not faults
        self._read_back_box.setVisible(complete)
        self._missing.show_text(
            self.tr("Not yet a promise: {faults}").format(faults=list_of(map(word, faults)))
            if faults and started
            else ""
        )
