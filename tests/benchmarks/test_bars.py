"""Each benchmark keeps its bars, in a process of its own, as `callside bench` runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.bench.run import BENCHMARKS

ROOT = Path(__file__).parent.parent.parent
RUN = "import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
LONGEST_RUN_S = 560
"""The first run makes the big database, which is kept among the user's cached files."""


@pytest.mark.benchmark
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_bar_holds(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    done = subprocess.run(
        [sys.executable, "-c", RUN, "bench", name, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST_RUN_S,
    )
    assert done.stderr == ""
    figures = json.loads(done.stdout)
    assert figures
    short = [
        f"{figure['name']}: {figure['ratio'] or figure['value']:.3g}, bar {figure['bar']:g}"
        for figure in figures
        if not figure["ok"]
    ]
    assert short == []
    assert done.returncode == 0
