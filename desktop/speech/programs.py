"""The child programs of the voice: how the worker is started, and what can play a WAV here."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

WORKER_ARGUMENT = "speech-worker"
"""The argument by which a frozen Callside runs the worker instead of the desk."""

_LINUX_PLAYERS: dict[str, tuple[str, ...]] = {
    "paplay": ("--latency-msec=100",),  # else the server may go on for two seconds after a stop
    "pw-play": (),
    "aplay": ("-q",),
}
_MACOS_PLAYERS: dict[str, tuple[str, ...]] = {"afplay": ()}


def worker_command() -> tuple[str, ...]:
    """The command line of the worker, from a checkout, an installed copy or a frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, WORKER_ARGUMENT)
    # -P: a file named like a library in the current folder must not be imported.
    return (sys.executable, "-P", "-m", "desktop.speech.worker")


def worker_import_path() -> str:
    """The folder that holds the package, for a child started from a checkout."""
    return str(Path(__file__).resolve().parents[2])


def players(worker: Sequence[str], platform: str = sys.platform) -> tuple[tuple[str, ...], ...]:
    """Command lines that play the WAV whose path is appended, best first; perhaps none."""
    if platform == "win32":
        return ((*worker, "play"),)
    known = _MACOS_PLAYERS if platform == "darwin" else _LINUX_PLAYERS
    found = ((shutil.which(name), options) for name, options in known.items())
    return tuple((path, *options) for path, options in found if path is not None)
