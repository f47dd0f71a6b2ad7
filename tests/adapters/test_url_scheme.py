"""`callside:` addresses reach our command through the system's own tools, and can be taken back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.phones.url_scheme import (
    DESKTOP_FILE,
    SchemeState,
    register_scheme,
    scheme_state,
    unregister_scheme,
)
from tests.programs import require_program

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the desktop files of Linux"
)

ADDRESS = "callside://call?event=ringing&number=%2B8613800138000&id=a%40b"
COMMAND = ("/opt/call side/callside",)
OTHERS = (
    "[Added Associations]\ntext/plain=editor.desktop;\n\n[Default Applications]\nx/y=z.desktop\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def environment(home: Path) -> Mapping[str, str]:
    """A desktop session of this home alone, without a desktop of its own."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "XDG_DATA_DIRS": str(home / "nothing"),
        "XDG_CONFIG_DIRS": str(home / "nothing"),
        "LC_ALL": "C.UTF-8",
    }


def every_file(home: Path) -> dict[str, bytes]:
    # The cache that update-desktop-database keeps is not ours.
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name != "mimeinfo.cache"
    }


def test_registering_twice_is_registering_once_and_leaves_others_alone(home: Path) -> None:
    here = environment(home)
    (home / ".config").mkdir()
    (home / ".config" / "mimeapps.list").write_text(OTHERS)
    before = every_file(home)
    assert scheme_state(COMMAND, here) is SchemeState.NONE
    register_scheme(COMMAND, here)
    assert scheme_state(COMMAND, here) is SchemeState.OURS
    assert scheme_state(("/elsewhere/callside",), here) is SchemeState.OTHER
    once = every_file(home)
    register_scheme(COMMAND, here)
    assert every_file(home) == once
    assert set(once) - set(before) == {f".local/share/applications/{DESKTOP_FILE}"}
    lines = once[".config/mimeapps.list"].decode().splitlines()
    assert [line for line in lines if "callside" not in line] == OTHERS.splitlines()
    assert sum("callside" in line for line in lines) == 1
    assert b"x-scheme-handler/tel" not in b"".join(once.values())
    for _ in range(2):
        unregister_scheme(here)
        assert every_file(home) == before
        assert scheme_state(COMMAND, here) is SchemeState.NONE


def test_a_copy_that_was_moved_is_registered_anew(home: Path) -> None:
    here = environment(home)
    register_scheme(("/old/callside",), here)
    register_scheme(COMMAND, here)
    assert scheme_state(COMMAND, here) is SchemeState.OURS


@pytest.mark.real_program
@pytest.mark.parametrize(
    ("opener", "folder", "words"),
    [
        (("gio", "open"), "a $strange na`me", ("-c", "two words; 'quoted'")),
        (("xdg-open",), "plain-name", ()),
    ],
    ids=["gio", "xdg-open"],
)
def test_an_address_that_is_opened_reaches_the_command(
    home: Path, opener: tuple[str, ...], folder: str, words: tuple[str, ...]
) -> None:
    """The command writes into a pipe; xdg-open asks for a display but shows nothing there."""
    require_program(opener[0])
    heard = home / "heard"
    os.mkfifo(heard)
    teller = home / folder / "callside"
    teller.parent.mkdir()
    teller.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{heard}'\n")
    teller.chmod(0o700)
    here = environment(home)
    register_scheme((str(teller), *words), here)
    reader = os.open(heard, os.O_RDONLY | os.O_NONBLOCK)
    try:
        subprocess.run((*opener, ADDRESS), env={**here, "DISPLAY": ":none"}, check=True, timeout=30)
        os.set_blocking(reader, True)
        said = b""
        while said.count(b"\n") < len(words) + 2:
            said += os.read(reader, 4096)
    finally:
        os.close(reader)
    assert said.decode().splitlines() == [*words, "open", ADDRESS]


@pytest.mark.real_program
def test_the_desktop_file_is_valid(home: Path) -> None:
    program = require_program("desktop-file-validate")
    register_scheme(COMMAND, environment(home))
    entry = home / ".local/share/applications" / DESKTOP_FILE
    done = subprocess.run((program, str(entry)), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
