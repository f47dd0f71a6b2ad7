"""What a process tells of its own memory, and the bare window that `memory` compares with.

It imports nothing of Callside, so that the bare window stays the least that PySide6 can do.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROLLUP = Path("/proc/self/smaps_rollup")
_OWN = ("Private_Clean:", "Private_Dirty:")
_SETTLED_MS = 500


def tell_memory() -> None:
    """Print megabytes of this process alone, and of all that is resident, as a line of JSON."""
    kib = {"own": 0, "resident": 0}
    for line in ROLLUP.read_text(encoding="ascii").splitlines()[1:]:
        name, amount, *_ = line.split()
        if name in _OWN:
            kib["own"] += int(amount)
        elif name == "Rss:":
            kib["resident"] += int(amount)
    print(json.dumps({of: amount / 1024 for of, amount in kib.items()}), flush=True)


def tell_bare() -> None:
    """Show the plainest window there is, and tell."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    qt = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1280, 720)
    window.show()
    QTimer.singleShot(_SETTLED_MS, qt.quit)
    qt.exec()
    tell_memory()
