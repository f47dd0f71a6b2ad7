"""What baresip says becomes call events; all else that may come on its connection gives none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.addresses import number_of
from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallHeld,
    CallRef,
    CallResumed,
    CallRinging,
    CallState,
    Direction,
    EndReason,
    LevelMeasured,
    LineCallsListed,
    LineStateChanged,
    Side,
)
from desktop.domain.moments import Moment
from desktop.softphone.baresip_events import (
    CallListing,
    call_events,
    caller_of,
    can_dial,
    end_of,
    is_renegotiation,
    listed_calls,
)

AT = Moment(1_000, 2_000)
LINE = "baresip"
REF = CallRef(LINE, "7f3a@10.0.0.9", "13900139000")


def message(kind: str, **fields: Any) -> dict[str, Any]:
    """An event about one incoming call, in the shape that baresip 1.0.0 writes."""
    return {
        "event": True,
        "type": kind,
        "class": "call",
        "accountaor": "sip:agent@127.0.0.1:5062",
        "direction": "incoming",
        "peeruri": "sip:13900139000@127.0.0.1:5070",
        "peerdisplayname": "王五",
        "id": "7f3a@10.0.0.9",
    } | fields


@pytest.mark.parametrize(
    "kind", ["CALL_INCOMING", "CALL_OUTGOING", "CALL_RINGING", "CALL_PROGRESS", "CALL_ANSWERED"]
)
def test_everything_before_the_answer_is_a_ring(kind: str) -> None:
    assert call_events(message(kind), LINE, AT) == (
        CallRinging(REF, AT, Direction.INCOMING, "王五"),
    )


def test_established() -> None:
    assert call_events(message("CALL_ESTABLISHED"), LINE, AT) == (
        CallEstablished(REF, AT, Direction.INCOMING, "王五"),
    )


def test_dial_is_seen_before_it_has_an_id() -> None:
    dialled = message("CALL_LOCAL_SDP", direction="outgoing", param="offer")
    del dialled["id"], dialled["peerdisplayname"]
    assert call_events(dialled, LINE, AT) == (
        CallRinging(CallRef(LINE, None, "13900139000"), AT, Direction.OUTGOING),
    )
    assert call_events(dialled | {"id": "x"}, LINE, AT) == ()
    assert call_events(dialled | {"direction": "incoming"}, LINE, AT) == ()


@pytest.mark.parametrize("kind", ["CALL_LOCAL_SDP", "CALL_REMOTE_SDP"])
def test_offers_and_answers_are_all_that_a_hold_shows(kind: str) -> None:
    assert is_renegotiation(message(kind))
    assert not is_renegotiation(message("CALL_RTCP"))


def test_hold_and_resume_of_later_versions() -> None:
    assert call_events(message("CALL_HOLD"), LINE, AT) == (CallHeld(REF, AT),)
    assert call_events(message("CALL_RESUME"), LINE, AT) == (CallResumed(REF, AT),)


def test_closed() -> None:
    closed = message("CALL_CLOSED", param="486 Busy Here")
    assert call_events(closed, LINE, AT) == (CallEnded(REF, AT, EndReason.BUSY, "486 Busy Here"),)
    assert call_events(message("CALL_CLOSED"), LINE, AT) == (
        CallEnded(REF, AT, EndReason.FAILED, ""),
    )


@pytest.mark.parametrize(
    ("kind", "side"), [("VU_TX_REPORT", Side.AGENT), ("VU_RX_REPORT", Side.DEBTOR)]
)
def test_levels(kind: str, side: Side) -> None:
    assert call_events(message(kind, param="-13.89"), LINE, AT) == (
        LevelMeasured(REF, AT, side, -13.89),
    )


@pytest.mark.parametrize("param", [None, "", "loud", "nan", "inf", "-inf", -13.89, ["-13"]])
def test_level_that_is_no_number_is_left_out(param: object) -> None:
    assert call_events(message("VU_TX_REPORT", param=param), LINE, AT) == ()


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "CALL_RTCP",
            "CALL_RTPESTAB",
            "CALL_MENC",
            "CALL_REMOTE_SDP",
            "REGISTER_OK",
            "REGISTERING",
        ),
        *("CALL_DTMF_START", "AUDIO_ERROR", "TRANSFER", "MWI_NOTIFY", "SHUTDOWN", "EXIT", "", "?"),
    ],
)
def test_noise_gives_nothing(kind: str) -> None:
    assert call_events(message(kind), LINE, AT) == ()


def test_replies_and_unmarked_objects_are_not_events() -> None:
    assert call_events({"response": True, "ok": True, "type": "CALL_INCOMING"}, LINE, AT) == ()
    assert call_events(message("CALL_INCOMING", event="true"), LINE, AT) == ()


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("sip:13800138000@127.0.0.1:5064;transport=udp", "13800138000"),
        ("sip:+8613800138000;phone-context=x@10.0.0.1", "+8613800138000"),
        ("sip:%2B8613800138000@10.0.0.1", "+8613800138000"),
        ("sip:%E7%8E%8B@10.0.0.1", "王"),
        ("sip:8007:secret@pbx.example", "8007"),
        ("SIPS:8007@pbx.example", "8007"),
        ("tel:+8613800138000;ext=1", "+8613800138000"),
        ('"王五" <sip:13900139000@10.0.0.1>', "13900139000"),
        ("sip:1%0a2@h", "12"),
        ("sip:anonymous@anonymous.invalid", None),
        ("sip:13900139000@anonymous.invalid", None),
        ("sip:13900139000@Anonymous.Invalid:5060", None),
        ("sip:Anonymous@10.0.0.1", None),
        ("sip:@10.0.0.1", None),
        ("sip:10.0.0.1", None),
        ("mailto:a@b", None),
        ("13800138000", None),
        ("", None),
    ],
)
def test_number_is_the_user_part(uri: str, number: str | None) -> None:
    assert number_of(uri) == number


def test_anonymous_caller_has_no_name_either() -> None:
    hidden = message(
        "CALL_INCOMING", peeruri="sip:anonymous@anonymous.invalid", peerdisplayname="Anonymous"
    )
    assert call_events(hidden, LINE, AT) == (
        CallRinging(CallRef(LINE, REF.line_call_id, None), AT, Direction.INCOMING),
    )
    assert caller_of(hidden) == (Direction.INCOMING, None)
    assert caller_of(message("CALL_INCOMING")) == (Direction.INCOMING, "王五")


def test_name_that_no_store_could_take_is_cleaned() -> None:
    odd = message("CALL_INCOMING", peerdisplayname=" 王\ud800\x00\n五 ", direction=None)
    assert call_events(odd, LINE, AT) == (CallRinging(REF, AT, Direction.UNKNOWN, "王五"),)


@pytest.mark.parametrize(
    ("param", "reason", "detail"),
    [
        ("486 Rejected", EndReason.BUSY, "486 Rejected"),
        ("600 Busy Everywhere", EndReason.BUSY, "600 Busy Everywhere"),
        ("603 Decline", EndReason.DECLINED, "603 Decline"),
        ("404 Not Found", EndReason.NUMBER_DEAD, "404 Not Found"),
        ("410 Gone", EndReason.NUMBER_DEAD, "410 Gone"),
        ("484 Address Incomplete", EndReason.NUMBER_DEAD, "484 Address Incomplete"),
        ("604 Does Not Exist Anywhere", EndReason.NUMBER_DEAD, "604 Does Not Exist Anywhere"),
        ("480 Temporarily Unavailable", EndReason.NOT_ANSWERED, "480 Temporarily Unavailable"),
        ("408 Request Timeout", EndReason.NOT_ANSWERED, "408 Request Timeout"),
        ("487 Request Terminated", EndReason.NOT_ANSWERED, "487 Request Terminated"),
        ("Local timeout", EndReason.NOT_ANSWERED, "Local timeout"),
        ("Connection reset by user", EndReason.HUNG_UP, "Connection reset by user"),
        ("Connection reset by peer", EndReason.HUNG_UP, "Connection reset by peer"),
        ("503 Service Unavailable", EndReason.FAILED, "503 Service Unavailable"),
        ("486", EndReason.BUSY, "486"),
        ("Connection timed out", EndReason.FAILED, "Connection timed out"),
        ("rtp stream error", EndReason.FAILED, "rtp stream error"),
        ("Unknown error -2", EndReason.FAILED, "Unknown error -2"),
        ("4861 odd", EndReason.FAILED, ""),
        ("", EndReason.FAILED, ""),
        ("480 13800138000 is away", EndReason.NOT_ANSWERED, "480"),
        ("404 sip:wang not here", EndReason.NUMBER_DEAD, "404"),
        ("603 wang@example declines", EndReason.DECLINED, "603"),
        ("13800138000 gone", EndReason.FAILED, ""),
        ("503 " + "x" * 80, EndReason.FAILED, "503"),
        ("503 a\tb", EndReason.FAILED, "503"),
    ],
)
def test_end_reason_and_what_of_it_may_be_kept(param: str, reason: EndReason, detail: str) -> None:
    assert end_of(param) == (reason, detail)


@pytest.mark.parametrize(
    "number", ["10086", "+8613800138000", "sip:8007@pbx.example:5060;transport=tcp", "sip:1@[::1]"]
)
def test_what_can_be_dialled(number: str) -> None:
    assert can_dial(number)


@pytest.mark.parametrize(
    "number",
    [
        *("", " ", "+", "not a uri", "sip:", "sip:a@", "sip:@h", "12 34", "1\n/quit", "1\n", "١٢٣"),
        *("sip:1@h;x=y", "sips:1@h", "tel:1", "1" * 21, "sip:1@h b", "sip:1@h\n"),
    ],
)
def test_what_cannot_be_dialled(number: str) -> None:
    assert not can_dial(number)


LISTED_1_0 = """
--- Active calls (6) ---
  [line 1]  0:00:02  ESTABLISHED  (on hold)  sip:13800138000@127.0.0.1:5064;transport=udp
  [line 2]  0:00:00   INCOMING             sip:anonymous@anonymous.invalid
  [line 3]  0:00:00   INCOMING  (on hold)  sip:1@127.0.0.1:5070
  [line 4]  0:00:00   OUTGOING             sip:55@127.0.0.1:9;transport=udp
  [line 5]  0:00:00   TERMINATED             sip:56@127.0.0.1:9
