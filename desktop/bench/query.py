"""`query`: the file of a number, beside the same statements read as bare tuples.

Both have a connection of their own with the same settings, and both look up the same debtors, so
that each finds the other's pages in the system's cache and none in SQLite's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

from desktop.bench.figures import Figure, against_floor, against_itself
from desktop.bench.full_size import Scale, full_size_database
from desktop.bench.full_size_rows import SEED, own_number
from desktop.bench.workbench import timed_ms
from desktop.store.cases import MOST_MATCHES, MOST_TIMELINE_ENTRIES, POP_STATEMENTS
from desktop.store.database import Store
from desktop.store.driver import connect

if TYPE_CHECKING:
    from sqlite3 import Connection

RUNS = 3000
_WARM_UPS = 300


def measure_query(scale: Scale, runs: int = RUNS) -> list[Figure]:
    """Look up random debtors with and without making files of the rows, in turn."""
    made = full_size_database(scale)
    floor_ms: list[float] = []
    query_ms: list[float] = []
    with (
        closing(Store.open(made.path, made.key)) as store,
        closing(connect(made.path, made.key)) as raw,
    ):
        for turn, number in enumerate(some_numbers(scale, _WARM_UPS + runs)):
            read = [
                lambda number=number: _read_tuples(raw.conn, number),
                lambda number=number: store.match_number(number),
            ]
            order = (0, 1) if turn % 2 else (1, 0)
            took = {which: timed_ms(read[which]) for which in order}
            if turn >= _WARM_UPS:
                floor_ms.append(took[0])
                query_ms.append(took[1])
    return [
        against_floor("query of a number", floor_ms, query_ms, bar=1.5, hundredth=50),
        against_floor("query of a number", floor_ms, query_ms, bar=1.5, hundredth=99),
        against_itself("query of a number", query_ms, bar=5.0),
    ]


def some_numbers(scale: Scale, count: int) -> Iterator[str]:
    """The own numbers of random debtors, the same in every run."""
    random = Random(SEED)  # noqa: S311 - which file is opened is no secret
    for _ in range(count):
        yield own_number(random.randint(1, scale.debtors))


def _read_tuples(connection: Connection, number: str) -> None:
    """The statements of a ring, each read to its end and made into nothing."""
    by_number, of_debtor = POP_STATEMENTS
    for debtor_id, *_ in connection.execute(by_number, (number, MOST_MATCHES)).fetchall():
        for statement in of_debtor:
            asked = (debtor_id, MOST_TIMELINE_ENTRIES)[: statement.count("?")]
            connection.execute(statement, asked).fetchall()
