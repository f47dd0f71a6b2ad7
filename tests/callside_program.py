"""Callside as programs of its own: run a command, find the desk that it started, end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUN = "import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
LONGEST_COMMAND_S = 60


def environment_in(folder: Path, runtime: Path) -> dict[str, str]:
    """Everything of the user is in `folder`; `runtime` is short, for a socket's path has to be."""
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    return {
        **os.environ,
        **{f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in kinds},
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }


def command_line(database: Path, *words: str) -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-c", RUN, "--database", str(database), *words]


def callside(
    environment: dict[str, str], database: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        command_line(database, *words),
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=LONGEST_COMMAND_S,
    )


def desks_on(database: Path) -> list[int]:
    """The desks that run on a database, by process id."""
    wanted = ["-m", "desktop", "--database", str(database)]
    found: list[int] = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            words = (folder / "cmdline").read_text().split("\0")
            zombie = ") Z " in (folder / "stat").read_text()
        except OSError:
            continue
        # A checkout hands over to its own environment, without the -P of the one that starts it.
        if [word for word in words[1:6] if word != "-P"][:4] == wanted and not zombie:
            found.append(int(folder.name))
    return found


@contextmanager
def desks_ended(database: Path, wait_until: Callable[[Callable[[], bool]], None]) -> Iterator[None]:
    """End, at the end, the desks that were started on a database."""
    try:
        yield
    finally:
        for process in desks_on(database):
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not desks_on(database))
