"""Several calls at once: the window belongs to the person the agent talks to."""

from __future__ import annotations

from desktop.domain.calls import CallMuted, CallState, EndReason, LineState
from desktop.domain.outcome import Disposition
from tests.fakes import sample_ref
from tests.unit.seat import Seat


def focus_of(seat: Seat) -> str | None:
    return seat.desk.focused_id


def test_a_ring_comes_to_the_front_of_an_empty_desk() -> None:
    seat = Seat()
    seat.ring()

    assert focus_of(seat) == "c-1"


def test_a_second_call_does_not_steal_the_window_while_talking() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.ring("sip-2", "+8613900139000")

    view = seat.view
    assert view.focused is not None
    assert view.focused.call_id == "c-1"
    assert [call.call_id for call in view.others] == ["c-2"]


def test_a_new_call_during_wrap_up_comes_to_the_front_and_the_draft_waits() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.edit_note("will pay 周五")
    seat.end()
    seat.intents.choose_disposition(Disposition.INFORMED_REFUSAL)
    seat.ring("sip-2", "+8613900139000")

    view = seat.view
    assert view.focused is not None
    assert view.focused.call_id == "c-2"
    assert [call.call_id for call in view.inbox] == ["c-1"]

    seat.intents.focus("c-1")
    assert seat.focused.draft.note == "will pay 周五"
    assert seat.focused.disposition is Disposition.INFORMED_REFUSAL


def test_wrap_up_stays_in_front_when_nobody_else_is_there() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.end()

    view = seat.view
    assert focus_of(seat) == "c-1"
    assert view.wrap_up is not None
    assert view.wrap_up.open
    assert (view.talk, view.timer) == (None, None)


def test_a_call_that_ends_while_another_is_live_gives_way_to_it() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.ring("sip-2", "+8613900139000")
    seat.end()

    view = seat.view
    assert focus_of(seat) == "c-2"
    assert [call.call_id for call in view.inbox] == ["c-1"]


def test_a_call_that_ends_gives_way_to_the_one_on_the_line_before_one_that_rings() -> None:
    seat = Seat()
    for number in (1, 2, 3):
        seat.ring(f"sip-{number}", f"+861380013800{number}")
    seat.establish("sip-3")
    seat.intents.focus("c-1")
    seat.end("sip-1")

    assert focus_of(seat) == "c-3"


def test_a_call_that_ends_behind_leaves_the_window_alone() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.ring("sip-2", "+8613900139000")
    seat.end("sip-2", EndReason.NOT_ANSWERED)

    assert focus_of(seat) == "c-1"
    assert [call.call_id for call in seat.view.inbox] == ["c-2"]


def test_a_held_call_does_not_pull_the_window_away_from_the_wrap_up() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.hold()
    seat.ring("sip-2", "+8613900139000")
    seat.establish("sip-2")
    seat.end("sip-2")

    assert focus_of(seat) == "c-2"


def test_answering_the_second_of_two_ringing_calls_brings_it_to_the_front() -> None:
    seat = Seat()
    seat.ring("sip-1")
    seat.ring("sip-2", "+8613900139000")
    assert focus_of(seat) == "c-1"
    seat.establish("sip-2")

    assert focus_of(seat) == "c-2"


def test_answering_a_call_behind_a_held_one_brings_it_to_the_front() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.hold()
    seat.ring("sip-2", "+8613900139000")
    assert focus_of(seat) == "c-1"
    seat.establish("sip-2")
    assert focus_of(seat) == "c-2"

    seat.hold("sip-2")
    seat.resume("sip-1")
    assert focus_of(seat) == "c-1"


def test_a_call_answered_behind_an_opened_wrap_up_comes_to_the_front() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.end()
    seat.ring("sip-2", "+8613900139000")
    seat.intents.focus("c-1")
    seat.establish("sip-2")

    assert focus_of(seat) == "c-2"


def test_a_saved_call_leaves_the_desk_and_gives_way_to_one_that_is_live() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.end()
    seat.ring("sip-2", "+8613900139000")
    seat.intents.focus("c-1")
    seat.wrap_up()
    seat.desk.outcome_saved("c-1")

    view = seat.view
    assert focus_of(seat) == "c-2"
    assert view.inbox == ()
    assert view.last_saved is not None
    assert view.last_saved.call_id == "c-1"


def test_a_call_saved_behind_leaves_the_window_alone() -> None:
    seat = Seat()
    seat.ring()
    seat.end()
    seat.wrap_up()
    seat.ring("sip-2", "+8613900139000")
    seat.desk.outcome_saved("c-1")

    assert focus_of(seat) == "c-2"


def test_the_last_saved_call_leaves_an_empty_desk() -> None:
    seat = Seat()
    seat.ring()
    seat.end()
    seat.wrap_up()
    seat.desk.outcome_saved("c-1")
    seat.desk.outcome_saved("c-1")

    view = seat.view
    assert (view.focused, view.case, view.talk, view.wrap_up) == (None, None, None, None)


def test_the_window_can_be_cleared_and_only_shows_calls_that_exist() -> None:
    seat = Seat()
    seat.ring()
    seat.intents.focus("c-99")
    assert focus_of(seat) == "c-1"
    seat.intents.focus(None)
    assert seat.view.focused is None


def test_a_lost_link_keeps_the_call_in_front_as_unknown() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.link(LineState.LOST)

    view = seat.view
    assert view.focused is not None
    assert view.focused.state is CallState.UNKNOWN
    assert view.timer is None
    assert view.lines[0].state is LineState.LOST


def test_a_ring_waits_behind_the_text_that_is_being_typed() -> None:
    seat = Seat()
    seat.ring()
    seat.end()
    seat.intents.set_typing(typing=True)
    seat.ring("sip-2", "+8613900139000")
    assert focus_of(seat) == "c-1"
    assert [call.call_id for call in seat.view.others] == ["c-2"]

    seat.establish("sip-2")
    assert focus_of(seat) == "c-2", "somebody is on the line now"


def test_a_call_on_the_line_lets_the_agent_look_at_another_one() -> None:
    seat = Seat()
    seat.ring()
    seat.end()
    seat.ring("sip-2", "+8613900139000")
    seat.establish("sip-2")
    seat.intents.focus("c-1")
    seat.desk.receive(CallMuted(sample_ref(None, "sip-2"), seat.clock.now(), muted=True))

    assert focus_of(seat) == "c-1"


def test_a_call_that_ends_under_the_agents_typing_stays_while_another_only_rings() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.ring("sip-2", "+8613900139000")
    seat.intents.set_typing(typing=True)
    seat.end()

    assert focus_of(seat) == "c-1"
