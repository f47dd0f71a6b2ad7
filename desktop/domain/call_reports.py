"""What somebody outside says about a call: a softphone's command, a desk phone's request, a URL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallMuted,
    CallResumed,
    CallRinging,
    Direction,
    LevelMeasured,
    LineCallsListed,
    LineStateChanged,
)

HOOK_LINE = "hook"
"""The line of reports that name none."""


class ReportedEvent(Enum):
    """What may be reported of a call."""

    RINGING = "ringing"
    ESTABLISHED = "established"
    HELD = "held"
    RESUMED = "resumed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CallReport:
    """One report: all but the event may be missing. `line` names the phone that it is from."""

    event: ReportedEvent
    number: str | None = None
    line_call_id: str | None = None
    direction: Direction = Direction.UNKNOWN
    name: str | None = None
    line: str = HOOK_LINE


@dataclass(frozen=True, slots=True)
class Reported:
    """Which line told what of a call, and when: one line of the audit."""

    line: str
    event: str
    at_epoch_ms: int


def line_of(event: CallEvent) -> str:
    """The line that an event is from."""
    return event.line if isinstance(event, LineStateChanged | LineCallsListed) else event.ref.line


def word_for(event: CallEvent) -> str:
    """What an event is called in the audit."""
    match event:
        case CallRinging():
            return ReportedEvent.RINGING.value
        case CallEstablished():
            return ReportedEvent.ESTABLISHED.value
        case CallHeld():
            return ReportedEvent.HELD.value
        case CallResumed():
            return ReportedEvent.RESUMED.value
        case CallEnded():
            return ReportedEvent.ENDED.value
        case CallMuted(muted=muted):
            return "muted" if muted else "unmuted"
        case LevelMeasured():
            return "heard"
        case LineCallsListed():
            return "listed"
        case LineStateChanged(state=state):
            return f"line {state.value}"
        case _:
            assert_never(event)
