"""A softphone driven by hand: a test says what happens on the line, and sees what was asked."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallMuted,
    CallRef,
    CallResumed,
    CallRinging,
    Direction,
    EndReason,
    LevelMeasured,
    LineState,
    LineStateChanged,
    Side,
)
from desktop.session.ports import PHONE_COMMANDS, Clock, LineCommand

NAME = "desk-phone"


class FakeLine:
    """Satisfies `desktop.session.ports.Line`. Obeys like a telephone; everything else is told."""

    def __init__(self, emit: Callable[[CallEvent], None], clock: Clock) -> None:
        self._emit = emit
        self._clock = clock
        self.asked: list[tuple[LineCommand, CallRef]] = []
        self.stopped = False

    @property
    def name(self) -> str:
        return NAME

    @property
    def commands(self) -> frozenset[LineCommand]:
        return PHONE_COMMANDS

    def start(self) -> None:
        self._emit(LineStateChanged(NAME, self._clock.now(), LineState.CONNECTED))

    def stop(self) -> None:
        self.stopped = True

    def send(self, command: LineCommand, ref: CallRef) -> None:
        self.asked.append((command, ref))
        now = self._clock.now()
        match command:
            case LineCommand.ANSWER:
                self._emit(CallEstablished(ref, now))
            case LineCommand.HANG_UP:
                self._emit(CallEnded(ref, now, EndReason.HUNG_UP))
            case LineCommand.HOLD:
                self._emit(CallHeld(ref, now))
            case LineCommand.RESUME:
                self._emit(CallResumed(ref, now))
            case LineCommand.MUTE | LineCommand.UNMUTE:
                self._emit(CallMuted(ref, now, command is LineCommand.MUTE))
            case LineCommand.DIAL:
                dialled = CallRef(NAME, f"dialled-{len(self.asked)}", ref.number)
                self._emit(CallRinging(dialled, now, Direction.OUTGOING))
            case LineCommand.REPORT_RING:
                raise AssertionError("a telephone that tells everything is never told of a ring")

    def ring(self, number: str | None, line_call_id: str = "1", name: str | None = None) -> None:
        """Somebody calls."""
        ref = CallRef(NAME, line_call_id, number)
        self._emit(CallRinging(ref, self._clock.now(), Direction.INCOMING, name))

    def answered(self, line_call_id: str = "1") -> None:
        """The call was answered on the telephone itself, or by the far end."""
        self._emit(CallEstablished(CallRef(NAME, line_call_id), self._clock.now()))

    def hang_up(self, line_call_id: str = "1", reason: EndReason = EndReason.HUNG_UP) -> None:
        """The far end hangs up, or the call fails."""
        self._emit(CallEnded(CallRef(NAME, line_call_id), self._clock.now(), reason))

    def hear(self, side: Side, level_dbov: float, line_call_id: str = "1") -> None:
        """One level sample."""
        ref = CallRef(NAME, line_call_id)
        self._emit(LevelMeasured(ref, self._clock.now(), side, level_dbov))

    def change(self, state: LineState) -> None:
        """The link breaks or comes back."""
        self._emit(LineStateChanged(NAME, self._clock.now(), state))
