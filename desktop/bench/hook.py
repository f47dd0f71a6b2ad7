"""`hook`: a whole `callside call` told to a running desk, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QEventLoop

import desktop
from desktop.bench.figures import Figure, against_floor
from desktop.bench.workbench import prepare_database, run_until_quit, running_desk, timed_ms
from desktop.hook.sole import take_place

RUNS = 60
_WARM_UPS = 3
_LONGEST_RUN_S = 20
_BAR = 8.0
_SOURCE = "import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
_REPORT = (
    "call",
    "ringing",
    "--number",
    "+8616000000005",
    "--id",
    "bench@pbx",
    "--direction",
    "in",
)


def measure_hook(runs: int = RUNS) -> list[Figure]:
    """Report one call again and again to a desk that listens, from processes of their own."""
    with tempfile.TemporaryDirectory(prefix="cs-") as name:
        folder = Path(name)
        database = prepare_database(folder)
        place = take_place(str(database))
        if place is None or place.endpoint is None:
            raise RuntimeError("there is no place for a local socket")
        words = ("--database", str(database), *_REPORT)
        commands = {"hook": [sys.executable, "-c", _SOURCE, *words]}
        script = Path(sys.executable).with_name("callside")
        if script.exists():
            commands["hook by its command"] = [str(script), *words]
        with running_desk(folder, database, place) as app:
            loop = QEventLoop()
            found: list[dict[str, list[float]]] = []

            def measured() -> None:
                try:
                    found.append(_measured(commands, folder, runs))
                finally:
                    app.mailbox.post(loop.quit)

            # The desk answers on this thread, so somebody else has to ask.
            asking = Thread(target=measured)
            asking.start()
            run_until_quit(loop)
            asking.join()
    floor = found[0].pop("floor")
    return [
        against_floor(name, floor, times, bar=_BAR, hundredth=hundredth)
        for name, times in found[0].items()
        for hundredth in (50, 90)
    ]


def _measured(commands: dict[str, list[str]], folder: Path, runs: int) -> dict[str, list[float]]:
    """Milliseconds of each command and of the floor, run in turn."""
    environment = _environment(folder)
    turns = {"floor": [sys.executable, "-c", "pass"], **commands}
    times: dict[str, list[float]] = {name: [] for name in turns}
    for turn in range(-_WARM_UPS, runs):
        for name, command in turns.items():
            took_ms = timed_ms(partial(_run, command, environment))
            if turn >= 0:
                times[name].append(took_ms)
    return times


def _run(command: Sequence[str], environment: dict[str, str]) -> None:
    subprocess.run(
        command, env=environment, check=True, stdin=subprocess.DEVNULL, timeout=_LONGEST_RUN_S
    )


def _environment(folder: Path) -> dict[str, str]:
    environment = dict(os.environ)
    # Bytecode is there on every start but the first of a user.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    environment["PYTHONPATH"] = str(Path(desktop.__file__).parent.parent)
    return environment
