"""`save`: an outcome and a journal entry, durable, beside one page written and waited for.

A twin of the database without a key, with the same rows, settings and calls, tells what the
encryption costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from desktop.bench.figures import Figure, against_floor, against_itself, middle_batch
from desktop.bench.full_size import FullSize, Scale, copy_of, full_size_database, wait_for_disk
from desktop.bench.full_size_rows import SEED
from desktop.bench.workbench import DiskFloor, timed_ms
from desktop.domain.calls import Call, CallRef, CallState, Direction, EndReason
from desktop.domain.journal import JournalEntry, JournalKind, call_body, note_edit
from desktop.domain.moments import Moment
from desktop.domain.outcome import Disposition, Identity, Outcome, OutcomeField, TalkFigures
from desktop.domain.talk_track import DebtorState, Stage
from desktop.store.database import Store
from desktop.store.driver import BUSY_TIMEOUT_MS, configure, connect, load_sqlite
from desktop.store.late_database import LateDatabase
from desktop.store.worker import LOG_TO_LEAVE_PAGES

if TYPE_CHECKING:
    from sqlite_utils import Database

BATCHES = 5
CALLS_IN_A_BATCH = 150
"""Few enough for a log that is kept between batches."""
PAUSES = 60
_CALL_ENTRIES = 6
_START_MS = 1_790_000_000_000
_NOTE = "下周五发工资，先还一部分，余款分三期。"


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one call took, in milliseconds."""

    floor_ms: float
    entry_ms: float
    outcome_ms: float
    plain_outcome_ms: float


def measure_save(
    scale: Scale, *, batches: int = BATCHES, calls: int = CALLS_IN_A_BATCH, pauses: int = PAUSES
) -> list[Figure]:
    """Write the floor, an entry and an outcome in turn, as calls do.

    The log is as long as the work of a while has made it: only the first entries after a start
    make it longer, and wait for that as well.
    """
    made = full_size_database(scale)
    with (
        copy_of(made) as database,
        closing(Store.open(database, made.key)) as store,
        _twin_without_key(made, database.with_name("plain.db")) as plain,
    ):
        floor = DiskFloor(database.parent)
        bench = _Bench(store, plain, floor, scale.debtors)
        taken: list[list[_Taken]] = []
        for _ in range(1 + batches):
            taken.append([bench.call() for _ in range(calls)])
            store.idle()
            plain.idle()
        after_pauses = [bench.entry_after_a_pause() for _ in range(pauses)]
        floor.close()
    taken = taken[1:]
    every = [call for batch in taken for call in batch]
    floor_ms = [call.floor_ms for call in every]
    entry_ms = [call.entry_ms for call in every]
    outcome_ms = [call.outcome_ms for call in every]
    plain_ms = [call.plain_outcome_ms for call in every]
    floor_of_pauses_ms, after_pause_ms = zip(*after_pauses, strict=True)
    return [
        against_floor("save an outcome", floor_ms, outcome_ms, bar=2.2, hundredth=50),
        against_floor("save, beside no key", plain_ms, outcome_ms, bar=1.6, hundredth=50),
        middle_batch(
            "save an outcome", [[call.outcome_ms for call in batch] for batch in taken], bar=4.0
        ),
        against_itself("the disk alone", floor_ms, bar=None),
        against_floor("append to the journal", floor_ms, entry_ms, bar=1.3, hundredth=50),
        against_floor("append to the journal", floor_ms, entry_ms, bar=2.0, hundredth=99),
        against_floor(
            "append after a pause", floor_of_pauses_ms, after_pause_ms, bar=1.6, hundredth=50
        ),
    ]


