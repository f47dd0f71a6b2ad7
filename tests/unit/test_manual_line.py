"""Calls reported by hand, judged by what the call board makes of them."""

from __future__ import annotations

from itertools import count

import pytest

from desktop.domain.call_board import CallBoard
from desktop.domain.calls import (
    CallEnded,
    CallEvent,
    CallRef,
    CallRinging,
    CallState,
    Direction,
    EndReason,
    LineState,
    LineStateChanged,
)
from desktop.session.ports import LineCommand
from desktop.softphone.manual import ManualLine
from tests.fakes import NUMBER, FakeClock

LATEST = CallRef("manual")


class Desk:
    """A manual line and the board that follows it."""

    def __init__(self) -> None:
        self.events: list[CallEvent] = []
        self.clock = FakeClock()
        call_ids, line_ids = count(1), count(1)
        self.board = CallBoard(lambda: f"call-{next(call_ids)}")
        self.line = ManualLine(self._take, self.clock, lambda: f"hand-{next(line_ids)}")

    def _take(self, event: CallEvent) -> None:
        self.events.append(event)
        self.board.apply(event)

    def send(self, command: LineCommand, ref: CallRef = LATEST) -> None:
        self.clock.advance(1_000)
        self.line.send(command, ref)

    @property
    def states(self) -> list[CallState]:
        return [call.state for call in self.board.live_calls]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.line.start()
    return desk


def test_start_connects_once(desk: Desk) -> None:
    desk.line.start()
    assert desk.events == [LineStateChanged("manual", desk.clock.now(), LineState.CONNECTED)]


def test_dialling_opens_an_outgoing_call_with_the_number_as_typed(desk: Desk) -> None:
    desk.send(LineCommand.DIAL, CallRef("manual", None, "138 0013 8000"))
    ref = CallRef("manual", "hand-1", "138 0013 8000")
    assert desk.events[1:] == [CallRinging(ref, desk.clock.now(), Direction.OUTGOING)]


def test_a_reported_ring_opens_an_incoming_call(desk: Desk) -> None:
    desk.send(LineCommand.REPORT_RING, CallRef("manual", None, NUMBER))
    ref = CallRef("manual", "hand-1", NUMBER)
    assert desk.events[1:] == [CallRinging(ref, desk.clock.now(), Direction.INCOMING)]


def test_a_whole_call_is_one_ring_one_answer_one_end(desk: Desk) -> None:
    desk.line.ring(NUMBER, Direction.INCOMING)
    for command in (LineCommand.ANSWER, LineCommand.HOLD, LineCommand.RESUME, LineCommand.HANG_UP):
        desk.send(command)
    assert [type(event).__name__ for event in desk.events[1:]] == [
        "CallRinging",
        "CallEstablished",
        "CallHeld",
        "CallResumed",
        "CallEnded",
    ]
    assert desk.events[-1] == CallEnded(
        CallRef("manual", "hand-1", NUMBER), desk.clock.now(), EndReason.HUNG_UP
    )
    assert desk.board.live_calls == ()


def test_a_call_that_was_never_answered_ends_so(desk: Desk) -> None:
    desk.line.ring(NUMBER, Direction.INCOMING)
    desk.send(LineCommand.HANG_UP)
    ended = desk.events[-1]
    assert isinstance(ended, CallEnded)
    assert ended.reason is EndReason.NOT_ANSWERED


def test_a_withheld_number_rings_without_one(desk: Desk) -> None:
    desk.line.ring("", Direction.INCOMING)
    assert desk.board.live_calls[0].ref == CallRef("manual", "hand-1", None)


@pytest.mark.parametrize(
    "command",
    [LineCommand.ANSWER, LineCommand.HANG_UP, LineCommand.HOLD, LineCommand.RESUME],
)
def test_a_report_without_a_call_is_a_slip(desk: Desk, command: LineCommand) -> None:
    desk.send(command)
    assert len(desk.events) == 1


@pytest.mark.parametrize(
    ("before", "slip"),
    [
        ([], LineCommand.HOLD),
        ([], LineCommand.RESUME),
        ([LineCommand.ANSWER], LineCommand.ANSWER),
        ([LineCommand.ANSWER], LineCommand.RESUME),
        ([LineCommand.ANSWER, LineCommand.HOLD], LineCommand.HOLD),
        ([LineCommand.ANSWER], LineCommand.MUTE),
    ],
)
def test_a_report_that_does_not_fit_the_call_sends_nothing(
    desk: Desk, before: list[LineCommand], slip: LineCommand
) -> None:
    desk.line.ring(NUMBER, Direction.INCOMING)
    for command in before:
        desk.send(command)
    sent = len(desk.events)
    desk.send(slip)
    assert len(desk.events) == sent


def test_two_calls_are_told_apart_by_id_and_by_number(desk: Desk) -> None:
    desk.line.ring("111", Direction.INCOMING)
    desk.line.ring("222", Direction.INCOMING)
    desk.send(LineCommand.ANSWER, CallRef("manual", "hand-1"))
    assert desk.states == [CallState.ESTABLISHED, CallState.RINGING]
    desk.send(LineCommand.ANSWER, CallRef("manual", None, "222"))
    assert desk.states == [CallState.ESTABLISHED, CallState.ESTABLISHED]
    desk.send(LineCommand.HANG_UP, CallRef("manual", "hand-1", "111"))
    assert [call.ref.number for call in desk.board.live_calls] == ["222"]


def test_an_ended_call_cannot_be_reported_again(desk: Desk) -> None:
    desk.line.ring(NUMBER, Direction.INCOMING)
    desk.send(LineCommand.HANG_UP)
    sent = len(desk.events)
    desk.send(LineCommand.ANSWER, CallRef("manual", "hand-1"))
    assert len(desk.events) == sent


def test_nothing_is_sent_after_stop(desk: Desk) -> None:
    desk.line.ring(NUMBER, Direction.INCOMING)
    desk.line.stop()
    assert desk.events[-1] == LineStateChanged("manual", desk.clock.now(), LineState.STOPPED)
    sent = len(desk.events)
    desk.send(LineCommand.HANG_UP)
    desk.send(LineCommand.DIAL, CallRef("manual", None, NUMBER))
    desk.line.stop()
    assert len(desk.events) == sent


def test_only_what_a_hand_can_tell_is_offered(desk: Desk) -> None:
    assert desk.line.commands == {
        LineCommand.DIAL,
        LineCommand.ANSWER,
        LineCommand.HANG_UP,
        LineCommand.HOLD,
        LineCommand.RESUME,
        LineCommand.REPORT_RING,
    }
