"""Taking back an outcome: nothing of it is left but the version on file, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.cases import TimelineKind
from desktop.domain.outcome import Disposition, Outcome
from desktop.session.ports import SavedCall
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

SAVED_MS = START_MS + 100_000
LATER_MS = SAVED_MS + 60_000
OUTCOMES = [promise_outcome, plan_outcome, refusal_outcome]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "callside.db", KEY)) as store:
        store.upsert_cases([record(), record("D-2")])
        yield store


def everything(store: Store) -> dict[str, list[object]]:
    """Every row that an outcome has to do with, without the versions on file."""
    tables = ("contact", "hold", "instalment", "outcome", "promise", "open_call", "begun_call")
    return {name: sorted(map(repr, store.database[name].rows)) for name in tables}


@pytest.mark.parametrize("make", OUTCOMES)
def test_a_file_stands_as_before_the_save(store: Store, make: Callable[[str], Outcome]) -> None:
    store.append_journal(journal())
    before = everything(store)
    store.save_outcome(make("call-1"))
    assert everything(store) != before
    withdrawn = store.withdraw_outcome("call-1", SAVED_MS, LATER_MS)

    assert everything(store) == before
    assert withdrawn is not None
    assert withdrawn.outcome == make("call-1")
    assert withdrawn.call == store.unfinished_calls()[0]
    assert withdrawn.call.entries == journal()


@pytest.mark.parametrize("make", OUTCOMES)
def test_a_crash_half_way_leaves_the_outcome_as_it_was(
    store: Store, make: Callable[[str], Outcome]
) -> None:
    store.append_journal(journal())
    store.save_outcome(make("call-1"))
    before = everything(store)
    store.database.conn.execute(
        "CREATE TEMP TRIGGER broken AFTER DELETE ON outcome "
        "BEGIN SELECT RAISE(ABORT, 'half way'); END"
    )
    with pytest.raises(Exception, match="half way"):
        store.withdraw_outcome("call-1", SAVED_MS, LATER_MS)

    assert everything(store) == before
    assert store.database["withdrawn_outcome"].count == 0


def test_both_versions_are_kept_and_the_newest_is_shown(store: Store) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    store.withdraw_outcome("call-1", SAVED_MS, LATER_MS)
    second = replace(refusal_outcome(), saved_at_epoch_ms=LATER_MS + 1)
    store.save_outcome(second)
    (saved,) = store.latest_outcomes(5)
    assert (saved.outcome, saved.earlier_versions) == (second, 1)
    assert store.unfinished_calls() == ()
    case = store.open_case(1)
    assert case is not None
    assert [e.disposition for e in case.timeline if e.kind is TimelineKind.CALL] == ["dispute"]
    assert list(store.database["promise"].rows) == []

    store.withdraw_outcome("call-1", LATER_MS + 1, LATER_MS + 2)
    rows = list(store.database["withdrawn_outcome"].rows)
    assert [(r["version"], r["saved_ms"], r["withdrawn_ms"]) for r in rows] == [
        (1, SAVED_MS, LATER_MS),
        (2, LATER_MS + 1, LATER_MS + 2),
    ]


def test_taking_back_twice_is_taking_back_once(store: Store) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    first = store.withdraw_outcome("call-1", SAVED_MS, LATER_MS)
    assert store.withdraw_outcome("call-1", SAVED_MS, LATER_MS) == first
    assert store.database["withdrawn_outcome"].count == 1


def test_another_version_than_the_one_meant_stays(store: Store) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    assert store.withdraw_outcome("call-1", SAVED_MS - 1, LATER_MS) is None
    store.withdraw_outcome("call-1", SAVED_MS, LATER_MS)
    assert store.withdraw_outcome("call-1", SAVED_MS - 1, LATER_MS) is None
    store.save_outcome(replace(promise_outcome(), saved_at_epoch_ms=LATER_MS))
    assert store.withdraw_outcome("call-1", SAVED_MS, LATER_MS) is None
    assert store.latest_outcomes(1)[0].outcome.saved_at_epoch_ms == LATER_MS


def test_a_call_that_cannot_be_put_back_keeps_its_outcome(store: Store) -> None:
    store.save_outcome(promise_outcome())
    assert store.withdraw_outcome("call-1", SAVED_MS, LATER_MS) is None
    assert len(store.latest_outcomes(1)) == 1
    assert store.withdraw_outcome("call-9", SAVED_MS, LATER_MS) is None
    store.append_journal(journal("call-9"))
    assert store.withdraw_outcome("call-9", SAVED_MS, LATER_MS) is None


def test_a_call_swept_out_of_the_open_ones_is_open_again(store: Store) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    store.append_journal(journal("call-2"))
    assert [row["call_id"] for row in store.database["begun_call"].rows] == ["call-2"]
    store.withdraw_outcome("call-1", SAVED_MS, LATER_MS)
    assert {call.call_id for call in store.unfinished_calls()} == {"call-1", "call-2"}


def test_what_was_saved_since_a_time_is_listed_newest_first(store: Store) -> None:
    for n, debtor_id in enumerate((None, 1, None)):
        store.append_journal(journal(f"c{n}"))
        outcome = promise_outcome(f"c{n}", debtor_id=debtor_id)
        store.save_outcome(replace(outcome, saved_at_epoch_ms=SAVED_MS + n))
    assert store.saved_since(SAVED_MS + 1) == (
        SavedCall("c2", SAVED_MS + 2, Disposition.PROMISE, "", NUMBER, 0, practice=False),
        SavedCall("c1", SAVED_MS + 1, Disposition.PROMISE, "王小明", NUMBER, 0, practice=False),
    )
    store.withdraw_outcome("c2", SAVED_MS + 2, LATER_MS)
    store.save_outcome(replace(promise_outcome("c2"), saved_at_epoch_ms=LATER_MS))
    assert [call.earlier_versions for call in store.saved_since(SAVED_MS + 1)] == [1, 0]