class _Bench:
    """Calls that are journalled and saved one after the other. All times in milliseconds."""

    def __init__(self, store: Store, plain: Store, floor: DiskFloor, debtors: int) -> None:
        self._stores = (store, plain)
        self._floor = floor
        self._debtors = debtors
        self._random = Random(SEED)  # noqa: S311 - whom a benchmark calls is no secret
        self._calls = 0

    def call(self) -> _Taken:
        """The floor, then the last entry of a call and its outcome, with and without a key."""
        self._calls += 1
        debtor_id = self._random.randint(1, self._debtors)
        call_id = f"{self._calls:032x}"
        outcome = promise_of_call(call_id, debtor_id, _START_MS + self._calls)
        floor_ms = timed_ms(self._floor.write_once)
        took: list[tuple[float, float]] = [(0, 0), (0, 0)]
        for which in (0, 1) if self._calls % 2 else (1, 0):
            store = self._stores[which]
            store.open_case(debtor_id)  # The ring has read the file.
            last = self._begin(store, call_id)
            took[which] = (
                timed_ms(partial(store.append_journal, [last])),
                timed_ms(partial(store.save_outcome, outcome)),
            )
        (entry_ms, outcome_ms), (_, plain_outcome_ms) = took
        return _Taken(floor_ms, entry_ms, outcome_ms, plain_outcome_ms)

    def entry_after_a_pause(self) -> tuple[float, float]:
        """The floor, and one entry after nobody wanted anything for a while."""
        self._calls += 1
        store = self._stores[0]
        last = self._begin(store, f"{self._calls:032x}")
        store.idle(leave_pages=LOG_TO_LEAVE_PAGES)
        return (
            timed_ms(self._floor.write_once),
            timed_ms(partial(store.append_journal, [last])),
        )

    def _begin(self, store: Store, call_id: str) -> JournalEntry:
        """All entries of a call but the last, which is given back."""
        entries = entries_of_call(call_id)
        store.append_journal(entries[:-1])
        return entries[-1]


@contextmanager
def _twin_without_key(made: FullSize, path: Path) -> Iterator[Store]:
    """The same rows and tables in a file that anybody could read; nobody is in it."""
    copy_without_key(made, path)
    connection = load_sqlite().connect(str(path), isolation_level=None)
    configure(connection)
    twin = cast("Database", LateDatabase(connection))
    with closing(Store(twin, path, made.key, BUSY_TIMEOUT_MS)) as store:
        yield store


def copy_without_key(made: FullSize, path: Path) -> None:
    """Write a copy that is not encrypted; made-up people are in it."""
    with closing(connect(made.path, made.key)) as source:
        source.conn.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            source.conn.execute(f"PRAGMA plain.{setting}").fetchall()
        source.conn.execute("SELECT sqlcipher_export('plain')").fetchall()
    wait_for_disk(path)


def entries_of_call(call_id: str) -> list[JournalEntry]:
    """A call that rings, is answered and noted; the last entry is one more word of the note."""
    call = Call(
        call_id=call_id,
        ref=CallRef("bench", call_id, "+8616000000005"),
        direction=Direction.INCOMING,
        state=CallState.ESTABLISHED,
        started_at=Moment(_START_MS, 0),
        established_at=Moment(_START_MS + 5_000, 5_000),
    )
    entries = [JournalEntry(call_id, 0, _START_MS, JournalKind.CALL, call_body(call))]
    for seq in range(1, _CALL_ENTRIES):
        body = note_edit(_NOTE[: 3 * (seq - 1)], _NOTE[: 3 * seq])
        entries.append(JournalEntry(call_id, seq, _START_MS + seq, JournalKind.NOTE, body))
    return entries


def promise_of_call(call_id: str, debtor_id: int, saved_at_epoch_ms: int) -> Outcome:
    """A promise: the outcome that writes most."""
    return Outcome(
        call_id=call_id,
        debtor_id=debtor_id,
        disposition=Disposition.PROMISE,
        fields={
            OutcomeField.AMOUNT: 250_000,
            OutcomeField.DATE: (date(2026, 12, 1) + timedelta(days=3)).isoformat(),
            OutcomeField.CHANNEL: "官方还款页",
        },
        note=_NOTE,
        stage=Stage.CLOSE,
        state=DebtorState.COOPERATIVE,
        identity=Identity.CONFIRMED,
        figures=TalkFigures(agent_talk_ms=60_000, debtor_talk_ms=80_000, longest_silence_ms=6_000),
        talk_ms=150_000,
        end_reason=EndReason.HUNG_UP,
        prompts_said=("greeting-1", "listen-1", "ask-1"),
        saved_at_epoch_ms=saved_at_epoch_ms,
    )