> [line 6]  1:02:03  ESTABLISHED             sip:13900139000@127.0.0.1:5070

"""


def test_list_of_calls() -> None:
    assert listed_calls(LISTED_1_0, LINE) == (
        CallListing(1, CallRef(LINE, None, "13800138000"), CallState.HELD),
        CallListing(2, CallRef(LINE, None, None), CallState.RINGING),
        CallListing(3, CallRef(LINE, None, "1"), CallState.RINGING),
        CallListing(4, CallRef(LINE, None, "55"), CallState.RINGING),
        CallListing(6, CallRef(LINE, None, "13900139000"), CallState.ESTABLISHED),
    )


def test_list_of_calls_of_later_versions_has_ids() -> None:
    text = (
        "\nUser-Agent: agent@10.0.0.9\n--- Active calls (2) ---\n"
        "  [line 1, id 7f3a@10.0.0.9]  0:00:09  ESTABLISHED             sip:13900139000@h\n"
        "> [line 2, id 7f3a@[::1]]  0:00:09  ESTABLISHED  (on hold)  sip:13900139000@h\n\n"
    )
    other = CallRef(LINE, "7f3a@[::1]", REF.number)
    assert listed_calls(text, LINE) == (
        CallListing(1, REF, CallState.ESTABLISHED),
        CallListing(2, other, CallState.HELD),
    )


@pytest.mark.parametrize("text", ["", "\n--- No active calls ---\n", "command not found (x)\n"])
def test_list_without_calls(text: str) -> None:
    assert listed_calls(text, LINE) == ()


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KINDS = ["CALL_INCOMING", "CALL_LOCAL_SDP", "CALL_ESTABLISHED", "CALL_CLOSED", "VU_RX_REPORT"]


@given(
    kind=st.sampled_from(KINDS),
    fields=st.dictionaries(
        st.sampled_from(["direction", "peeruri", "peerdisplayname", "id", "param"]), ANY_JSON
    ),
)
def test_any_field_may_hold_anything(kind: str, fields: dict[str, Any]) -> None:
    given_message = {"event": True, "type": kind} | fields
    for event in call_events(given_message, LINE, AT):
        assert event.at == AT
        assert not isinstance(event, LineStateChanged | LineCallsListed)
        assert event.ref.line == LINE
        for text in (event.ref.line_call_id, event.ref.number):
            assert text is None or (text == text.strip() != "" and text.isprintable())
    is_renegotiation(given_message)


@given(text=st.text(max_size=300))
def test_any_list_text_is_read_without_harm(text: str) -> None:
    assert all(listing.row >= 0 for listing in listed_calls(text, LINE))
