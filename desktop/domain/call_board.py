"""Folds what the lines report into calls: each call once, in order, whatever the line forgets.

Lines drop ids, directions, rings and ends, repeat events, and replay old calls after a reconnect.
The board answers one question for the rest of the program: which call is this about, and did
anything really change?
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from desktop.domain.call_search import find_call, least_known, may_be_listed_as, may_ring_as
from desktop.domain.call_twins import is_late, is_twin, may_be_listed_twin
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
)
from desktop.domain.moments import Moment

REMEMBERED_ENDED_CALLS = 1000
_JUST_ENDED_CALLS = 8

_LISTED_AS_LIVE = frozenset({CallState.RINGING, CallState.ESTABLISHED, CallState.HELD})


@dataclass(frozen=True, slots=True)
class CallChange:
    """A call that opened (`before` is None) or changed."""

    before: Call | None
    after: Call


class CallBoard:
    """The calls of every line, keyed by our own call id.

    A call that two lines report is one call, unless one of them is among `lines_alone`.
    """

    def __init__(
        self, new_call_id: Callable[[], str], lines_alone: frozenset[str] = frozenset()
    ) -> None:
        self._new_call_id = new_call_id
        self._lines_alone = lines_alone
        self._just_ended: deque[Call] = deque(maxlen=_JUST_ENDED_CALLS)
        self._calls: dict[str, Call] = {}
        self._ended_refs: OrderedDict[tuple[str, str], None] = OrderedDict()

    @property
    def live_calls(self) -> tuple[Call, ...]:
        """Calls not known to be over, oldest first."""
        return tuple(self._calls.values())

    def remember_ended(self, refs: Iterable[CallRef]) -> None:
        """Tell the board of calls that ended before this start, so that a replay opens nothing."""
        for ref in refs:
            self._note_ended(ref)

    def adopt(self, call: Call) -> None:
        """Put back a call that was live at the last stop; it is *unknown* until heard of."""
        self._calls[call.call_id] = replace(call, state=CallState.UNKNOWN)

    def end_by_hand(self, call_id: str, at: Moment) -> tuple[CallChange, ...]:
        """The agent says that a call is over, because its line can no longer tell."""
        call = self._calls.get(call_id)
        if call is None:
            return ()
        return self._end(call, at, EndReason.UNKNOWN, "")

    def by_hand(self, call_id: str, at: Moment, *, is_over: bool) -> tuple[CallChange, ...]:
        """What the agent says of a call whose line cannot tell: it is over, or it was answered."""
        call = self._calls.get(call_id)
        if is_over or call is None:
            return self.end_by_hand(call_id, at)
        if call.state is not CallState.RINGING:
            return ()
        answered = replace(call, state=CallState.ESTABLISHED, established_at=at)
        return self._replace(call, answered, at)

    def find(self, ref: CallRef) -> Call | None:
        """The live call an event means: by the line's id, else by number, else the latest one."""
        return find_call(ref, self._calls.values(), is_ended=self._is_ended(ref))

    def is_over(self, ref: CallRef) -> bool:
        """Whether a line speaks of a call that is known to be over."""
        return self._is_ended(ref)

    def apply(self, event: CallEvent) -> tuple[CallChange, ...]:
        """Fold one event in; an event that changes nothing gives an empty tuple."""
        match event:
            case CallRinging():
                return self._open_or_learn(event, CallState.RINGING)
            case CallEstablished():
                return self._open_or_learn(event, CallState.ESTABLISHED)
            case CallHeld():
                return self._move(event, CallState.HELD)
            case CallResumed():
                return self._move(event, CallState.ESTABLISHED)
            case CallMuted():
                return self._mute(event)
            case CallEnded():
                return self._ended(event)
            case LevelMeasured():
                return self._heard(event)
            case LineStateChanged():
                return self._line_changed(event)
            case LineCallsListed():
                return self._listed(event)
            case _:
                assert_never(event)

    def _open_or_learn(
        self, event: CallRinging | CallEstablished, state: CallState
    ) -> tuple[CallChange, ...]:
        ref = event.ref
        if self._is_ended(ref):
            return ()
        rings = state is CallState.RINGING
        possible = [call for call in self._calls.values() if not rings or may_ring_as(ref, call)]
        call = find_call(ref, possible, is_ended=False) or self._twin_of(event)
        if call is None:
            if any(is_late(event, ended) for ended in self._may_join(ref, self._just_ended)):
                self._note_ended(ref)
                return ()
            opened = Call(
                call_id=self._new_call_id(),
                ref=ref,
                direction=event.direction,
                state=state,
                started_at=event.at,
                name=event.name,
                established_at=event.at if state is CallState.ESTABLISHED else None,
            )
            self._calls[opened.call_id] = opened
            return (CallChange(None, opened),)
        learnt = call.learn(ref, event.direction, event.name)
        if state is CallState.ESTABLISHED and call.state is not CallState.HELD:
            learnt = replace(learnt, state=state, established_at=call.established_at or event.at)
        elif state is CallState.RINGING and call.state is CallState.UNKNOWN:
            # A ring heard after the link came back: an answered call cannot ring again.
            learnt = replace(
                learnt, state=CallState.ESTABLISHED if call.was_answered else CallState.RINGING
            )
        return self._replace(call, learnt, event.at)

    def _twin_of(self, event: CallRinging | CallEstablished) -> Call | None:
        """The call that another line reports and that this event is about, the latest first."""
        twins = [
            call for call in self._may_join(event.ref, self._calls.values()) if is_twin(event, call)
        ]
        return twins[-1] if twins else None

    def _may_join(self, ref: CallRef, calls: Iterable[Call]) -> list[Call]:
        """The calls that may be the same as one on another line."""
        if ref.line in self._lines_alone:
            return [call for call in calls if call.ref.line == ref.line]
        return [call for call in calls if call.ref.line not in self._lines_alone]

    def _move(self, event: CallHeld | CallResumed, state: CallState) -> tuple[CallChange, ...]:
        call = self.find(event.ref)
        if call is None or not call.was_answered:
            return ()
        return self._replace(call, replace(call, state=state), event.at)

    def _mute(self, event: CallMuted) -> tuple[CallChange, ...]:
        call = self.find(event.ref)
        if call is None:
            return ()
        return self._replace(call, replace(call, muted=event.muted), event.at)

    def _heard(self, event: LevelMeasured) -> tuple[CallChange, ...]:
        """A level proves that a call whose link was lost is still up."""
        call = self.find(event.ref)
        if call is None or call.state is not CallState.UNKNOWN or not call.was_answered:
            return ()
        return self._replace(call, replace(call, state=CallState.ESTABLISHED), event.at)

    def _ended(self, event: CallEnded) -> tuple[CallChange, ...]:
        call = self.find(event.ref)
        if call is None:
            # An end that overtakes its ring: the ring, when it comes, must open nothing.
            self._note_ended(event.ref)
            return ()
        call = call.learn(event.ref, Direction.UNKNOWN, None)
        return self._end(call, event.at, event.reason, event.detail)

    def _line_changed(self, event: LineStateChanged) -> tuple[CallChange, ...]:
        if event.state not in (LineState.LOST, LineState.STOPPED):
            return ()
        changes: list[CallChange] = []
        for call in self.live_calls:
            if call.on(event.line) is not None:
                unknown = replace(call, state=CallState.UNKNOWN)
                changes.extend(self._replace(call, unknown, event.at))
        return tuple(changes)

    def _listed(self, event: LineCallsListed) -> tuple[CallChange, ...]:
        """Each listed call is another call, even two of one number; but an id counts once.

        A line can only list calls of its own.
        """
        changes: list[CallChange] = []
        unlisted = dict(self._calls)
        seen: set[tuple[str, str]] = set()
        own = (listed for listed in event.calls if listed.ref.line == event.line)
        for listed in sorted(own, key=least_known):
            ref, state = listed.ref, listed.state
            if ref.line_call_id is not None:
                if (ref.line, ref.line_call_id) in seen:
                    continue
                seen.add((ref.line, ref.line_call_id))
            possible = [call for call in unlisted.values() if may_be_listed_as(listed, call)]
            call = find_call(ref, possible, is_ended=self._is_ended(ref))
            if call is None and not self._is_ended(ref):
                others = self._may_join(ref, unlisted.values())
                call = next((one for one in others if may_be_listed_twin(ref, one)), None)
            if call is None:
                if state in _LISTED_AS_LIVE and not self._is_ended(ref):
                    changes.extend(self._open_listed(ref, state, event.at))
                continue
            del unlisted[call.call_id]
            changes.extend(self._confirm_listed(call, ref, state, event.at))
        return tuple(changes)

    def _confirm_listed(
        self, call: Call, ref: CallRef, state: CallState, at: Moment
    ) -> tuple[CallChange, ...]:
        learnt = call.learn(ref, Direction.UNKNOWN, None)
        if state is CallState.ENDED:
            return self._end(learnt, at, EndReason.UNKNOWN, "")
        if state is CallState.RINGING and call.was_answered:
            state = CallState.ESTABLISHED
        if state in (CallState.ESTABLISHED, CallState.HELD):
            learnt = replace(learnt, established_at=call.established_at or at)
        return self._replace(call, replace(learnt, state=state), at)

    def _open_listed(self, ref: CallRef, state: CallState, at: Moment) -> tuple[CallChange, ...]:
        opened = Call(
            call_id=self._new_call_id(),
            ref=ref,
            direction=Direction.UNKNOWN,
            state=state,
            started_at=at,
            established_at=None if state is CallState.RINGING else at,
        ).with_talk_clock(at)
        self._calls[opened.call_id] = opened
        return (CallChange(None, opened),)

    def _end(
        self, call: Call, at: Moment, reason: EndReason, detail: str
    ) -> tuple[CallChange, ...]:
        before = self._calls.pop(call.call_id)
        for ref in call.refs:
            self._note_ended(ref)
        if reason is EndReason.HUNG_UP and not call.was_answered:
            # Lines say the same of a hang-up and of a call that nobody took.
            reason = EndReason.NOT_ANSWERED
        after = replace(
            call, state=CallState.ENDED, ended_at=at, end_reason=reason, end_detail=detail
        )
        self._just_ended.append(after)
        return (CallChange(before, after),)

    def _replace(self, before: Call, after: Call, at: Moment) -> tuple[CallChange, ...]:
        after = after.with_talk_clock(at)
        if before == after:
            return ()
        self._calls[before.call_id] = after
        return (CallChange(before, after),)

    def _is_ended(self, ref: CallRef) -> bool:
        return ref.line_call_id is not None and (ref.line, ref.line_call_id) in self._ended_refs

    def _note_ended(self, ref: CallRef) -> None:
        if ref.line_call_id is None:
            return
        self._ended_refs[ref.line, ref.line_call_id] = None
        while len(self._ended_refs) > REMEMBERED_ENDED_CALLS:
            self._ended_refs.popitem(last=False)
