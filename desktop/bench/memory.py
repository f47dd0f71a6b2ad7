"""`memory`: what a running desk takes after some rings, beside a bare window.

Each is a process of its own and tells what it has for itself and what it has in all, as Linux
counts; elsewhere there is nothing to compare and no figure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from desktop.bench.figures import Figure
from desktop.bench.full_size import Scale, copy_of, full_size_database

RINGS = 60
_MOST_BEYOND_MB = 80.0
_LONGEST_S = 300
_ROLLUP = Path("/proc/self/smaps_rollup")
_OWN = ("Private_Clean:", "Private_Dirty:")


def measure_memory(scale: Scale, rings: int = RINGS) -> list[Figure]:
    """Start a bare window, and a desk that opens files; megabytes of each."""
    if not _ROLLUP.exists():
        return []
    with tempfile.TemporaryDirectory(prefix="callside-bench-") as folder:
        bare = _run("from desktop.bench.memory import tell_bare; tell_bare()", folder)
        with copy_of(full_size_database(scale)) as database:
            desk = _run(
                "from desktop.bench.memory import tell_desk; "
                f"tell_desk({str(database)!r}, {scale.debtors}, {rings})",
                folder,
            )
    return [
        Figure(
            f"memory {of} beyond a bare window ({bare[of]:.0f} MB)",
            None,
            desk[of] - bare[of],
            _MOST_BEYOND_MB,
            "MB",
            1,
        )
        for of in bare
    ]


def tell_bare() -> None:
    """Show the plainest window there is, and print what this process takes."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    qt = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1280, 720)
    window.show()
    QTimer.singleShot(500, qt.quit)
    qt.exec()
    _tell()


def tell_desk(database: str, debtors: int, rings: int) -> None:
    """Run a desk, ring, save, and print what this process takes."""
    from desktop.bench.pop import Rings
    from desktop.bench.workbench import running_desk

    scale = Scale(debtors, Path(database).parent)
    with (
        tempfile.TemporaryDirectory(prefix="callside-bench-") as name,
        running_desk(Path(name), Path(database)) as app,
    ):
        desk = Rings(app)
        for turn, number in enumerate(islice(desk.numbers(scale), rings)):
            desk.ring(f"call-{turn}", number)
            desk.finish_call(f"call-{turn}", number)
        _tell()


def _tell() -> None:
    kib = {"own": 0, "resident": 0}
    for line in _ROLLUP.read_text(encoding="ascii").splitlines()[1:]:
        name, amount, *_ = line.split()
        if name in _OWN:
            kib["own"] += int(amount)
        elif name == "Rss:":
            kib["resident"] += int(amount)
    print(json.dumps({of: amount / 1024 for of, amount in kib.items()}), flush=True)


def _run(program: str, folder: str) -> dict[str, float]:
    from desktop.bench.start import apart_from_the_user

    done = subprocess.run(
        [sys.executable, "-c", program],
        env=apart_from_the_user(Path(folder), Path(folder)),
        capture_output=True,
        text=True,
        check=True,
        timeout=_LONGEST_S,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told
