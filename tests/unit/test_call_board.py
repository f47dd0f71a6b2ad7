"""The board gives each call once and in order, whatever lines forget, repeat or mix up."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.domain import call_board
from desktop.domain.call_board import CallBoard, CallChange
from desktop.domain.calls import (
    Call,
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallMuted,
    CallRef,
    CallResumed,
    CallRinging,
    CallState,
    Direction,
    EndReason,
    LevelMeasured,
    LineCallsListed,
    LineState,
    LineStateChanged,
    ListedCall,
    Side,
)
from desktop.domain.moments import Moment

LINE = "desk"
NUMBER = "13800138000"
REF = CallRef(LINE, "id-1", NUMBER)
AT = Moment(1_000, 1_000)
LATER = Moment(6_000, 6_000)


def new_board() -> CallBoard:
    ids = (f"call-{number}" for number in itertools.count(1))
    return CallBoard(lambda: next(ids))


def established(board: CallBoard, ref: CallRef = REF) -> Call:
    board.apply(CallRinging(ref, AT, Direction.INCOMING, "王五"))
    (change,) = board.apply(CallEstablished(ref, AT))
    return change.after


def only(changes: tuple[CallChange, ...]) -> Call:
    (change,) = changes
    return change.after


def listing(*calls: ListedCall) -> LineCallsListed:
    return LineCallsListed(LINE, LATER, calls)


def lost(board: CallBoard) -> tuple[CallChange, ...]:
    return board.apply(LineStateChanged(LINE, AT, LineState.LOST))


def test_ring_answer_and_end_open_once_and_end_once() -> None:
    board = new_board()
    (opened,) = board.apply(CallRinging(REF, AT, Direction.INCOMING, "王五"))
    assert opened == CallChange(
        None, Call("call-1", REF, Direction.INCOMING, CallState.RINGING, AT, "王五")
    )
    answered = only(board.apply(CallEstablished(REF, AT)))
    assert (answered.state, answered.established_at) == (CallState.ESTABLISHED, AT)
    ended = only(board.apply(CallEnded(REF, LATER, EndReason.HUNG_UP, "200")))
    assert (ended.state, ended.end_reason, ended.end_detail) == (
        CallState.ENDED,
        EndReason.HUNG_UP,
        "200",
    )
    assert ended.talk_ms(LATER) == 5_000
    assert board.live_calls == ()


def test_repeated_events_change_nothing() -> None:
    board = new_board()
    established(board)
    assert board.apply(CallRinging(REF, LATER)) == ()
    assert board.apply(CallEstablished(REF, LATER)) == ()
    board.apply(CallEnded(REF, LATER))
    assert board.apply(CallEnded(REF, LATER)) == ()


def test_answer_without_a_ring_opens_an_answered_call() -> None:
    call = only(new_board().apply(CallEstablished(REF, AT, Direction.INCOMING)))
    assert (call.state, call.established_at) == (CallState.ESTABLISHED, AT)


def test_call_hung_up_before_the_answer_was_not_answered() -> None:
    board = new_board()
    board.apply(CallRinging(REF, AT))
    ended = only(board.apply(CallEnded(REF, LATER, EndReason.HUNG_UP, "Connection reset by peer")))
    assert ended.end_reason is EndReason.NOT_ANSWERED


@pytest.mark.parametrize("event", [CallRinging(REF, LATER), CallEstablished(REF, LATER)])
def test_replay_of_an_ended_call_opens_nothing(event: CallEvent) -> None:
    board = new_board()
    board.apply(CallEnded(REF, AT))
    assert board.apply(event) == ()
    assert board.apply(listing(ListedCall(REF, CallState.ESTABLISHED))) == ()
    other = new_board()
    other.remember_ended([REF, CallRef(LINE, None, NUMBER)])
    assert other.apply(event) == ()


def test_repeated_end_does_not_end_the_next_call_of_that_number() -> None:
    board = new_board()
    established(board)
    board.apply(CallEnded(REF, AT))
    dialled = only(board.apply(CallRinging(CallRef(LINE, None, NUMBER), LATER)))
    assert board.apply(CallEnded(REF, LATER)) == ()
    assert board.live_calls == (dialled,)


def test_only_so_many_ended_calls_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_board, "REMEMBERED_ENDED_CALLS", 1)
    board = new_board()
    board.remember_ended([REF, replace(REF, line_call_id="id-2")])
    assert board.apply(CallRinging(replace(REF, line_call_id="id-2"), AT)) == ()
    assert len(board.apply(CallRinging(REF, AT))) == 1


@pytest.mark.parametrize("number", [NUMBER, None])
def test_call_that_begins_without_an_id_learns_it(number: str | None) -> None:
    board = new_board()
    board.apply(CallRinging(CallRef(LINE, None, number), AT, Direction.OUTGOING))
    call = only(board.apply(CallEstablished(CallRef(LINE, "id-9", number), LATER)))
    assert (call.call_id, call.ref.line_call_id) == ("call-1", "id-9")
    assert only(board.apply(CallEnded(CallRef(LINE, "id-9", None), LATER))).call_id == "call-1"


def test_call_that_begins_without_a_number_learns_it() -> None:
    board = new_board()
    board.apply(CallRinging(CallRef(LINE), AT))
    assert only(board.apply(CallEstablished(CallRef(LINE, None, NUMBER), AT))).ref.number == NUMBER
    assert len(board.live_calls) == 1


def test_number_dialled_again_is_another_call_though_the_lost_one_never_ended() -> None:
    board = new_board()
    established(board)
    lost(board)
    dialled = CallRinging(CallRef(LINE, None, NUMBER), LATER, Direction.OUTGOING)
    assert only(board.apply(dialled)).call_id == "call-2"
    assert board.apply(dialled) == ()
    learnt = only(board.apply(CallRinging(replace(REF, line_call_id="id-2"), LATER)))
    assert (learnt.call_id, learnt.ref.line_call_id) == ("call-2", "id-2")
    assert board.apply(dialled) == ()
    assert [call.state for call in board.live_calls] == [CallState.UNKNOWN, CallState.RINGING]


def test_anonymous_call_is_not_taken_for_a_dialled_number() -> None:
    board = new_board()
    board.apply(CallRinging(CallRef(LINE, None, NUMBER), AT, Direction.OUTGOING))
    board.apply(CallRinging(CallRef(LINE, "id-9", None), AT, Direction.INCOMING))
    assert [call.ref.number for call in board.live_calls] == [NUMBER, None]


def test_event_without_id_and_number_means_the_latest_call_of_its_line() -> None:
    board = new_board()
    established(board)
    second = established(board, CallRef(LINE, "id-2", "555"))
    assert board.find(CallRef(LINE)) == second
    assert board.find(CallRef("elsewhere")) is None
    assert only(board.apply(CallHeld(CallRef(LINE), AT))).call_id == second.call_id


def test_hold_and_resume_of_an_answered_call_only() -> None:
    board = new_board()
    board.apply(CallRinging(REF, AT))
    assert board.apply(CallHeld(REF, AT)) == ()
    board.apply(CallEstablished(REF, AT))
    assert only(board.apply(CallHeld(REF, AT))).state is CallState.HELD
    # An "established" that is repeated while on hold does not take the call off hold.
    assert board.apply(CallEstablished(REF, LATER)) == ()
    assert only(board.apply(CallResumed(REF, AT))).state is CallState.ESTABLISHED
    assert board.apply(CallResumed(CallRef(LINE, "id-2"), AT)) == ()


def test_mute_is_noted_on_its_call() -> None:
    board = new_board()
    established(board)
    assert only(board.apply(CallMuted(REF, AT, muted=True))).muted is True
    assert board.apply(CallMuted(REF, AT, muted=True)) == ()
    assert board.apply(CallMuted(CallRef(LINE, "id-2"), AT, muted=True)) == ()


def test_lost_line_makes_its_calls_unknown_and_no_others() -> None:
    board = new_board()
    established(board)
    elsewhere = established(board, CallRef("other", "id-1", "13900139000"))
    (change,) = lost(board)
    assert (change.after.ref, change.after.state) == (REF, CallState.UNKNOWN)
    assert elsewhere in board.live_calls
    assert lost(board) == ()
    assert board.apply(LineStateChanged(LINE, AT, LineState.CONNECTED)) == ()


def test_level_proves_that_an_answered_unknown_call_is_up() -> None:
    board = new_board()
    board.apply(CallRinging(REF, AT))
    level = LevelMeasured(REF, AT, Side.DEBTOR, -20.0)
    lost(board)
    assert board.apply(level) == ()
    board.apply(CallEstablished(REF, AT))
    assert board.apply(level) == ()
    lost(board)
    assert only(board.apply(level)).state is CallState.ESTABLISHED


def test_ring_after_the_link_came_back() -> None:
    board = new_board()
    board.apply(CallRinging(REF, AT))
    lost(board)
    assert only(board.apply(CallRinging(REF, LATER))).state is CallState.RINGING
    board.apply(CallEstablished(REF, LATER))
    lost(board)
    assert only(board.apply(CallRinging(REF, LATER))).state is CallState.ESTABLISHED


@pytest.mark.parametrize("state", [CallState.HELD, CallState.ESTABLISHED])
def test_listing_finds_an_unknown_call_by_number(state: CallState) -> None:
    board = new_board()
    board.apply(CallRinging(REF, AT))
    lost(board)
    call = only(board.apply(listing(ListedCall(CallRef(LINE, None, NUMBER), state))))
    assert (call.call_id, call.state, call.established_at) == ("call-1", state, LATER)


def test_listing_opens_what_is_not_known() -> None:
    board = new_board()
    ringing = ListedCall(CallRef(LINE, None, "555"), CallState.RINGING)
    up = ListedCall(CallRef(LINE, None, "666"), CallState.HELD)
    changes = board.apply(listing(ringing, up))
    assert [change.before for change in changes] == [None, None]
    assert [change.after.established_at for change in changes] == [None, LATER]
    over = ListedCall(CallRef(LINE, None, "777"), CallState.ENDED)
    assert board.apply(listing(ringing, up, over)) == ()


def test_two_listed_calls_of_one_number_are_two_calls() -> None:
    board = new_board()
    established(board)
    established(board, replace(REF, line_call_id="id-2"))
    lost(board)
    ref = CallRef(LINE, None, NUMBER)
    board.apply(listing(ListedCall(ref, CallState.HELD), ListedCall(ref, CallState.ESTABLISHED)))
    assert {call.state for call in board.live_calls} == {CallState.HELD, CallState.ESTABLISHED}
    assert len(board.live_calls) == 2


def test_listed_ring_is_not_the_answered_call_of_that_number() -> None:
    board = new_board()
    established(board)
    lost(board)
    ringing = listing(ListedCall(CallRef(LINE, None, NUMBER), CallState.RINGING))
    assert only(board.apply(ringing)).call_id == "call-2"
    with_id = listing(ListedCall(REF, CallState.RINGING))
    assert only(board.apply(with_id)).state is CallState.ESTABLISHED


@pytest.mark.parametrize("line_call_id", [None, "id-2"])
def test_ring_of_the_number_of_a_lost_answered_call_is_another_call(
    line_call_id: str | None,
) -> None:
    for known_id in (None, "id-1"):
        board = new_board()
        up = established(board, replace(REF, line_call_id=known_id))
        lost(board)
        again = replace(REF, line_call_id=line_call_id)
        rings = only(board.apply(CallRinging(again, LATER)))
        assert (rings.call_id, rings.state) == ("call-2", CallState.RINGING)
        answered = only(board.apply(CallEstablished(again, LATER)))
        assert answered.call_id == "call-2"
        assert board.live_calls[0] == replace(up, state=CallState.UNKNOWN, talk_until=AT)


def test_ring_with_the_id_of_a_lost_answered_call_is_that_call() -> None:
    board = new_board()
    established(board)
    lost(board)
    again = only(board.apply(CallRinging(REF, LATER)))
    assert (again.call_id, again.state) == ("call-1", CallState.ESTABLISHED)


def test_ring_of_a_lost_call_that_was_not_answered_is_that_call() -> None:
    board = new_board()
    ref = replace(REF, line_call_id=None)
    board.apply(CallRinging(ref, AT))
    lost(board)
    again = only(board.apply(CallRinging(ref, LATER)))
    assert (again.call_id, again.state) == ("call-1", CallState.RINGING)


def test_listed_ring_with_a_new_id_is_not_the_answered_call_of_that_number() -> None:
    board = new_board()
    established(board, replace(REF, line_call_id=None))
    lost(board)
    ringing = only(board.apply(listing(ListedCall(REF, CallState.RINGING))))
    assert (ringing.call_id, ringing.state) == ("call-2", CallState.RINGING)


def test_listed_caller_without_a_number_is_nobody_whose_file_is_open() -> None:
    board = new_board()
    established(board)
    lost(board)
    anonymous = listing(ListedCall(CallRef(LINE), CallState.ESTABLISHED))
    assert only(board.apply(anonymous)).call_id == "call-2"
    assert board.apply(anonymous) == ()


def test_listing_that_repeats_itself_or_begins_with_the_least_known() -> None:
    board = new_board()
    unclear = ListedCall(CallRef(LINE, None, NUMBER), CallState.HELD)
    known = ListedCall(REF, CallState.ESTABLISHED)
    established(board)
    assert only(board.apply(listing(unclear, known, known))).state is CallState.HELD
    assert [call.ref for call in board.live_calls] == [REF, unclear.ref]


def test_call_listed_as_over_ends() -> None:
    board = new_board()
    established(board)
    ended = only(board.apply(listing(ListedCall(REF, CallState.ENDED))))
    assert (ended.state, ended.ended_at) == (CallState.ENDED, LATER)


def test_call_listed_as_unknown_is_unknown() -> None:
    board = new_board()
    established(board)
    unknown = listing(ListedCall(REF, CallState.UNKNOWN))
    assert only(board.apply(unknown)).state is CallState.UNKNOWN


def test_agent_ends_a_call_by_hand_once() -> None:
    board = new_board()
    call = established(board)
    ended = only(board.end_by_hand(call.call_id, LATER))
    assert (ended.end_reason, ended.ended_at) == (EndReason.UNKNOWN, LATER)
    assert board.end_by_hand(call.call_id, LATER) == ()
    assert board.apply(CallEstablished(REF, LATER)) == ()


def test_time_after_the_link_was_lost_is_no_talk_even_if_the_call_is_heard_of_again() -> None:
    for heard, talk_ms in ((False, 2_000), (True, 2_000)):
        board = new_board()
        call = established(board)
        board.apply(LineStateChanged(LINE, Moment(3_000, 3_000), LineState.LOST))
        board.apply(LineStateChanged(LINE, Moment(4_000, 4_000), LineState.LOST))
        if heard:
            board.apply(LevelMeasured(REF, LATER, Side.AGENT, -20.0))
        ended = only(board.end_by_hand(call.call_id, LATER))
        assert (ended.ended_at, ended.talk_ms(LATER)) == (LATER, talk_ms)


def test_an_end_that_the_line_reports_is_the_end_of_the_talk_unless_it_had_stopped() -> None:
    for is_lost, talk_ms in ((False, 5_000), (True, 0)):
        board = new_board()
        established(board)
        if is_lost:
            lost(board)
        assert only(board.apply(CallEnded(REF, LATER))).talk_ms(LATER) == talk_ms


def test_a_call_listed_as_held_does_not_talk_before_it_is_resumed() -> None:
    board = new_board()
    only(board.apply(listing(ListedCall(CallRef(LINE, None, "555"), CallState.HELD))))
    resumed = only(board.apply(CallResumed(CallRef(LINE, None, "555"), Moment(9_000, 9_000))))
    assert resumed.talk_ms(Moment(9_500, 9_500)) == 500


def test_adopted_call_is_unknown_until_it_is_heard_of() -> None:
    board = new_board()
    call = established(new_board())
    board.adopt(call)
    assert board.live_calls == (replace(call, state=CallState.UNKNOWN),)
    assert only(board.apply(CallEnded(REF, LATER))).call_id == call.call_id


REFS = st.builds(
    CallRef,
    line=st.sampled_from(["desk", "hook"]),
    line_call_id=st.sampled_from([None, "a", "b", "c"]),
    number=st.sampled_from([None, "1", "2"]),
)
MOMENTS = st.builds(Moment, st.integers(0, 9), st.integers(0, 9))
EVENTS: st.SearchStrategy[CallEvent] = st.one_of(
    st.builds(CallRinging, REFS, MOMENTS, st.sampled_from(Direction)),
    st.builds(CallEstablished, REFS, MOMENTS, st.sampled_from(Direction)),
    st.builds(CallHeld, REFS, MOMENTS),
    st.builds(CallResumed, REFS, MOMENTS),
    st.builds(CallMuted, REFS, MOMENTS, st.booleans()),
    st.builds(CallEnded, REFS, MOMENTS, st.sampled_from(EndReason)),
    st.builds(LevelMeasured, REFS, MOMENTS, st.sampled_from(Side), st.just(-20.0)),
    st.builds(
        LineStateChanged, st.sampled_from(["desk", "hook"]), MOMENTS, st.sampled_from(LineState)
    ),
    st.builds(
        LineCallsListed,
        st.sampled_from(["desk", "hook"]),
        MOMENTS,
        st.lists(st.builds(ListedCall, REFS, st.sampled_from(CallState)), max_size=3).map(tuple),
    ),
)


class AnyEvents(RuleBasedStateMachine):
    """Events in any order, from two lines that know little and mix it up."""

    def __init__(self) -> None:
        super().__init__()
        self.board = new_board()
        self.last: dict[str, Call] = {}
        self.ended_ids: set[tuple[str, str]] = set()

    @rule(event=EVENTS)
    def event_comes(self, event: CallEvent) -> None:
        if isinstance(event, CallEnded):
            self.check(self.board.apply(event))
            self.note_ended(event.ref)
        else:
            self.check(self.board.apply(event))

    @rule(pick=st.integers(0, 9), at=MOMENTS)
    def agent_ends_a_call(self, pick: int, at: Moment) -> None:
        live = self.board.live_calls
        if live:
            call = live[pick % len(live)]
            self.check(self.board.end_by_hand(call.call_id, at))
            assert not any(left.call_id == call.call_id for left in self.board.live_calls)

    def check(self, changes: tuple[CallChange, ...]) -> None:
        for change in changes:
            after = change.after
            assert change.before == self.last.get(after.call_id)
            assert change.before != after
            if change.before is None:
                assert (after.ref.line, after.ref.line_call_id) not in self.ended_ids
            else:
                assert change.before.is_live
                if change.before.was_answered:
                    assert after.established_at == change.before.established_at
            self.last[after.call_id] = after
            if not after.is_live:
                assert after.ended_at is not None
                assert after.end_reason is not None
                for ref in after.refs:
                    self.note_ended(ref)

    def note_ended(self, ref: CallRef) -> None:
        if ref.line_call_id is not None:
            self.ended_ids.add((ref.line, ref.line_call_id))

    @invariant()
    def live_calls_are_those_that_opened_and_did_not_end(self) -> None:
        live = {call.call_id: call for call in self.last.values() if call.is_live}
        assert {call.call_id: call for call in self.board.live_calls} == live

    @invariant()
    def a_line_reports_a_call_once(self) -> None:
        for call in self.board.live_calls:
            assert len({ref.line for ref in call.refs}) == len(call.refs)

    @invariant()
    def states_agree_with_what_happened(self) -> None:
        for call in self.board.live_calls:
            if call.state in (CallState.ESTABLISHED, CallState.HELD):
                assert call.was_answered
            if call.state is CallState.RINGING:
                assert not call.was_answered

    @invariant()
    def no_two_live_calls_have_one_id(self) -> None:
        ids = [
            (ref.line, ref.line_call_id)
            for call in self.board.live_calls
            for ref in call.refs
            if ref.line_call_id is not None
        ]
        assert len(ids) == len(set(ids))


TestAnyEvents = AnyEvents.TestCase


def test_only_a_call_that_rings_is_answered_by_hand() -> None:
    board = new_board()
    call = established(board)
    assert board.by_hand(call.call_id, LATER, is_over=False) == ()
    assert board.by_hand("nobody", LATER, is_over=False) == ()
