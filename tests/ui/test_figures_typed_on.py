"""Figures typed while their field goes away are lost keys, never a state of the person."""

from __future__ import annotations

from desktop.domain.outcome import Identity
from tests.ui.desk_fixture import RunningDesk


def test_figures_typed_on_after_the_hang_up_change_nothing(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.press("Ctrl+P")
    desk.type("20")
    desk.line.hang_up()
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    desk.type("000")

    live = desk.app.desk.focused
    assert live is not None
    assert live.draft.identity is Identity.CONFIRMED
    assert live.draft.state is None


def test_figures_typed_on_when_another_call_comes_forward_are_no_state(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.line.hang_up()
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    desk.press("Ctrl+E")
    desk.type("c")
    desk.ring(line_call_id="2")
    desk.line.answered("2")
    desk.wait(lambda view: view.talk is not None)
    desk.type("0")

    live = desk.app.desk.focused
    assert live is not None
    assert live.draft.state is None
    assert live.draft.identity is Identity.UNCONFIRMED


def test_a_number_key_works_again_a_moment_later(desk: RunningDesk) -> None:
    desk.talk_to_right_person()
    desk.press("Ctrl+P")
    desk.type("2")
    (call_id,) = desk.app.desk.calls
    desk.app.bridge.wish(lambda intents: intents.focus(None))
    desk.wait(lambda view: view.focused is None)
    desk.app.bridge.wish(lambda intents: intents.focus(call_id))
    desk.qtbot.waitUntil(lambda: not desk.window._typing._typed_on.isActive(), timeout=5_000)
    desk.settle()
    desk.type("5")

    live = desk.app.desk.focused
    assert live is not None
    assert live.draft.state is not None
