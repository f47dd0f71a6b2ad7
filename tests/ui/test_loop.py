"""The window never stands still: a beat every 4 ms stays on time through a whole call."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WORST_MS = 16
pytestmark = pytest.mark.timeout(240)
TRIES = 2
PROGRAM = Path(__file__).with_name("heartbeat.py")


def test_no_beat_comes_late_while_a_whole_call_is_played(tmp_path: Path) -> None:
    """One retry: a busy machine alone can hold any process up for that long."""
    measured = []
    for attempt in range(TRIES):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        measured.append(_play(folder))
        print(measured[-1])
        assert measured[-1]["exit_status"] == 0
        assert measured[-1]["beats"] > 1_000
        if measured[-1]["worst_ms"] <= WORST_MS:
            break
    assert min(run["worst_ms"] for run in measured) <= WORST_MS, measured


def _play(folder: Path) -> dict[str, Any]:
    root = PROGRAM.parents[2]
    # Measuring coverage inside would be measured too.
    plain = {name: text for name, text in os.environ.items() if not name.startswith("COV")}
    result = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder)],
        env={**plain, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    measured: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return measured
