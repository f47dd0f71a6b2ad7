"""On a real X server with a window manager: real keys work, and a ring takes no focus."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.programs import require_program
from tests.ui.desk_fixture import settings_in

pytestmark = [pytest.mark.needs_x, pytest.mark.real_program]

ROOT = Path(__file__).parents[2]
OTHER_WINDOW = Path(__file__).with_name("other_window.py")
DESK = "import sys; from desktop.cli import main; sys.exit(main())"
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

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        homes = {
            f"XDG_{kind}_HOME": str(self.folder / kind) for kind in ("CONFIG", "DATA", "STATE")
        }
        return {**kept, **homes, "DISPLAY": self.display, "PYTHONPATH": str(ROOT)}

    @contextmanager
    def running(self, *command: str) -> Iterator[None]:
        """A Python program on this screen, ended at the end."""
        process = subprocess.Popen([sys.executable, *command], env=self.environment)
        try:
            yield
        finally:
            process.terminate()
            process.wait(LIMIT_S)


@pytest.fixture
def screen(x_display: str, tmp_path: Path) -> Screen:
    return Screen(x_display, tmp_path, require_program("xdotool"))


@contextmanager
def demo_desk(screen: Screen) -> Iterator[None]:
    """The English demo with its own pace: the first call rings a little after the start."""
    database = str(settings_in(screen.folder).database)
    with screen.running("-c", DESK, "--database", database, "--language", "en", "demo"):
        yield


def test_a_call_is_answered_and_ended_with_keys_of_the_real_keyboard(screen: Screen) -> None:
    with demo_desk(screen):
        desk = screen.window("Ringing")
        screen.ask("windowactivate", "--sync", desk)
        screen.ask("key", "F2")
        assert screen.window("On the call") == desk
        screen.ask("key", "F12")
        assert screen.window("Ended") == desk


def test_a_ring_leaves_the_keyboard_to_the_window_that_has_it(screen: Screen) -> None:
    with demo_desk(screen):
        screen.window("Callside")
        with screen.running(str(OTHER_WINDOW)):
            other = screen.window("softphone")
            screen.ask("windowactivate", "--sync", other)
            screen.ask("type", "before ")
            screen.window("Ringing")
            assert screen.ask("getactivewindow") == other
            screen.ask("type", "after")
            assert screen.window("softphone before after") == other
