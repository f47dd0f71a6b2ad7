"""What each line was last heard to say, also what opened nothing, and why: to find a fault with."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

from desktop.domain.call_board import CallChange
from desktop.domain.calls import CallRef
from desktop.domain.moments import Moment

MOST_EVENTS = 50
"""Of one line; older ones are forgotten."""
MOST_LINES = 32


class Heard(Enum):
    """What came of an event."""

    OPENED = "opened"
    JOINED = "joined"
    """Another line had reported this call already."""
    CHANGED = "changed"
    REPEATED = "repeated"
    OVER = "over"
    """It is about a call that has ended."""
    NO_CALL = "no_call"
    """It is about a call of which nothing else is known."""
    LINK = "link"
    """It is about the line itself."""
    REFUSED = "refused"
    """It could not be read, or may not be said: `why` says more."""


@dataclass(frozen=True, slots=True)
class HeardEvent:
    """One event of one line. `ref` holds a number: it is shown to the agent and kept nowhere."""

    at: Moment
    line: str
    event: str
    heard: Heard
    ref: CallRef | None = None
    call_id: str | None = None
    why: str = ""


class LineLog:
    """The last events of every line, newest first; bounded, in memory only."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[HeardEvent]] = {}

    def note(self, heard: HeardEvent) -> None:
        """Remember one event; a line that nobody knows takes no other line's room."""
        if heard.line not in self._lines and len(self._lines) >= MOST_LINES:
            return
        self._lines.setdefault(heard.line, deque(maxlen=MOST_EVENTS)).appendleft(heard)

    def of(self, line: str) -> tuple[HeardEvent, ...]:
        """The last events of one line, newest first."""
        return tuple(self._lines.get(line, ()))

    def lines(self) -> tuple[str, ...]:
        """The lines that were heard of, in the order of their first event."""
        return tuple(self._lines)


def came_of(changes: tuple[CallChange, ...]) -> Heard | None:
    """What an event did to the calls; None when it did nothing."""
    if not changes:
        return None
    before, after = changes[0].before, changes[0].after
    if before is None:
        return Heard.OPENED
    return Heard.JOINED if len(after.also) > len(before.also) else Heard.CHANGED
