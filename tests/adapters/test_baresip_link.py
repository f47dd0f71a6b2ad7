"""The line against a scripted control port: what a real baresip cannot be made to do on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket
from pytestqt.qtbot import QtBot

from desktop.domain.calls import (
    CallEvent,
    CallHeld,
    CallMuted,
    CallRef,
    LineCallsListed,
    LineState,
    LineStateChanged,
)
from desktop.session.ports import LineCommand
from desktop.softphone import baresip_link
from desktop.softphone.baresip import BaresipLine
from desktop.softphone.netstring import NetstringParser, encode
from tests.fakes import FakeClock

REFS = [CallRef("baresip", f"id-{number}", f"1380000000{number}") for number in (1, 2)]
NO_CALLS = "\n--- Active calls (0) ---\n"


class ControlPort(QObject):
    """A control port that answers when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[dict[str, str]] = []
        self.connections: list[QTcpSocket] = []
        self.answers = True
        self.finds_calls = False
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_connection)
        assert self._server.listen(QHostAddress.SpecialAddress.LocalHost)

    @property
    def port(self) -> int:
        return self._server.serverPort()

    def write(self, received: bytes) -> None:
        self.connections[-1].write(received)

    def tell(self, message: object) -> None:
        self.write(encode(json.dumps(message).encode()))

    def answer(self, command: str) -> None:
        found = command in ("callfind", "line")
        self.reply(-1, "setting current call" if found and self.finds_calls else NO_CALLS)

    def reply(self, index: int, text: str = "") -> None:
        token = self.asked[index]["token"]
        self.tell({"response": True, "ok": True, "data": text, "token": token})

    def commands(self) -> list[tuple[str, str | None]]:
        return [(asked["command"], asked.get("params")) for asked in self.asked]

    def close(self) -> None:
        self._server.close()
        for connection in self.connections:
            connection.abort()

    def _on_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        parser = NetstringParser()

        def read() -> None:
            for payload in parser.feed(bytes(connection.readAll().data())):
                self.asked.append(json.loads(payload))
                if self.answers:
                    self.answer(self.asked[-1]["command"])

        connection.readyRead.connect(read)
        self.connections.append(connection)


@pytest.fixture
def port(qapp: object) -> Iterator[ControlPort]:
    port = ControlPort()
    yield port
    port.close()


@pytest.fixture
def events() -> list[CallEvent]:
    return []


@pytest.fixture
def line(
    port: ControlPort, events: list[CallEvent], monkeypatch: pytest.MonkeyPatch
) -> Iterator[BaresipLine]:
    monkeypatch.setattr(baresip_link, "RETRY_MS", 1)
    line = BaresipLine(events.append, FakeClock(), port=port.port, reply_timeout_ms=200)
    line.start()
    line.start()
    yield line
    line.stop()


Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=5_000)


def told(events: list[CallEvent]) -> list[tuple[LineState, str]]:
    return [(e.state, e.detail) for e in events if isinstance(e, LineStateChanged)]


def has_state(events: list[CallEvent], state: LineState, times: int) -> bool:
    return [seen for seen, _ in told(events)].count(state) == times


def has_asked(port: ControlPort, times: int) -> bool:
    return len(port.asked) == times


def has_connections(port: ControlPort, count: int) -> bool:
    return len(port.connections) == count


def established(port: ControlPort, ref: CallRef) -> None:
    peer = f"sip:{ref.number}@127.0.0.1"
    event = {"event": True, "type": "CALL_ESTABLISHED", "direction": "incoming", "peeruri": peer}
    port.tell(event | {"id": ref.line_call_id})


