"""The keyboard never falls on a button that nobody chose, and an open sheet keeps it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget

from desktop.opening import Unlocking
from desktop.session.importing import ImportPhase, ImportView
from desktop.session.ports import LineCommand
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import STRANGE_NUMBER, RunningDesk
from tests.ui.seen import everything_shown


def test_after_answering_on_the_button_a_second_space_hangs_nothing_up(desk: RunningDesk) -> None:
    desk.ring()
    desk.visible("strip-answer").setFocus()
    desk.press("Space")
    desk.wait(lambda view: view.timer is not None)
    assert not isinstance(desk.focus, QPushButton)
    desk.press("Space")
    assert desk.view.focused is not None
    assert [command for command, _ref in desk.line.asked] == [LineCommand.ANSWER]


def test_tab_goes_round_in_a_sheet(desk: RunningDesk) -> None:
    desk.press("Ctrl+Shift+O")
    sheet = desk.app.importing.sheet
    seen: set[QWidget | None] = set()
    for _ in range(8):
        desk.press("Tab")
        seen.add(desk.focus)
        assert sheet.isAncestorOf(desk.focus or desk.window)
    desk.press("Shift+Tab")
    assert sheet.isAncestorOf(desk.focus or desk.window)
    assert len(seen) > 1


def test_a_button_that_goes_grey_leaves_the_keyboard_in_its_sheet(desk: RunningDesk) -> None:
    desk.press("Ctrl+Shift+O")
    sheet = desk.app.importing.sheet
    sheet.path.setText("debtors.csv")
    sheet._import.setFocus()
    sheet.present(ImportView(phase=ImportPhase.IMPORTING, file_name="debtors.csv"))
    assert sheet.isAncestorOf(desk.focus or desk.window)
    desk.press("Esc")
    assert not sheet.isVisible()


def test_one_sheet_at_a_time_and_the_keyboard_goes_back_to_the_field(desk: RunningDesk) -> None:
    desk.window.idle.number.setFocus()
    desk.press("Ctrl+K", "F1")
    assert not desk.window.search.isVisible()
    assert desk.view.search is None
    desk.press("Esc")
    assert not desk.window.keys.isVisible()
    assert desk.types_into(desk.window.idle.number)


def test_escape_folds_the_form_for_a_new_file(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("Ctrl+N")
    assert desk.window.pop.form.name.isVisible()
    desk.press("Esc")
    assert not desk.window.pop.form.name.isVisible()


def test_a_strange_number_is_masked_in_the_title(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    title = desk.window.window().windowTitle()
    assert STRANGE_NUMBER not in title
    assert STRANGE_NUMBER[-4:] in title


def test_a_file_without_debts_says_so_instead_of_a_large_zero(desk: RunningDesk) -> None:
    desk.ring(STRANGE_NUMBER)
    desk.press("Ctrl+N")
    desk.type("Li")
    desk.press("Return")
    desk.wait(lambda view: view.case is not None)
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.press("F3")
    desk.wait(lambda view: view.case is not None and not view.case.covered)
    shown = everything_shown(desk.window.case)
    assert "No debt in this file" in shown
    assert "0" not in desk.window.case._balance.text() or not desk.window.case._balance.isVisible()


def test_an_import_can_be_begun_from_the_calm_screen(desk: RunningDesk) -> None:
    desk.window.idle._import.click()
    assert desk.app.importing.sheet.isVisible()


def test_without_a_database_nothing_opens_that_needs_one(make_desk: MakeDesk) -> None:
    desk = make_desk(samples=False, unlocking=Unlocking())
    desk.show()
    unlock = desk.window.unlock
    desk.wait(lambda _view: unlock.first.isVisible() and desk.types_into(unlock.first))
    desk.press("Ctrl+K", "Ctrl+Shift+O", "Ctrl+O", "Ctrl+M")
    assert not any(sheet.isVisible() for sheet in desk.window.sheets)
    desk.press("F1")
    assert desk.window.keys.isVisible()
    assert QApplication.focusWidget() is desk.window.keys.first_focus()


def test_a_notice_that_is_taken_away_leaves_the_keyboard_to_nobody(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.window.say("Something to know.")
    desk.settle()
    desk.window.banner._button.setFocus()
    desk.press("Space")
    assert not desk.window.banner.isVisible()
    assert not isinstance(desk.focus, QPushButton | QAbstractItemView)
