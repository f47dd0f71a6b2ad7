"""`start`: from the start of the program to its first paint, beside a bare PySide6 window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import desktop
from desktop.bench.figures import MS_PER_NS, Figure, against_floor
from desktop.bench.first_paint import BARE_PROGRAM, desk_program
from desktop.bench.workbench import prepare_database

RUNS = 15
_WARM_UPS = 2
_LONGEST_START_S = 60
_SETTINGS = 'line = "none"\n'
"""A benchmark does not take over the telephone of whoever runs it."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start. Times in milliseconds from the spawn."""

    painted_ms: float
    ready_ms: float
    early_modules: tuple[str, ...]


def measure_start(runs: int = RUNS) -> list[Figure]:
    """Start the bare window and the desk in turn."""
    bare: list[Start] = []
    desk: list[Start] = []
    with tempfile.TemporaryDirectory(prefix="callside-bench-") as name:
        folder = Path(name)
        program = desk_program(prepare_database(folder / "store"))
        for turn in range(-_WARM_UPS, runs):
            floor, start = (start_once(source, folder) for source in (BARE_PROGRAM, program))
            if turn >= 0:
                bare.append(floor)
                desk.append(start)
    floor_ms = [start.painted_ms for start in bare]
    painted_ms = [start.painted_ms for start in desk]
    ready_ms = [start.ready_ms for start in desk]
    early = {name for start in desk for name in start.early_modules}
    return [
        against_floor("start", floor_ms, painted_ms, bar=1.5, hundredth=50),
        against_floor("start", floor_ms, painted_ms, bar=2.0, hundredth=99),
        against_floor("start until calls can come", floor_ms, ready_ms, bar=5.0, hundredth=50),
        Figure("heavy modules before the first paint", None, len(early), 0, "modules", runs),
    ]


def start_once(source: str, folder: Path) -> Start:
    """Run one program of `first_paint` with settings of its own; `folder` keeps its bytecode."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        config = Path(home) / "config/callside"
        config.mkdir(parents=True)
        (config / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
        began_ns = time.monotonic_ns()
        done = subprocess.run(
            [sys.executable, "-c", source],
            env=apart_from_the_user(Path(home), folder),
            capture_output=True,
            text=True,
            check=True,
            timeout=_LONGEST_START_S,
        )
    seen = json.loads(done.stdout)
    return Start(
        (seen["painted_ns"] - began_ns) * MS_PER_NS,
        (seen["ready_ns"] - began_ns) * MS_PER_NS,
        tuple(seen["early_modules"]),
    )


def apart_from_the_user(home: Path, folder: Path) -> dict[str, str]:
    """The environment of a program with its own settings in `home`, offscreen."""
    environment = dict(os.environ)
    # Bytecode is there on every start but the first of a user, and must be there for both.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    environment["PYTHONPATH"] = str(Path(desktop.__file__).parent.parent)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        environment[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    return environment
