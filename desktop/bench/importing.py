"""`import`: records into the database, beside the sqlite3 shell's `.import` of the same rows.

The shell reads one CSV file for each table and puts its typed rows into the same tables, with the
same indexes and triggers, the log and the waiting for the disk as ours, in a file without a key;
nothing else goes on. We take records as the reading of a file makes them, update what is there,
encrypt, and commit in small batches when an agent is at work. Reading the file is not in it: the
shell's is, and it is small.
"""

from __future__ import annotations

import gc
import shutil
import subprocess
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop.bench.agent_at_work import agent_at_work
from desktop.bench.figures import Figure, against_floor, against_itself, percentile
from desktop.bench.full_size import FullSize, Scale, copy_of, full_size_database
from desktop.bench.import_rows import TABLES, ImportRows
from desktop.bench.save import copy_without_key
from desktop.bench.workbench import timed_ms
from desktop.store.database import Store
from desktop.store.driver import configure, load_sqlite
from desktop.store.late_database import LateDatabase
from desktop.store.schema import migrate

if TYPE_CHECKING:
    from sqlite_utils import Database

DEBTORS = 30_000
ROUNDS = 3
_MOST_NOTICED_MS = 50


def measure_import(scale: Scale, debtors: int = DEBTORS, rounds: int = ROUNDS) -> list[Figure]:
    """Load an empty database, then import into the big one while an agent works."""
    if shutil.which("sqlite3") is None:
        return []
    made = full_size_database(scale)
    with tempfile.TemporaryDirectory(dir=made.path.parent, prefix="import-") as name:
        first_load = _first_load(Path(name), min(debtors, scale.debtors), rounds)
    beside_agent = _beside_an_agent(made, min(debtors, scale.debtors))
    return [*first_load, *beside_agent]


def _first_load(folder: Path, debtors: int, rounds: int) -> list[Figure]:
    rows = ImportRows(debtors, first=1)
    rows.write_csv(folder)
    records = rows.records()
    gc.collect()
    shell_ms: list[float] = []
    ours_ms: list[float] = []
    for turn in range(rounds):
        shell_db, ours_db = folder / f"shell-{turn}.db", folder / f"ours-{turn}.db"
        _empty_without_key(shell_db)
        shell_ms.append(timed_ms(partial(_shell_import, shell_db, folder, rows.count)))
        with closing(Store.open(ours_db, bytes(32))) as store:
            ours_ms.append(timed_ms(partial(store.upsert_cases, records)))
    name = f"first load of {rows.count:,} rows, beside .import"
    return [against_floor(name, shell_ms, ours_ms, bar=1 / 0.7, hundredth=50)]


def _beside_an_agent(made: FullSize, debtors: int) -> list[Figure]:
    rows = ImportRows(debtors, first=made.debtors + 1)
    with copy_of(made) as database:
        folder = database.parent
        rows.write_csv(folder)
        twin = folder / "plain.db"
        copy_without_key(made, twin)
        shell_ms = timed_ms(partial(_shell_import, twin, folder, rows.count))
        twin.unlink()
        records = rows.records()
        gc.collect()
        with (
            closing(Store.open(database, made.key)) as store,
            agent_at_work(database, made.key, made.debtors) as agent,
        ):
            ours_ms = timed_ms(partial(store.upsert_cases, records))
            agent.stop()
        saves_ms = agent.took_ms
    name = f"import of {rows.count:,} rows beside an agent, beside .import"
    return [
        Figure(name, shell_ms, ours_ms, 1 / 0.5, "ms", 1),
        against_itself("save while a file is imported", saves_ms, bar=4.0),
        Figure(
            "save while a file is imported p99",
            None,
            percentile(saves_ms, 99),
            _MOST_NOTICED_MS,
            "ms",
            len(saves_ms),
        ),
    ]


def _empty_without_key(path: Path) -> None:
    connection = load_sqlite().connect(str(path), isolation_level=None)
    with closing(connection):
        configure(connection)
        migrate(cast("Database", LateDatabase(connection)), path, bytes(32))


def _shell_import(database: Path, folder: Path, rows: int) -> None:
    """`.import` with the settings under which we save. It goes on after rows that fail."""
    lines = [
        "PRAGMA journal_mode = WAL;",
        "PRAGMA synchronous = FULL;",
        ".mode csv",
        *(f'.import "{folder / table}.csv" {table}' for table in TABLES),
        "SELECT total_changes();",
    ]
    done = subprocess.run(
        ["sqlite3", str(database)],
        input="\n".join(lines) + "\n",
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    if int(done.stdout.split()[-1]) < rows:
        raise RuntimeError("the shell did not import every row")
