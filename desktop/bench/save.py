"""`save`: an outcome and a journal entry, durable, beside one page written and waited for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from desktop.bench.figures import Figure, against_floor, against_itself
from desktop.bench.workbench import DiskFloor, own_disk, prepare_database, timed_ms
from desktop.domain.calls import Call, CallRef, CallState, Direction, EndReason
from desktop.domain.journal import JournalEntry, JournalKind, call_body, note_edit
from desktop.domain.moments import Moment
from desktop.domain.outcome import Disposition, Identity, Outcome, OutcomeField, TalkFigures
from desktop.domain.talk_track import DebtorState, Stage
from desktop.store.database import Store
from desktop.store.keys import open_or_create_key
from desktop.store.worker import LOG_TO_LEAVE_PAGES

BATCHES = 3
_CALLS_IN_A_BATCH = 150
"""Few enough for a log that is kept between batches."""
_PAUSES = 60
_CALL_ENTRIES = 6
_START_MS = 1_790_000_000_000
_NOTE = "下周五发工资，先还一部分，余款分三期。"


def measure_save(batches: int = BATCHES) -> list[Figure]:
    """Write the floor, an entry and an outcome in turn, as calls do.

    The log is as long as the work of a while has made it: only the first entries after a start
    make it longer, and wait for that as well.
    """
    with (
        tempfile.TemporaryDirectory(dir=own_disk(), prefix="callside-bench-") as name,
        _store(Path(name)) as store,
    ):
        floor = DiskFloor(Path(name))
        bench = _Bench(store, floor)
        calls: list[tuple[float, float, float]] = []
        for batch in range(-1, batches):
            took = [bench.call() for _ in range(_CALLS_IN_A_BATCH)]
            store.idle()
            if batch >= 0:
                calls += took
        pauses = [bench.entry_after_a_pause() for _ in range(_PAUSES)]
        floor.close()
    floor_ms, entry_ms, outcome_ms = zip(*calls, strict=True)
    floor_of_pauses_ms, after_pause_ms = zip(*pauses, strict=True)
    return [
        against_floor("save an outcome", floor_ms, outcome_ms, bar=2.2, hundredth=50),
        against_itself("save an outcome", outcome_ms, bar=4.0),
        against_floor("append to the journal", floor_ms, entry_ms, bar=1.3, hundredth=50),
        against_floor("append to the journal", floor_ms, entry_ms, bar=2.0, hundredth=99),
        against_floor(
            "append after a pause", floor_of_pauses_ms, after_pause_ms, bar=1.6, hundredth=50
        ),
    ]


class _Bench:
    """Calls that are journalled and saved one after the other. All times in milliseconds."""

    def __init__(self, store: Store, floor: DiskFloor) -> None:
        self._store = store
        self._floor = floor
        self._calls = 0

    def call(self) -> tuple[float, float, float]:
        """The floor, the last entry of a call, and its outcome."""
        entries = self._begin()
        outcome = _outcome(entries[0].call_id, 1 + self._calls % 5, _START_MS + self._calls)
        return (
            timed_ms(self._floor.write_once),
            timed_ms(partial(self._store.append_journal, entries[-1:])),
            timed_ms(partial(self._store.save_outcome, outcome)),
        )

    def entry_after_a_pause(self) -> tuple[float, float]:
        """The floor, and one entry after nobody wanted anything for a while."""
        entries = self._begin()
        self._store.idle(leave_pages=LOG_TO_LEAVE_PAGES)
        return (
            timed_ms(self._floor.write_once),
            timed_ms(partial(self._store.append_journal, entries[-1:])),
        )

    def _begin(self) -> list[JournalEntry]:
        self._calls += 1
        entries = _entries(f"{self._calls:032x}")
        self._store.append_journal(entries[:-1])
        return entries


@contextmanager
def _store(folder: Path) -> Iterator[Store]:
    database = prepare_database(folder)
    key = open_or_create_key(database, lambda _new: None, demo=True).key
    store = Store.open(database, key)
    try:
        yield store
    finally:
        store.close()


def _entries(call_id: str) -> list[JournalEntry]:
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


def _outcome(call_id: str, debtor_id: int, saved_at_epoch_ms: int) -> Outcome:
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
