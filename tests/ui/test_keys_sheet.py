"""Keys are changed on their sheet, printed everywhere, kept, and refused when they clash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.session.shortcuts import Gap, Reach, ShortcutStatus
from desktop.ui.actions import KEYS, action_text, key_text
from desktop.ui.call_bar import BarMode
from desktop.ui.key_table import Place
from desktop.ui.shortcut_words import FAULTS, GAPS, REACHES, shortcut_sentence
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk


@pytest.fixture(autouse=True)
def keys_as_they_came() -> Iterator[None]:
    """The table belongs to the whole program, so each test gives it back as it was."""
    yield
    KEYS.reset()
    KEYS.is_on = True


def press_new_key(desk: RunningDesk, action: str, key: str, place: Place = Place.WINDOW) -> str:
    """Click an action's button on the open sheet and press a key; what the sheet says then."""
    button = desk.window.keys.buttons[place, action]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.is_waiting
    desk.press(key)
    assert not button.is_waiting
    return desk.window.keys.message.text()


def test_a_new_key_works_is_printed_on_the_buttons_and_the_old_one_is_free(
    desk: RunningDesk,
) -> None:
    desk.press("F1")
    assert press_new_key(desk, "said", "Ctrl+F9") == "Changed: Said it."
    assert desk.window.keys.buttons[Place.WINDOW, "said"].text() == "Ctrl+F9"
    desk.press("Escape")
    desk.talk_to_right_person()
    button = desk.visible("talk-said")
    assert isinstance(button, QPushButton)
    assert button.text() == "Said it  Ctrl+F9"
    desk.press("F9")
    assert desk.app.desk.focused is not None
    assert not desk.app.desk.focused.draft.said
    desk.press("Ctrl+F9")
    assert len(desk.app.desk.focused.draft.said) == 1


def test_a_changed_key_is_there_at_the_next_start(make_desk: MakeDesk) -> None:
    first = make_desk().open()
    first.press("F1")
    press_new_key(first, "said", "Ctrl+F9")
    press_new_key(first, "said", "Ctrl+Alt+S", Place.EVERYWHERE)
    press_new_key(first, "asked", "Backspace", Place.EVERYWHERE)
    first.close()
    KEYS.reset()
    make_desk().open()
    assert key_text("said") == "Ctrl+F9"
    assert KEYS.everywhere("said") == "Ctrl+Alt+S"
    assert KEYS.everywhere("asked") == ""
    assert KEYS.everywhere("answer") == "Ctrl+Shift+F2"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("F8", "This key already does: I asked, now silence."),
        ("Ctrl+Shift+F2", "This key already does: Answer."),
        ("5", "The number keys say how the person is, and write figures."),
        ("Alt+5", "The number keys say how the person is, and write figures."),
        ("X", "This key is needed for typing."),
        ("Tab", "This key is needed for typing."),
        ("Ctrl+C", "This key is needed for typing."),
        ("Backspace", "This key is needed for typing."),
        ("Alt+F4", "The system keeps this key for itself."),
    ],
)
def test_a_key_that_clashes_is_told_at_once_and_refused(
    desk: RunningDesk, key: str, told: str
) -> None:
    desk.press("F1")
    assert press_new_key(desk, "said", key) == told
    assert key_text("said") == "F9"
    assert desk.window.keys.isVisible()


@pytest.mark.parametrize("key", ["F9", "Shift+F10", "A"])
def test_a_key_for_all_windows_needs_a_modifier(desk: RunningDesk, key: str) -> None:
    desk.press("F1")
    assert press_new_key(desk, "said", key, Place.EVERYWHERE) != "Changed: Said it."
    assert KEYS.everywhere("said") == "Ctrl+Shift+F9"


def test_escape_and_the_loss_of_the_keyboard_end_the_waiting(desk: RunningDesk) -> None:
    desk.press("F1")
    assert press_new_key(desk, "said", "Escape") == ""
    assert desk.window.keys.isVisible()
    button = desk.window.keys.buttons[Place.WINDOW, "said"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.window.keys._close.setFocus()
    assert not button.is_waiting
    assert button.text() == "F9"


def test_every_key_can_be_had_back(desk: RunningDesk) -> None:
    desk.press("F1")
    press_new_key(desk, "said", "Ctrl+F9")
    desk.window.keys._as_they_came.click()
    assert key_text("said") == "F9"
    desk.press("Escape")
    desk.talk_to_right_person()
    desk.press("F9")
    assert desk.app.desk.focused is not None
    assert len(desk.app.desk.focused.draft.said) == 1


def test_the_sheet_and_the_strip_say_why_keys_do_not_reach_further(desk: RunningDesk) -> None:
    desk.press("F1")
    sentence = "Keys for all windows need a screen."
    assert desk.window.keys._reach.text() == sentence
    assert sentence in desk.window.strip._keys.toolTip()
    desk.window.keys._switch.click()
    assert desk.window.keys._reach.text() == "Keys for all windows are turned off."
    desk.window.keys._switch.click()
    assert desk.window.keys._reach.text() == sentence


def test_the_bar_is_set_on_the_sheet_and_by_its_key(desk: RunningDesk) -> None:
    desk.press("F1")
    bar = desk.app.beside.bar
    assert not bar.isVisible()
    desk.window.keys._bar_modes[BarMode.ALWAYS].click()
    assert bar.isVisible()
    assert desk.window.keys._bar_modes[BarMode.ALWAYS].isChecked()
    assert not desk.window.keys._bar_modes[BarMode.BY_ITSELF].isChecked()
    desk.window.activateWindow()  # the offscreen platform gives every new window the keyboard
    desk.press("Escape", "Ctrl+B")
    assert not bar.isVisible()
    assert desk.app.beside.place.mode is BarMode.BY_ITSELF


def test_there_are_words_for_everything_that_can_be_told(desk: RunningDesk) -> None:
    assert set(GAPS) == set(Gap)
    assert set(REACHES) == set(Reach) - {Reach.NONE}
    for gap in Gap:
        assert shortcut_sentence(ShortcutStatus(Reach.NONE, gap))
    told = shortcut_sentence(ShortcutStatus(Reach.X11, refused=("said",)))
    assert told.endswith(f"Another program holds: Ctrl+Shift+F9 {action_text('said')}.")
    assert len({str(text) for text in FAULTS.values()}) == len(FAULTS)


def test_the_chosen_way_of_the_call_bar_is_bold_and_not_cut_off(desk: RunningDesk) -> None:
    desk.press("F1")
    for button in desk.window.keys._bar_modes.values():
        button.click()
        desk.settle()
        bold = button.font()
        bold.setBold(True)
        assert button.isChecked()
        assert QFontMetrics(bold).horizontalAdvance(button.text()) + 18 <= button.width()