def test_connected_only_when_it_has_answered(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    port.answers = False
    wait(lambda: port.asked)
    assert told(events) == [(LineState.CONNECTING, "")]
    line.send(LineCommand.HANG_UP, REFS[0])
    wait(lambda: len(told(events)) == 2)
    assert told(events)[-1] == (LineState.CONNECTING, "the softphone does not answer")
    port.answers = True
    wait(lambda: isinstance(events[-1], LineCallsListed))
    assert told(events)[-1] == (LineState.CONNECTED, "")
    assert {command for command, _ in port.commands()} == {"listcalls"}


@pytest.mark.parametrize("garbage", [b"HTTP/1.1 400 Bad Request\r\n", b"99999999:", b"2:{},x"])
def test_what_is_not_the_protocol_makes_a_new_connection(
    garbage: bytes, line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    wait(lambda: told(events)[-1][0] is LineState.CONNECTED)
    port.write(garbage)
    wait(lambda: len(port.connections) == 2 and told(events)[-1][0] is LineState.CONNECTED)
    reason = "this port does not speak baresip's control protocol"
    assert told(events)[-2] == (LineState.LOST, reason)


def test_frames_that_are_not_json_objects_are_passed_over(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    wait(lambda: told(events)[-1][0] is LineState.CONNECTED)
    before = len(events)
    for payload in (b"", b"{", b"[" * 60_000, b"\xff", b"[1]", b'"text"', b"9" * 5_000, b"{}"):
        port.write(encode(payload))
    established(port, REFS[0])
    wait(lambda: len(events) == before + 1)
    assert len(port.connections) == 1


def test_two_commands_never_interleave_their_steps(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    wait(lambda: told(events)[-1][0] is LineState.CONNECTED)
    for ref in REFS:
        established(port, ref)
    wait(lambda: len(events) == 5)
    port.answers = False
    asked = len(port.asked)
    for ref in REFS:
        line.send(LineCommand.HANG_UP, ref)
    for expected in (("callfind", "id-1"), ("hangup", "id-1"), ("callfind", "id-2")):
        asked += 1
        wait(partial(has_asked, port, asked))
        assert port.commands()[-1] == expected
        port.reply(-1, "setting current call")
    wait(lambda: len(port.asked) == asked + 1)
    assert port.commands()[-1] == ("hangup", "id-2")
    port.reply(-1)


def test_call_that_is_gone_is_not_taken_for_the_current_one(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    wait(lambda: told(events)[-1][0] is LineState.CONNECTED)
    established(port, REFS[0])
    wait(lambda: len(events) == 4)
    # Every answer is a list of calls, so `callfind` never says that it found the call.
    for command in (LineCommand.HANG_UP, LineCommand.HOLD, LineCommand.MUTE, LineCommand.ANSWER):
        line.send(command, REFS[0])
        line.send(command, REFS[1])
    line.send(LineCommand.DIAL, CallRef("baresip", None, "10086"))
    wait(lambda: ("dial", "10086") in port.commands())
    assert {command for command, _ in port.commands()} == {"listcalls", "callfind", "dial"}
    assert not any(isinstance(event, CallHeld | CallMuted) for event in events)


def test_each_step_names_its_call_for_another_may_have_become_current(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    wait(lambda: told(events)[-1][0] is LineState.CONNECTED)
    port.finds_calls = True
    for ref in REFS:
        established(port, ref)
    wait(lambda: len(events) == 5)
    asked = len(port.asked)
    line.send(LineCommand.RESUME, REFS[0])
    line.send(LineCommand.HOLD, REFS[0])
    line.send(LineCommand.ANSWER, REFS[1])
    wait(lambda: ("accept", "id-2") in port.commands())
    acting = [(name, of) for name, of in port.commands()[asked:] if name != "listcalls"]
    assert acting == [
        *(("callfind", "id-2"), ("hold", "id-2"), ("callfind", "id-1"), ("resume", "id-1")),
        *(("callfind", "id-1"), ("hold", "id-1")),
        *(("callfind", "id-1"), ("hold", "id-1")),
        *(("callfind", "id-2"), ("resume", "id-2"), ("accept", "id-2")),
    ]


def test_nothing_is_held_for_the_sake_of_a_call_that_is_gone(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    wait(lambda: told(events)[-1][0] is LineState.CONNECTED)
    port.finds_calls = True
    established(port, REFS[0])
    wait(lambda: len(events) == 4)
    line.send(LineCommand.ANSWER, REFS[1])
    line.send(LineCommand.RESUME, REFS[1])
    line.send(LineCommand.HANG_UP, REFS[0])
    wait(lambda: ("hangup", "id-1") in port.commands())
    assert not {"hold", "accept"} & {command for command, _ in port.commands()}


def test_reply_to_something_else_moves_nothing(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    port.answers = False
    wait(lambda: port.asked)
    for token in ("0", "99", None, 1.5, ["1"]):
        port.tell({"response": True, "ok": True, "data": NO_CALLS, "token": token})
    established(port, REFS[0])
    wait(lambda: len(events) == 2)
    assert told(events) == [(LineState.CONNECTING, "")]
    port.reply(0, NO_CALLS)
    wait(lambda: told(events)[-1] == (LineState.CONNECTED, ""))
    port.reply(0, NO_CALLS)


def test_client_that_is_thrown_out_again_and_again_backs_off(
    line: BaresipLine, port: ControlPort, events: list[CallEvent], wait: Wait
) -> None:
    for count in (1, 2, 3):
        wait(partial(has_state, events, LineState.CONNECTED, count))
        wait(partial(has_connections, port, count))
        port.connections[-1].disconnectFromHost()
        wait(partial(has_state, events, LineState.LOST, count))
    assert told(events)[-1] == (LineState.LOST, "another program took the control connection")
    assert line._link._retry.interval() == 5_000
    assert line._link._retry.isActive()


def test_no_event_after_stop_even_inside_one(port: ControlPort, wait: Wait, qtbot: QtBot) -> None:
    events: list[CallEvent] = []

    def stop_when_connected(event: CallEvent) -> None:
        events.append(event)
        if told(events)[-1][0] is LineState.CONNECTED:
            stopped.stop()

    stopped = BaresipLine(stop_when_connected, FakeClock(), port=port.port)
    assert LineCommand.REPORT_RING not in stopped.commands
    stopped.start()
    wait(lambda: told(events)[-1][0] is LineState.STOPPED)
    wait(lambda: not stopped.children())
    states = [LineState.CONNECTING, LineState.CONNECTED, LineState.STOPPED]
    assert [state for state, _ in told(events)] == states
    assert len(events) == 3
