"""The link to the telephone breaks during a call: the agent is told, and ends it by hand."""

from __future__ import annotations

from desktop.domain.calls import CallState, EndReason, LineState
from desktop.domain.outcome import Disposition
from tests.ui.desk_fixture import OWN_NAME, RunningDesk
from tests.ui.seen import everything_shown

LOST = "The link to the phone is lost."


def test_a_lost_link_is_told_and_the_call_is_ended_by_hand_and_saved(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.press("Ctrl+E")
    desk.type("before the break")
    desk.line.change(LineState.LOST)
    desk.settle()
    assert desk.window.banner.isVisible()
    shown = everything_shown(desk.window)
    assert LOST in shown
    assert "The call is over" in shown
    assert desk.view.focused is not None
    assert desk.view.focused.state is CallState.UNKNOWN
    desk.type(", after it")
    asked = len(desk.line.asked)
    desk.press("F12")
    view = desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    assert len(desk.line.asked) == asked
    assert not desk.window.banner.isVisible()
    assert view.wrap_up is not None
    assert view.wrap_up.end_reason is EndReason.UNKNOWN
    desk.window.wrap_up.disposition_requested.emit(Disposition.HUNG_UP_EARLY)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    (saved,) = desk.outcomes()
    assert saved.note == "before the break, after it"


def test_a_link_that_comes_back_finds_the_call_again(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.line.change(LineState.LOST)
    desk.settle()
    desk.line.change(LineState.CONNECTED)
    desk.line.answered()
    desk.settle()
    assert LOST not in everything_shown(desk.window)
    assert desk.view.focused is not None
    assert desk.view.focused.state is CallState.ESTABLISHED
    assert desk.view.focused.who == OWN_NAME
    assert desk.view.case is not None
    assert not desk.view.case.covered
    assert len(desk.app.desk.calls) == 1


def test_a_line_that_is_lost_between_calls_is_named_with_its_state(desk: RunningDesk) -> None:
    desk.line.change(LineState.LOST)
    desk.settle()
    assert "desk-phone · lost, trying again" in everything_shown(desk.window.idle)
    assert "○ desk-phone lost, trying again" in everything_shown(desk.window.strip)
    desk.line.change(LineState.CONNECTED)
    desk.settle()
    assert "● desk-phone" in everything_shown(desk.window.strip)
