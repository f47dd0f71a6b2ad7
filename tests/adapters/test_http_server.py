"""The HTTP listener on real sockets: desk phones are heard, and nobody can hold it up."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.call_reports import CallReport
from desktop.hook import http_server
from desktop.hook.http_rules import Admission
from desktop.hook.http_server import HttpServer
from desktop.hook.messages import Answer, Message
from tests.desk_phone_requests import GRANDSTREAM, YEALINK, YEALINK_OLD

HOST = "127.0.0.1"
ASKED = b"GET /call?event=ringing&number=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Listener:
    """A listener whose reports are kept."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.heard: list[Message] = []
        self.refused: list[str] = []
        self.answer = Answer(ok=True)
        self.server = HttpServer(Admission(HOST), self._hear, self.refused.append)
        assert self.server.listen(0)

    def _hear(self, message: Message) -> Answer:
        self.heard.append(message)
        return self.answer

    def connect(self) -> socket.socket:
        phone = socket.create_connection((HOST, self.server.port))
        phone.setblocking(False)
        return phone

    def answers(self, phone: socket.socket, count: int) -> bytes:
        """What comes back until so many answers are there."""
        received = b""

        def arrived() -> bool:
            nonlocal received
            try:
                received += phone.recv(65536)
            except BlockingIOError:
                return False
            return received.count(b"HTTP/1.1 ") >= count

        self.qtbot.waitUntil(arrived)
        return received

    def wait_closed(self, phone: socket.socket) -> None:
        def closed() -> bool:
            try:
                return phone.recv(65536) == b""
            except BlockingIOError:
                return False
            except ConnectionError:
                return True

        self.qtbot.waitUntil(closed)


@pytest.fixture
def listener(qtbot: QtBot) -> Iterator[Listener]:
    made = Listener(qtbot)
    yield made
    made.server.stop()
    made.server.deleteLater()


def at(listener: Listener, sent: bytes) -> bytes:
    return sent.replace(b"PORT", str(listener.server.port).encode())


def test_a_yealink_keeps_its_connection(listener: Listener) -> None:
    with listener.connect() as phone:
        for count, sent in enumerate(YEALINK, 1):
            phone.sendall(at(listener, sent))
            assert listener.answers(phone, 1).startswith(b"HTTP/1.1 200 OK\r\n")
            assert len(listener.heard) == count


@pytest.mark.parametrize("sent", [YEALINK_OLD, GRANDSTREAM], ids=["yealink", "grandstream"])
def test_a_phone_with_a_connection_for_each_event(
    listener: Listener, sent: tuple[bytes, ...]
) -> None:
    for each in sent:
        with listener.connect() as phone:
            phone.sendall(at(listener, each))
            assert b"\r\nConnection: close\r\n" in listener.answers(phone, 1)
            listener.wait_closed(phone)
    assert [type(heard) for heard in listener.heard] == [CallReport] * len(sent)


def test_a_report_that_the_desk_refuses_is_told_so(listener: Listener) -> None:
    listener.answer = Answer(ok=False, why="there are too many lines")
    with listener.connect() as phone:
        phone.sendall(ASKED)
        answer = listener.answers(phone, 1)
    assert answer.startswith(b"HTTP/1.1 409 ")
    assert answer.endswith(b"\r\n\r\nthere are too many lines\n")


def test_what_is_no_request_ends_the_connection(listener: Listener) -> None:
    with listener.connect() as phone:
        phone.sendall(b"\x16\x03\x01\r\n\r\n" + ASKED)
        assert listener.answers(phone, 1).startswith(b"HTTP/1.1 400 ")
        listener.wait_closed(phone)
    assert (listener.heard, listener.refused) == ([], ["that is no HTTP/1 request"])


def test_who_says_half_of_it_is_sent_away(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, listener: Listener
) -> None:
    monkeypatch.setattr(http_server, "REQUEST_LIMIT_MS", 50)
    with listener.connect() as phone, listener.connect() as silent:
        phone.sendall(ASKED[:20])
        assert listener.answers(phone, 1).startswith(b"HTTP/1.1 408 ")
        listener.wait_closed(phone)
        listener.wait_closed(silent)


def test_a_ring_gets_through_however_many_hold_the_line(listener: Listener) -> None:
    crowd = [listener.connect() for _ in range(http_server.MOST_CLIENTS)]
    with listener.connect() as phone:
        phone.sendall(ASKED)
        assert listener.answers(phone, 1).startswith(b"HTTP/1.1 200 OK\r\n")
    listener.wait_closed(crowd[0])
    for other in crowd:
        other.close()
    assert len(listener.heard) == 1
