"""What baresip leaves out is filled in from its list of calls, and nothing more."""

from __future__ import annotations

from desktop.domain.calls import (
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
    ListedCall,
    Side,
)
from desktop.domain.moments import Moment
from desktop.softphone.baresip_calls import KnownCalls
from desktop.softphone.baresip_events import CallListing

AT = Moment(1, 1)
LINE = "baresip"
FIRST = CallRef(LINE, "id-1", "138")
SECOND = CallRef(LINE, "id-2", "138")
DIALLED = CallRef(LINE, None, "138")
UP, HELD, RINGING = CallState.ESTABLISHED, CallState.HELD, CallState.RINGING


def heard(calls: KnownCalls, event: CallEvent) -> tuple[CallEvent, ...]:
    return calls.heard(event, Direction.INCOMING, "王五")


def with_answered(*refs: CallRef) -> KnownCalls:
    calls = KnownCalls()
    for ref in refs:
        heard(calls, CallRinging(ref, AT))
        heard(calls, CallEstablished(ref, AT))
    return calls


def level(ref: CallRef) -> LevelMeasured:
    return LevelMeasured(ref, AT, Side.AGENT, -20.0)


def listed(row: int, state: CallState, line_call_id: str | None = None) -> CallListing:
    return CallListing(row, CallRef(LINE, line_call_id, "138"), state)


def test_hold_and_resume_are_told_once_each() -> None:
    calls = with_answered(FIRST)
    assert calls.relisted([listed(1, UP)], AT) == ()
    assert calls.relisted([listed(1, HELD)], AT) == (CallHeld(FIRST, AT),)
    assert calls.relisted([listed(1, HELD)], AT) == ()
    assert calls.beside(None) == ()
    assert calls.relisted([listed(1, UP)], AT) == (CallResumed(FIRST, AT),)


def test_two_calls_of_one_number_keep_their_rows() -> None:
    calls = with_answered(FIRST, SECOND)
    calls.relisted([listed(1, UP), listed(2, UP)], AT)
    assert calls.relisted([listed(2, HELD)], AT) == (CallHeld(SECOND, AT),)
    heard(calls, CallEnded(FIRST, AT))
    third = CallRef(LINE, "id-3", "138")
    heard(calls, CallEstablished(third, AT))
    assert calls.relisted([listed(1, UP), listed(2, HELD)], AT) == ()
    assert calls.relisted([listed(1, HELD), listed(2, HELD)], AT) == (CallHeld(third, AT),)


def test_ids_in_the_list_go_before_rows() -> None:
    calls = with_answered(FIRST, SECOND)
    text = [listed(1, HELD, "id-2"), listed(2, UP, "id-1")]
    assert calls.relisted(text, AT) == (CallHeld(SECOND, AT),)


def test_list_with_ids_tells_that_of_a_dialled_call() -> None:
    calls = with_answered(FIRST)
    calls.relisted([listed(3, UP, "id-1")], AT)
    heard(calls, CallRinging(DIALLED, AT))
    # The other call of this number is in another row than before, but it has its own id.
    text = [listed(1, UP, "id-1"), listed(2, RINGING, "id-2")]
    assert calls.relisted(text, AT) == (CallRinging(SECOND, AT, Direction.UNKNOWN),)
    assert calls.relisted(text, AT) == ()
    assert {call.ref for call in calls.beside(None)} == {FIRST, SECOND}


def test_call_that_is_not_listed_or_not_known_makes_no_event() -> None:
    calls = with_answered(FIRST)
    assert calls.relisted([], AT) == ()
    assert calls.relisted([CallListing(1, CallRef(LINE, None, "999"), HELD)], AT) == ()
    calls.relisted([listed(1, UP)], AT)
    known = calls.find(FIRST)
    assert known is not None
    assert known.row == 1
    calls.relisted([], AT)
    assert (calls.find(FIRST), known.row) == (known, None)


def test_dial_without_an_id_that_is_not_listed_has_failed() -> None:
    calls = KnownCalls()
    heard(calls, CallRinging(DIALLED, AT))
    assert calls.relisted([listed(1, RINGING)], AT) == ()
    assert calls.relisted([], AT) == (CallEnded(DIALLED, AT, EndReason.FAILED),)
    assert calls.relisted([], AT) == ()


def test_number_dialled_while_a_call_to_it_is_up_is_another_call() -> None:
    calls = with_answered(FIRST)
    heard(calls, CallRinging(DIALLED, AT))
    heard(calls, CallRinging(DIALLED, AT))
    up, dialling = calls.beside(None)
    assert (calls.find(FIRST), calls.find(DIALLED)) == (up, dialling)
    heard(calls, CallRinging(SECOND, AT))
    assert (calls.find(FIRST), calls.find(SECOND)) == (up, dialling)
    # A number that two calls have says nothing; once one is over, it does.
    assert calls.find(DIALLED) is None
    heard(calls, CallEnded(SECOND, AT))
    assert calls.find(DIALLED) is up


def test_dial_learns_its_id() -> None:
    calls = KnownCalls()
    heard(calls, CallRinging(DIALLED, AT))
    heard(calls, CallRinging(FIRST, AT))
    (call,) = calls.beside(None)
    assert call.ref == FIRST
    heard(calls, CallEstablished(FIRST, AT))
    assert call.state is UP


def test_level_of_a_call_that_nobody_told_of_proves_it_answered() -> None:
    calls = KnownCalls()
    first = heard(calls, level(FIRST))
    assert first == (CallEstablished(FIRST, AT, Direction.INCOMING, "王五"), level(FIRST))
    assert heard(calls, level(FIRST)) == (level(FIRST),)


def test_level_of_a_ringing_call_does_not() -> None:
    calls = KnownCalls()
    heard(calls, CallRinging(FIRST, AT))
    assert heard(calls, level(FIRST)) == (level(FIRST),)
    dialling = KnownCalls()
    heard(dialling, CallRinging(DIALLED, AT))
    assert heard(dialling, level(FIRST)) == (level(FIRST),)


def test_first_list_of_a_connection_is_taken_over() -> None:
    calls = with_answered(FIRST)
    calls.forget()
    told = calls.reconnected([listed(1, HELD), listed(2, UP)], LINE, AT)
    assert told == LineCallsListed(LINE, AT, (ListedCall(DIALLED, HELD), ListedCall(DIALLED, UP)))
    assert [call.row for call in calls.beside(None)] == [2]
    assert heard(calls, level(SECOND))[0] == CallEstablished(SECOND, AT, Direction.INCOMING, "王五")


def test_call_heard_of_before_the_first_list_keeps_its_id() -> None:
    calls = KnownCalls()
    heard(calls, CallRinging(FIRST, AT))
    told = calls.reconnected([listed(1, RINGING)], LINE, AT)
    assert told.calls == (ListedCall(FIRST, RINGING),)


def test_repeated_ring_and_answer_leave_a_held_call_held() -> None:
    calls = with_answered(FIRST)
    calls.relisted([listed(1, HELD)], AT)
    heard(calls, CallRinging(FIRST, AT))
    heard(calls, CallEstablished(FIRST, AT))
    assert calls.beside(None) == ()


def test_end_of_a_call_never_heard_of_is_passed_on() -> None:
    calls = KnownCalls()
    ended = CallEnded(FIRST, AT)
    assert heard(calls, ended) == (ended,)
    assert calls.find(FIRST) is None
    other = CallMuted(FIRST, AT, muted=True)
    assert heard(calls, other) == (other,)
    assert calls.find(FIRST) is None
