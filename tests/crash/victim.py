"""The program that is killed: it saves calls through the real store and says what is durable.

A warm parent forks one child for each life, so that a life begins in a millisecond; the parent
itself never opens a database. Each line on standard input asks for a life; on standard output
come `pid N`, then the child's acknowledgements, then `dead`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from desktop.domain.journal import JournalEntry, JournalKind, call_body
from desktop.domain.outcome import Outcome
from desktop.store.database import Store
from desktop.store.driver import load_sqlite
from desktop.store.worker import StoreWorker
from tests.store_samples import (
    KEY,
    START_MS,
    call,
    note,
    plan_outcome,
    promise_outcome,
    refusal_outcome,
)

HONEST, LIAR = "honest", "liar"
ENTRIES_PER_CALL = 8
_CALLS_PER_CHECKPOINT = 5


def call_id_of(number: int) -> str:
    """The id of the numbered call."""
    return f"call-{number}"


def entries_of(number: int) -> list[JournalEntry]:
    """What the journal of the numbered call says."""
    call_id = call_id_of(number)
    body = call_body(call(call_id))
    first = JournalEntry(call_id, 0, START_MS + number, JournalKind.CALL, body)
    notes = [note(call_id, seq, f"第{seq}字" * 20) for seq in range(1, ENTRIES_PER_CALL)]
    return [first, *notes]


def outcome_of(number: int) -> Outcome:
    """How the numbered call came out: promises, plans and disputes in turn."""
    make = (promise_outcome, plan_outcome, refusal_outcome)[number % 3]
    return replace(make(call_id_of(number)), saved_at_epoch_ms=START_MS + 1000 * number)


def live(open_store: Callable[[], Store], numbers: Iterable[int], mode: str) -> None:
    """Save the numbered calls, to the end or until killed."""
    worker = StoreWorker(open_store)
    for current in numbers:
        for entry in entries_of(current):
            _hand_over(mode, f"J {current} {entry.seq}", partial(worker.append, entry))
        save = partial(Store.save_outcome, outcome=outcome_of(current))
        saved = _hand_over(mode, f"O {current}", partial(worker.submit, save))
        if current % _CALLS_PER_CHECKPOINT == 0:
            worker.submit(Store.idle)
        saved.result()
    # The last word is said on the store's thread, before this is done there.
    worker.submit(Store.idle).result()


def _hand_over(mode: str, what: str, start: Callable[[], Future[None]]) -> Future[None]:
    if mode == LIAR:
        _say(what)
        return start()
    future = start()
    future.add_done_callback(lambda done: _say(what if done.exception() is None else "failed"))
    return future


def _say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main() -> None:
    """Fork one life for each line `MODE NUMBER PATH`."""
    load_sqlite()
    import sqlite_utils.migrations  # noqa: F401 - so that no life has to

    for line in sys.stdin:
        mode, number, path = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            try:
                live(partial(Store.open, Path(path), KEY), count(int(number)), mode)
            finally:
                os._exit(1)
        _say(f"pid {child}")
        os.waitpid(child, 0)
        _say("dead")


if __name__ == "__main__":
    main()
