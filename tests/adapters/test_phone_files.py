"""Twinkle's and MicroSIP's own files, written as those programs read them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.content.phone_recipes import FOLDER, load_phone_recipes
from desktop.content.resources import find_resources
from desktop.domain.phone_recipes import PhoneRecipe
from desktop.phones import microsip, twinkle
from desktop.phones.phone_files import COPY_SUFFIX, PhoneFileError, PhoneFiles

RECIPES = {recipe.phone_id: recipe for recipe in load_phone_recipes(find_resources() / FOLDER)}
TWINKLE, MICROSIP = RECIPES["twinkle"], RECIPES["microsip"]
COMMAND = ("/opt/call side/callside",)
PROFILE = "# USER\nuser_name=agent\nuser_domain=example.test\n\n# SCRIPTS\n" + "".join(
    f"{key}=\n" for key in twinkle.KEYS
)
INI = "[Settings]\r\naccountId=1\r\ncmdCallEnd=\r\n[Account1]\r\nusername=agent\r\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / ".twinkle").mkdir()
    (tmp_path / ".twinkle" / "agent.cfg").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "MicroSIP").mkdir()
    (tmp_path / "MicroSIP" / "microsip.ini").write_bytes(microsip.encoded(INI))
    return tmp_path


def environment(home: Path) -> Mapping[str, str]:
    return {"HOME": str(home), "APPDATA": str(home)}


def files(home: Path, *running: str, command: tuple[str, ...] = COMMAND) -> PhoneFiles:
    return PhoneFiles(environment(home), command=command, running=lambda: set(running))


def every_file(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("recipe", [TWINKLE, MICROSIP], ids=lambda recipe: recipe.phone_id)
def test_writing_twice_is_writing_once_and_undo_gives_back_what_was(
    home: Path, recipe: PhoneRecipe
) -> None:
    before = every_file(home)
    phone = files(home)
    assert phone.can_write(recipe)
    assert not phone.is_written(recipe)
    assert len(phone.write(recipe).changed) == 1
    assert phone.is_written(recipe)
    once = every_file(home)
    assert phone.write(recipe).changed == ()
    assert every_file(home) == once
    copies = [name for name in once if name.endswith(COPY_SUFFIX)]
    assert [once[name] for name in copies] == [before[copies[0].removesuffix(COPY_SUFFIX)]]
    assert len(phone.undo(recipe).changed) == 1
    assert not phone.is_written(recipe)
    after = every_file(home)
    for name in copies:
        del after[name]
    if recipe is TWINKLE:
        assert after == before
    else:
        text = microsip.decoded(after["MicroSIP/microsip.ini"])
        assert [line for line in text.splitlines() if not line.startswith("cmd")] == [
            line for line in INI.splitlines() if not line.startswith("cmd")
        ]
        assert [line for line in text.splitlines() if line.startswith("cmd")] == [
            f"{key}=" for key in ("cmdIncomingCall", "cmdOutgoingCall", "cmdCallStart")
        ] + ["cmdCallBusy=", "cmdCallEnd="]


@pytest.mark.parametrize("recipe", [TWINKLE, MICROSIP], ids=lambda recipe: recipe.phone_id)
def test_while_the_phone_runs_nothing_is_touched(home: Path, recipe: PhoneRecipe) -> None:
    before = every_file(home)
    running = files(home, recipe.phone_id)
    for change in (running.write, running.undo):
        with pytest.raises(PhoneFileError) as caught:
            change(recipe)
        assert caught.value.kind == PhoneFileError.RUNNING
    assert every_file(home) == before


def test_what_the_user_put_there_stays_and_is_told(home: Path) -> None:
    profile = home / ".twinkle" / "agent.cfg"
    profile.write_text(PROFILE.replace("script_outgoing_call=", "script_outgoing_call=/my/own.sh"))
    assert files(home).write(TWINKLE).kept == ("script_outgoing_call",)
    lines = profile.read_text().splitlines()
    assert "script_outgoing_call=/my/own.sh" in lines
    script = home / ".twinkle" / twinkle.SCRIPT_NAME
    assert sum(line.endswith(f"={script}") for line in lines) == len(twinkle.KEYS) - 1
    files(home).undo(TWINKLE)
    assert "script_outgoing_call=/my/own.sh" in profile.read_text().splitlines()

    ini = home / "MicroSIP" / "microsip.ini"
    ini.write_bytes(microsip.encoded(INI.replace("cmdCallEnd=", "cmdcallend=notepad.exe")))
    assert files(home).write(MICROSIP).kept == ("cmdCallEnd",)
    assert "cmdcallend=notepad.exe" in microsip.decoded(ini.read_bytes()).splitlines()


def test_microsip_gets_its_keys_in_its_own_section_and_encoding(home: Path) -> None:
    files(home).write(MICROSIP)
    written = (home / "MicroSIP" / "microsip.ini").read_bytes()
    assert written.startswith(b"\xff\xfe[\x00S\x00")
    lines = microsip.decoded(written).split("\r\n")
    assert lines[0] == "[Settings]"
    assert lines.index("[Account1]") > max(
        index for index, line in enumerate(lines) if line.startswith("cmd")
    )
    assert (
        'cmdIncomingCall="/opt/call side/callside" call ringing --line microsip --direction in '
        "--number"
    ) in lines


@pytest.mark.parametrize(
    "command", [("C:/python.exe", "-c", "import desktop"), ("C:/" + "long/" * 50 + "callside.exe",)]
)
def test_a_command_that_microsip_would_garble_is_refused(
    home: Path, command: tuple[str, ...]
) -> None:
    before = every_file(home)
    with pytest.raises(PhoneFileError) as caught:
        files(home, command=command).write(MICROSIP)
    assert caught.value.kind == PhoneFileError.UNUSABLE_COMMAND
    assert not files(home, command=command).is_written(MICROSIP)
    assert every_file(home) == before


def test_twinkle_cannot_run_a_script_in_a_folder_with_a_space(tmp_path: Path) -> None:
    home = tmp_path / "a home"
    (home / ".twinkle").mkdir(parents=True)
    (home / ".twinkle" / "agent.cfg").write_text(PROFILE)
    before = every_file(home)
    with pytest.raises(PhoneFileError) as caught:
        files(home).write(TWINKLE)
    assert caught.value.kind == PhoneFileError.UNUSABLE_COMMAND
    assert every_file(home) == before


def test_without_its_files_a_phone_cannot_be_written(tmp_path: Path) -> None:
    phone = files(tmp_path)
    assert not phone.can_write(TWINKLE)
    with pytest.raises(PhoneFileError) as caught:
        phone.write(TWINKLE)
    assert caught.value.kind == PhoneFileError.NO_FILE


def test_a_file_in_another_encoding_is_left_alone(home: Path) -> None:
    ini = home / "MicroSIP" / "microsip.ini"
    ini.write_bytes("[Settings]\r\nuserName=王\r\n".encode("gb18030"))
    before = every_file(home)
    with pytest.raises(PhoneFileError) as caught:
        files(home).write(MICROSIP)
    assert caught.value.kind == PhoneFileError.UNREADABLE
    assert every_file(home) == before


@pytest.mark.parametrize(
    ("trigger", "told"),
    [
        ("in_call", "call ringing --line twinkle --number=138 --id=x@y --direction in"),
        (
            "in_call_answered",
            "call established --line twinkle --number=138 --id=x@y --direction in",
        ),
        ("out_call", "call ringing --line twinkle --number=139 --id=x@y --direction out"),
        (
            "out_call_answered",
            "call established --line twinkle --number=139 --id=x@y --direction out",
        ),
        ("in_call_failed", "call ended --line twinkle --number= --id=x@y"),
        ("out_call_failed", "call ended --line twinkle --number= --id=x@y"),
        ("local_release", "call ended --line twinkle --number= --id=x@y"),
        ("remote_release", "call ended --line twinkle --number= --id=x@y"),
    ],
)
def test_the_script_tells_each_trigger(tmp_path: Path, trigger: str, told: str) -> None:
    """The real shell runs it; what it says goes to a pipe that closes when it has been said."""
    heard = tmp_path / "heard"
    subprocess.run(["mkfifo", str(heard)], check=True)
    teller = tmp_path / "tell it.sh"
    teller.write_text(f'#!/bin/sh\nprintf "%s" "$*" > "{heard}"\n')
    teller.chmod(0o700)
    script = tmp_path / "script.sh"
    script.write_text(twinkle.script_text((str(teller),)))
    done = subprocess.run(
        ["sh", str(script)],
        env={
            "TWINKLE_TRIGGER": trigger,
            "SIP_FROM_USER": "138",
            "SIP_TO_USER": "139",
            "SIP_CALL_ID": "x@y",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        check=True,
        timeout=20,
    )
    assert done.stdout == b""
    assert heard.read_text() == told


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x85", "\x1c"])
def test_a_sign_that_only_some_take_for_the_end_of_a_line_stays(home: Path, sign: str) -> None:
    profile = home / ".twinkle" / "agent.cfg"
    ini = home / "MicroSIP" / "microsip.ini"
    profile.write_text(f"user_name=a{sign}b\n" + PROFILE, encoding="utf-8", newline="")
    ini.write_bytes(microsip.encoded(f"{INI}label=a{sign}b\r\n"))
    before = profile.read_bytes(), ini.read_bytes()
    phone = files(home)
    for recipe in (TWINKLE, MICROSIP):
        phone.write(recipe)
        phone.undo(recipe)
    assert f"user_name=a{sign}b\n".encode() in profile.read_bytes()
    assert f"label=a{sign}b\r\n" in microsip.decoded(ini.read_bytes())
    assert profile.read_bytes() == before[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes and hardly any links")
def test_a_linked_profile_stays_linked_and_private(home: Path) -> None:
    profile = home / ".twinkle" / "agent.cfg"
    kept = home / "kept-elsewhere.cfg"
    profile.rename(kept)
    kept.chmod(0o600)
    profile.symlink_to(kept)
    files(home).write(TWINKLE)
    assert profile.is_symlink()
    assert twinkle.SCRIPT_NAME in kept.read_text("utf-8")
    copy = profile.with_name(profile.name + COPY_SUFFIX)
    assert [path.stat().st_mode & 0o777 for path in (kept, copy)] == [0o600, 0o600]
    assert not list(home.rglob("*.callside-new"))
