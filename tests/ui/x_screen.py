"""A real X server with a window manager: programs on it, and xdotool as the agent's hands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ui.desk_fixture import settings_in

ROOT = Path(__file__).parents[2]
OTHER_WINDOW = Path(__file__).with_name("other_window.py")
DESK_ON_SCREEN = Path(__file__).with_name("desk_on_screen.py")
DEMO = "import sys; from desktop.cli import main; sys.exit(main())"
LIMIT_S = 40


@dataclass(frozen=True, slots=True)
class Screen:
    """An X server with `xdotool` on it."""

    display: str
    folder: Path
    xdotool: str

    def ask(self, *arguments: str) -> str:
        """What xdotool answers; `--sync` makes it wait."""
        return subprocess.run(
            [self.xdotool, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=True,
        ).stdout.strip()

    def window(self, title: str) -> str:
        """Wait for a visible window with this in its title; its id."""
        return self.ask("search", "--sync", "--onlyvisible", "--name", title).splitlines()[0]

    def click(self, x: int, y: int) -> None:
        """Press the left button at a point."""
        self.ask("mousemove", "--sync", str(x), str(y))
        self.ask("click", "1")

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        homes = {
            f"XDG_{kind}_HOME": str(self.folder / kind) for kind in ("CONFIG", "DATA", "STATE")
        }
        return {**kept, **homes, "DISPLAY": self.display, "PYTHONPATH": str(ROOT)}

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[str]]:
        """A Python program on this screen, ended at the end."""
        process = subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.terminate()
                process.wait(LIMIT_S)

    @contextmanager
    def demo(self) -> Iterator[None]:
        """The English demo with its own pace: the first call rings a little after the start."""
        database = str(settings_in(self.folder).database)
        with self.running("-c", DEMO, "--database", database, "--language", "en", "demo"):
            yield

    @contextmanager
    def desk(self, *options: str) -> Iterator[DeskOnScreen]:
        """A desk whose telephone the test drives."""
        with self.running(str(DESK_ON_SCREEN), str(self.folder), *options) as process:
            yield DeskOnScreen(process)

    @contextmanager
    def softphone(self) -> Iterator[str]:
        """Another program's window with the keyboard; its id. Its title tells what is typed."""
        with self.running(str(OTHER_WINDOW)):
            other = self.window("softphone")
            self.ask("windowactivate", "--sync", other)
            yield other


class DeskOnScreen:
    """Talks to `desk_on_screen.py`: one line of JSON for each line that is asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.ask("ready")

    def ask(self, *words: str) -> Any:
        """Have the desk do or tell something; its answer comes when it is done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())
