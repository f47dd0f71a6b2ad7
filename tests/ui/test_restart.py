"""A desk that was killed comes back with every call that had no outcome, as it was typed."""

from __future__ import annotations

from desktop.domain.calls import CallState
from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, RunningDesk, day_ahead

DUE_ON = day_ahead(5)


def _type_a_promise(desk: RunningDesk) -> str | None:
    desk.talk_to_right_person()
    desk.press("F9", "F7", "3", "Ctrl+E")
    desk.type("周五 friday")
    desk.press("Ctrl+P")
    desk.type("1200\t")
    desk.type(f"{DUE_ON:%Y%m%d}")
    desk.press("Tab", "Tab", "Tab")
    desk.type("bank transfer\t")
    desk.wait_saved()
    return desk.app.desk.focused_id


def _kill(desk: RunningDesk) -> None:
    """Stop as a killed process does: nothing is said to the lines, nothing more is asked."""
    desk.app.bridge.stop()
    desk.app.saving.retry.stop()
    assert desk.app.store is not None
    desk.app.store.close()
    desk.app.store = None
    desk.window.hide()
    desk.app.mailbox.close()
    desk.app.crash_reports.uninstall()
    desk.discard()


def test_an_ended_call_comes_back_with_everything_that_was_typed(make_desk: MakeDesk) -> None:
    first = make_desk().open()
    call_id = _type_a_promise(first)
    first.line.hang_up()
    first.settle()
    first.wait_saved()
    _kill(first)

    desk = make_desk().open()
    desk.wait(lambda view: len(view.inbox) == 1 or view.focused is not None)
    desk.press("Ctrl+I")
    view = desk.wait(lambda view: view.case is not None)
    assert desk.app.desk.focused_id == call_id
    assert view.focused is not None
    assert view.focused.who == OWN_NAME
    assert view.wrap_up is not None
    assert view.wrap_up.disposition is Disposition.PROMISE
    assert view.wrap_up.reached is Stage.LISTENING
    assert view.wrap_up.state is DebtorState.ANXIOUS
    assert desk.window.note.editor.toPlainText() == "周五 friday"
    editors = desk.window.wrap_up.fields
    assert editors.amount.text() == "1,200"
    assert editors.day.editor.date().toPython() == DUE_ON
    assert editors.channel.currentText() == "bank transfer"

    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    (saved,) = desk.outcomes()
    assert saved.call_id == call_id
    assert saved.fields[OutcomeField.AMOUNT] == 120_000
    assert saved.identity is Identity.CONFIRMED
    assert len(saved.prompts_said) == 1


def test_a_call_that_was_live_comes_back_as_lost_and_is_ended_by_hand(
    make_desk: MakeDesk,
) -> None:
    first = make_desk().open()
    call_id = _type_a_promise(first)
    _kill(first)

    desk = make_desk().open()
    desk.wait(lambda view: view.others or view.focused is not None)
    live = desk.app.desk.calls[str(call_id)]
    assert live.call.state is CallState.UNKNOWN
    assert live.draft.note == "周五 friday"
    assert desk.view.focused is not None, "the agent must see it without looking for it"
    assert desk.window.banner.isVisible()
    desk.press("F12")
    view = desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    assert view.wrap_up is not None
    assert view.wrap_up.can_save
    assert desk.window.wrap_up.fields.amount.text() == "1,200"


def test_a_restart_after_the_save_offers_nothing(make_desk: MakeDesk) -> None:
    first = make_desk().open()
    _type_a_promise(first)
    first.line.hang_up()
    first.settle()
    first.press("F4")
    first.wait(lambda view: view.focused is None)
    _kill(first)

    desk = make_desk().open()
    assert desk.app.desk.calls == {}
    assert desk.window.idle.isVisible()
    assert len(desk.outcomes()) == 1
