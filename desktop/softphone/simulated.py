"""A line without a telephone network: scripted debtors ring, talk, and hang up.

Everything it does is told by ordinary call events, so nothing downstream knows the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer

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
from desktop.domain.practice import SimulatedCall
from desktop.domain.talk_track import Stage
from desktop.session.ports import PHONE_COMMANDS, Clock, LineCommand
from desktop.softphone.simulated_script import STRANGER
from desktop.softphone.simulated_talk import DebtorVoice, SimulatedTalk

_SHORTEST_SAME_NUMBER = 7


@dataclass(frozen=True, slots=True)
class SimulatedPauses:
    """How long the simulated world takes, in milliseconds, before `speed` divides it."""

    first_ring_ms: int = 2_500
    next_ring_ms: int = 6_000
    far_end_answers_ms: int = 2_000


@dataclass(slots=True)
class _LiveCall:
    """The one call of this line, from its ring on."""

    ref: CallRef
    script: SimulatedCall
    direction: Direction
    talk: SimulatedTalk | None = None
    held: bool = False


class SimulatedLine(QObject):
    """Plays incoming `calls` one after the other, and answers any number that is dialled.

    There is never more than one call. An incoming call rings until it is answered or declined; the
    next one rings some time after the last call ended, and the list starts again when `again`.
    Outgoing scripts answer when their number is dialled; any other number is answered by a
    stranger. `speed` divides every delay; at any other speed than 1 the debtor has no voice.
    """

    def __init__(
        self,
        emit: Callable[[CallEvent], None],
        clock: Clock,
        calls: Sequence[SimulatedCall],
        voice: DebtorVoice | None,
        language: str,
        new_id: Callable[[], str],
        *,
        name: str = "simulated",
        speed: float = 1.0,
        again: bool = True,
        pauses: SimulatedPauses | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.language = language
        self._emit = emit
        self._clock = clock
        self._calls = tuple(calls)
        self._voice = voice if speed == 1.0 else None
        self._new_id = new_id
        self._name = name
        self._speed = speed
        self._again = again
        self._pauses = pauses or SimulatedPauses()
        self._incoming = [call for call in calls if call.direction is Direction.INCOMING]
        self._rung = 0
        self._started = False
        self._live: _LiveCall | None = None
        self._next_ring = QTimer(self, singleShot=True)
        self._next_ring.timeout.connect(self._ring)
        self._far_end = QTimer(self, singleShot=True)
        self._far_end.timeout.connect(self._establish)

    @property
    def name(self) -> str:
        """The name that its events carry."""
        return self._name

    @property
    def commands(self) -> frozenset[LineCommand]:
        """A simulated telephone can do everything that a real one can."""
        return PHONE_COMMANDS

    def start(self) -> None:
        """Connect; the first call rings a little later."""
        if not self._started:
            self._started = True
            self._emit(LineStateChanged(self._name, self._clock.now(), LineState.CONNECTED))
            self._await_next_ring(self._pauses.first_ring_ms)

    def stop(self) -> None:
        """Fall silent for good; a live call is left behind as with a telephone that broke."""
        if self._started:
            self._started = False
            self._drop_call()
            self._next_ring.stop()
            self._emit(LineStateChanged(self._name, self._clock.now(), LineState.STOPPED))

    def agent_said(self, stage: Stage, text: str) -> None:
        """The agent marked a line as said: the debtor hears it now and answers."""
        if self._live is not None and self._live.talk is not None:
            self._live.talk.agent_said(stage, text)

    def send(self, command: LineCommand, ref: CallRef) -> None:
        """Do what the agent asks; what does not fit the state of the call is ignored."""
        if not self._started:
            return
        if command is LineCommand.DIAL:
            self._dial(ref.number)
            return
        live = self._live
        if live is None or ref.line_call_id not in (None, live.ref.line_call_id):
            return
        match command:
            case LineCommand.HANG_UP:
                self._hang_up(live)
            case LineCommand.ANSWER:
                if live.direction is Direction.INCOMING and live.talk is None:
                    self._establish()
            case LineCommand.HOLD | LineCommand.RESUME:
                self._hold(live, held=command is LineCommand.HOLD)
            case LineCommand.REPORT_RING:
                pass  # its calls tell of themselves
            case LineCommand.MUTE | LineCommand.UNMUTE:
                self._mute(live, muted=command is LineCommand.MUTE)

    def _ring(self) -> None:
        script = self._incoming[self._rung % len(self._incoming)]
        self._rung += 1
        self._open(script, Direction.INCOMING)

    def _dial(self, number: str | None) -> None:
        if self._live is not None or not number:
            return
        known = (call for call in self._calls if _same_number(call.number, number))
        script = next(known, STRANGER)
        self._next_ring.stop()
        self._far_end.start(self._real_ms(self._pauses.far_end_answers_ms))
        self._open(replace(script, number=number), Direction.OUTGOING)

    def _open(self, script: SimulatedCall, direction: Direction) -> None:
        ref = CallRef(self._name, self._new_id(), script.number)
        self._live = _LiveCall(ref, script, direction)
        if self._voice is not None:
            self._voice.prepare(script.opening.text(self.language), self.language, script.voice)
        self._emit(CallRinging(ref, self._clock.now(), direction, script.name or None))

    def _establish(self) -> None:
        live = self._live
        if live is None:
            return
        talk = SimulatedTalk(
            live.script,
            self._clock,
            self._voice,
            self.language,
            self._speed,
            self._tell_level,
            lambda: self._end(EndReason.HUNG_UP),
            self,
        )
        live.talk = talk
        talk.begin()
        name = live.script.name or None
        self._emit(CallEstablished(live.ref, self._clock.now(), live.direction, name))

    def _hang_up(self, live: _LiveCall) -> None:
        if live.talk is not None:
            self._end(EndReason.HUNG_UP)
        elif live.direction is Direction.INCOMING:
            self._end(EndReason.DECLINED)
        else:
            self._end(EndReason.NOT_ANSWERED)

    def _hold(self, live: _LiveCall, *, held: bool) -> None:
        if live.talk is None or live.held is held:
            return
        live.held = held
        if held:
            live.talk.hold()
            self._emit(CallHeld(live.ref, self._clock.now()))
        else:
            live.talk.resume()
            self._emit(CallResumed(live.ref, self._clock.now()))

    def _mute(self, live: _LiveCall, *, muted: bool) -> None:
        if live.talk is not None and live.talk.muted is not muted:
            live.talk.muted = muted
            self._emit(CallMuted(live.ref, self._clock.now(), muted))

    def _tell_level(self, side: Side, level_dbov: float) -> None:
        if self._live is not None:
            self._emit(LevelMeasured(self._live.ref, self._clock.now(), side, level_dbov))

    def _end(self, reason: EndReason) -> None:
        ref = self._drop_call()
        if ref is not None:
            self._await_next_ring(self._pauses.next_ring_ms)
            self._emit(CallEnded(ref, self._clock.now(), reason))

    def _drop_call(self) -> CallRef | None:
        live, self._live = self._live, None
        self._far_end.stop()
        if live is None:
            return None
        if live.talk is not None:
            live.talk.end()
            live.talk.deleteLater()
        return live.ref

    def _await_next_ring(self, delay_ms: int) -> None:
        if self._incoming and (self._again or self._rung < len(self._incoming)):
            self._next_ring.start(self._real_ms(delay_ms))

    def _real_ms(self, delay_ms: int) -> int:
        return max(1, round(delay_ms / self._speed))


def _same_number(known: str | None, dialled: str) -> bool:
    """Whether both lead to one telephone; country and trunk prefixes may be left out."""
    ends = ["".join(filter(str.isdigit, written)).lstrip("0") for written in (known or "", dialled)]
    shorter, longer = sorted(ends, key=len)
    return len(shorter) >= _SHORTEST_SAME_NUMBER and longer.endswith(shorter)
