"""Which requests report a call, and which are refused; whatever is sent, nothing else happens."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.call_reports import CallReport, ReportedEvent
from desktop.domain.calls import Direction
from desktop.hook.http_reports import answer, is_question, report_in
from desktop.hook.http_request import (
    LONGEST_BODY,
    LONGEST_HEAD,
    LONGEST_LINE,
    BadRequestError,
    Request,
    RequestReader,
)
from desktop.hook.http_rules import Admission
from tests.desk_phone_requests import GRANDSTREAM, YEALINK, YEALINK_OLD

OWN = Admission("127.0.0.1")
TOKEN = "0123456789abcdef"
WITH_TOKEN = replace(OWN, token=TOKEN)
PAGE = "https://phone.example"
WITH_PAGE = replace(WITH_TOKEN, allowed_origins=frozenset({PAGE}))
LAN = replace(WITH_TOKEN, host="192.168.1.5", own_names=frozenset({"agent-7"}))
TARGET = "/call?event=ringing&number=13800138000"
IN, OUT = Direction.INCOMING, Direction.OUTGOING


def requests_in(*parts: bytes) -> list[Request]:
    reader = RequestReader()
    found: list[Request] = []
    for part in parts:
        reader.feed(part)
        while (request := reader.next()) is not None:
            found.append(request)
    return found


def request(
    *headers: str,
    target: str = TARGET,
    method: str = "GET",
    body: bytes = b"",
    host: str = "localhost",
) -> Request:
    told = [f"Host: {host}", *headers]
    if body:
        told.append(f"Content-Length: {len(body)}")
    head = "\r\n".join((f"{method} {target} HTTP/1.1", *told, "", ""))
    (found,) = requests_in(head.encode() + body)
    return found


def reports(sent: Iterable[bytes], admission: Admission = OWN) -> list[CallReport]:
    return [report_in(found, admission) for found in requests_in(*sent)]


def refused(found: Request, admission: Admission = OWN) -> int:
    with pytest.raises(BadRequestError) as error:
        report_in(found, admission)
    return error.value.status


def test_a_yealink_reports_one_call_with_its_id() -> None:
    call_id, phone = "1_3871502046@10.2.40.27", "yealink"
    number = "13800138000"
    assert reports(YEALINK) == [
        CallReport(ReportedEvent.RINGING, number, call_id, IN, "王五", phone),
        CallReport(ReportedEvent.ESTABLISHED, number, call_id, line=phone),
        CallReport(ReportedEvent.HELD, None, call_id, line=phone),
        CallReport(ReportedEvent.RESUMED, None, call_id, line=phone),
        CallReport(ReportedEvent.ENDED, number, call_id, line=phone),
    ]


def test_an_old_yealink_reports_a_dialled_call_without_an_id() -> None:
    assert reports(YEALINK_OLD) == [
        CallReport(ReportedEvent.RINGING, "+8613800138000", None, OUT, line="t28"),
        CallReport(ReportedEvent.ESTABLISHED, "+8613800138000", line="t28"),
        CallReport(ReportedEvent.ENDED, line="t28"),
    ]


def test_a_grandstream_reports_names_as_they_are() -> None:
    number, phone = "13800138000", "gxp"
    assert reports(GRANDSTREAM) == [
        CallReport(ReportedEvent.RINGING, number, None, IN, "Wang Wu", phone),
        CallReport(ReportedEvent.ESTABLISHED, number, name="王五", line=phone),
        CallReport(ReportedEvent.ENDED, number, line=phone),
    ]


def test_a_form_and_json_report_too() -> None:
    form = request(
        "Content-Type: application/x-www-form-urlencoded",
        target="/call",
        method="POST",
        body=b"event=ringing&number=+8613800138000&name=Wang+Wu",
    )
    json = request(
        "Content-Type: application/json; charset=utf-8",
        target="/call",
        method="POST",
        body='{"event":"incoming","number":"+8613800138000","name":"王五","id":null,"x":1}'.encode(),
    )
    assert [report_in(each, OWN) for each in (form, json)] == [
        CallReport(ReportedEvent.RINGING, "+8613800138000", name="Wang Wu"),
        CallReport(ReportedEvent.RINGING, "+8613800138000", direction=IN, name="王五"),
    ]


def test_a_request_may_come_byte_by_byte_or_several_at_once() -> None:
    whole = b"".join(YEALINK)
    one_by_one = requests_in(*(bytes([byte]) for byte in whole))
    assert one_by_one == requests_in(whole)
    assert len(one_by_one) == len(YEALINK)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /call?" + b"a" * LONGEST_LINE, 414),
        (b"GET /call HTTP/1.1\r\nX: " + b"a" * LONGEST_HEAD, 431),
        (b"GET /call HTTP/1.0\r\n" + b"X: a\r\n" * 99 + b"\r\n", 431),
        (b"POST /call HTTP/1.0\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1), 413),
        (b"POST /call HTTP/1.0\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /call HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        (b"POST /call HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"GET /call HTTP/1.1\r\n\r\n", 400),
        (b"GET http://a/call HTTP/1.0\r\n\r\n", 400),
        (b"GET /call HTTP/2.0\r\n\r\n", 400),
        (b"GET /call HTTP/1.0\r\nno header\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    ],
)
def test_what_cannot_be_read_is_refused(sent: bytes, status: int) -> None:
    with pytest.raises(BadRequestError) as error:
        requests_in(sent)
    assert error.value.status == status


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (request(target="/"), 404),
        (request(method="DELETE"), 405),
        (request(target="/call?event=flying&number=1"), 400),
        (request(target="/call?event=ringing&number=1&number=2"), 400),
        (request(target="/call?event=ringing&number=%0A1"), 400),
        (request(target="/call?event=ringing&line=%2F"), 400),
        (request(target="/call", method="POST", body=b"event=ringing"), 415),
        (request("Content-Type: text/plain", method="POST", body=b"{}"), 415),
        (request("Content-Type: application/json", method="POST", body=b"[" * 9999), 400),
        (request("Content-Type: application/json", method="POST", body=b'{"event":1}'), 400),
    ],
)
def test_what_reports_no_call_is_refused(found: Request, status: int) -> None:
    assert refused(found) == status


BROWSERS = [
    "Origin: http://127.0.0.1:8787",
    "Origin: null",
    "Referer: https://bad.example/",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Mode: no-cors",
    "Cookie: a=b",
    "Upgrade-Insecure-Requests: 1",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
]


@pytest.mark.parametrize("header", BROWSERS)
def test_a_browser_reports_nothing_without_the_token(header: str) -> None:
    assert refused(request(header)) == 403
    assert refused(request(header), WITH_TOKEN) == 403


@pytest.mark.parametrize("origin", ["null", "https://bad.example", f"{PAGE}.bad.example", PAGE])
def test_a_page_reports_nothing_even_with_the_token_unless_it_is_allowed(origin: str) -> None:
    found = request(f"Origin: {origin}", f"X-Callside-Token: {TOKEN}")
    assert refused(found, WITH_TOKEN) == 403
    if origin != PAGE:
        assert refused(found, WITH_PAGE) == 403
        asked = request(f"Origin: {origin}", method="OPTIONS")
        with pytest.raises(BadRequestError):
            is_question(asked, WITH_PAGE)
        assert b"Access-Control" not in answer(asked, WITH_PAGE, 403, "no", keep_alive=False)


def test_an_allowed_page_may_ask_and_then_report_with_the_token() -> None:
    asked = request(f"Origin: {PAGE}", "Access-Control-Request-Method: POST", method="OPTIONS")
    assert is_question(asked, WITH_PAGE)
    told = answer(asked, WITH_PAGE, 204, "", keep_alive=True)
    assert f"\r\nAccess-Control-Allow-Origin: {PAGE}\r\n".encode() in told
    with_token = request(f"Origin: {PAGE}", f"Authorization: Bearer {TOKEN}")
    assert report_in(with_token, WITH_PAGE).number == "13800138000"
    assert refused(request(f"Origin: {PAGE}"), WITH_PAGE) == 403


@pytest.mark.parametrize(
    "found",
    [
        request(f"Authorization: Bearer {TOKEN}"),
        request(f"X-Callside-Token: {TOKEN}"),
        request(target=f"{TARGET}&token={TOKEN}"),
    ],
)
def test_the_token_may_stand_in_a_header_or_in_the_address(found: Request) -> None:
    assert report_in(found, WITH_TOKEN).event is ReportedEvent.RINGING


@pytest.mark.parametrize("given", ["", TOKEN[:-1], f"{TOKEN}0", TOKEN.upper()])
def test_a_wrong_token_is_refused(given: str) -> None:
    assert refused(request(target=f"{TARGET}&token={given}"), WITH_TOKEN) == 403
    assert refused(request(f"Authorization: Basic {TOKEN}"), WITH_TOKEN) == 403


@pytest.mark.parametrize("host", ["bad.example", "bad.example:8787", "localhost.bad.example", ""])
def test_a_name_that_was_rebound_to_this_machine_is_refused(host: str) -> None:
    assert refused(request(host=host)) == 403
    assert refused(request(f"X-Callside-Token: {TOKEN}", host=host), LAN) == 403


@pytest.mark.parametrize("host", ["localhost:8787", "127.0.0.1", "[::1]:8787"])
def test_this_machine_may_be_called_by_its_addresses(host: str) -> None:
    assert report_in(request(host=host), OWN).number == "13800138000"


@pytest.mark.parametrize("host", ["192.168.1.5:8787", "AGENT-7:8787", "127.0.0.1"])
def test_a_phone_on_the_network_may_call_it_by_its_address_or_name(host: str) -> None:
    found = request(f"X-Callside-Token: {TOKEN}", host=host)
    assert report_in(found, LAN).number == "13800138000"
    assert refused(request(host="192.168.1.5"), OWN) == 403


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_whatever_is_sent_is_read_or_refused(parts: list[bytes]) -> None:
    with suppress(BadRequestError):
        for each in requests_in(*parts, b"\r\n\r\n"):
            report_in(each, OWN)


@given(
    st.text(max_size=200), st.sampled_from(["event", "number", "id", "name", "line", "direction"])
)
def test_whatever_a_field_holds_the_report_is_clean_or_refused(text: str, name: str) -> None:
    escaped = "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
    found = request(target=f"/call?event=ringing&{name}={escaped}".replace("ringing&event=", ""))
    try:
        report = report_in(found, OWN)
    except BadRequestError:
        return
    for value in (report.number, report.line_call_id, report.name, report.line):
        assert value is None or (value.isprintable() and value)
