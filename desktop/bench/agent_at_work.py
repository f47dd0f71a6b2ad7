"""An agent who works while a file is imported: a process of its own that saves like a desk.

It holds the lock of a desk, writes an entry every so often and an outcome now and then, until its
standard input ends; then it prints how long each write took, in milliseconds, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread

from desktop.bench.full_size_rows import SEED
from desktop.bench.save import entries_of_call, promise_of_call
from desktop.bench.workbench import timed_ms
from desktop.store.database import Store
from desktop.store.desk_lock import DeskLock

PAUSE_S = 0.1
"""Between two writes: somebody who types without a break, which is gathered for as long."""

_ENTRIES = 5
_FIRST_CALL = 9_000_000


class Agent:
    """The process as the benchmark sees it; `took_ms` is there when it has ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.took_ms: list[float] = []

    def await_beginning(self) -> None:
        """Until the agent's database is open."""
        if self._process.stdout is None or not self._process.stdout.readline():
            raise RuntimeError("the agent could not begin")

    def stop(self) -> None:
        """End the work and take what it told."""
        told, _ = self._process.communicate("", timeout=60)
        self.took_ms = json.loads(told)


@contextmanager
def agent_at_work(database: Path, key: bytes, debtors: int) -> Iterator[Agent]:
    """An agent who has begun; ended at the latest on the way out."""
    program = (
        "from desktop.bench.agent_at_work import work; "
        f"work({str(database)!r}, {key.hex()!r}, {debtors})"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        agent = Agent(process)
        agent.await_beginning()
        try:
            yield agent
        finally:
            if process.poll() is None:
                agent.stop()


def work(path: str, key: str, debtors: int) -> None:
    """The agent's own process."""
    database, over = Path(path), Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    Thread(target=wait_for_the_end, daemon=True).start()
    random = Random(SEED)  # noqa: S311 - whom an agent calls is no secret
    took_ms: list[float] = []
    with ExitStack() as closing:
        store = Store.open(database, bytes.fromhex(key), lock=DeskLock.take(database))
        closing.callback(store.close)
        print("working", flush=True)
        call = _FIRST_CALL
        while not over.is_set():
            call += 1
            debtor_id = random.randint(1, debtors)
            entries = entries_of_call(f"{call:032x}")[:_ENTRIES]
            writes = [partial(store.append_journal, [entry]) for entry in entries]
            outcome = promise_of_call(f"{call:032x}", debtor_id, call)
            for write in (*writes, partial(store.save_outcome, outcome)):
                took_ms.append(timed_ms(write))
                if over.wait(PAUSE_S):
                    break
    print(json.dumps(took_ms), flush=True)
