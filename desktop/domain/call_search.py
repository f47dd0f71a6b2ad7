"""Which call does a line mean? It says an id, a number, both or neither."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.call_twins import same_number
from desktop.domain.calls import Call, CallRef, CallState, ListedCall


def find_call(ref: CallRef, calls: Iterable[Call], *, is_ended: bool) -> Call | None:
    """The call meant: by the line's id, else by number, else the line's latest one.

    `calls` are the live ones, oldest first; `is_ended` says that a call with this id is over.
    """
    on_line = [(known, call) for call in calls if (known := call.on(ref.line)) is not None]
    if ref.line_call_id is not None:
        for known, call in on_line:
            if known.line_call_id == ref.line_call_id:
                return call
        if is_ended:
            return None
        # A call that began without an id may learn it now. So may an anonymous one, but a caller
        # without a number is nobody whose number is known.
        on_line = [(known, call) for known, call in on_line if known.line_call_id is None]
        if ref.number is None:
            on_line = [(known, call) for known, call in on_line if known.number is None]
    if ref.number is not None:
        same = [(known, call) for known, call in on_line if _is(known.number, ref.number)]
        on_line = same or [(known, call) for known, call in on_line if known.number is None]
    return on_line[-1][1] if on_line else None


def _is(known: str | None, number: str) -> bool:
    """One line may write a number with its country code in one event, and without in the next."""
    return known is not None and same_number(known, number)


def may_ring_as(ref: CallRef, call: Call) -> bool:
    """Whether a ring can be a known call's.

    A ring without an id, on a line that gave the known call one, is a number dialled once more: the
    known call is up, or its line was lost and cannot tell that it is over. Nor is a ring the
    answered call of a lost line, unless its id says so: the same person may just ring again.
    """
    known = call.on(ref.line)
    known_by_id = known is not None and known.line_call_id is not None
    if call.state is CallState.UNKNOWN and call.was_answered:
        return known is not None and known_by_id and ref.line_call_id == known.line_call_id
    return ref.line_call_id is not None or not known_by_id or call.state is CallState.RINGING


def may_be_listed_as(listed: ListedCall, call: Call) -> bool:
    """Whether a call can be the listed one, as far as more than id and number tell.

    Without an id to prove it, an answered call cannot ring again, and a caller without a number is
    not taken for somebody whose file is open.
    """
    line_call_id = listed.ref.line_call_id
    known = call.on(listed.ref.line) or call.ref
    if listed.state is CallState.RINGING and call.was_answered:
        return line_call_id is not None and line_call_id == known.line_call_id
    if line_call_id is not None:
        return True
    return listed.ref.number is not None or known.number is None


def least_known(listed: ListedCall) -> tuple[bool, bool]:
    """Sorts listed calls so that those with an id choose first, then those with a number."""
    return listed.ref.line_call_id is None, listed.ref.number is None
