"""By keyboard: an outcome is taken back and saved again; who was on the line is told afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop.domain.outcome import Disposition, Identity
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, STRANGE_NUMBER, RunningDesk


def save_as(desk: RunningDesk, disposition: Disposition) -> None:
    desk.window.wrap_up.disposition_requested.emit(disposition)
    desk.settle()
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)


def test_the_last_outcome_is_taken_back_by_key_and_saved_again(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.line.hang_up()
    desk.settle()
    save_as(desk, Disposition.HUNG_UP_EARLY)
    assert desk.visible("undo-save").isEnabled()
    desk.press("Ctrl+Z")
    view = desk.wait(lambda view: view.wrap_up is not None and view.case is not None)
    assert view.wrap_up is not None
    assert view.wrap_up.disposition is Disposition.HUNG_UP_EARLY
    assert desk.outcomes() == ()
    desk.press("Ctrl+E")
    desk.type("corrected")
    desk.leave_the_text()
    save_as(desk, Disposition.NO_MORE_CALLS)

    (outcome,) = desk.outcomes()
    assert (outcome.disposition, outcome.note) == (Disposition.NO_MORE_CALLS, "corrected")


def test_an_earlier_outcome_is_taken_back_from_the_list_after_a_restart(
    make_desk: MakeDesk,
) -> None:
    first = make_desk().open()
    for number in ("1", "2"):
        first.ring(STRANGE_NUMBER if number == "1" else "+8616000000005", number)
        first.line.hang_up(number)
        first.settle()
        save_as(first, Disposition.NO_ANSWER)
    first.close()

    desk = make_desk().open()
    assert not desk.window.idle._undo.isVisible()
    desk.press("Ctrl+O")
    desk.wait(lambda view: len(view.saved_today.calls) == 2)
    rows = [desk.window.files.today.list.item(row).text() for row in range(2)]
    assert OWN_NAME in rows[0]
    assert STRANGE_NUMBER in rows[1]
    desk.press("Down", "Return")
    view = desk.wait(lambda view: view.wrap_up is not None)
    assert not desk.window.files.today.isVisible()
    assert view.focused is not None
    assert view.focused.number == STRANGE_NUMBER
    assert len(desk.outcomes()) == 1


def test_the_sheet_of_a_day_without_calls_says_so_and_closes_by_key(desk: RunningDesk) -> None:
    desk.press("Ctrl+O")
    assert desk.window.files.today.isVisible()
    desk.press("Return")
    assert desk.window.files.today.isVisible()
    desk.press("Escape")
    assert not desk.window.files.today.isVisible()


def test_who_was_on_the_line_is_told_in_wrap_up(desk: RunningDesk) -> None:
    desk.ring()
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.line.hang_up()
    desk.settle()
    assert desk.visible("who-confirmed").isEnabled()
    desk.press("F3")
    assert _who(desk) is Identity.CONFIRMED
    button = desk.visible("who-third_party")
    assert isinstance(button, QPushButton)
    button.click()
    desk.settle()
    assert _who(desk) is Identity.THIRD_PARTY
    assert button.isChecked()
    button.click()
    desk.settle()
    assert _who(desk) is Identity.UNCONFIRMED


def test_a_call_that_nobody_took_asks_for_nobody(desk: RunningDesk) -> None:
    desk.ring()
    desk.line.hang_up()
    desk.settle()
    assert desk.window.wrap_up.isVisible()
    assert not desk.window.wrap_up.who.isVisible()


def _who(desk: RunningDesk) -> Identity:
    wrap_up = desk.view.wrap_up
    assert wrap_up is not None
    return wrap_up.identity
