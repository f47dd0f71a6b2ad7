"""Details of an outcome are typed without a mouse: nothing traps the keyboard, digits stay text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from desktop.domain.outcome import Disposition, OutcomeField
from tests.ui.desk_fixture import RunningDesk, day_ahead

TODAY = day_ahead(0)
IN_A_WEEK = day_ahead(7)


@pytest.fixture
def promise_desk(desk: RunningDesk) -> RunningDesk:
    """The right person talks and the amount field of the commitment panel has the keyboard."""
    desk.talk_to_right_person()
    desk.press("Ctrl+P")
    assert desk.types_into(desk.window.commitment.fields.amount)
    return desk


def fields(desk: RunningDesk) -> dict[OutcomeField, object]:
    assert desk.view.wrap_up is not None
    return dict(desk.view.wrap_up.fields)


def test_an_unset_day_is_typed_figure_by_figure(promise_desk: RunningDesk) -> None:
    promise_desk.press("Tab")
    promise_desk.type(f"{IN_A_WEEK:%Y%m%d}")
    assert fields(promise_desk)[OutcomeField.DATE] == IN_A_WEEK.isoformat()


def test_today_can_be_typed_although_the_editor_starts_there(promise_desk: RunningDesk) -> None:
    promise_desk.press("Tab")
    promise_desk.type(f"{TODAY:%Y%m%d}")
    assert fields(promise_desk)[OutcomeField.DATE] == TODAY.isoformat()


def test_a_step_up_from_an_unset_day_is_tomorrow(promise_desk: RunningDesk) -> None:
    promise_desk.press("Tab", "Up")
    tomorrow = day_ahead(1)
    assert fields(promise_desk) == {OutcomeField.DATE: tomorrow.isoformat()}


@pytest.mark.parametrize("typed", ["", "2"], ids=["unset", "begun"])
def test_tab_leaves_the_day_at_once_in_both_directions(
    promise_desk: RunningDesk, typed: str
) -> None:
    editors = promise_desk.window.commitment.fields
    promise_desk.press("Tab")
    promise_desk.type(typed)
    promise_desk.press("Tab")
    assert not promise_desk.types_into(editors.day.editor)
    promise_desk.press("Shift+Tab")
    assert promise_desk.types_into(editors.day.editor)
    promise_desk.press("Shift+Tab")
    assert promise_desk.types_into(editors.amount)


def test_figures_typed_into_any_field_never_change_the_persons_state(
    promise_desk: RunningDesk,
) -> None:
    editors = promise_desk.window.commitment.fields
    promise_desk.window.commitment.disposition_requested.emit(Disposition.PLAN)
    promise_desk.settle()
    reached = []
    while editors.channel not in reached:
        focus = promise_desk.focus
        assert focus is not None
        if not isinstance(focus, QAbstractButton):
            reached.append(focus)
            promise_desk.type("12")
        promise_desk.press("Tab")
    assert reached == [editors.amount, editors.count, editors.day.editor, editors.channel]
    assert promise_desk.view.talk is not None
    assert promise_desk.view.talk.state is None


def test_what_is_typed_into_amount_day_and_channel_becomes_the_sentence_to_read_back(
    promise_desk: RunningDesk,
) -> None:
    promise_desk.type("2,500\t")
    promise_desk.type(f"{IN_A_WEEK:%Y%m%d}")
    promise_desk.press("Tab", "Tab", "Tab")
    promise_desk.type("bank transfer\t")
    assert fields(promise_desk) == {
        OutcomeField.AMOUNT: 250_000,
        OutcomeField.DATE: IN_A_WEEK.isoformat(),
        OutcomeField.CHANNEL: "bank transfer",
    }
    wrap_up = promise_desk.view.wrap_up
    assert wrap_up is not None
    assert "two thousand five hundred" in wrap_up.read_back
    assert promise_desk.window.commitment._read_back.text() == wrap_up.read_back


def _ended_to_call_back(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.line.hang_up()
    desk.settle()
    desk.window.wrap_up.disposition_requested.emit(Disposition.CALL_BACK)
    desk.settle()


def test_the_offered_call_back_time_counts_only_once_the_agent_was_there(
    desk: RunningDesk,
) -> None:
    _ended_to_call_back(desk)
    editor = desk.window.wrap_up.fields.call_back
    offered = editor.dateTime().toString("yyyy-MM-ddTHH:mm")
    assert fields(desk) == {}
    desk.press("F4")
    assert desk.outcomes() == ()
    told = desk.window.wrap_up._faults.text()
    assert told == "Cannot be saved yet: press Enter in the call-back time, or click one"
    editor.setFocus()
    desk.press("Return")
    assert fields(desk) == {OutcomeField.CALL_BACK_AT: offered}
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    (saved,) = desk.outcomes()
    assert saved.fields == {OutcomeField.CALL_BACK_AT: offered}


def test_a_call_back_time_is_typed_figure_by_figure(desk: RunningDesk) -> None:
    _ended_to_call_back(desk)
    desk.window.wrap_up.fields.call_back.setFocus()
    desk.type(f"{IN_A_WEEK:%Y%m%d}1430\t")
    assert fields(desk) == {OutcomeField.CALL_BACK_AT: f"{IN_A_WEEK:%Y-%m-%d}T14:30"}


def test_an_offered_call_back_time_is_one_click_away(desk: RunningDesk) -> None:
    _ended_to_call_back(desk)
    fields = desk.window.wrap_up.fields
    wrap_up = desk.view.wrap_up
    assert wrap_up is not None

    fields._times[1].click()
    desk.settle()

    expected = f"{wrap_up.offered_times[1]:%Y-%m-%dT%H:%M}"
    shown = desk.view.wrap_up
    assert shown is not None
    assert shown.fields[OutcomeField.CALL_BACK_AT] == expected
    assert shown.can_save


def test_showing_a_stored_call_back_time_edits_nothing(desk: RunningDesk) -> None:
    _ended_to_call_back(desk)
    edited: list[object] = []
    desk.window.wrap_up.fields.field_edited.connect(lambda name, _value: edited.append(name))
    live = desk.app.desk.focused
    assert live is not None
    desk.app.bridge.intents.set_field(OutcomeField.CALL_BACK_AT, "2031-03-04T11:30")
    desk.app.bridge.refresh()
    desk.settle()

    assert desk.window.wrap_up.fields.call_back.dateTime().toString("yyyy-MM-dd HH:mm") == (
        "2031-03-04 11:30"
    )
    assert edited == []


def test_what_is_no_amount_does_not_wait_for_the_next_call(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    amount = desk.window.commitment.fields.amount
    amount.setFocus()
    desk.type("on friday")
    desk.line.hang_up()
    desk.settle()
    desk.ring("+8616000000006", "2")
    desk.press("F2")
    desk.wait(lambda view: view.timer is not None)
    desk.press("F3")
    assert amount.isVisible()
    assert amount.text() == ""
