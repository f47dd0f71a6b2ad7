"""Runs other programs with their output in `.venv/install.log`, and tells how far we are."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

from desktop.bootstrap.stamp import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LOG = "install.log"
LOG_PLACE = f"{ENVIRONMENT}/{LOG}"  # as sentences name it, seen from the checkout

_COMMAND_NOT_FOUND = 127
_READ_BACK_BYTES = 200_000


class Runner(Protocol):
    """Starts other programs."""

    def run(self, command: Sequence[str], settings: Mapping[str, str] | None = None) -> bool:
        """Run a program to its end and tell whether it succeeded."""
        ...

    def output(self) -> str:
        """Return what the last program wrote."""
        ...


def say(text: str) -> None:
    """Tell the user, on standard error, in a line."""
    print(f"Callside: {text}", file=sys.stderr, flush=True)


class LoggedRunner:
    """A runner whose programs write to the log; without a log their output is dropped."""

    def __init__(self, root: Path, *, keep_open: int | None = None) -> None:
        self._root = root
        self._path = root / LOG_PLACE
        self._keep_open = () if keep_open is None or sys.platform == "win32" else (keep_open,)
        self._start_of_last = 0

    def run(self, command: Sequence[str], settings: Mapping[str, str] | None = None) -> bool:
        """Run a program in the checkout without input, all of its output in the log."""
        try:
            log = self._path.open("ab")
        except OSError:
            return self._run(command, settings, subprocess.DEVNULL) == 0
        with log:
            self._start_of_last = log.tell()
            log.write(f"$ {' '.join(command)}\n".encode())
            log.flush()
            return self._run(command, settings, log.fileno()) == 0

    def output(self) -> str:
        """Return the end of what the last program wrote."""
        try:
            with self._path.open("rb") as log:
                end = log.seek(0, os.SEEK_END)
                log.seek(max(self._start_of_last, end - _READ_BACK_BYTES))
                return log.read().decode(errors="replace")
        except OSError:
            return ""

    def _run(self, command: Sequence[str], settings: Mapping[str, str] | None, log: int) -> int:
        try:
            done = subprocess.run(
                command,
                cwd=self._root,
                env={**os.environ, **(settings or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self._keep_open,
                check=False,
            )
        except OSError:
            return _COMMAND_NOT_FOUND
        return done.returncode
