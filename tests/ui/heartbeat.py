"""Plays one whole simulated call in a process of its own and measures how late its loop is.

Run as a program with a folder for the files of the run; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt, QTimer

from desktop.appearance import make_qt
from desktop.demo import Demo, DemoOptions
from tests.ui.desk_fixture import settings_in

BEAT_MS = 4


class Heartbeat:
    """A precise timer; how late each beat came, and what the desk had just shown."""

    def __init__(self, demo: Demo) -> None:
        self.lateness_ms: list[tuple[float, str]] = []
        self._demo = demo
        self._last = 0.0
        self._timer = QTimer(demo.app.bridge, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start_once_ready(self) -> None:
        """Begin when the line is there: what is read at the start comes before every call."""
        if self._demo.app.lines and not self._timer.isActive():
            self._last = perf_counter()
            self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        live = self._demo.app.desk.focused
        moment = f"{live.call.state.value} {live.draft.stage.value}" if live else "no call"
        self.lateness_ms.append(((now - self._last) * 1000 - BEAT_MS, moment))
        self._last = perf_counter()


def play(folder: Path) -> dict[str, object]:
    """One call; `exit_status` is 0 only when its outcome was read back from the database."""
    options = DemoOptions(database=folder / "demo.db", language="zh_CN", auto=True)
    demo = Demo(make_qt([]), settings_in(folder), options)
    beat = Heartbeat(demo)
    demo.app.bridge.view_changed.connect(beat.start_once_ready)
    status = demo.run()
    demo.stop()
    late = sorted(beat.lateness_ms)
    return {
        "exit_status": status,
        "beats": len(late),
        "p99_ms": round(late[int(len(late) * 0.99)][0], 1),
        "worst_ms": round(late[-1][0], 1),
        "worst_at": [f"{ms:.1f} {moment}" for ms, moment in late[:-6:-1]],
    }


if __name__ == "__main__":
    print(json.dumps(play(Path(sys.argv[1]))))
