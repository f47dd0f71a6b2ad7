"""A button that shows a key and, once pressed, waits for another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from desktop.ui.actions import native
from desktop.ui.parts import Button

_HELD_ALONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)
_TAKE_AWAY = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_NOTHING = "–"


class KeyButton(Button):
    """Waits from its click until a key, Escape or the loss of the keyboard ends the waiting.

    `captured` brings the key as a portable text; empty when the key is to be taken away, which
    Backspace and Delete do where the button may be empty.
    """

    waiting_changed = Signal(bool)
    captured = Signal(str)
    is_waiting = False

    def __init__(self, *, may_be_empty: bool) -> None:
        super().__init__("key")
        self._may_be_empty = may_be_empty
        self._keys: tuple[str, ...] = ()
        self.clicked.connect(lambda _checked=False: self._wait(waiting=True))

    def show_keys(self, keys: tuple[str, ...], action: str, where: str) -> None:
        """Show the keys of an action; a reader hears the action and where the key works."""
        self._keys = keys
        self.setAccessibleName(f"{action}, {where}")
        self._print()

    def _print(self) -> None:
        keys = " / ".join(native(key) for key in self._keys if key)
        self.setText(self.tr("Press a key…") if self.is_waiting else keys or _NOTHING)

    def _wait(self, *, waiting: bool) -> None:
        if waiting != self.is_waiting:
            self.is_waiting = waiting
            self._print()
            self.waiting_changed.emit(waiting)

    def event(self, event: QEvent) -> bool:
        """While waiting, no key is a shortcut of the window."""
        if self.is_waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """While waiting, Tab is a key like any other."""
        return False if self.is_waiting else super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key that was waited for."""
        if not self.is_waiting:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in _HELD_ALONE:
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        self._wait(waiting=False)
        if key == Qt.Key.Key_Escape:
            return
        bare = modifiers == Qt.KeyboardModifier.NoModifier
        if bare and key in _TAKE_AWAY and self._may_be_empty:
            self.captured.emit("")
        else:
            self.captured.emit(QKeySequence(QKeyCombination(modifiers, key)).toString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone elsewhere: keep the key as it was."""
        self._wait(waiting=False)
        super().focusOutEvent(event)
