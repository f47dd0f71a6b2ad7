"""A call that two lines report is one call; two callers stay two; who told what is kept."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.call_board import CallBoard, CallChange
from desktop.domain.call_twins import TWIN_WITHIN_MS, same_number
from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallRef,
    CallRinging,
    CallState,
    Direction,
    LineCallsListed,
    LineState,
    LineStateChanged,
    ListedCall,
)
from desktop.domain.journal import replay
from desktop.domain.moments import Moment
from desktop.session.effects import AppendJournal, CommandLine, MatchNumber
from desktop.session.line_log import Heard
from desktop.session.ports import LineCommand
from tests.fakes import LINE, NUMBER, sample_match
from tests.unit.seat import Seat

SOFTPHONE, HOOK = "baresip", "hook"
LONG_NUMBER, SHORT_NUMBER = "+8613800138000", "013800138000"
CALL_ID = "fbd7a69e24d2f688"
IN, OUT, UNKNOWN = Direction.INCOMING, Direction.OUTGOING, Direction.UNKNOWN


def moment(at_ms: int) -> Moment:
    return Moment(1_000_000 + at_ms, 50_000 + at_ms)


def new_board(alone: frozenset[str] = frozenset()) -> CallBoard:
    ids = (f"call-{number}" for number in itertools.count(1))
    return CallBoard(lambda: next(ids), alone)


def ring(
    line: str, number: str | None, at_ms: int = 0, call_id: str | None = None, way: Direction = IN
) -> CallRinging:
    return CallRinging(CallRef(line, call_id, number), moment(at_ms), way)


def answer(line: str, number: str | None, at_ms: int, way: Direction = UNKNOWN) -> CallEstablished:
    return CallEstablished(CallRef(line, None, number), moment(at_ms), way)


def opened(board: CallBoard, *events: CallEvent) -> int:
    changes = [change for event in events for change in board.apply(event)]
    return len([change for change in changes if change.before is None])


@pytest.mark.parametrize(
    "second",
    [
        ring(HOOK, SHORT_NUMBER, TWIN_WITHIN_MS),
        ring(HOOK, SHORT_NUMBER, way=UNKNOWN),
        ring(HOOK, "13800138000", call_id="another-id"),
        ring(HOOK, None, call_id=CALL_ID),
        ring(HOOK, "8007", call_id=CALL_ID),
        answer(HOOK, SHORT_NUMBER, 60_000),
    ],
)
def test_the_second_line_joins_the_call(second: CallEvent) -> None:
    board = new_board()
    assert opened(board, ring(SOFTPHONE, LONG_NUMBER, 0, CALL_ID), second) == 1
    (call,) = board.live_calls
    assert [ref.line for ref in call.refs] == [SOFTPHONE, HOOK]


@pytest.mark.parametrize(
    "second",
    [
        ring(HOOK, "13900139000"),
        ring(HOOK, SHORT_NUMBER, TWIN_WITHIN_MS + 1),
        ring(HOOK, SHORT_NUMBER, way=OUT),
        ring(HOOK, None, call_id="another-id"),
        ring(HOOK, "8007", call_id="7"),
        ring(SOFTPHONE, SHORT_NUMBER, call_id="another-id"),
    ],
)
def test_another_call_stays_another(second: CallEvent) -> None:
    assert opened(new_board(), ring(SOFTPHONE, LONG_NUMBER, 0, CALL_ID), second) == 2


def test_a_short_id_is_no_proof_against_the_numbers() -> None:
    board = new_board()
    assert opened(board, ring(SOFTPHONE, "111", 0, "1"), ring(HOOK, "222", 0, "1")) == 2
    assert opened(new_board(), ring(SOFTPHONE, "111", 0, "1"), ring(HOOK, None, 0, "1")) == 1


def test_either_line_moves_and_ends_the_call_and_the_other_repeats() -> None:
    board = new_board()
    board.apply(ring(HOOK, SHORT_NUMBER))
    board.apply(ring(SOFTPHONE, LONG_NUMBER, 100, CALL_ID))
    (answered,) = board.apply(CallEstablished(CallRef(SOFTPHONE, CALL_ID), moment(900)))
    assert answered.after.established_at == moment(900)
    assert board.apply(answer(HOOK, SHORT_NUMBER, 950)) == ()
    (held,) = board.apply(CallHeld(CallRef(SOFTPHONE, CALL_ID), moment(1_000)))
    assert held.after.state is CallState.HELD
    (ended,) = board.apply(CallEnded(CallRef(HOOK, None, SHORT_NUMBER), moment(9_000)))
    assert ended.after.talk_ms(moment(9_000)) == 100, "a hold is no talk"
    assert board.apply(CallEnded(CallRef(SOFTPHONE, CALL_ID), moment(9_100))) == ()
    assert board.apply(ring(SOFTPHONE, LONG_NUMBER, 9_200, CALL_ID)) == ()
    assert board.live_calls == ()


def test_what_comes_after_a_short_call_opens_nothing() -> None:
    board = new_board()
    board.apply(ring(SOFTPHONE, LONG_NUMBER, 0, CALL_ID))
    board.apply(CallEnded(CallRef(SOFTPHONE, CALL_ID), moment(300)))
    assert opened(board, ring(HOOK, SHORT_NUMBER, 400), answer(HOOK, SHORT_NUMBER, 500)) == 0
    assert opened(board, ring(HOOK, SHORT_NUMBER, 20_000)) == 1


def test_hooks_that_overtake_each_other_are_one_call() -> None:
    board = new_board()
    assert opened(board, answer(HOOK, LONG_NUMBER, 30), ring(HOOK, LONG_NUMBER, 40)) == 1
    board.apply(CallEnded(CallRef(HOOK, None, LONG_NUMBER), moment(5_000)))
    assert opened(board, answer(HOOK, LONG_NUMBER, 5_050)) == 0
    assert opened(board, ring(HOOK, LONG_NUMBER, 6_500)) == 1


def test_practice_joins_no_real_call() -> None:
    board = new_board(frozenset({"simulated"}))
    assert opened(board, ring("simulated", LONG_NUMBER), ring(HOOK, LONG_NUMBER)) == 2


def test_a_call_listed_after_a_lost_link_is_the_one_that_the_other_line_reported() -> None:
    board = new_board()
    board.apply(answer(HOOK, SHORT_NUMBER, 0))
    listed = ListedCall(CallRef(SOFTPHONE, None, LONG_NUMBER), CallState.ESTABLISHED)
    assert opened(board, LineCallsListed(SOFTPHONE, moment(60_000), (listed,))) == 0
    (call,) = board.live_calls
    assert call.on(SOFTPHONE) == listed.ref


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+8613800138000", "13800138000", True),
        ("0571 8765-4321", "+8657187654321", True),
        ("8007", "8007", True),
        ("8007", "58007", False),
        ("8007", "+8613800008007", False),
        ("alice", "alice", True),
        ("alice", "bob", False),
        ("alice", "8007", False),
    ],
)
def test_numbers_are_compared_by_their_ends(one: str, other: str, *, same: bool) -> None:
    assert same_number(one, other) is same


# Any calls, reported by two lines in any order.

LAST_DIGITS = ("13800138000", "13900139000", "15000150000")
SPACING_MS = 30_000


@st.composite
def two_lines(draw: st.DrawFn) -> tuple[int, list[CallEvent]]:
    """How many calls there were, and what two lines said of them, in the order of its arrival.

    The softphone tells everything with an id. The hook is up to two seconds late, may lack the
    ring, the end, the id or the direction, mixes up what is close together, and writes numbers in
    its own way.
    """
    events: list[tuple[int, int, CallEvent]] = []
    count = draw(st.integers(1, 4))
    for number in range(count):
        digits = draw(st.sampled_from(LAST_DIGITS))
        way = draw(st.sampled_from((IN, OUT)))
        start = number * SPACING_MS + draw(st.integers(0, 500))
        talks = draw(st.none() | st.integers(0, 8_000))
        ends = start + draw(st.integers(0, 9_000)) + (talks or 0)
        softphone = CallRef(SOFTPHONE, f"{number}@pbx.example", f"+86{digits}")
        hook_id = draw(st.sampled_from((None, f"{number}@pbx.example", f"hook-{number}")))
        hook = CallRef(HOOK, hook_id, draw(st.sampled_from((digits, f"0{digits}"))))
        told = way if draw(st.booleans()) else UNKNOWN
        steps: list[tuple[int, CallEvent, CallEvent]] = [
            (start, CallRinging(softphone, moment(0), way), CallRinging(hook, moment(0), told))
        ]
        if talks is not None:
            at = ends - talks
            pair = CallEstablished(softphone, moment(0)), CallEstablished(hook, moment(0), told)
            steps.append((at, *pair))
        steps.append((ends, CallEnded(softphone, moment(0)), CallEnded(hook, moment(0))))
        behind = draw(st.integers(0, 2_000))
        hears = [draw(st.booleans()) for _ in steps]
        for order, (at, first, second) in enumerate(steps):
            events.append((at, order, replace(first, at=moment(at))))
            late = at + behind + draw(st.integers(0, 300))
            if hears[order]:
                events.append((late, 10 + order, replace(second, at=moment(late))))
    events.sort(key=lambda each: each[:2])
    return count, [event for _at, _order, event in events]


@given(two_lines())
def test_each_call_is_opened_once_and_ended_once(told: tuple[int, list[CallEvent]]) -> None:
    count, events = told
    board = new_board()
    changes: list[CallChange] = [change for event in events for change in board.apply(event)]
    assert len([change for change in changes if change.before is None]) == count
    assert len([change for change in changes if not change.after.is_live]) == count
    assert board.live_calls == ()


# On the desk.


def two_lines_ring(seat: Seat) -> None:
    seat.desk.add_line(HOOK, frozenset())
    seat.desk.receive(LineStateChanged(HOOK, seat.clock.now(), LineState.CONNECTED))
    seat.desk.receive(CallRinging(CallRef(HOOK, None, NUMBER), seat.clock.now(), IN))
    seat.ring("sip-1", NUMBER)


def test_one_call_asks_for_its_file_once_and_is_controlled_where_that_is_possible() -> None:
    seat = Seat()
    two_lines_ring(seat)
    assert len(seat.asked.of(MatchNumber)) == len(seat.desk.calls) == 1
    assert seat.view.focused is not None
    assert seat.view.focused.line == LINE
    seat.intents.answer()
    assert seat.asked.of(CommandLine) == [
        CommandLine(LineCommand.ANSWER, CallRef(LINE, "sip-1", NUMBER))
    ]
    seat.link(LineState.LOST)
    seat.intents.hang_up()
    assert seat.focused.has_ended


def test_who_told_what_goes_to_the_journal_with_the_call_itself() -> None:
    seat = Seat()
    two_lines_ring(seat)
    seat.match(sample_match())
    seat.establish()
    seat.desk.receive(CallEstablished(CallRef(HOOK, None, NUMBER), seat.clock.now()))
    seat.desk.receive(CallEstablished(CallRef(HOOK, None, NUMBER), seat.clock.now()))
    seat.end()
    seat.desk.receive(CallEnded(CallRef(HOOK, None, NUMBER), seat.clock.now()))
    told = [(report.line, report.event) for report in seat.focused.draft.reported]
    assert told == [
        (HOOK, "ringing"),
        (LINE, "ringing"),
        (LINE, "established"),
        (HOOK, "established"),
        (LINE, "ended"),
        (HOOK, "ended"),
    ]
    grouped = [effect for effect in seat.asked.of(AppendJournal) if effect.report is not None]
    assert [effect.entry.kind.value for effect in grouped] == ["call"] * 4
    again = replay(seat.asked.entries("c-1"))
    assert again.reported == seat.focused.draft.reported
    assert again.call is not None
    assert again.call.also == (CallRef(LINE, "sip-1", NUMBER),)


def test_the_end_by_the_other_line_is_known_again_after_a_restart() -> None:
    seat = Seat()
    two_lines_ring(seat)
    seat.establish()
    later = Seat("later")
    later.desk.restore(seat.unfinished("c-1"), ())
    later.end("sip-1")
    (live,) = later.desk.calls.values()
    assert live.has_ended


def test_an_end_by_hand_is_nobodys_report() -> None:
    seat = Seat()
    seat.desk.add_line(HOOK, frozenset())
    seat.desk.receive(CallRinging(CallRef(HOOK, None, NUMBER), seat.clock.now(), IN))
    seat.intents.hang_up()
    (_ring, end) = seat.focused.draft.reported
    assert (end.line, end.event) == ("", "ended by hand")


def test_the_log_of_a_line_says_what_came_of_each_event() -> None:
    seat = Seat()
    two_lines_ring(seat)
    now = seat.clock.now()
    seat.ring()
    seat.hold("sip-9")
    seat.end()
    seat.end()
    seat.desk.receive(CallEnded(CallRef(HOOK, None, NUMBER), now))
    heard = [(each.event, each.heard) for each in seat.desk.line_log.of(LINE)]
    assert heard == [
        ("ended", Heard.OVER),
        ("ended", Heard.CHANGED),
        ("held", Heard.NO_CALL),
        ("ringing", Heard.REPEATED),
        ("ringing", Heard.JOINED),
        ("line connected", Heard.LINK),
    ]
    hook = [(each.event, each.heard, each.call_id) for each in seat.desk.line_log.of(HOOK)]
    assert hook == [
        ("ended", Heard.OVER, "c-1"),
        ("ringing", Heard.OPENED, "c-1"),
        ("line connected", Heard.LINK, None),
    ]


def test_the_log_forgets_what_is_old() -> None:
    seat = Seat()
    for _ in range(99):
        seat.ring()
    assert len(seat.desk.line_log.of(LINE)) == 50
    for number in range(99):
        ref = CallRef(f"line-{number}", None, "1")
        seat.desk.receive(CallEnded(ref, seat.clock.now()))
    assert len(seat.desk.line_log.lines()) == 32


def test_a_line_lists_calls_of_its_own_only() -> None:
    board = new_board()
    board.apply(ring(HOOK, None, call_id=CALL_ID))
    refs = [CallRef(line, CALL_ID, None) for line in (SOFTPHONE, HOOK)]
    listed = tuple(ListedCall(ref, CallState.RINGING) for ref in refs)
    board.apply(LineCallsListed(SOFTPHONE, moment(1), listed))
    assert len(board.live_calls) == 1
