"""What a URL, a command and a message on the local socket may say; garbage opens no call."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.addresses import number_in
from desktop.domain.call_reports import CallReport, ReportedEvent
from desktop.domain.calls import Direction
from desktop.hook.fields import LONGEST, BadReportError, checked
from desktop.hook.messages import (
    LONGEST_MESSAGE_BYTES,
    Answer,
    AreYouThere,
    DoAction,
    ShowWindow,
    read_message,
    report_of,
)
from desktop.hook.urls import fields_of_url

NUMBER = "+8613800138000"


def report(url: str) -> CallReport:
    return report_of(checked(fields_of_url(url)))


def message(**body: Any) -> Any:
    return read_message(json.dumps(body).encode())


@pytest.mark.parametrize(
    "url",
    [
        f"callside://call?event=incoming&number={NUMBER}&id=7&name=Wang+Wu",
        f"callside://call/?event=ringing&direction=inbound&number={NUMBER}&id=7&name=Wang%20Wu",
        "CALLSIDE:call?event=RINGING&direction=in&number=%2B8613800138000&id=7&name=Wang Wu&x=&y",
    ],
)
def test_a_url_reports_a_call(url: str) -> None:
    assert report(url) == CallReport(
        ReportedEvent.RINGING, NUMBER, "7", Direction.INCOMING, "Wang Wu"
    )


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("tel:+86-138-0013-8000", "+86-138-0013-8000"),
        ("tel:8007;phone-context=pbx.example", "8007"),
        ("sip:13800138000@10.2.1.48:5060;transport=udp", "13800138000"),
        ("sips:%2B8613800138000@pbx.example", NUMBER),
        ("sip:8007", "8007"),
        ("sip:anonymous@anonymous.invalid", None),
    ],
)
def test_an_address_is_a_ring_of_its_number(url: str, number: str | None) -> None:
    assert report(url) == CallReport(ReportedEvent.RINGING, number)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "call",
        "https://callside/call?event=ringing",
        "callside://do?action=save",
        "callside://call",
        "callside://call?number=1",
        "callside://call?event=ringing&event=ended",
        "callside://[call?event=ringing",
        "tel:1\n2",
        "tel:" + "1" * 5000,
        "callside://call?event=ringing&" + "a&" * 99,
    ],
)
def test_a_url_that_reports_no_call_is_refused(url: str) -> None:
    with pytest.raises(BadReportError):
        report(url)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800138000", "13800138000"),
        ('"王五" <sip:13800138000@pbx.example>', "13800138000"),
        ("13800138000@pbx.example", "13800138000"),
        (" +86 138 0013 8000 ", "+86 138 0013 8000"),
        ("Anonymous", None),
        ("", None),
    ],
)
def test_a_number_is_found_in_what_phones_call_the_other_side(
    text: str, number: str | None
) -> None:
    assert number_in(text) == number


def test_a_message_is_a_call_an_action_or_a_wish_to_see_the_window() -> None:
    assert message(tell="do", action="next-prompt") == DoAction("next-prompt")
    assert message(tell="show") == ShowWindow()
    assert message(tell="there") == AreYouThere()
    assert message(tell="call", event="ended", number="", line="twinkle") == CallReport(
        ReportedEvent.ENDED, line="twinkle"
    )


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff",
        b'{"tell": "fly"}',
        b'{"tell": ["call"]}',
        b'{"tell": "show", "more": 1}',
        b'{"tell": "do"}',
        b'{"tell": "do", "action": 7}',
        b'{"tell": "do", "action": "a\\nb"}',
        b'{"tell": "call", "event": "ringing", "colour": "red"}',
        b'{"tell": "call", "event": "ringing", "number": 7}',
        b'{"tell": "call", "event": "ringing", "name": "\\ud800"}',
        b'{"tell": "call", "event": "ringing", "id": "a\\u0000b"}',
        b"[" * LONGEST_MESSAGE_BYTES,
        b'{"a":' * 9000,
    ],
)
def test_a_message_that_is_not_exactly_so_is_refused(line: bytes) -> None:
    with pytest.raises(BadReportError) as error:
        read_message(line)
    assert len(str(error.value).splitlines()) == 1


def test_an_answer_is_one_line() -> None:
    assert json.loads(Answer(ok=False, why="no\nway").line()) == {"ok": False, "why": "no\nway"}
    assert Answer(ok=True).line() == b'{"ok": true}\n'


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_garbage_is_refused_in_one_way(line: bytes) -> None:
    with suppress(BadReportError):
        read_message(line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {"tell": st.just("call"), "event": st.just("ringing")},
        optional={name: JSON for name in LONGEST if name != "event"},
    )
)
def test_whatever_the_fields_are_the_report_is_clean_or_refused(body: dict[str, Any]) -> None:
    try:
        found = message(**body)
    except BadReportError:
        return
    for value in (found.number, found.line_call_id, found.name, found.line):
        assert value is None or (value.isprintable() and value.strip() == value != "")


@given(st.text(max_size=200))
def test_whatever_the_url_is_it_is_read_or_refused(text: str) -> None:
    for url in (text, f"callside://call?event=ringing&{text}", f"sip:{text}", f"tel:{text}"):
        with suppress(BadReportError):
            report(url)
