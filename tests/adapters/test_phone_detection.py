"""What is installed is seen by its traces, what runs by its process; the command starts us."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from desktop.domain.phone_recipes import PhoneTraces
from desktop.phones.detection import Found, is_running, look_for, running_names, whole_path
from desktop.phones.own_command import as_typed, command_for, own_command


def test_a_program_on_the_path_or_a_known_file_is_a_trace(tmp_path: Path) -> None:
    tool = tmp_path / "bin" / "softphone"
    tool.parent.mkdir()
    tool.touch(mode=0o700)
    (tmp_path / ".phone").mkdir()
    here = {"HOME": str(tmp_path), "PATH": str(tool.parent)}
    there = {"HOME": str(tmp_path / "bin"), "PATH": str(tmp_path)}
    for traces in (PhoneTraces(programs=("softphone",)), PhoneTraces(files=("~/.phone",))):
        assert look_for(traces, (), here) == Found(installed=True, running=False)
        assert look_for(traces, (), there) == Found(installed=False, running=False)


def test_what_runs_is_there_whatever_else_is_found() -> None:
    traces = PhoneTraces(processes=("MicroSIP",))
    assert look_for(traces, {"microsip"}, {}) == Found(installed=True, running=True)
    assert is_running(("a-very-long-process-name",), {"a-very-long-pro"})
    assert not is_running(("sip",), {"microsip"})


def test_a_running_process_is_seen() -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        try:
            assert "sleep" in running_names()
        finally:
            process.kill()


def test_a_path_with_a_variable_that_is_not_set_is_nowhere() -> None:
    assert whole_path("%APPDATA%/x/y.ini", {}) is None
    assert whole_path("~/x", {}) is None
    assert whole_path("%APPDATA%/x/y.ini", {"APPDATA": "/a"}) == Path("/a/x/y.ini")
    programs = "%PROGRAMFILES(X86)%/Z"
    assert whole_path(programs, {"PROGRAMFILES(X86)": "/p"}) == Path("/p/Z")


def test_each_way_of_installing_has_its_command(tmp_path: Path) -> None:
    python = tmp_path / "venv bin" / "python3"
    python.parent.mkdir()
    frozen = own_command("/opt/callside/callside", "linux", frozen=True)
    assert frozen == ("/opt/callside/callside",)
    from_checkout = own_command(str(python), "linux", frozen=False)
    assert from_checkout[:2] == (str(python), "-c")
    (python.parent / "callside").touch()
    installed = own_command(str(python), "linux", frozen=False)
    assert installed == (str(python.parent / "callside"),)
    assert as_typed(installed, "linux") == f"'{installed[0]}'"
    assert as_typed(installed, "win32") == f'"{installed[0]}"'
    assert command_for(("amiga",), "linux") == "callside"


def test_the_command_pasted_into_a_shell_starts_this_program(tmp_path: Path) -> None:
    command = as_typed(own_command(sys.executable, "linux", frozen=False), "linux")
    assert shlex.split(command)
    done = subprocess.run(
        ["sh", "-c", f"{command} --version"],
        cwd=tmp_path,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("callside ")
