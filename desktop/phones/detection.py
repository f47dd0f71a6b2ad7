"""Which telephones are on this machine, and which of them run just now."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.phone_recipes import PhoneTraces

_VARIABLE = re.compile(r"%([A-Z_()0-9]+)%")
_PROCESSES = Path("/proc")
_LONGEST_COMM = 15
_LISTING_LIMIT_S = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was seen of a telephone."""

    installed: bool
    running: bool


def look_for(
    traces: PhoneTraces,
    running: Collection[str],
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> Found:
    """Whether any trace of a telephone is there; `running` are the processes' names."""
    runs = is_running(traces.processes, running)
    search_path = environment.get("PATH", "")
    installed = (
        any(shutil.which(program, path=search_path) for program in traces.programs)
        or any(_is_there(written, environment) for written in traces.files)
        or (platform == "win32" and any(_has_key(key) for key in traces.registry))
    )
    return Found(installed or runs, runs)


def whole_path(written: str, environment: Mapping[str, str] = os.environ) -> Path | None:
    """A path of a recipe on this machine; None where one of its variables is not set."""
    if written.startswith("~"):
        home = environment.get("HOME") or environment.get("USERPROFILE")
        return Path(home, written[1:].lstrip("/")) if home else None
    names = _VARIABLE.findall(written)
    if any(name not in environment for name in names):
        return None
    return Path(_VARIABLE.sub(lambda name: environment[name[1]], written))


def running_names(platform: str = sys.platform) -> frozenset[str]:
    """The names of all processes, without `.exe`; none where the system does not say."""
    if platform == "win32":
        rows = _listing("tasklist", "/FO", "CSV", "/NH").splitlines()
        names = (row.partition('",')[0].strip('"') for row in rows)
        return frozenset(name.removesuffix(".exe").removesuffix(".EXE") for name in names if name)
    if platform == "darwin":
        return frozenset(Path(row.strip()).name for row in _listing("ps", "-axco", "comm").split())
    return frozenset(_comm(folder) for folder in _PROCESSES.glob("[0-9]*")) - {""}


def is_running(processes: Collection[str], running: Collection[str]) -> bool:
    """Whether one of a telephone's processes is among the running; Linux cuts long names."""
    names = {name.lower() for name in running}
    return any({name.lower(), name.lower()[:_LONGEST_COMM]} & names for name in processes)


def _is_there(written: str, environment: Mapping[str, str]) -> bool:
    path = whole_path(written, environment)
    try:
        return path is not None and path.exists()
    except OSError:
        return False  # a folder that we may not look into holds nothing that we could use


def _has_key(key: str) -> bool:
    if sys.platform == "win32":
        import winreg

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CURRENT_USER, key))
        except OSError:
            return False
        return True
    return False


def _comm(process: Path) -> str:
    try:
        return (process / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        return ""  # it ended meanwhile


def _listing(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LISTING_LIMIT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
