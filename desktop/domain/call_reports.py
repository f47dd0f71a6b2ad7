"""What somebody outside says about a call: a softphone's command, a desk phone's request, a URL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.calls import Direction

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
