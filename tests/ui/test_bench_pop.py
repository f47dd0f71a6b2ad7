"""The benchmark of the ring measures rings: each opens another file and is painted."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.bench.full_size import Scale
from desktop.bench.pop import measure_pop


@pytest.mark.usefixtures("qapp")
def test_rings_are_measured_beside_their_query_and_paint(tmp_path: Path) -> None:
    figures = measure_pop(Scale(300, tmp_path), runs=3)
    assert [figure.bar for figure in figures[:2]] == [1.5, 2.0]
    assert all(figure.runs == 3 for figure in figures)
