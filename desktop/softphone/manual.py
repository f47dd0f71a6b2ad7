"""A line for telephones that tell nothing: the agent reports each call by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallRef,
    CallResumed,
    CallRinging,
    Direction,
    EndReason,
    LineState,
    LineStateChanged,
)
from desktop.session.ports import Clock, LineCommand


@dataclass(frozen=True, slots=True)
class _ReportedCall:
    """What was reported of one call so far."""

    line_call_id: str
    ref: CallRef
    answered: bool = False
    held: bool = False


class ManualLine:
    """Turns what the agent reports into the events that a connected telephone would send.

    A report that fits no call (an answer when nothing rings, a resume when nothing is held) is a
    slip of the hand and sends nothing. `new_id` makes the id of each call.
    """

    def __init__(
        self,
        emit: Callable[[CallEvent], None],
        clock: Clock,
        new_id: Callable[[], str],
        name: str = "manual",
    ) -> None:
        self._emit = emit
        self._clock = clock
        self._new_id = new_id
        self._name = name
        self._started = False
        self._calls: dict[str, _ReportedCall] = {}

    @property
    def name(self) -> str:
        """The name that its events carry."""
        return self._name

    @property
    def commands(self) -> frozenset[LineCommand]:
        """What can be reported; a telephone that tells nothing has no mute to show."""
        return frozenset(LineCommand) - {LineCommand.MUTE, LineCommand.UNMUTE}

    def start(self) -> None:
        """The agent's hand is always within reach: connected at once."""
        if not self._started:
            self._started = True
            self._report_line(LineState.CONNECTED)

    def stop(self) -> None:
        """Forget the calls; nothing is sent after this."""
        if self._started:
            self._started = False
            self._calls.clear()
            self._report_line(LineState.STOPPED)

    def ring(self, number: str | None, direction: Direction) -> None:
        """A call rings; `number` is None when the telephone shows none."""
        if not self._started:
            return
        line_call_id = self._new_id()
        ref = CallRef(self._name, line_call_id, number or None)
        self._calls[line_call_id] = _ReportedCall(line_call_id, ref)
        self._emit(CallRinging(ref, self._clock.now(), direction))

    def send(self, command: LineCommand, ref: CallRef) -> None:
        """Report a step of a call; `DIAL` and `REPORT_RING` open one with `ref.number`."""
        if command is LineCommand.DIAL:
            self.ring(ref.number, Direction.OUTGOING)
            return
        if command is LineCommand.REPORT_RING:
            self.ring(ref.number, Direction.INCOMING)
            return
        call = self._find(ref)
        if call is not None:
            self._step(command, call)

    def _step(self, command: LineCommand, call: _ReportedCall) -> None:
        at = self._clock.now()
        if command is LineCommand.HANG_UP:
            reason = EndReason.HUNG_UP if call.answered else EndReason.NOT_ANSWERED
            del self._calls[call.line_call_id]
            self._emit(CallEnded(call.ref, at, reason))
        elif command is LineCommand.ANSWER and not call.answered:
            self._calls[call.line_call_id] = replace(call, answered=True)
            self._emit(CallEstablished(call.ref, at))
        elif command is LineCommand.HOLD and call.answered and not call.held:
            self._calls[call.line_call_id] = replace(call, held=True)
            self._emit(CallHeld(call.ref, at))
        elif command is LineCommand.RESUME and call.held:
            self._calls[call.line_call_id] = replace(call, held=False)
            self._emit(CallResumed(call.ref, at))

    def _find(self, ref: CallRef) -> _ReportedCall | None:
        """The call that is meant: by its id, else by its number, else the latest one."""
        if ref.line_call_id is not None:
            return self._calls.get(ref.line_call_id)
        calls = [call for call in self._calls.values() if ref.number in (None, call.ref.number)]
        return calls[-1] if calls else None

    def _report_line(self, state: LineState) -> None:
        self._emit(LineStateChanged(self._name, self._clock.now(), state))
