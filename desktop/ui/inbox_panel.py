"""Calls that have ended and still lack an outcome: nothing is lost while the next one rings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.calls import CallState
from desktop.session.view import CallView, SessionView
from desktop.ui.actions import key_text
from desktop.ui.labels import in_zone, word
from desktop.ui.parts import Card, Label, LineButton, clear

_SHOWN_ROWS = 3


class InboxPanel(Card):
    """A short list; the oldest call first."""

    call_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=10, spacing=4)
        self._shown: tuple[tuple[CallView, ...], bool] | None = None
        self._heading = Label("heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._more = Label("small")
        self.column.addWidget(self._heading)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._more)

    def retranslate(self) -> None:
        """Take the words of the new language at the next rendering."""
        self._shown = None

    def present(self, inbox: tuple[CallView, ...], *, short: bool = False) -> None:
        """Show the waiting calls, or only how many; hidden when there are none."""
        self.setVisible(bool(inbox))
        if self._shown == (inbox, short):
            return
        self._shown = (inbox, short)
        heading = self.tr("Without outcome: {count}").format(count=len(inbox))
        self._heading.setText(f"{heading}  {key_text('inbox')}")
        clear(self._rows)
        shown = inbox[: 0 if short else _SHOWN_ROWS]
        for call in shown:
            who = call.who or call.number or self.tr("Unknown caller")
            ended = word(call.end_reason) if call.end_reason else ""
            button = LineButton(f"{in_zone(call.started_epoch_ms):%H:%M}  {who}  {ended}".strip())
            button.clicked.connect(
                lambda _c=False, call_id=call.call_id: self.call_requested.emit(call_id)
            )
            self._rows.addWidget(button)
        rest = len(inbox) - len(shown)
        self._more.show_text(self.tr("and %n more", "", rest) if shown and rest else "")


def next_waiting(view: SessionView) -> str | None:
    """Who is on the line, else the next call without outcome, round and round."""
    front = view.focused
    on_the_line = [call for call in view.others if call.state is not CallState.RINGING]
    if on_the_line and (front is None or front.state is CallState.ENDED):
        return on_the_line[0].call_id
    if not view.inbox:
        return None
    since = front.started_epoch_ms if front and front.state is CallState.ENDED else 0
    later = [call for call in view.inbox if call.started_epoch_ms > since]
    return (later or view.inbox)[0].call_id
