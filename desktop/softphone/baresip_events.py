"""What baresip says on its control connection, turned into call events. Pure: no sockets, no clock.

Written against baresip 1.0.0 and 1.1.0, with the event names that later versions added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.addresses import number_of, printable
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
    Side,
)
from desktop.domain.moments import Moment

_MAX_DETAIL_CHARS = 60

_END_BY_STATUS = {
    404: EndReason.NUMBER_DEAD,
    408: EndReason.NOT_ANSWERED,
    410: EndReason.NUMBER_DEAD,
    480: EndReason.NOT_ANSWERED,
    484: EndReason.NUMBER_DEAD,
    486: EndReason.BUSY,
    487: EndReason.NOT_ANSWERED,
    600: EndReason.BUSY,
    603: EndReason.DECLINED,
    604: EndReason.NUMBER_DEAD,
}
_STATUS = re.compile(r"([1-6]\d\d)(?: |$)")
# A far end writes its own reason phrase: it may hold a number, an address or anything else.
_PERSONAL = re.compile(r"[@:+]|\d{3}")

# An empty number redials the last one, free text dials the agent's own host, and baresip makes
# `sip:sips:` of the secure scheme.
_NUMBER = re.compile(r"\+?[0-9]{1,20}", re.ASCII)
_SIP_URI = re.compile(
    r"sip:[A-Za-z0-9+*#._~-]{1,64}@(?:[A-Za-z0-9.-]{1,128}|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::[0-9]{1,5})?(?:;transport=(?:udp|tcp|tls))?",
    re.ASCII,
)

_LISTED = re.compile(
    r"""[> ]\s\[line\ (?P<line>\d{1,6})(?:,\ id\ (?P<id>\S+))?\]
    \s+[\d:]+\s+(?P<state>[A-Z?]+)\s+(?P<hold>\(on\ hold\))?\s+(?P<peer>\S+)""",
    re.VERBOSE,
)
_LISTED_STATES = {
    "INCOMING": CallState.RINGING,
    "OUTGOING": CallState.RINGING,
    "RINGING": CallState.RINGING,
    "EARLY": CallState.RINGING,
    "ESTABLISHED": CallState.ESTABLISHED,
}


@dataclass(frozen=True, slots=True)
class CallListing:
    """One row of `listcalls`: the call's place in it (`row`), and from 1.1.0 on also its id."""

    row: int
    ref: CallRef
    state: CallState


def call_events(message: Mapping[str, object], line: str, at: Moment) -> tuple[CallEvent, ...]:
    """The call events in one message; most messages are of no interest and give none."""
    if message.get("event") is not True:
        return ()
    ref = CallRef(line, _text(message, "id"), number_of(_text(message, "peeruri") or ""))
    direction = _direction(message)
    match _text(message, "type"):
        case "CALL_INCOMING" | "CALL_OUTGOING" | "CALL_RINGING" | "CALL_PROGRESS":
            return (CallRinging(ref, at, direction, _name(message, ref)),)
        case "CALL_ANSWERED":
            # Picked up; the connection is only proved by CALL_ESTABLISHED. 1.1.0 says it again
            # whenever the two ends agree on a hold, and then it tells nothing new.
            return (CallRinging(ref, at, direction, _name(message, ref)),)
        case "CALL_LOCAL_SDP" if ref.line_call_id is None and direction is Direction.OUTGOING:
            # The first sign of a dialled call. A number that is refused at once, or a
            # host that never answers, gives no other before the end. A re-INVITE carries the id.
            return (CallRinging(ref, at, direction),)
        case "CALL_ESTABLISHED":
            return (CallEstablished(ref, at, direction, _name(message, ref)),)
        case "CALL_HOLD":
            # After 1.1.0 only, and only for the far end's hold, which is not shown at all before.
            return (CallHeld(ref, at),)
        case "CALL_RESUME":
            return (CallResumed(ref, at),)
        case "CALL_CLOSED":
            reason, detail = end_of(_text(message, "param") or "")
            return (CallEnded(ref, at, reason, detail),)
        case "VU_TX_REPORT":
            return _level(message, ref, at, Side.AGENT)
        case "VU_RX_REPORT":
            return _level(message, ref, at, Side.DEBTOR)
        case _:
            return ()


def can_dial(number: str) -> bool:
    """Whether this, given to baresip's `dial`, dials what it says and nothing else."""
    return bool(_NUMBER.fullmatch(number) or _SIP_URI.fullmatch(number))


def is_renegotiation(message: Mapping[str, object]) -> bool:
    """Whether the two ends exchanged media offers: all that a hold shows of itself."""
    return _text(message, "type") in {"CALL_LOCAL_SDP", "CALL_REMOTE_SDP"}


def caller_of(message: Mapping[str, object]) -> tuple[Direction, str | None]:
    """Direction and display name, which every event about a call repeats."""
    ref = CallRef("", None, number_of(_text(message, "peeruri") or ""))
    return _direction(message), _name(message, ref)


def end_of(param: str) -> tuple[EndReason, str]:
    """Why a call ended, from CALL_CLOSED's text; the detail holds no number and no address."""
    status = _STATUS.match(param)
    phrase = param[status.end() :] if status else param
    detail = param.strip()
    if len(detail) > _MAX_DETAIL_CHARS or _PERSONAL.search(phrase) or not detail.isprintable():
        detail = status[1] if status else ""
    if status:
        return _END_BY_STATUS.get(int(status[1]), EndReason.FAILED), detail
    if param.startswith("Connection reset by"):
        # The same words for a hang-up, a refusal and a missed call.
        return EndReason.HUNG_UP, detail
    if param == "Local timeout":
        return EndReason.NOT_ANSWERED, detail
    return EndReason.FAILED, detail


def listed_calls(text: str, line: str) -> tuple[CallListing, ...]:
    """The rows of a `listcalls` reply: of all accounts in 1.1.0, of the current one in 1.0.0."""
    found: list[CallListing] = []
    for row in map(_LISTED.match, text.splitlines()):
        if row is None or (state := _LISTED_STATES.get(row["state"])) is None:
            continue
        if row["hold"] and state is CallState.ESTABLISHED:
            state = CallState.HELD
        ref = CallRef(line, row["id"], number_of(row["peer"]))
        found.append(CallListing(int(row["line"]), ref, state))
    return tuple(found)


def _level(
    message: Mapping[str, object], ref: CallRef, at: Moment, side: Side
) -> tuple[CallEvent, ...]:
    try:
        level_dbov = float(_text(message, "param") or "")
    except ValueError:
        return ()
    if not math.isfinite(level_dbov):
        return ()
    return (LevelMeasured(ref, at, side, level_dbov),)


def _direction(message: Mapping[str, object]) -> Direction:
    match _text(message, "direction"):
        case "incoming":
            return Direction.INCOMING
        case "outgoing":
            return Direction.OUTGOING
        case _:
            return Direction.UNKNOWN


def _name(message: Mapping[str, object], ref: CallRef) -> str | None:
    """The display name; an anonymous caller's "name" is a phrase of the network, not a name."""
    return None if ref.number is None else _text(message, "peerdisplayname")


def _text(message: Mapping[str, object], key: str) -> str | None:
    value = message.get(key)
    return (printable(value) or None) if isinstance(value, str) else None
