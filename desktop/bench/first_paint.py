"""What `start` runs in a process of its own: a window that says when it was painted, and leaves.

`bare` imports nothing of Callside, so that it stays the least that a PySide6 program can do.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from pathlib import Path

HEAVY_MODULES = (
    "asyncio",
    "cryptography",
    "keyring",
    "numpy",
    "openpyxl",
    "phonenumbers",
    "pypinyin",
    "pyttsx3",
    "sqlcipher3",
    "sqlite_utils",
    "yaml",
)
"""What must not be imported before the first paint: each takes a part of a second."""

READY_PANEL = "IdlePanel"
"""What is painted as soon as the database is open and calls can come."""


class _Watch(QObject):
    """Notes when the first paint and the first paint of a panel begin; leaves after the latter."""

    def __init__(self, qt: QApplication, last_panel: str | None) -> None:
        super().__init__()
        self._qt = qt
        self._last_panel = last_panel
        self.painted_ns = 0
        self.ready_ns = 0
        self.early_modules: list[str] = []
        qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look only."""
        if event.type() == QEvent.Type.Paint:
            if not self.painted_ns:
                self.painted_ns = time.monotonic_ns()
                self.early_modules = [name for name in HEAVY_MODULES if name in sys.modules]
            if not self.ready_ns and self._last_panel in (None, type(watched).__name__):
                self.ready_ns = time.monotonic_ns()
                QTimer.singleShot(0, self._qt.closeAllWindows)
        return False

    def tell(self) -> None:
        """Print what was seen as one line of JSON; times are of the monotonic clock."""
        seen = {
            "painted_ns": self.painted_ns,
            "ready_ns": self.ready_ns,
            "early_modules": self.early_modules,
        }
        print(json.dumps(seen), flush=True)


def bare() -> int:
    """Show the plainest widget there is."""
    qt = QApplication(sys.argv[:1])
    watch = _Watch(qt, None)
    window = QWidget()
    window.resize(1280, 720)
    window.show()
    status = qt.exec()
    watch.tell()
    return status


def watched(run: Callable[[], int]) -> int:
    """Run the desk and watch the QApplication that it makes."""
    from desktop import appearance

    make_qt = appearance.make_qt
    watches: list[_Watch] = []

    def make_watched_qt(arguments: list[str] | None = None) -> QApplication:
        qt = make_qt(arguments)
        watches.append(_Watch(qt, READY_PANEL))
        return qt

    appearance.make_qt = make_watched_qt
    status = run()
    for watch in watches:
        watch.tell()
    return status


BARE_PROGRAM = "from desktop.bench import first_paint as f; raise SystemExit(f.bare())"


def desk_program(database: Path) -> str:
    """The source of a Python program that watches `callside --database …`."""
    return (
        "from desktop.bench import first_paint as f\nfrom desktop.cli import main\n"
        f"raise SystemExit(f.watched(lambda: main(['--database', {str(database)!r}])))"
    )
