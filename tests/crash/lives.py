"""Starts lives of the victim, kills them at random moments, and judges what they left."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Self

from desktop.store.database import Store
from tests.crash.victim import ENTRIES_PER_CALL, call_id_of, entries_of, outcome_of
from tests.store_samples import KEY

_NEVER_S = 60.0


@dataclass
class Life:
    """What one life acknowledged before it was killed."""

    entries: set[tuple[int, int]] = field(default_factory=set)
    outcomes: set[int] = field(default_factory=set)
    failed: bool = False

    def note(self, line: str) -> None:
        """Take in one acknowledgement."""
        match line.split():
            case ["J", number, seq]:
                self.entries.add((int(number), int(seq)))
            case ["O", number]:
                self.outcomes.add(int(number))
            case _:
                self.failed = True

    @property
    def acknowledged(self) -> int:
        """How many writes were acknowledged."""
        return len(self.entries) + len(self.outcomes)


class Victims:
    """The warm parent of all lives."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.victim"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._unread = b""

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """A parent that is gone again afterwards."""
        victims = cls()
        with victims._process:
            yield victims
            assert victims._process.stdin is not None
            victims._process.stdin.close()
            assert victims._process.wait(_NEVER_S) == 0

    def live_and_die(self, path: Path, number: int, mode: str, random: Random) -> Life:
        """One life, killed at birth, or after some acknowledgements and a moment more."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{mode} {number} {path}\n".encode())
        word, pid = self._line().split()
        assert word == "pid"
        life = Life()
        killed_early = random.random() < 0.2
        enough = 0 if killed_early else random.randint(1, 60)
        while life.acknowledged < enough and not life.failed:
            life.note(self._line())
        moment = time.monotonic() + random.uniform(0, 0.03 if killed_early else 0.005)
        while (left := moment - time.monotonic()) > 0 and self._has_line(left):
            life.note(self._line())
        os.kill(int(pid), signal.SIGKILL)
        while (line := self._line()) != "dead":
            life.note(line)
        return life

    def _has_line(self, timeout_s: float) -> bool:
        assert self._process.stdout is not None
        if b"\n" in self._unread:
            return True
        return bool(select.select([self._process.stdout], [], [], timeout_s)[0])

    def _line(self) -> str:
        assert self._process.stdout is not None
        while b"\n" not in self._unread:
            if not self._has_line(_NEVER_S):
                raise TimeoutError("the victim says nothing")
            chunk = self._process.stdout.read(65536)
            assert chunk, "the victim's parent died"
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()


def lost(path: Path, life: Life) -> int:
    """How many acknowledged writes of a life are not in the database."""
    with closing(Store.open(path, KEY)) as store:
        entries = store.database.conn.execute("SELECT call_id, seq FROM journal").fetchall()
        saved = {row[0] for row in store.database.conn.execute("SELECT call_id FROM outcome")}
    written = set(entries)
    missing = sum((call_id_of(number), seq) not in written for number, seq in life.entries)
    return missing + sum(call_id_of(number) not in saved for number in life.outcomes)


def check_whole(store: Store) -> int:
    """Assert that nothing is half written; the number of outcomes."""
    connection = store.database.conn
    assert store.integrity_ok(thorough=True)

    def calls_in(table: str) -> list[str]:
        rows = connection.execute(f"SELECT call_id FROM {table} WHERE call_id IS NOT NULL")
        return [row[0] for row in rows]

    saved = {found.outcome.call_id: found.outcome for found in store.latest_outcomes(100_000)}
    numbers = {int(call_id.removeprefix("call-")) for call_id in saved}
    assert saved == {call_id_of(number): outcome_of(number) for number in numbers}
    promised = [call_id_of(n) for n in numbers if n % 3 in (0, 1)]
    assert sorted(calls_in("promise")) == sorted(promised)
    assert sorted(calls_in("instalment")) == sorted(
        call_id_of(n) for n in numbers if n % 3 == 1 for _ in range(3)
    )
    assert sorted(calls_in("contact")) == sorted([*saved, *promised])
    assert sorted(calls_in("hold")) == sorted(
        call_id_of(n) for n in numbers if n % 3 == 2 for _ in range(2)
    )
    begun = set(calls_in("journal"))
    assert set(calls_in("open_call")) == begun - set(saved)
    assert set(calls_in("call")) == begun | set(saved)
    for unfinished in store.unfinished_calls():
        number = int(unfinished.call_id.removeprefix("call-"))
        assert list(unfinished.entries) == entries_of(number)[: len(unfinished.entries)]
    assert connection.execute(
        "SELECT count(*) FROM journal WHERE call_id IN (SELECT call_id FROM outcome)"
    ).fetchone() == (ENTRIES_PER_CALL * len(saved),)
    return len(saved)
