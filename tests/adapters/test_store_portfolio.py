"""Imported files: twice is once, what is known stays, and big loads go in batches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.cases import (
    CaseFile,
    Hold,
    HoldKind,
    Phone,
    PhoneKind,
    PromiseState,
    TimelineKind,
)
from desktop.domain.money import Money
from desktop.store.database import Store
from desktop.store.desk_lock import DeskLock
from desktop.store.import_pace import LARGE_BATCH_RECORDS, MOST_ROWS
from desktop.store.portfolio import UpsertCounts
from tests.store_samples import (
    KEY,
    NUMBER,
    START_MS,
    debt,
    payment,
    promise_outcome,
    record,
    refusal_outcome,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "callside.db", KEY)) as store:
        yield store


def only_case(store: Store) -> CaseFile:
    (match,) = store.match_number(NUMBER)
    return match.case


def test_the_same_records_twice_double_nothing(store: Store) -> None:
    records = [record("D-1", holds=(Hold(HoldKind.DISPUTE, START_MS),)), record("D-2", numbers=())]
    assert store.upsert_cases(records) == UpsertCounts(2, 0)
    before = only_case(store)
    assert store.upsert_cases(records) == UpsertCounts(0, 2)
    assert only_case(store) == before
    tables = ("debtor", "phone", "debt", "contact", "hold")
    assert [store.database[table].count for table in tables] == [2, 1, 2, 4, 1]


def test_one_debtor_in_two_records_is_one_file_with_both_debts(store: Store) -> None:
    first, second = record(debts=(debt("HT-1"),)), record(debts=(debt("HT-2"),))
    assert store.upsert_cases([first, second]) == UpsertCounts(1, 1)
    assert {d.external_ref for d in only_case(store).debts} == {"HT-1", "HT-2"}


def test_a_later_record_renews_what_it_says_and_keeps_what_it_does_not(store: Store) -> None:
    store.upsert_cases([record()])
    went_in = record()
    renewed = replace(
        went_in,
        debtor=replace(went_in.debtor, name="王晓明", match_question="", match_answer=""),
        phones=(Phone("+862155501234", "021-5550 1234", PhoneKind.WORK),),
        debts=(replace(went_in.debts[0], paid=Money(90_000), as_of=date(2026, 11, 22)),),
        timeline=(payment(START_MS + 5, 40_000),),
    )
    store.upsert_cases([renewed])
    case = only_case(store)
    assert case.debtor.name == "王晓明"
    assert case.debtor.match_answer == "1234"
    assert {phone.e164 for phone in case.phones} == {NUMBER, "+862155501234"}
    assert case.debts == renewed.debts
    assert [entry.kind for entry in case.timeline] == [
        TimelineKind.PAYMENT,
        TimelineKind.PAYMENT,
        TimelineKind.PROMISE,
    ]


def test_two_equal_payments_of_one_record_are_two(store: Store) -> None:
    twice = record(timeline=(payment(), payment(), payment(START_MS + 1)))
    store.upsert_cases([twice])
    store.upsert_cases([twice])
    assert len(only_case(store).timeline) == 3


def test_a_promise_that_was_kept_meanwhile_is_still_the_same_promise(store: Store) -> None:
    went_in = record()
    promise = went_in.timeline[1]
    store.upsert_cases([went_in])
    kept = replace(promise, promise_state=PromiseState.KEPT)
    store.upsert_cases([replace(went_in, timeline=(kept,))])
    store.upsert_cases([replace(went_in, timeline=(replace(promise, promise_state=None),))])
    promises = [e for e in only_case(store).timeline if e.kind is TimelineKind.PROMISE]
    assert promises == [kept]


def test_an_import_does_not_touch_what_calls_brought(store: Store) -> None:
    store.upsert_cases([record()])
    store.save_outcome(promise_outcome())
    store.save_outcome(refusal_outcome("call-2"))
    before = only_case(store)
    store.upsert_cases([record()])
    assert only_case(store) == before


RECORDS_IN_A_SMALL_BATCH = -(-MOST_ROWS // (1 + len(record(numbers=()).debts)))


def transactions_of(store: Store, count: int) -> int:
    """How many transactions an import of so many debtors with a debt each takes."""
    begun: list[str] = []
    store.database.conn.set_trace_callback(
        lambda sql: begun.append(sql) if sql.startswith("BEGIN") else None
    )
    made = store.upsert_cases(record(f"D-{n}", numbers=(), timeline=()) for n in range(count))
    store.database.conn.set_trace_callback(None)
    assert made == UpsertCounts(count, 0)
    return len(begun)


def test_a_big_import_is_several_small_transactions_while_a_desk_is_open(
    store: Store, tmp_path: Path
) -> None:
    lock = DeskLock.take(tmp_path / "callside.db")
    assert transactions_of(store, 21 * RECORDS_IN_A_SMALL_BATCH + 1) >= 22
    lock.release()
    assert store.upsert_cases([]) == UpsertCounts(0, 0)


def test_nobody_at_a_desk_waits_for_a_large_transaction(store: Store, tmp_path: Path) -> None:
    DeskLock.take(tmp_path / "callside.db").release()
    assert transactions_of(store, LARGE_BATCH_RECORDS + 1) == 2


def test_a_record_that_fails_takes_only_its_batch_with_it(store: Store) -> None:
    def records() -> Iterator[object]:
        for n in range(LARGE_BATCH_RECORDS + 10):
            yield record(f"D-{n}", numbers=(), timeline=())
        broken = record("D-broken")
        yield replace(broken, debts=(replace(broken.debts[0], paid=Money(None)),))  # type: ignore[arg-type]

    with pytest.raises(Exception, match="NOT NULL"):
        store.upsert_cases(records())  # type: ignore[arg-type]
    assert store.database["debtor"].count == LARGE_BATCH_RECORDS
    assert not store.database.conn.in_transaction
