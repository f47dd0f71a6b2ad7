"""The local socket on a real endpoint: whoever speaks nonsense to the desk gets nowhere."""

from __future__ import annotations

import json
import os
import socket
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.commands.telling import default_database
from desktop.domain.call_reports import CallReport
from desktop.hook import local_server
from desktop.hook.address import endpoints, is_ours
from desktop.hook.local_server import LocalServer
from desktop.hook.messages import LONGEST_MESSAGE_BYTES, Answer, Message
from desktop.hook.sole import Place, take_place
from desktop.settings import load_settings

RING = b'{"tell": "call", "event": "ringing", "number": "1"}\n'


class Listener:
    """A local server whose messages are kept."""

    def __init__(self, qtbot: QtBot, place: Place) -> None:
        assert place.endpoint is not None
        self.qtbot = qtbot
        self.endpoint = place.endpoint
        self.heard: list[Message] = []
        self.refused: list[str] = []
        self.server = LocalServer(self._hear, self.refused.append)
        assert self.server.listen(self.endpoint)

    def _hear(self, message: Message) -> Answer:
        self.heard.append(message)
        return Answer(ok=True)

    def connect(self) -> socket.socket:
        client = socket.socket(socket.AF_UNIX)
        client.connect(self.endpoint)
        client.setblocking(False)
        return client

    def read(self, client: socket.socket, *, until_closed: bool = False) -> list[dict[str, object]]:
        """The answers that came, once there is one, or once the desk hung up."""
        received = b""
        closed = False

        def enough() -> bool:
            nonlocal received, closed
            try:
                part = client.recv(65536)
            except BlockingIOError:
                return False
            except ConnectionResetError:
                part = b""
            closed = not part
            received += part
            return closed if until_closed else received.endswith(b"\n")

        self.qtbot.waitUntil(enough)
        return [json.loads(line) for line in received.splitlines()]

    def say(self, *lines: bytes) -> list[dict[str, object]]:
        with self.connect() as client:
            client.sendall(b"".join(lines))
            return self.read(client)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cs-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def listener(qtbot: QtBot, runtime: Path) -> Iterator[Listener]:
    place = take_place("/somewhere/desk.db")
    assert place is not None
    made = Listener(qtbot, place)
    yield made
    made.server.stop()
    made.server.deleteLater()
    place.leave()


def test_only_this_user_may_open_the_socket(listener: Listener, runtime: Path) -> None:
    endpoint = Path(listener.endpoint)
    assert endpoint.parent == runtime / "callside"
    for path in (endpoint, endpoint.parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_line_is_answered_by_a_line(listener: Listener) -> None:
    assert listener.say(RING) == [{"ok": True}]
    assert listener.heard == [CallReport(listener.heard[0].event, "1")]  # type: ignore[union-attr]


def test_nonsense_is_refused_and_the_next_line_is_heard(listener: Listener) -> None:
    with listener.connect() as client:
        client.sendall(b"{}\n")
        (refused,) = listener.read(client)
        client.sendall(RING)
        assert listener.read(client) == [{"ok": True}]
    assert refused == {"ok": False, "why": "nothing is known of such a message"}
    assert listener.refused == [refused["why"]]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_is_too_long_ends_the_connection(listener: Listener, end: bytes) -> None:
    with listener.connect() as client:
        client.setblocking(True)
        client.sendall(b"a" * (LONGEST_MESSAGE_BYTES + 1) + end)
        client.setblocking(False)
        assert listener.read(client, until_closed=True) == [
            {"ok": False, "why": "that is too much"}
        ]


def test_who_talks_without_end_is_sent_away(listener: Listener) -> None:
    with listener.connect() as client:
        client.sendall(RING * (local_server.MOST_MESSAGES + 1))
        *answers, last = listener.read(client, until_closed=True)
    assert answers == [{"ok": True}] * local_server.MOST_MESSAGES
    assert last["ok"] is False


def test_who_says_nothing_is_sent_away(
    qtbot: QtBot, runtime: Path, monkeypatch: pytest.MonkeyPatch, listener: Listener
) -> None:
    monkeypatch.setattr(local_server, "SILENT_AFTER_MS", 50)
    with listener.connect() as client:
        assert listener.read(client, until_closed=True) == []


def test_a_crowd_does_not_keep_a_ring_out(listener: Listener) -> None:
    crowd = [listener.connect() for _ in range(local_server.MOST_CLIENTS)]
    assert listener.say(RING) == [{"ok": True}]
    assert listener.read(crowd[0], until_closed=True) == []
    for other in crowd:
        other.close()


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.binary(max_size=200).map(lambda part: part.replace(b"\n", b"")), max_size=5))
def test_whatever_comes_the_desk_goes_on(listener: Listener, lines: list[bytes]) -> None:
    listener.heard.clear()
    listener.refused.clear()
    with listener.connect() as client:
        client.sendall(b"".join(line + b"\n" for line in lines) + RING)
        listener.qtbot.waitUntil(lambda: bool(listener.heard))
    assert len(listener.heard) == 1
    assert len(listener.refused) == len(lines)


# The place.


def test_one_place_for_each_database_whatever_its_path_is_called(
    runtime: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    first = take_place(str(tmp_path / "desk.db"))
    assert first is not None
    assert take_place(str(tmp_path / "link" / "desk.db")) is None
    other = take_place(str(tmp_path / "other.db"))
    assert other is not None
    first.leave()
    again = take_place(str(tmp_path / "desk.db"))
    assert again is not None
    for place in (other, again):
        place.leave()
    assert list((runtime / "callside").iterdir()) == []


def test_of_many_who_take_the_place_at_once_one_gets_it(runtime: Path) -> None:
    def life(_number: int) -> int:
        taken = 0
        for _ in range(200):
            place = take_place("/somewhere/desk.db")
            if place is None:
                continue
            inside.append(None)
            taken += len(inside) == 1
            assert len(inside) == 1
            inside.pop()
            place.leave()
        return taken

    inside: list[None] = []
    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(life, range(4))) >= 200


def test_a_desk_is_found_from_another_session(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    first = take_place("/somewhere/desk.db")
    assert first is not None
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert first.endpoint in endpoints("/somewhere/desk.db")
    assert take_place("/somewhere/desk.db") is None
    first.leave()


def test_a_folder_that_others_can_open_is_not_used(runtime: Path) -> None:
    folder = runtime / "callside"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    assert not is_ours(str(folder))
    place = take_place("/somewhere/desk.db")
    assert place is not None
    assert place.endpoint is None or not place.endpoint.startswith(str(runtime))
    place.leave()


@pytest.mark.parametrize("variable", ["", "/elsewhere", "not/whole"])
def test_the_quick_way_to_the_database_is_the_settings_way(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", variable)
    found = default_database()
    assert found is None if variable == "not/whole" else found == str(load_settings().database)
    config = Path(os.environ["XDG_CONFIG_HOME"] or tmp_path / ".config")
    if not variable:
        (config / "callside").mkdir(parents=True)
        (config / "callside" / "settings.toml").write_text('database = "mine.db"')
        assert default_database() is None
