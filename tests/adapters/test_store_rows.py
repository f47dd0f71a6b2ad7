"""What stands in the tables of the embedded store after a call, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.calls import Direction
from desktop.domain.outcome import Outcome
from desktop.store.database import Store
from tests.store_samples import (
    KEY,
    NUMBER,
    START_MS,
    journal,
    plan_outcome,
    promise_outcome,
    record,
    refusal_outcome,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "callside.db", KEY)) as store:
        yield store


def test_a_plan_is_kept_with_each_instalment(store: Store) -> None:
    store.upsert_cases([record()])
    store.save_outcome(plan_outcome())
    store.save_outcome(plan_outcome())
    assert list(store.database["promise"].rows) == [
        {
            "call_id": "call-1",
            "debtor_id": 1,
            "kind": "plan",
            "amount_minor": 100_000,
            "currency": "CNY",
            "due_on": "2026-11-30",
            "channel": "官方App",
            "state": "open",
            "made_ms": START_MS + 100_000,
        }
    ]
    rows = store.database["instalment"].rows
    assert [(row["number"], row["amount_minor"], row["due_on"]) for row in rows] == [
        (1, 33_333, "2026-11-30"),
        (2, 33_333, "2026-12-30"),
        (3, 33_334, "2027-01-30"),
    ]


def test_the_latest_outcomes_come_back_whole(store: Store) -> None:
    store.upsert_cases([record()])
    outcomes = [
        promise_outcome("c1"),
        replace(refusal_outcome("c2"), saved_at_epoch_ms=START_MS + 200_000, practice=True),
        replace(plan_outcome("c3", debtor_id=None), saved_at_epoch_ms=START_MS + 300_000),
    ]
    for outcome in outcomes:
        store.save_outcome(outcome)
    saved = store.latest_outcomes(5)
    assert [found.outcome for found in saved] == outcomes[::-1]
    assert [found.debtor_ref for found in saved] == [None, "D-1", "D-1"]
    assert [found.debtor_name for found in saved] == [None, "王小明", "王小明"]
    assert [found.outcome.call_id for found in store.latest_outcomes(1)] == ["c3"]


def test_a_journalled_call_is_listed_with_its_number_and_its_start(store: Store) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome(debtor_id=None))
    (saved,) = store.latest_outcomes(5)
    assert (saved.number, saved.direction) == (NUMBER, Direction.INCOMING)
    assert saved.started_epoch_ms == START_MS


def test_a_call_is_as_its_latest_entry_says_whatever_order_they_come_in(store: Store) -> None:
    entries = journal()
    store.append_journal(entries[-1:])
    store.append_journal(entries)
    (call,) = store.database["call"].rows
    assert (call["state"], call["seq"]) == ("ended", len(entries) - 1)
    assert (call["started_ms"], call["ended_ms"]) == (START_MS, START_MS + 94_000)
    assert (call["talk_ms"], call["end_reason"]) == (90_000, "hung_up")


@pytest.mark.parametrize("make", [promise_outcome, plan_outcome, refusal_outcome])
def test_an_outcome_that_fails_half_way_leaves_nothing(
    store: Store, make: Callable[[str], Outcome]
) -> None:
    store.upsert_cases([record()])
    store.append_journal(journal())
    connection = store.database.conn
    # What is written last: the line of a promise, or a hold.
    for number, event in enumerate(("contact WHEN new.kind = 'promise'", "hold")):
        connection.execute(
            f"CREATE TEMP TRIGGER broken_{number} AFTER INSERT ON {event} "
            "BEGIN SELECT RAISE(ABORT, 'half way'); END"
        )
    with pytest.raises(Exception, match="half way"):
        store.save_outcome(make("call-1"))
    for table in ("outcome", "promise", "instalment", "hold"):
        assert store.database[table].count == 0
    assert store.database["contact"].count == 2
    assert len(store.unfinished_calls()) == 1
    for number in range(2):
        connection.execute(f"DROP TRIGGER broken_{number}")
    store.save_outcome(make("call-1"))
    assert store.unfinished_calls() == ()


def test_calls_that_have_an_outcome_are_swept_out_by_the_next_one(store: Store) -> None:
    for number in range(3):
        store.append_journal(journal(f"call-{number}"))
        if number != 1:
            store.save_outcome(promise_outcome(f"call-{number}", debtor_id=None))
    begun = [row["call_id"] for row in store.database["begun_call"].rows]
    assert begun == ["call-1", "call-2"]
    assert [row["call_id"] for row in store.database["open_call"].rows] == ["call-1"]
    assert [call.call_id for call in store.unfinished_calls()] == ["call-1"]


def test_a_promise_is_a_line_of_its_file(store: Store) -> None:
    store.upsert_cases([record()])
    store.save_outcome(promise_outcome("with-file"))
    store.save_outcome(promise_outcome("without-file", debtor_id=None))
    assert [row["call_id"] for row in store.database["promise"].rows] == ["with-file"]
    assert [found.outcome.fields for found in store.latest_outcomes(2)] == [
        promise_outcome().fields
    ] * 2
