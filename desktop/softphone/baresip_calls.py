"""The calls that baresip is believed to have: fills in what its events leave out. Pure.

1.0.0 and 1.1.0 send no event for hold and resume and start a call without its id; after a reconnect
1.0.0 says only numbers and places in a list. The `listcalls` text, compared with what is known
here, gives the missing events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallEvent,
    CallHeld,
    CallRef,
    CallResumed,
    CallRinging,
    CallState,
    Direction,
    EndReason,
    LevelMeasured,
    LineCallsListed,
    ListedCall,
)
from desktop.domain.moments import Moment
from desktop.softphone.baresip_events import CallListing


@dataclass(slots=True)
class KnownCall:
    """One call. `row` is its place in `listcalls`; `muted` is None until a reply has told."""

    ref: CallRef
    state: CallState
    row: int | None = None
    muted: bool | None = None


class KnownCalls:
    """Calls in the order in which they were first heard of."""

    def __init__(self) -> None:
        self._calls: list[KnownCall] = []

    def beside(self, chosen: KnownCall | None) -> tuple[KnownCall, ...]:
        """The other calls that are not on hold."""
        return tuple(
            call for call in self._calls if call is not chosen and call.state is not CallState.HELD
        )

    def forget(self) -> None:
        """The link is lost: nothing is known any more."""
        self._calls.clear()

    def find(self, ref: CallRef) -> KnownCall | None:
        """The call meant: by id; else by number, and then never one of two that could be meant."""
        for call in self._calls:
            if ref.line_call_id is not None and call.ref.line_call_id == ref.line_call_id:
                return call
        found = self._without_id(ref)
        if found is None and ref.line_call_id is None:
            same = [call for call in self._calls if call.ref.number == ref.number]
            return same[0] if len(same) == 1 else None
        return found

    def heard(
        self, event: CallEvent, direction: Direction, name: str | None
    ) -> tuple[CallEvent, ...]:
        """Take note of an event; gives the events to report, missing ones filled in before it.

        `direction` and `name` are what baresip says of the call with each of its events.
        """
        match event:
            case CallRinging(ref=ref) if ref.line_call_id is None:
                # A call is being dialled, though another with this number may be up.
                if self._without_id(ref) is None:
                    self._calls.append(KnownCall(ref, CallState.RINGING))
            case CallRinging(ref=ref):
                self._note(ref, CallState.RINGING)
            case CallEstablished(ref=ref):
                call = self._note(ref, CallState.ESTABLISHED)
                if call.state is CallState.RINGING:
                    call.state = CallState.ESTABLISHED
            case CallEnded(ref=ref):
                ended = self.find(ref)
                if ended is not None:
                    self._calls.remove(ended)
            case LevelMeasured(ref=ref, at=at):
                found = self.find(ref)
                if found is not None and found.ref.line_call_id is not None:
                    return (event,)
                # A call that was up before we were: its level is the first to name its id.
                # A ringing call is not taken for answered, early media has levels too.
                call = self._note(ref, CallState.ESTABLISHED)
                if call.state is not CallState.RINGING:
                    return (CallEstablished(call.ref, at, direction, name), event)
            case _:
                pass
        return (event,)

    def relisted(self, listings: Iterable[CallListing], at: Moment) -> tuple[CallEvent, ...]:
        """What no event told of, from a `listcalls` during the connection: holds and resumes, ids,
        and dials that failed before they got one.

        Any other call that is not listed may belong to another account, and is not ended by that.
        """
        events: list[CallEvent] = []
        unlisted = list(self._calls)
        for listing, call in self._paired(listings):
            if call is None:
                continue
            unlisted.remove(call)
            call.row = listing.row
            if call.ref.line_call_id is None and listing.ref.line_call_id is not None:
                call.ref = listing.ref
                events.append(CallRinging(call.ref, at, Direction.UNKNOWN))
            if {call.state, listing.state} == {CallState.ESTABLISHED, CallState.HELD}:
                call.state = listing.state
                held = call.state is CallState.HELD
                events.append(CallHeld(call.ref, at) if held else CallResumed(call.ref, at))
        for call in unlisted:
            call.row = None
            if call.ref.line_call_id is None and call.state is CallState.RINGING:
                self._calls.remove(call)
                events.append(CallEnded(call.ref, at, EndReason.FAILED))
        return tuple(events)

    def reconnected(
        self, listings: Iterable[CallListing], line: str, at: Moment
    ) -> LineCallsListed:
        """Take over the first `listcalls` of a connection."""
        listed: list[ListedCall] = []
        for listing, known in self._paired(listings):
            call = known
            if call is None:
                call = KnownCall(listing.ref, listing.state)
                self._calls.append(call)
            if call.ref.line_call_id is None:
                call.ref = listing.ref
            call.row, call.state = listing.row, listing.state
            listed.append(ListedCall(call.ref, listing.state))
        return LineCallsListed(line, at, tuple(listed))

    def _without_id(self, ref: CallRef) -> KnownCall | None:
        for call in self._calls:
            if call.ref.line_call_id is None and call.ref.number == ref.number:
                return call
        return None

    def _note(self, ref: CallRef, state: CallState) -> KnownCall:
        """The call for a reference, learning its id, or a new one."""
        call = self.find(ref)
        if call is None:
            call = KnownCall(ref, state)
            self._calls.append(call)
        elif call.ref.line_call_id is None:
            call.ref = ref
        return call

    def _paired(
        self, listings: Iterable[CallListing]
    ) -> Iterator[tuple[CallListing, KnownCall | None]]:
        """Each listing with its call, none twice: by id, by the row once known, else by number."""
        unpaired = list(self._calls)
        for listing in listings:
            same = [call for call in unpaired if _may_be(listing, call)]
            same.sort(
                key=lambda call: (
                    listing.ref.line_call_id is not None and call.ref.line_call_id is None,
                    call.row != listing.row,
                    call.row is not None,
                )
            )
            if same:
                unpaired.remove(same[0])
            yield listing, same[0] if same else None


def _may_be(listing: CallListing, call: KnownCall) -> bool:
    if listing.ref.line_call_id is not None and call.ref.line_call_id is not None:
        return listing.ref.line_call_id == call.ref.line_call_id
    return listing.ref.number == call.ref.number
