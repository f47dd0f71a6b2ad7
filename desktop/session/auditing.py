"""The audit of who reported what: for every event, its call and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.call_board import CallBoard, CallChange
from desktop.domain.call_reports import line_of, word_for
from desktop.domain.calls import (
    CallEvent,
    CallRef,
    LineCallsListed,
    LineStateChanged,
)
from desktop.session.line_log import Heard, HeardEvent, came_of
from desktop.session.live_call import LiveCall


def heard_as(
    event: CallEvent, changes: tuple[CallChange, ...], board: CallBoard, about: LiveCall | None
) -> HeardEvent:
    """What came of an event, for the log of its line."""
    ref = None if isinstance(event, LineStateChanged | LineCallsListed) else event.ref
    heard = came_of(changes)
    if heard is None and ref is None:
        heard = Heard.LINK
    elif heard is None and about is not None:
        heard = Heard.OVER if about.has_ended else Heard.REPEATED
    elif heard is None:
        heard = Heard.OVER if ref is not None and board.is_over(ref) else Heard.NO_CALL
    call_id = changes[0].after.call_id if changes else about.call_id if about else None
    return HeardEvent(event.at, line_of(event), word_for(event), heard, ref, call_id)


def call_about(ref: CallRef, board: CallBoard, calls: Iterable[LiveCall]) -> LiveCall | None:
    """The call on the desk that a report means though it changed nothing, over or not."""
    live_calls = list(calls)
    found = board.find(ref)
    for live in reversed(live_calls):
        if found is not None and live.call_id == found.call_id:
            return live
        known = live.call.on(ref.line) if live.has_ended and found is None else None
        if known is not None and _means(ref, known):
            return live
    return None


def is_news(event: CallEvent, live: LiveCall) -> bool:
    """Whether this line tells of this for the first time: more would only repeat it."""
    told = {(report.line, report.event) for report in live.draft.reported}
    return live.saving is None and (line_of(event), word_for(event)) not in told


def _means(ref: CallRef, known: CallRef) -> bool:
    if ref.line_call_id is not None or known.line_call_id is not None:
        return ref.line_call_id == known.line_call_id
    return ref.number is None or ref.number == known.number
