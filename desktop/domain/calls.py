"""What a line reports about calls: the one internal event, whatever the softphone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from desktop.domain.moments import Moment


class Direction(Enum):
    """Who dialled."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    UNKNOWN = "unknown"


class CallState(Enum):
    """Where a call stands. `UNKNOWN` means the link to the softphone was lost during the call."""

    RINGING = "ringing"
    ESTABLISHED = "established"
    HELD = "held"
    UNKNOWN = "unknown"
    ENDED = "ended"


_GAPS = frozenset({CallState.HELD, CallState.UNKNOWN})
"""What is no talk although the call is up, or may be."""


class EndReason(Enum):
    """Why a call ended, as far as the line can tell."""

    HUNG_UP = "hung_up"
    NOT_ANSWERED = "not_answered"
    BUSY = "busy"
    DECLINED = "declined"
    NUMBER_DEAD = "number_dead"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Side(Enum):
    """The two people on the call."""

    AGENT = "agent"
    DEBTOR = "debtor"


class LineState(Enum):
    """Whether the softphone can be reached."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class CallRef:
    """What a line says to identify a call: any part may be missing."""

    line: str
    line_call_id: str | None = None
    number: str | None = None

    def filled(self, later: CallRef) -> CallRef:
        """This with its gaps filled from what the same line said later."""
        return replace(
            self,
            line_call_id=self.line_call_id or later.line_call_id,
            number=self.number or later.number,
        )


@dataclass(frozen=True, slots=True)
class CallRinging:
    """A call rings here, or rings at the far end after dialling."""

    ref: CallRef
    at: Moment
    direction: Direction = Direction.UNKNOWN
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CallEstablished:
    """Both people can hear each other."""

    ref: CallRef
    at: Moment
    direction: Direction = Direction.UNKNOWN
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CallHeld:
    """The agent put the call on hold."""

    ref: CallRef
    at: Moment


@dataclass(frozen=True, slots=True)
class CallResumed:
    """The call was taken off hold."""

    ref: CallRef
    at: Moment


@dataclass(frozen=True, slots=True)
class CallMuted:
    """The agent's microphone was switched off (`muted`) or on again."""

    ref: CallRef
    at: Moment
    muted: bool


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The call is over. `detail` is the line's own words or SIP status, never a person's."""

    ref: CallRef
    at: Moment
    reason: EndReason = EndReason.UNKNOWN
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """How loud one side was: dBov, 0 is full scale, about -96 is digital silence."""

    ref: CallRef
    at: Moment
    side: Side
    level_dbov: float


@dataclass(frozen=True, slots=True)
class LineStateChanged:
    """The link to a softphone came up, broke, or is being tried again."""

    line: str
    at: Moment
    state: LineState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LineCallsListed:
    """What a line, asked after a reconnect, says is still going on. Ids are often missing."""

    line: str
    at: Moment
    calls: tuple[ListedCall, ...]


@dataclass(frozen=True, slots=True)
class ListedCall:
    """One call in a `LineCallsListed`."""

    ref: CallRef
    state: CallState


CallEvent = (
    CallRinging
    | CallEstablished
    | CallHeld
    | CallResumed
    | CallMuted
    | CallEnded
    | LevelMeasured
    | LineStateChanged
    | LineCallsListed
)


@dataclass(frozen=True, slots=True)
class Call:
    """One call with our own id, which is the key of everything saved about it.

    `talk_until` is when the talk stopped, while the call is held or its line cannot tell whether
    it is still up; `gaps_ms` sums up such times that are over.
    """

    call_id: str
    ref: CallRef
    direction: Direction
    state: CallState
    started_at: Moment
    name: str | None = None
    established_at: Moment | None = None
    ended_at: Moment | None = None
    end_reason: EndReason | None = None
    end_detail: str = ""
    muted: bool = False
    talk_until: Moment | None = None
    gaps_ms: int = 0
    also: tuple[CallRef, ...] = ()

    @property
    def refs(self) -> tuple[CallRef, ...]:
        """What each line that reports the call says to identify it; the first to do so is first."""
        return (self.ref, *self.also)

    def on(self, line: str) -> CallRef | None:
        """What one line says to identify the call; None when it does not report it."""
        return next((ref for ref in self.refs if ref.line == line), None)

    @property
    def is_live(self) -> bool:
        """Whether the call is not known to be over."""
        return self.state is not CallState.ENDED

    @property
    def was_answered(self) -> bool:
        """Whether two people were ever connected."""
        return self.established_at is not None

    def talk_ms(self, now: Moment) -> int:
        """Milliseconds from the answer to the end or `now`, as far as the call is known to be up.

        0 if never answered.
        """
        if self.established_at is None:
            return 0
        until = self.talk_until or self.ended_at or now
        return max(0, until.ms_since(self.established_at) - self.gaps_ms)

    def with_talk_clock(self, at: Moment) -> Call:
        """The call after a change at `at`: the talk stops, goes on, or is left as it was."""
        if not self.was_answered:
            return self
        if self.state is CallState.ESTABLISHED and self.talk_until is not None:
            gap_ms = at.ms_since(self.talk_until)
            return replace(self, talk_until=None, gaps_ms=self.gaps_ms + gap_ms)
        if self.state in _GAPS and self.talk_until is None:
            return replace(self, talk_until=at)
        return self

    def rebased(self, now: Moment) -> Call:
        """The call as read from the journal, whose monotonic times are wall times, as of `now`."""
        shift_ms = now.monotonic_ms - now.epoch_ms

        def shifted(moment: Moment) -> Moment:
            return replace(moment, monotonic_ms=moment.monotonic_ms + shift_ms)

        return replace(
            self,
            started_at=shifted(self.started_at),
            established_at=shifted(self.established_at) if self.established_at else None,
            ended_at=shifted(self.ended_at) if self.ended_at else None,
            talk_until=shifted(self.talk_until) if self.talk_until else None,
        )

    def learn(self, ref: CallRef, direction: Direction, name: str | None) -> Call:
        """The call with gaps filled from a later event; what is known is never overwritten.

        A line that has not reported it before does so from now on.
        """
        own = self.ref
        if ref.line == own.line:
            own = own.filled(ref)
        elif own.number is None:
            own = replace(own, number=ref.number)
        also = tuple(one.filled(ref) if one.line == ref.line else one for one in self.also)
        if self.on(ref.line) is None:
            also = (*also, ref)
        return replace(
            self,
            ref=own,
            direction=direction if self.direction is Direction.UNKNOWN else self.direction,
            name=self.name or name,
            also=also,
        )
