"""Every control has a name, a key or Tab leads to it, and it is big enough to hit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QWidget

from desktop.domain.outcome import Disposition
from desktop.domain.talk_track import DebtorState
from desktop.ui.actions import SPECS, STATE_KEYS, action_text, key_text, state_action
from desktop.ui.key_table import Place
from desktop.ui.labels import word
from desktop.ui.sheet import Sheet
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import RunningDesk
from tests.ui.states import every_state

SMALLEST_TARGET = 24
MOST_PARTS = 5


def controls(window: QWidget) -> Iterator[QWidget]:
    """Visible widgets that take the keyboard; the insides of Qt's own controls are theirs."""
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        inside = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        if not inside and not widget.objectName().startswith("qt_"):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says for a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_control_in_every_state_has_a_name_and_a_size_to_hit(
    make_desk: MakeDesk, language: str
) -> None:
    desk = make_desk(language=language).open()
    nameless: set[str] = set()
    small: set[str] = set()
    states = 0
    for state in every_state(desk):
        states += 1
        for widget in controls(desk.window):
            if not spoken_name(widget).strip():
                nameless.add(f"{state}: {described(widget)}")
            if min(widget.width(), widget.height()) < SMALLEST_TARGET:
                small.add(f"{state}: {described(widget)} {spoken_name(widget)} {widget.size()}")
    assert states > 15 + len(Disposition)
    assert sorted(nameless) == []
    assert sorted(small) == []


def test_every_enabled_control_in_every_state_is_reached_by_tab(desk: RunningDesk) -> None:
    missed: set[str] = set()
    for state in every_state(desk):
        reached = _tab_round(desk)
        open_sheets = [sheet for sheet in desk.window.findChildren(Sheet) if sheet.isVisible()]
        missed |= {
            f"{state}: {described(widget)} {spoken_name(widget)}"
            for widget in controls(open_sheets[-1] if open_sheets else desk.window)
            if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not any(widget is found or widget.isAncestorOf(found) for found in reached)
        }
    assert sorted(missed) == []


def _tab_round(desk: RunningDesk) -> list[QWidget]:
    """Everything that Tab leads to, from where the keyboard is until it is there again.

    A time goes through its parts first, five at most.
    """
    reached: list[QWidget] = []
    presses_here = 0
    while True:
        desk.press("Tab")
        focus = desk.focus
        presses_here = presses_here + 1 if reached and focus is reached[-1] else 0
        if focus is None or focus in reached[:-1] or presses_here > MOST_PARTS:
            return reached
        if not presses_here:
            reached.append(focus)


def test_a_number_of_one_state_of_many_is_pressed_when_its_button_says_so(
    desk: RunningDesk,
) -> None:
    desk.talk_to_right_person()
    for state in DebtorState:
        button = desk.visible(state_action(state))
        assert isinstance(button, QAbstractButton)
        assert STATE_KEYS[state] in button.text()
        assert button.accessibleName() == action_text(state_action(state))


def test_every_action_has_a_key_of_its_own(desk: RunningDesk) -> None:
    actions = desk.window.actions_by_name
    names = {spec.name for spec in SPECS} | {state_action(state) for state in DebtorState}
    assert set(actions.names()) == names
    keys = Counter(
        shortcut.toString() for action in desk.window.actions() for shortcut in action.shortcuts()
    )
    assert {key: count for key, count in keys.items() if count > 1} == {}
    for action in desk.window.actions():
        assert action.shortcuts(), action.objectName()
        assert key_text(action.objectName())
    assert QKeySequence("Alt+0").toString() in keys


def test_every_action_is_told_on_the_sheet_of_keys(desk: RunningDesk) -> None:
    desk.press("F1")
    sheet = desk.window.keys
    assert sheet.isVisible()
    for spec in SPECS:
        assert sheet.buttons[Place.WINDOW, spec.name].text().split(" / ")[0] == key_text(spec.name)
        assert sheet._words[spec.name].text() == action_text(spec.name)
    for state in DebtorState:
        assert f"{key_text(state_action(state))} {word(state)}" in sheet._states.text()
    desk.press("Escape")
    assert not sheet.isVisible()


def test_every_action_does_nothing_harmful_without_a_call(desk: RunningDesk) -> None:
    for name in desk.window.actions_by_name.names():
        assert desk.window.actions_by_name.trigger(name)
        desk.settle()
    assert desk.app.desk.calls == {}
    assert not desk.line.asked
    assert not desk.window.actions_by_name.trigger("no-such-action")
