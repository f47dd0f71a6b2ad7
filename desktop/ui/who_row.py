"""In wrap-up: who was on the line, for a call in which nobody had a hand free to say so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.outcome import Identity
from desktop.session.view import WrapUpView
from desktop.ui.actions import action_text, key_text
from desktop.ui.parts import Button, fit_when_chosen

_ACTIONS = {Identity.CONFIRMED: "confirm-identity", Identity.THIRD_PARTY: "third-party"}


class WhoRow(QWidget):
    """Two buttons, of which one or none is down; pressing it again takes it back."""

    identity_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._identity = Identity.UNCONFIRMED
        self._buttons = {identity: self._button(identity) for identity in _ACTIONS}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons.values():
            line.addWidget(button)
        self.retranslate()

    def _button(self, identity: Identity) -> Button:
        button = Button("compact", checkable=True)
        button.setObjectName(f"who-{identity.value}")
        button.clicked.connect(lambda _checked=False: self._pressed(identity))
        return button

    def _pressed(self, identity: Identity) -> None:
        again = self._identity is identity
        self.identity_requested.emit(Identity.UNCONFIRMED if again else identity)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        for identity, name in _ACTIONS.items():
            self._buttons[identity].show_words(action_text(name), key_text(name))
            fit_when_chosen(self._buttons[identity])
            self._buttons[identity].setToolTip(self.tr("Who was on the line?"))

    def present(self, wrap_up: WrapUpView) -> None:
        """Show who it was; nothing for a call that nobody answered."""
        self._identity = wrap_up.identity
        self.setVisible(wrap_up.can_say_who)
        for identity, button in self._buttons.items():
            button.setChecked(identity is wrap_up.identity)
            button.setEnabled(not wrap_up.saving)
        if not wrap_up.can_confirm:
            self._buttons[Identity.CONFIRMED].setEnabled(False)
