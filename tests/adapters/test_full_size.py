"""The benchmarks' database: whole, encrypted, opened as any other, and made once."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.bench.full_size import Scale, full_size_database, measure_full_size
from desktop.bench.full_size_rows import own_number
from desktop.bench.importing import measure_import
from desktop.bench.memory import measure_memory
from desktop.bench.query import measure_query
from desktop.bench.save import measure_save
from desktop.store.database import Store

DEBTORS = 300


def test_it_is_a_database_with_every_index_and_all_rows(tmp_path: Path) -> None:
    made = full_size_database(Scale(DEBTORS, tmp_path))
    with closing(Store.open(made.path, made.key)) as store:
        assert store.integrity_ok(thorough=True)
        counts = {name: store.database[name].count for name in ("debtor", "debt", "contact")}
        assert counts == {"debtor": 300, "debt": 450, "contact": 1500}
        names = {index.name for index in store.database["phone"].indexes}
        assert names >= {"phone_by_number", "phone_by_last_digits"}
        owners = store.match_number(own_number(17))
        assert next(match.case.debtor_id for match in owners) == 17
    assert not made.path.read_bytes().startswith(b"SQLite format 3")


def test_it_is_kept_until_its_version_changes(tmp_path: Path) -> None:
    scale = Scale(DEBTORS, tmp_path)
    made = full_size_database(scale)
    first = made.path.stat().st_ino
    assert full_size_database(scale) == made
    assert made.path.stat().st_ino == first
    label = made.path.with_suffix(".json")
    label.write_text(label.read_text().replace('"version": "', '"version": "0'))
    again = full_size_database(scale)
    assert again.key == made.key
    assert again.path.stat().st_ino != first
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "full-size-300.db",
        "full-size-300.db.key",
        "full-size-300.json",
    ]


def test_what_it_took_is_said(tmp_path: Path) -> None:
    seconds, megabytes = measure_full_size(Scale(DEBTORS, tmp_path))
    assert (seconds.unit, megabytes.unit) == ("s", "MB")
    assert 0 < megabytes.value < 5


def test_the_query_of_a_number_is_measured_beside_bare_tuples(tmp_path: Path) -> None:
    figures = measure_query(Scale(DEBTORS, tmp_path), runs=5)
    assert [figure.bar for figure in figures] == [1.5, 1.5, 5.0]
    assert all(figure.value > 0 for figure in figures)


def test_saves_are_measured_with_and_without_a_key_on_copies(tmp_path: Path) -> None:
    scale = Scale(DEBTORS, tmp_path)
    made = full_size_database(scale)
    before = made.path.read_bytes()
    figures = measure_save(scale, batches=1, calls=4, pauses=2)
    assert [figure.bar for figure in figures] == [2.2, 1.6, 4.0, None, 1.3, 2.0, 1.6]
    assert made.path.read_bytes() == before
    assert not list(tmp_path.glob("copy-*"))


@pytest.mark.skipif(sys.platform != "linux", reason="counted as Linux counts")
def test_a_desk_takes_more_memory_than_a_bare_window(tmp_path: Path) -> None:
    figures = measure_memory(Scale(DEBTORS, tmp_path), rings=2)
    assert [figure.bar for figure in figures] == [80.0, 80.0, None, None]
    assert all(figure.value > 0 for figure in figures)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="compares with the sqlite3 shell")
def test_imports_are_measured_beside_the_shell_and_beside_an_agent(tmp_path: Path) -> None:
    figures = measure_import(Scale(DEBTORS, tmp_path), rounds=1)
    assert [figure.name.split(" of ")[0] for figure in figures[:2]] == ["first load", "import"]
    assert "1,350 rows" in figures[0].name
    assert figures[-1].runs > 0
