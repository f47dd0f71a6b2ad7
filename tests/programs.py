"""Programs that some tests talk to for real."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def require_program(name: str) -> str:
    """The program's path. Where it is missing the test is skipped, except in CI, where it fails."""
    path = shutil.which(name)
    if path is not None:
        return path
    reason = f"the program {name} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def resident_kib() -> int:
    """How much memory this process holds, as the kernel counts it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("the kernel does not tell")
