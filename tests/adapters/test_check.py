"""`callside check` on real machines of the test: what is broken is named and fails the check."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.commands.checks.finding import State
from desktop.commands.checks.lines import look_at_lines
from desktop.settings import Settings
from desktop.store.database import Store
from desktop.store.keys import open_or_create_key

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct horse"
LIMIT_S = 110


def run_check(
    home: Path, *words: str, passphrase: str = PASSPHRASE, language: str = "en"
) -> subprocess.CompletedProcess[str]:
    """The command itself, in a home of the test and without a display."""
    home.mkdir(exist_ok=True)
    start = "import sys; from desktop.cli import main; sys.exit(main())"
    return subprocess.run(
        (
            sys.executable, "-c", start, "--language", language,
            "--database", str(home / "desk.db"), "check", *words,
        ),
        cwd=ROOT,
        env={
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "CALLSIDE_PASSPHRASE": passphrase,
        },
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )  # fmt: skip


def state_of(home: Path, subject: str, **options: Any) -> tuple[int, set[str]]:
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
