"""Dial, answer, hang up, hold and mute: asked of the line that can, and proven by its events."""

from __future__ import annotations

import pytest

from desktop.domain.calls import (
    CallEstablished,
    CallMuted,
    CallRef,
    CallRinging,
    CallState,
    Direction,
    LineState,
)
from desktop.session.effects import CommandLine, Effect
from desktop.session.ports import PHONE_COMMANDS, LineCommand
from desktop.session.view import LineView
from tests.fakes import LINE, NUMBER, sample_ref
from tests.unit.seat import PHONE, Seat

C = LineCommand


def commands(seat: Seat) -> list[Effect]:
    return [effect for effect in seat.asked.take() if isinstance(effect, CommandLine)]


def test_dialling_asks_the_first_line_that_is_connected_and_can() -> None:
    seat = Seat()
    seat.desk.add_line("second", PHONE)
    seat.intents.dial(" 138 0013 8000 ")

    assert commands(seat) == [CommandLine(C.DIAL, CallRef(LINE, None, "138 0013 8000"))]


def test_dialling_on_a_named_line_asks_that_line() -> None:
    seat = Seat()
    seat.intents.dial("10086", "second")

    assert commands(seat) == [CommandLine(C.DIAL, CallRef("second", None, "10086"))]


def test_nothing_is_dialled_without_a_connected_line() -> None:
    seat = Seat()
    seat.link(LineState.LOST)
    seat.desk.add_line("silent", frozenset())
    seat.intents.dial(NUMBER)

    assert commands(seat) == []


def test_nothing_is_dialled_on_a_line_that_cannot() -> None:
    seat = Seat()
    seat.desk.add_line(LINE, frozenset({C.ANSWER}))
    seat.intents.dial(NUMBER)

    assert commands(seat) == []


def test_a_ring_on_a_phone_that_tells_nothing_is_reported_by_the_agent() -> None:
    seat = Seat()
    seat.desk.add_line(LINE, PHONE_COMMANDS)
    seat.intents.report_ring("10086")
    assert commands(seat) == []

    seat.desk.add_line("by hand", frozenset({C.REPORT_RING}))
    seat.intents.report_ring(" 10086 ")
    seat.intents.report_ring("  ")
    assert commands(seat) == [
        CommandLine(C.REPORT_RING, CallRef("by hand", None, "10086")),
        CommandLine(C.REPORT_RING, CallRef("by hand", None, None)),
    ]


def test_answering_takes_the_ringing_call_in_front() -> None:
    seat = Seat()
    seat.ring("sip-1")
    seat.ring("sip-2", "+8613900139000")
    seat.intents.focus("c-2")
    seat.intents.answer()

    assert commands(seat) == [CommandLine(C.ANSWER, sample_ref("+8613900139000", "sip-2"))]


def test_answering_takes_the_call_that_rings_behind_and_brings_it_to_the_front() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.ring("sip-2", "+8613900139000")
    seat.intents.answer()

    assert commands(seat) == [CommandLine(C.ANSWER, sample_ref("+8613900139000", "sip-2"))]
    assert seat.desk.focused_id == "c-2"
    assert seat.focused.call.state is CallState.RINGING, "only an event says that it was answered"


def test_answering_without_a_ring_does_nothing() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.answer()

    assert commands(seat) == []


def test_hanging_up_asks_the_line_and_waits_for_its_event() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.hang_up()

    assert commands(seat) == [CommandLine(C.HANG_UP, sample_ref())]
    assert not seat.focused.has_ended
    seat.end()
    seat.intents.hang_up()
    assert commands(seat) == []


@pytest.mark.parametrize("able", [frozenset(), frozenset({C.DIAL})])
def test_a_call_that_its_line_cannot_end_ends_on_the_agents_word(
    able: frozenset[LineCommand],
) -> None:
    seat = Seat()
    seat.desk.add_line(LINE, able)
    seat.talk_with_the_right_person()
    seat.intents.hang_up()

    assert commands(seat) == []
    assert seat.focused.has_ended


def test_hold_and_resume_follow_what_the_line_said() -> None:
    seat = Seat()
    seat.ring()
    seat.intents.hold_or_resume()
    seat.establish()
    seat.intents.hold_or_resume()
    seat.intents.hold_or_resume()
    seat.hold()
    seat.intents.hold_or_resume()

    ref = sample_ref()
    assert commands(seat) == [
        CommandLine(C.HOLD, ref),
        CommandLine(C.HOLD, ref),
        CommandLine(C.RESUME, ref),
    ]


def test_mute_and_unmute_follow_what_the_line_said() -> None:
    seat = Seat()
    seat.ring()
    seat.intents.mute_or_unmute()
    seat.establish()
    seat.intents.mute_or_unmute()
    seat.desk.receive(CallMuted(sample_ref(), seat.clock.now(), muted=True))
    assert seat.view.focused is not None
    assert seat.view.focused.muted
    seat.intents.mute_or_unmute()

    assert commands(seat) == [
        CommandLine(C.MUTE, sample_ref()),
        CommandLine(C.UNMUTE, sample_ref()),
    ]


def test_a_line_is_never_asked_for_what_it_cannot_do() -> None:
    seat = Seat()
    seat.desk.add_line(LINE, frozenset())
    seat.talk_with_the_right_person()
    seat.intents.hold_or_resume()
    seat.intents.mute_or_unmute()
    seat.ring("sip-2", "+8613900139000")
    seat.intents.answer()

    assert commands(seat) == []


def test_a_line_is_shown_before_it_says_anything() -> None:
    seat = Seat()
    seat.desk.add_line("new", PHONE)

    assert seat.view.lines[1] == LineView("new", LineState.STOPPED, "", PHONE)


def test_a_call_of_a_line_that_never_spoke_of_itself_ends_on_the_agents_word() -> None:
    seat = Seat()
    seat.desk.line_states.clear()
    seat.ring()
    seat.intents.hang_up()

    assert seat.focused.has_ended


def test_a_line_that_only_reports_takes_the_agents_word_that_a_call_is_answered() -> None:
    seat = Seat()
    seat.desk.add_line("hook", frozenset())
    ringing = CallRinging(CallRef("hook", None, NUMBER), seat.clock.now(), Direction.INCOMING)
    seat.desk.receive(ringing)
    seat.intents.answer()

    assert commands(seat) == []
    assert seat.focused.call.state is CallState.ESTABLISHED
    assert seat.focused.call.established_at == seat.clock.now()
    assert [told.event for told in seat.focused.draft.reported] == ["ringing", "answered by hand"]
    seat.intents.answer()
    assert len(seat.focused.draft.reported) == 2


def test_the_lines_own_word_after_the_agents_changes_nothing() -> None:
    seat = Seat()
    seat.desk.add_line("hook", frozenset())
    ref = CallRef("hook", None, NUMBER)
    seat.desk.receive(CallRinging(ref, seat.clock.now(), Direction.INCOMING))
    seat.intents.answer()
    answered_at = seat.focused.call.established_at
    seat.clock.advance(2_000)
    seat.desk.receive(CallEstablished(ref, seat.clock.now()))

    assert seat.focused.call.established_at == answered_at
    assert len(seat.desk.calls) == 1
