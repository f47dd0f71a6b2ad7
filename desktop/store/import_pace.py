"""How much of an import goes into one transaction, and the breaths between them.

While a desk is open, an agent who saves must wait for one short transaction only, however slow the
disk is at that moment; while none is, an import takes what memory it can use.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING

from desktop.domain.cases import CaseRecord
from desktop.store.errors import translated

if TYPE_CHECKING:
    from sqlite_utils import Database

LARGE_BATCH_RECORDS = 10_000
"""Records in one transaction while nobody is at a desk."""

MOST_ROWS = 1000
FEWEST_ROWS = 125
"""In one transaction beside a desk; a disk that needs long for these is slow for every save."""

_FIRST_ROWS = 250
_SHORT_S, _LONG_S = 0.015, 0.03
_BREATH_S = 0.002
"""Whoever waits for a turn to write asks every millisecond."""
_SMALL_BATCHES_PER_CHECKPOINT = 20
_CACHE_ALONE_KIB = 128 * 1024


class ImportPace:
    """The pace of one import."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._alone = False
        self._rows = _FIRST_ROWS
        self._batches = 0

    def next_batch(self, source: Iterator[CaseRecord], *, alone: bool) -> list[CaseRecord]:
        """What goes into the next transaction; empty at the end."""
        self._alone = alone
        if alone:
            # Never given back: who imports with no desk open is a command that ends soon.
            self._db.conn.execute(f"PRAGMA cache_size = -{_CACHE_ALONE_KIB}").fetchall()
            return list(islice(source, LARGE_BATCH_RECORDS))
        batch: list[CaseRecord] = []
        rows = 0
        for record in source:
            batch.append(record)
            rows += 1 + len(record.phones) + len(record.debts) + len(record.timeline)
            if rows >= self._rows:
                break
        return batch

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Around one transaction: looks how long it takes, tidies the log, and breathes."""
        began_s = time.monotonic()
        yield
        took_s = time.monotonic() - began_s
        if took_s > _LONG_S:
            self._rows = max(self._rows // 2, FEWEST_ROWS)
        elif took_s < _SHORT_S:
            self._rows = min(self._rows * 2, MOST_ROWS)
        self._batches += 1
        if self._alone or self._batches % _SMALL_BATCHES_PER_CHECKPOINT == 0:
            # Keeps the log short during a big import; it never waits for anybody.
            with translated():
                self._db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        if not self._alone:
            Event().wait(_BREATH_S)
