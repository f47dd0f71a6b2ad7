"""The first paint waits for no library that is not needed to paint."""

from __future__ import annotations

from pathlib import Path

from desktop.bench.first_paint import desk_program
from desktop.bench.start import start_once
from desktop.bench.workbench import prepare_database


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    program = desk_program(prepare_database(tmp_path / "store"))
    start = start_once(program, tmp_path)
    assert start.early_modules == ()
    assert 0 < start.painted_ms < start.ready_ms


def test_a_heavy_import_would_be_seen(tmp_path: Path) -> None:
    program = desk_program(prepare_database(tmp_path / "store"))
    assert start_once(f"import yaml\n{program}", tmp_path).early_modules == ("yaml",)
