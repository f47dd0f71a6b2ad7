"""A field that takes Ctrl+E for itself, as lines of text do on X11, gives the desk's keys away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.desk_fixture import RunningDesk


class Greedy(QLineEdit):
    """Takes every chord, as a line of text on X11 takes Ctrl+E, Ctrl+K and Ctrl+U."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def taken(field: QLineEdit, key: Qt.Key) -> bool:
    """Whether a chord of Ctrl stays with the field."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


@pytest.fixture
def greedy(desk: RunningDesk) -> QLineEdit:
    field = Greedy(desk.window.centralWidget())
    field.show()
    field.setFocus()
    return field


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_U, Qt.Key.Key_D])
def test_a_key_of_the_desk_works_in_a_field_too(greedy: QLineEdit, key: Qt.Key) -> None:
    assert not taken(greedy, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_A])
def test_undo_and_the_clipboard_stay_with_the_field(greedy: QLineEdit, key: Qt.Key) -> None:
    assert taken(greedy, key)


def test_a_field_without_the_keyboard_is_not_watched(desk: RunningDesk, greedy: QLineEdit) -> None:
    desk.window.idle.number.setFocus()
    assert taken(greedy, Qt.Key.Key_E)
