"""A report starts the desk when there is none; a crash leaves nothing in the way of the next."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.bench.workbench import prepare_database
from tests.callside_program import callside, command_line, desks_ended, desks_on, environment_in
from tests.ui.desk_fixture import OWN_NUMBER

WAIT_MS = 30_000

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return prepare_database(tmp_path / "store")


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="cs-") as runtime:
        config = tmp_path / "config" / "callside"
        config.mkdir(parents=True)
        (config / "settings.toml").write_text('line = "none"\n')
        yield environment_in(tmp_path, Path(runtime))


@pytest.fixture
def run(environment: dict[str, str], database: Path, qtbot: QtBot) -> Iterator[Run]:
    def wait_until(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=WAIT_MS)

    with desks_ended(database, wait_until):
        yield lambda *words: callside(environment, database, *words)


def open_calls(run: Run) -> list[dict[str, Any]]:
    """The calls that are on disk without an outcome."""
    done = run("outcomes", "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["without_outcome"]
    return found


def open_numbers(run: Run) -> list[str]:
    """Their numbers."""
    return [call["number"] for call in open_calls(run)]


def test_a_report_starts_the_desk_once_and_is_heard(run: Run, database: Path, qtbot: QtBot) -> None:
    done = run("call", "ringing", "--number", OWN_NUMBER, "--id", "1@pbx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(desks_on(database)) == 1
    opened = run("open", f"callside://call?event=established&number={OWN_NUMBER}&id=1@pbx")
    assert opened.returncode == 0
    second = run()
    assert (second.returncode, second.stderr) == (0, "")
    assert len(desks_on(database)) == 1
    qtbot.waitUntil(lambda: open_numbers(run) == [OWN_NUMBER], timeout=WAIT_MS)
    (call,) = open_calls(run)
    told = [(report["line"], report["event"]) for report in call["reported"]]
    assert told == [("hook", "ringing"), ("hook", "established")]


def test_two_reports_at_once_start_one_desk(
    run: Run, environment: dict[str, str], database: Path, qtbot: QtBot
) -> None:
    words = ("call", "ringing", "--number", OWN_NUMBER, "--id", "1@pbx")
    commands = [subprocess.Popen(command_line(database, *words), env=environment) for _ in range(3)]
    assert [command.wait(WAIT_MS / 1000) for command in commands] == [0, 0, 0]
    qtbot.waitUntil(lambda: len(desks_on(database)) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: open_numbers(run) == [OWN_NUMBER], timeout=WAIT_MS)


def test_the_socket_that_a_crash_left_is_no_obstacle(run: Run, database: Path) -> None:
    assert run("call", "ringing", "--number", OWN_NUMBER).returncode == 0
    (process,) = desks_on(database)
    os.kill(process, signal.SIGKILL)
    dead = run("do", "keys")
    assert (dead.returncode, dead.stderr) == (
        2,
        "callside: no desk is running; start it with: callside.\n",
    )
    assert run("call", "ended", "--number", OWN_NUMBER).returncode == 0
    assert len(desks_on(database)) == 1


def test_a_desk_that_cannot_start_is_one_line(
    run: Run, environment: dict[str, str], database: Path
) -> None:
    environment["QT_QPA_PLATFORM"] = "nowhere"
    done = run("open", "tel:+8616000000005")
    assert done.returncode == 1
    assert done.stderr == "callside: the desk did not start; start it by hand to see why.\n"
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    done = run("open", "tel:+8616000000005")
    assert done.returncode == 2
    assert done.stderr.startswith("callside: there is no display")
    assert desks_on(database) == []


@pytest.mark.parametrize("url", ["http://a/", "callside://do?action=save", "callside://call?id=1"])
def test_a_url_that_cannot_be_used_starts_nothing(run: Run, database: Path, url: str) -> None:
    done = run("open", url)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert desks_on(database) == []
