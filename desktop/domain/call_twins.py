"""One call that two lines report: a softphone's own link and its hook, a desk phone and the PBX.

Two lines never share their ids of calls, except a SIP Call-ID, and write numbers in different ways.
What tells a twin is who, when and which way; two callers must stay two calls.
"""

from __future__ import annotations

from desktop.domain.calls import Call, CallEstablished, CallRef, CallRinging, CallState, Direction
from desktop.domain.moments import Moment

TWIN_WITHIN_MS = 5_000
"""Reports of one call by two lines begin no further apart than this."""
_LATE_RING_MS, _LATE_ANSWER_MS = 1_000, TWIN_WITHIN_MS
"""Nobody rings again so soon after an end, and nobody has talked again."""

_COMPARED_DIGITS = 8
"""The end of a number is the same with and without country code, area code and trunk prefix."""
_SHORTEST_PROOF = 8
"""An id of so many characters is a SIP Call-ID or the like; a shorter one may be a mere count."""


def is_twin(event: CallRinging | CallEstablished, call: Call) -> bool:
    """Whether another line's first report of a call is about a call that is known."""
    if call.on(event.ref.line) is not None:
        return False
    if Direction.UNKNOWN not in (event.direction, call.direction) and (
        event.direction is not call.direction
    ):
        return False
    return _same_caller(event.ref, call) and _same_time(event, call)


def may_be_listed_twin(ref: CallRef, call: Call) -> bool:
    """Whether a call that a line lists after a reconnect is one that others report already."""
    return call.on(ref.line) is None and _same_caller(ref, call)


def same_number(one: str, other: str) -> bool:
    """Whether two ways of writing mean one number, as far as their ends tell."""
    digits, others = (_digits(number) for number in (one, other))
    if min(len(digits), len(others)) < _COMPARED_DIGITS:
        # An extension is a number of its own; what has no figures at all is compared as it is.
        return digits == others if digits and others else one == other
    return digits[-_COMPARED_DIGITS:] == others[-_COMPARED_DIGITS:]


def is_late(event: CallRinging | CallEstablished, ended: Call) -> bool:
    """Whether a report comes late and means a call that has just ended.

    Hooks are programs of their own, so the last two events of a short call may overtake each other,
    and another line may be a little slower as a whole.
    """
    if ended.ended_at is None or is_twin(event, ended):
        return ended.ended_at is not None
    known = ended.on(event.ref.line)
    if known is None or known.line_call_id is not None or event.ref.line_call_id is not None:
        return False
    limit_ms = _LATE_RING_MS if isinstance(event, CallRinging) else _LATE_ANSWER_MS
    if event.at.ms_since(ended.ended_at) > limit_ms:
        return False
    return known.number == event.ref.number


def _same_caller(ref: CallRef, call: Call) -> bool:
    same_id = any(
        ref.line_call_id is not None and ref.line_call_id == known.line_call_id
        for known in call.refs
    )
    if same_id and len(ref.line_call_id or "") >= _SHORTEST_PROOF:
        return True
    numbers = [known.number for known in call.refs if known.number is not None]
    if ref.number is None or not numbers:
        return same_id
    return any(same_number(ref.number, number) for number in numbers)


def _same_time(event: CallRinging | CallEstablished, call: Call) -> bool:
    if _near(event.at, call.started_at):
        return True
    if isinstance(event, CallRinging):
        return False
    # A line that tells of a call only when it is answered.
    if call.established_at is None:
        return call.state is CallState.RINGING
    return _near(event.at, call.established_at)


def _near(one: Moment, other: Moment) -> bool:
    return abs(one.monotonic_ms - other.monotonic_ms) <= TWIN_WITHIN_MS


def _digits(number: str) -> str:
    return "".join(letter for letter in number if "0" <= letter <= "9")
