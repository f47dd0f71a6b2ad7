"""The one-minute test: the agent calls himself, and this says what the telephone told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

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
    LevelMeasured,
    LineCallsListed,
    LineStateChanged,
)
from desktop.domain.phone_recipes import Told

_FEWEST_DIGITS = 3
"""Fewer figures than the shortest extension are no number that a file could be found by."""

_OfACall = (
    CallRinging | CallEstablished | CallHeld | CallResumed | CallMuted | CallEnded | LevelMeasured
)


@dataclass(frozen=True, slots=True)
class LineFinding:
    """What one line told so far."""

    line: str
    told: frozenset[Told]

    @property
    def is_over(self) -> bool:
        """Whether the whole call was seen."""
        return Told.ENDED in self.told

    @property
    def missing(self) -> tuple[Told, ...]:
        """What did not come; a hold is not part of the test, so its absence proves nothing."""
        return tuple(told for told in Told if told not in self.told and told is not Told.HELD)


class LineTest:
    """Listens to every line from its start on."""

    def __init__(self) -> None:
        self._told: dict[str, set[Told]] = {}

    def hear(self, event: CallEvent) -> bool:
        """Take one event in; whether it told something new."""
        if isinstance(event, LineStateChanged | LineCallsListed):
            return False
        told = self._told.setdefault(event.ref.line, set())
        before = len(told)
        told |= _of_ref(event.ref) | _of_event(event)
        return len(told) > before

    def findings(self) -> tuple[LineFinding, ...]:
        """Each line that told anything, in the order of its first event."""
        return tuple(LineFinding(line, frozenset(told)) for line, told in self._told.items())


def _of_ref(ref: CallRef) -> set[Told]:
    told: set[Told] = set()
    if ref.line_call_id:
        told.add(Told.ID)
    if sum(letter.isdigit() for letter in ref.number or "") >= _FEWEST_DIGITS:
        told.add(Told.NUMBER)
    return told


def _of_event(event: _OfACall) -> set[Told]:
    match event:
        case CallRinging() | CallEstablished():
            phase = Told.RINGING if isinstance(event, CallRinging) else Told.ANSWERED
            known = event.direction is not Direction.UNKNOWN
            return {phase, Told.DIRECTION} if known else {phase}
        case CallEnded():
            return {Told.ENDED}
        case CallHeld() | CallResumed():
            return {Told.HELD}
        case LevelMeasured():
            return {Told.LEVELS}
        case CallMuted():
            return set()
        case _:
            assert_never(event)
