"""A desk on the screen, run as a program: does what each line of its input asks, and answers.

Every answer is one line of JSON, given once what was asked for is true.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QPushButton

from desktop.app import DeskApp, DeskOptions
from desktop.appearance import make_qt
from desktop.demo import fill_with_samples
from desktop.opening import Unlocking
from tests.ui.desk_fixture import OWN_NUMBER, settings_in, shipped_words
from tests.ui.fake_line import FakeLine

LOOK_MS = 10


class Answering(QObject):
    """Reads the questions and answers each when its condition holds."""

    def __init__(self, app: DeskApp) -> None:
        super().__init__()
        self._app = app
        self._is_ready = False
        app.on_ready = self._ready
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._read())
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._answer)
        self._question: tuple[str, ...] = ()
        self._answer_of: dict[str, Callable[..., Any]] = {
            "ready": lambda: self._is_ready or None,
            "ring": self._ring,
            "view": self._view,
            "bar": self._bar,
            "button": self._button,
            "shortcuts": self._shortcuts,
            "front": lambda: self._app.window.isActiveWindow() or None,
            "stop": self._stop,
        }

    def _ready(self) -> None:
        self._is_ready = True

    def _read(self) -> None:
        text = os.read(sys.stdin.fileno(), 4096).decode()
        self._question = tuple(shlex.split(text))
        self._look.start()

    def _answer(self) -> None:
        name, *rest = self._question
        answer = self._answer_of[name](*rest)
        if answer is not None:
            self._look.stop()
            print(json.dumps(answer), flush=True)

    def _ring(self) -> bool | None:
        """A call comes in; true once its file is there."""
        desk = self._app.desk
        if not desk.calls:
            line = self._app.lines[0]
            assert isinstance(line, FakeLine)
            line.ring(OWN_NUMBER, "1")
        return (desk.focused is not None and desk.focused.case is not None) or None

    def _view(self, part: str, value: str) -> bool | None:
        """True once the call in front says so: `state established`, `said 1`."""
        live = self._app.desk.focused
        assert live is not None
        told = {
            "state": live.call.state.value,
            "identity": live.draft.identity.value,
            "stage": live.draft.stage.value,
            "said": str(len(live.draft.said)),
            "line": str(live.line_position),
        }
        return told[part] == value or None

    def _bar(self, shown: str) -> bool | None:
        """True once the bar is seen, or is not."""
        return self._app.beside.bar.isVisible() is (shown == "shown") or None

    def _button(self, name: str) -> list[int] | None:
        """Where a button of the bar is on the screen, once it can be pressed."""
        button = self._app.beside.bar.findChild(QPushButton, f"bar-{name}")
        assert button is not None
        if not (button.isVisible() and button.isEnabled()):
            return None
        middle = button.mapToGlobal(button.rect().center())
        return [middle.x(), middle.y()]

    def _shortcuts(self) -> list[str] | None:
        """The actions whose chord somebody else holds, once the system has answered."""
        status = self._app.beside.hotkeys.status
        return list(status.refused) if status.works else None

    def _stop(self) -> bool:
        """Give every chord back."""
        self._app.beside.hotkeys.stop()
        return True


def main(folder: Path, language: str) -> None:
    """Run until the input ends or the program is ended."""
    settings = settings_in(folder)
    app = DeskApp(
        make_qt([]),
        settings,
        DeskOptions(
            database=settings.database,
            language=language,
            make_lines=lambda app: [FakeLine(app.receive, app.clock)],
            unlocking=Unlocking(demo=True),
            load_words=shipped_words,
            prepare_store=fill_with_samples,
        ),
    )
    answering = Answering(app)
    app.show()
    app.qt.exec()
    answering.deleteLater()
    app.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "en")
