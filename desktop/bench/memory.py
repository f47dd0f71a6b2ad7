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
from desktop.bench.own_memory import ROLLUP, tell_memory
from desktop.bench.start import apart_from_the_user

RINGS = 60
_FILES_OF_DAYS = 5000
"""More than fit into what SQLite keeps of the database."""
_MOST_BEYOND_MB = 80.0
_LONGEST_S = 300


def measure_memory(scale: Scale, rings: int = RINGS) -> list[Figure]:
    """Start a bare window, and a desk that opens files; megabytes of each."""
    if not ROLLUP.exists():
        return []
    with tempfile.TemporaryDirectory(prefix="callside-bench-") as folder:
        (bare,) = _run("from desktop.bench.own_memory import tell_bare; tell_bare()", folder)
        with copy_of(full_size_database(scale)) as database:
            desk, later = _run(
                "from desktop.bench.memory import tell_desk; "
                f"tell_desk({str(database)!r}, {scale.debtors}, {rings})",
                folder,
            )
    beyond = [
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
    days = [
        Figure(f"the same {of}, after days of calls", None, later[of] - bare[of], None, "MB", 1)
        for of in bare
    ]
    return beyond + days


def tell_desk(database: str, debtors: int, rings: int) -> None:
    """Run a desk, ring, save, and print what this process takes."""
    from desktop.bench.pop import Rings
    from desktop.bench.query import some_numbers
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
        tell_memory()
        for number in some_numbers(scale, _FILES_OF_DAYS):
            desk.query(number)
        tell_memory()


def _run(program: str, folder: str) -> list[dict[str, float]]:
    """What a program tells in its lines."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=apart_from_the_user(Path(folder), Path(folder)),
        capture_output=True,
        text=True,
        check=True,
        timeout=_LONGEST_S,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
