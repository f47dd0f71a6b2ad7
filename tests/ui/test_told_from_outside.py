"""The running desk hears what `callside call` says; a second start brings the first one forward."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.call_reports import CallReport, ReportedEvent
from desktop.domain.calls import CallState
from desktop.hook.sole import Place, take_place
from desktop.session.line_log import Heard
from desktop.settings import HookSettings
from tests.adapters.phones import free_port
from tests.ui.conftest import MakeDesk
from tests.ui.desk_fixture import OWN_NAME, OWN_NUMBER, WAIT_MS, RunningDesk

ROOT = Path(__file__).parent.parent.parent
RUN = "import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"

Callside = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A short one: a socket's path has little room."""
    with tempfile.TemporaryDirectory(prefix="cs-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture
def place(tmp_path: Path) -> Place:
    taken = take_place(str(tmp_path / "desk.db"))
    assert taken is not None
    return taken


@pytest.fixture
def told_desk(make_desk: MakeDesk, place: Place) -> RunningDesk:
    """A desk that can be told; the only one that listens for its database."""
    return make_desk(place=place).open()


@pytest.fixture
def callside(qtbot: QtBot, tmp_path: Path) -> Callside:
    """Runs the program as a softphone does, while the desk goes on."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", RUN, "--database", str(tmp_path / "desk.db"), *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        ) as child:
            qtbot.waitUntil(lambda: child.poll() is not None, timeout=WAIT_MS)
            out, error = child.communicate()
        return subprocess.CompletedProcess(command, child.returncode, out, error)

    return run


def test_a_reported_call_opens_the_file_and_ends_with_its_outcome_to_do(
    told_desk: RunningDesk, callside: Callside
) -> None:
    done = callside("call", "ringing", "--number", OWN_NUMBER, "--id", "a@b", "--direction", "in")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    view = told_desk.wait(lambda view: view.case is not None)
    assert view.case is not None
    assert view.case.name == OWN_NAME
    assert view.focused is not None
    assert (view.focused.line, view.focused.state) == ("hook", CallState.RINGING)
    assert callside("call", "established", "--number", OWN_NUMBER, "--id", "a@b").returncode == 0
    assert told_desk.view.timer is not None
    assert callside("call", "ended", "--number", OWN_NUMBER, "--id", "a@b").returncode == 0
    told_desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    assert len(told_desk.app.desk.calls) == 1


def test_an_action_is_done_by_name(told_desk: RunningDesk, callside: Callside) -> None:
    assert callside("do", "keys").returncode == 0
    told_desk.wait(lambda _view: told_desk.window.keys.isVisible())


def test_an_unknown_action_is_one_line_with_the_names(
    told_desk: RunningDesk, callside: Callside
) -> None:
    done = callside("do", "fly")
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert "next-prompt" in line
    assert "state-angry" in line


@pytest.mark.parametrize(
    "words",
    [
        ("call", "ringing", "--number", "1\n2"),
        ("call", "ringing", "--number", "1" * 999),
        ("call", "ringing", "--number", "1", "--line", "a b"),
    ],
)
def test_a_report_that_cannot_be_used_is_one_line_and_opens_nothing(
    told_desk: RunningDesk, callside: Callside, words: tuple[str, ...]
) -> None:
    done = callside(*words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert told_desk.app.desk.calls == {}


def test_a_second_start_brings_the_first_window_forward(
    told_desk: RunningDesk, callside: Callside
) -> None:
    told_desk.window.showMinimized()
    done = callside()
    assert (done.returncode, done.stderr) == (0, "")
    told_desk.wait(lambda _view: not told_desk.window.isMinimized())


def test_what_comes_while_the_database_opens_waits_for_it(
    make_desk: MakeDesk, place: Place
) -> None:
    desk = make_desk(place=place)
    assert desk.app.reporting.hear(CallReport(ReportedEvent.RINGING, OWN_NUMBER)).ok
    assert desk.app.desk.calls == {}
    desk.open()
    desk.wait(lambda view: view.case is not None)


def test_the_place_is_free_again_after_the_desk(
    told_desk: RunningDesk, tmp_path: Path, callside: Callside
) -> None:
    assert take_place(str(tmp_path / "desk.db")) is None
    told_desk.close()
    place = take_place(str(tmp_path / "desk.db"))
    assert place is not None
    place.leave()
    done = callside("do", "keys")
    assert (done.returncode, done.stderr) == (
        2,
        "callside: no desk is running; start it with: callside.\n",
    )


def test_a_desk_phone_on_this_machine_opens_the_file(make_desk: MakeDesk, qtbot: QtBot) -> None:
    port = free_port(socket.SOCK_STREAM)
    desk = make_desk(hook=HookSettings(http_port=port)).open()
    with socket.create_connection(("127.0.0.1", port)) as phone:
        phone.setblocking(False)
        phone.sendall(
            f"GET /call?event=incoming&number={OWN_NUMBER}&line=yealink HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\n\r\n".encode()
        )
        view = desk.wait(lambda view: view.case is not None)
    assert view.focused is not None
    assert view.focused.line == "yealink"
    assert desk.app.desk.line_log.of("yealink")[0].heard is Heard.OPENED


def test_a_port_that_is_taken_is_told_and_the_desk_works(make_desk: MakeDesk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        desk = make_desk(hook=HookSettings(http_port=port)).open()
        desk.settle()
        assert str(port) in desk.window.banner.findChild(QLabel).text()


def test_a_refused_report_is_known_to_whoever_looks_for_the_fault(
    told_desk: RunningDesk, callside: Callside
) -> None:
    done = callside("call", "ringing", "--number", "1", "--line", "desk-phone")
    assert done.returncode == 2
    (heard, *_) = told_desk.app.desk.line_log.of("desk-phone")
    assert (heard.heard, heard.why) == (Heard.REFUSED, "that line reports its calls by itself")


def test_a_line_and_a_hook_report_one_call_with_one_outcome(told_desk: RunningDesk) -> None:
    told_desk.ring(OWN_NUMBER)
    hear = told_desk.app.reporting.hear
    hear(CallReport(ReportedEvent.RINGING, OWN_NUMBER.removeprefix("+86")))
    told_desk.press("F2")
    told_desk.wait(lambda view: view.timer is not None)
    hear(CallReport(ReportedEvent.ENDED, OWN_NUMBER.removeprefix("+86")))
    told_desk.line.hang_up()
    view = told_desk.wait_saved()
    assert view.wrap_up is not None
    assert view.wrap_up.open
    assert (len(told_desk.app.desk.calls), view.inbox) == (1, ())
    store = told_desk.app.store
    assert store is not None
    assert view.focused is not None
    call_id = view.focused.call_id
    told = store.submit(lambda s: s.reports_of(call_id)).result()
    assert [(report.line, report.event) for report in told] == [
        ("desk-phone", "ringing"),
        ("hook", "ringing"),
        ("desk-phone", "established"),
        ("hook", "ended"),
        ("desk-phone", "ended"),
    ]
