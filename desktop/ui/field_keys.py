"""Lets the desk's keys through fields that would take them as editing keys of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.key_table import KeyTable

_STAYS = frozenset({"undo-save"})
"""Ctrl+Z in a field takes back what was typed."""


class FieldKeys(QObject):
    """Watches the field that has the keyboard, and no other.

    On X11 a line of text takes Ctrl+E, Ctrl+K, Ctrl+U and Ctrl+D for itself: a note that was meant
    for Ctrl+E would be typed into the amount.
    """

    def __init__(self, keys: KeyTable, actions: tuple[str, ...], window: QWidget) -> None:
        super().__init__(window)
        self._keys = keys
        self._actions = tuple(name for name in actions if name not in _STAYS)
        self._window = window
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self._window.isAncestorOf(new):
            new.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A field that asks for one of our chords does not get it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        if not pressed.startswith("Ctrl+") or not self._is_ours(pressed):
            return False
        event.ignore()
        return True

    def _is_ours(self, pressed: str) -> bool:
        return any(
            QKeySequence(key).toString() == pressed
            for name in self._actions
            for key in self._keys.in_window(name)
        )
