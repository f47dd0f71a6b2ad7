"""Where the agent types, so that no key lands in another person's file or becomes a state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.session.view import SessionView

_TYPED_ON_MS = 1_500
_TYPING = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class TypingPlace(QObject):
    """Follows the keyboard of one window.

    `desk` takes the keyboard when a panel goes that had it: `leaving` are those that go with any
    change of what is shown, `note` goes with the call. `told` hears whether something of the call
    is typed (in the `written` panels), `listen` whether a bare digit means a state.
    """

    def __init__(
        self,
        desk: QWidget,
        *,
        leaving: Sequence[QWidget],
        note: QWidget,
        written: Sequence[QWidget],
        told: Callable[[bool], None],
        listen: Callable[[bool], None],
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._leaving = tuple(leaving)
        self._note = note
        self._written = tuple(written)
        self._told = told
        self._listen = listen
        self._is_talking = False
        self._typed_on = QTimer(self, singleShot=True, interval=_TYPED_ON_MS)
        self._typed_on.timeout.connect(self._listen_to_digits)
        self._application = QApplication.instance()
        if isinstance(self._application, QApplication):
            self._application.focusChanged.connect(self._focus_moved)
            self._application.aboutToQuit.connect(self.stop)

    def stop(self) -> None:
        """The window closes: what the keyboard does now concerns nobody."""
        self._typed_on.stop()
        if isinstance(self._application, QApplication):
            self._application.focusChanged.disconnect(self._focus_moved)
            self._application = None

    def release(self, before: SessionView, after: SessionView) -> None:
        """Take the keyboard out of what is about to go, so that it does not fall on a button."""
        if phase_of(before) == phase_of(after):
            return
        switched = call_id_of(before) != call_id_of(after)
        leaving = (*self._leaving, self._note) if switched else self._leaving
        focus = QApplication.focusWidget()
        if focus is not None and any(panel.isAncestorOf(focus) for panel in leaving):
            self._desk.setFocus()
            if isinstance(focus, _TYPING):
                self._typed_on.start()

    def follow(self, view: SessionView) -> None:
        """A bare digit means a state only while somebody is on the line."""
        self._is_talking = view.talk is not None
        self._listen_to_digits()

    def _listen_to_digits(self) -> None:
        """A figure still being typed when its field went away must not become a state."""
        self._listen(self._is_talking and not self._typed_on.isActive())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Tell the session whether the agent types, so that a ring does not take the keys away."""
        typing = isinstance(new, _TYPING)
        in_call = new is not None and any(panel.isAncestorOf(new) for panel in self._written)
        self._told(typing and in_call)


def call_id_of(view: SessionView) -> str | None:
    """The call in front."""
    return view.focused.call_id if view.focused else None


def phase_of(view: SessionView) -> tuple[str | None, bool, bool]:
    """What decides which panels are on the screen."""
    covered = view.case is None or view.case.covered
    return call_id_of(view), view.talk is not None, covered
