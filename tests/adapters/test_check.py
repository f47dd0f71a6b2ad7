"""`callside check` on real machines of the test: what is broken is named and fails the check."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.commands.checks.finding import State
from desktop.commands.checks.lines import look_at_lines
from desktop.hook.local_server import LocalServer
from desktop.hook.messages import Answer, AreYouThere, Message
from desktop.hook.sole import take_place
from desktop.settings import Settings
from desktop.store.ballast import Ballast
from desktop.store.database import Store
from desktop.store.keys import open_or_create_key

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct horse"
LIMIT_S = 110


def start_check(
    home: Path, *words: str, passphrase: str = PASSPHRASE, language: str = "en", **variables: str
) -> subprocess.Popen[str]:
    """The command itself, in a home of the test and without a display."""
    home.mkdir(exist_ok=True)
    start = "import sys; from desktop.cli import main; sys.exit(main())"
    options = ("--language", language, "--database", str(home / "desk.db"))
    return subprocess.Popen(
        (sys.executable, "-c", start, *options, "check", *words),
        cwd=ROOT,
        env={
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "CALLSIDE_PASSPHRASE": passphrase,
            **variables,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )


def run_check(home: Path, *words: str, **options: str) -> subprocess.CompletedProcess[str]:
    """The command run to its end."""
    with start_check(home, *words, **options) as process:
        said, complained = process.communicate(timeout=LIMIT_S)
    return subprocess.CompletedProcess((), process.returncode, said, complained)


def state_of(home: Path, subject: str, **options: str) -> tuple[int, set[str]]:
    """The exit status, and the states of one subject."""
    done = run_check(home, "--json", **options)
    assert done.stderr == ""
    findings = json.loads(done.stdout)["findings"]
    return done.returncode, {row["state"] for row in findings if row["subject"] == subject}


def make_database(home: Path) -> Path:
    home.mkdir(exist_ok=True)
    path = home / "desk.db"
    key = open_or_create_key(path, lambda _new: None, passphrase=PASSPHRASE).key
    with closing(Store.open(path, key)):
        return path


@pytest.mark.real_program
def test_a_fresh_machine_is_not_broken_and_nothing_is_made(tmp_path: Path) -> None:
    done = run_check(tmp_path / "home")
    assert done.returncode == 0, done.stdout
    assert "✓ ok  libraries" in done.stdout
    assert "! attention  database  there is none yet" in done.stdout
    assert "✗" not in done.stdout
    assert not (tmp_path / "home" / "desk.db").exists()


def test_the_check_speaks_chinese(tmp_path: Path) -> None:
    done = run_check(tmp_path / "home", language="zh_CN")
    assert "! 注意  数据库  还没有数据库" in done.stdout
    assert "attention" not in done.stdout


def test_a_good_database_is_ok_and_a_wrong_passphrase_is_no_fault_of_it(tmp_path: Path) -> None:
    make_database(tmp_path)
    assert state_of(tmp_path, "database") == (0, {"ok"})
    assert state_of(tmp_path, "database", passphrase="wrong") == (0, {"attention"})


def test_the_reserve_for_a_full_disk_is_named(tmp_path: Path) -> None:
    path = make_database(tmp_path)
    assert state_of(tmp_path, "reserve") == (0, {"attention"})
    assert Ballast(path, 1024 * 1024).make()
    assert state_of(tmp_path, "reserve") == (0, {"ok"})


def test_a_damaged_database_fails_the_check_and_is_left_as_it_is(tmp_path: Path) -> None:
    path = make_database(tmp_path)
    content = bytearray(path.read_bytes())
    content[20_000] ^= 1
    path.write_bytes(content)
    assert state_of(tmp_path, "database") == (1, {"broken"})
    assert path.read_bytes() == content


def test_registering_by_the_command_line_is_seen_by_it(tmp_path: Path) -> None:
    assert state_of(tmp_path, "callside links") == (0, {"attention"})
    for words in (("--register",), ()):
        done = run_check(tmp_path, *words)
        assert "✓ ok  callside links" in done.stdout
    assert "! attention  callside links" in run_check(tmp_path, "--unregister").stdout


def test_baresip_is_asked_by_its_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        settings = Settings(tmp_path / "desk.db", tmp_path, tmp_path, baresip_port=port)
        there = list(look_at_lines(settings, settings.database))
    gone = list(look_at_lines(settings, settings.database))
    assert [each.state for each in there if each.subject == "baresip"] == [State.OK]
    assert [each.state for each in gone if each.subject == "baresip"] == [State.ATTENTION]


def test_a_console_without_the_marks_still_gets_the_words(tmp_path: Path) -> None:
    done = run_check(tmp_path, PYTHONIOENCODING="gbk:strict")
    assert "ok  libraries" in done.stdout
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("answers", [True, False])
def test_a_running_desk_is_heard_and_one_that_hangs_is_broken(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, answers: bool
) -> None:
    with tempfile.TemporaryDirectory(prefix="cs-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        place = take_place(str(tmp_path / "desk.db"))
        assert place is not None
        assert place.endpoint is not None
        said: list[Message] = []

        def hear(message: Message) -> Answer:
            said.append(message)
            return Answer(ok=True)

        refused: list[str] = []
        server = LocalServer(hear, refused.append)
        if answers:
            assert server.listen(place.endpoint)
        else:
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(place.endpoint)
            listener.listen()
        with start_check(tmp_path, "--json", XDG_RUNTIME_DIR=runtime) as process:
            qtbot.waitUntil(lambda: process.poll() is not None, timeout=LIMIT_S * 1000)
            assert process.stdout is not None
            findings = json.loads(process.stdout.read())["findings"]
        server.stop()
        server.deleteLater()
        place.leave()
        if not answers:
            listener.close()
    states = {row["state"] for row in findings if row["subject"] == "hook"}
    assert states == {"ok" if answers else "broken"}
    assert process.returncode == (0 if answers else 1)
    assert said == ([AreYouThere()] if answers else [])
    assert refused == []
    baresip = [row["en"] for row in findings if row["subject"] == "baresip"]
    assert answers == baresip[0].startswith("in the hands of the running desk")
