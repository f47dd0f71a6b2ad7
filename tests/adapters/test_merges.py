"""Two files become one and two again, whole or not at all, whatever came in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from desktop.domain.cases import CaseFile, Hold, HoldKind, Phone, PhoneKind, TimelineKind
from desktop.domain.file_changes import ChangeKind, FilesMerged, UndoFault
from desktop.store.database import Store
from tests.store_samples import (
    KEY,
    NUMBER,
    START_MS,
    debt,
    journal,
    payment,
    promise_outcome,
    record,
)

OTHER = "+8613900139000"
NOW_MS = START_MS + 500_000
OLDER = replace(debt("HT-SHARED"), as_of=date(2026, 11, 1))
NEWER = replace(debt("HT-SHARED", 7_000), as_of=date(2026, 11, 22))
ALICE, BOB = 1, 2
TABLES = ("debtor", "phone", "debt", "contact", "hold", "outcome", "debtor_alias")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "callside.db", KEY)) as store:
        own, work = PhoneKind.SELF, PhoneKind.WORK
        store.upsert_cases(
            [
                record("D-1", debts=(debt("HT-1"), OLDER), holds=(Hold(HoldKind.DISPUTE, 5),)),
                record(
                    "D-2",
                    numbers=((OTHER, own), (NUMBER, work)),
                    debts=(debt("HT-2"), NEWER),
                    timeline=(payment(), payment(START_MS + 7)),
                    holds=(Hold(HoldKind.DISPUTE, 5), Hold(HoldKind.HARDSHIP, 6)),
                ),
                record("D-3", numbers=(("+8613700137000", own),)),
            ]
        )
        store.append_journal(journal())
        store.save_outcome(promise_outcome(debtor_id=ALICE))
        store.append_journal(journal("call-2"))
        store.save_outcome(promise_outcome("call-2", debtor_id=BOB))
        yield store


def everything(store: Store) -> dict[str, list[str]]:
    return {name: sorted(map(repr, store.database[name].rows)) for name in TABLES}


def merged(store: Store, kept: int, dropped: int) -> FilesMerged:
    found = store.merge_files(kept, dropped, NOW_MS)
    assert found is not None
    return found


def opened(store: Store, debtor_id: int) -> CaseFile:
    case = store.open_case(debtor_id)
    assert case is not None
    return case


@pytest.mark.parametrize(("kept", "dropped"), [(ALICE, BOB), (BOB, ALICE)])
def test_two_files_become_one_under_the_chosen_name(store: Store, kept: int, dropped: int) -> None:
    ref = opened(store, kept).debtor.external_ref
    found = merged(store, kept, dropped)
    case = opened(store, found.debtor_id)
    assert (found.debtor_id, found.gone_id) == (BOB, ALICE)
    assert opened(store, ALICE) == case, "the key that was given up leads to the one file"
    assert case.debtor.external_ref == ref
    assert sorted(phone.e164 for phone in case.phones) == [NUMBER, OTHER]
    assert sorted(d.external_ref for d in case.debts) == ["HT-1", "HT-2", "HT-SHARED"]
    (shared,) = [d for d in case.debts if d.external_ref == "HT-SHARED"]
    assert shared == NEWER, "of one debt in both files the newer figures count"
    assert len([e for e in case.timeline if e.kind is TimelineKind.CALL]) == 2
    assert len([e for e in case.timeline if e.kind is TimelineKind.PAYMENT]) == 2
    assert {hold.kind for hold in case.holds} == {HoldKind.DISPUTE, HoldKind.HARDSHIP}
    assert {row["debtor_id"] for row in store.database["outcome"].rows} == {BOB}
    assert store.integrity_ok(thorough=True)


@pytest.mark.parametrize(("kept", "dropped"), [(ALICE, BOB), (BOB, ALICE)])
def test_undo_restores_both_exactly_also_after_a_restart(
    tmp_path: Path, store: Store, kept: int, dropped: int
) -> None:
    before = everything(store)
    found = merged(store, kept, dropped)
    assert everything(store) != before
    with closing(Store.open(tmp_path / "callside.db", KEY)) as again:
        undone = again.undo_change(found.change.change_id, NOW_MS + 1)
        assert undone is not None
        assert (undone.fault, undone.debtor_id, undone.shared_id) == (None, kept, BOB)
        assert again.undo_change(found.change.change_id, NOW_MS + 2) is not None, "once is enough"
    assert everything(store) == before
    assert store.file_changes(0) == ()


@pytest.mark.parametrize("undo", [False, True])
def test_a_crash_half_way_changes_nothing(store: Store, *, undo: bool) -> None:
    change_id = merged(store, ALICE, BOB).change.change_id if undo else 0
    before = everything(store)
    store.database.conn.execute(
        "CREATE TEMP TRIGGER broken AFTER UPDATE ON outcome "
        "BEGIN SELECT RAISE(ABORT, 'half way'); END"
    )
    undoing, merging = partial(store.undo_change, change_id), partial(store.merge_files, ALICE, BOB)
    with pytest.raises(Exception, match="half way"):
        (undoing if undo else merging)(NOW_MS)
    assert everything(store) == before


@pytest.mark.parametrize(("kept", "dropped"), [(ALICE, BOB), (BOB, ALICE)])
def test_the_next_import_renews_the_kept_file_and_brings_nobody_back(
    store: Store, kept: int, dropped: int
) -> None:
    name = opened(store, kept).debtor.name
    gone_ref = opened(store, dropped).debtor.external_ref
    found = merged(store, kept, dropped)
    again = record(gone_ref, debts=(replace(NEWER, as_of=date(2026, 11, 24)),))
    renamed = replace(again, debtor=replace(again.debtor, name="another spelling"))
    counts = store.upsert_cases([renamed, record("D-4", numbers=())])
    assert (counts.inserted, counts.updated) == (1, 1)
    case = opened(store, found.debtor_id)
    assert case.debtor.name == name
    assert [d.as_of for d in case.debts if d.external_ref == "HT-SHARED"] == [date(2026, 11, 24)]
    assert store.database["debtor"].count == 3


def test_what_came_since_stays_with_the_kept_file_and_is_as_new_as_it_came(store: Store) -> None:
    found = merged(store, ALICE, BOB)
    renewed = replace(debt("HT-2", 5), as_of=date(2026, 11, 24))
    store.upsert_cases([record("D-2", numbers=(), debts=(renewed,), timeline=())])
    store.append_journal(journal("call-3"))
    store.save_outcome(promise_outcome("call-3", debtor_id=found.debtor_id))
    store.keep_number(found.debtor_id, Phone("+8613600136000", "x"), NOW_MS + 1)
    undone = store.undo_change(found.change.change_id, NOW_MS + 2)
    assert undone is not None
    assert undone.fault is None
    kept, dropped = opened(store, ALICE), opened(store, BOB)
    assert {d.external_ref for d in kept.debts} == {"HT-1", "HT-SHARED"}
    assert renewed in dropped.debts
    assert "+8613600136000" in [phone.e164 for phone in kept.phones]
    whose = {row["call_id"]: row["debtor_id"] for row in store.database["outcome"].rows}
    assert whose == {"call-1": ALICE, "call-2": BOB, "call-3": ALICE}
    (number,) = store.file_changes(0)
    assert number.debtor_id == ALICE, "the way back follows the file"


def test_an_outcome_that_was_on_its_way_finds_the_file(store: Store) -> None:
    merged(store, BOB, ALICE)
    store.append_journal(journal("call-3"))
    store.save_outcome(promise_outcome("call-3", debtor_id=ALICE))
    assert store.latest_outcomes(1)[0].outcome.debtor_id == BOB


def test_debts_that_came_since_cannot_be_told_apart(store: Store) -> None:
    found = merged(store, ALICE, BOB)
    store.upsert_cases([record("D-2", debts=(debt("HT-NEW"),))])
    before = everything(store)
    undone = store.undo_change(found.change.change_id, NOW_MS)
    assert undone is not None
    assert undone.fault is UndoFault.NEW_DEBTS
    assert everything(store) == before
    assert len(store.file_changes(0)) == 1, "it is still there to be tried"


@pytest.mark.parametrize(("kept", "dropped"), [(BOB, 3), (3, BOB)])
def test_a_later_merge_is_undone_first(store: Store, kept: int, dropped: int) -> None:
    before = everything(store)
    first = merged(store, ALICE, BOB)
    between = everything(store)
    second = merged(store, kept, dropped)
    undone = store.undo_change(first.change.change_id, NOW_MS)
    assert undone is not None
    assert undone.fault is UndoFault.MERGED_ON
    assert opened(store, ALICE) == opened(store, second.debtor_id)
    store.undo_change(second.change.change_id, NOW_MS)
    assert everything(store) == between
    store.undo_change(first.change.change_id, NOW_MS)
    assert everything(store) == before


def test_a_smaller_key_merged_later_is_undone_first_too(store: Store) -> None:
    second_then_third = merged(store, BOB, 3)
    merged(store, 3, ALICE)
    undone = store.undo_change(second_then_third.change.change_id, NOW_MS)
    assert undone is not None
    assert undone.fault is UndoFault.MERGED_ON


def test_a_file_that_is_gone_or_back_is_said(store: Store) -> None:
    found = merged(store, ALICE, BOB)
    connection = store.database.conn
    connection.execute(
        "INSERT INTO debtor SELECT 1, 'D-9', name, surname, title, time_zone, "
        "match_question, match_answer FROM debtor WHERE debtor_id = 2"
    )
    undone = store.undo_change(found.change.change_id, NOW_MS)
    assert undone is not None
    assert undone.fault is UndoFault.FILE_IS_BACK
    connection.execute("DELETE FROM debtor WHERE debtor_id IN (1, 2)")
    undone = store.undo_change(found.change.change_id, NOW_MS)
    assert undone is not None
    assert undone.fault is UndoFault.FILE_GONE


@pytest.mark.parametrize(("kept", "dropped"), [(ALICE, ALICE), (ALICE, 99), (99, ALICE)])
def test_what_is_not_two_files_is_not_put_together(store: Store, kept: int, dropped: int) -> None:
    before = everything(store)
    assert store.merge_files(kept, dropped, NOW_MS) is None
    assert everything(store) == before


def test_no_key_is_given_twice(store: Store) -> None:
    merged(store, 3, BOB)
    store.upsert_cases([record("D-4", numbers=())])
    keys = [row["debtor_id"] for row in store.database["debtor"].rows]
    assert keys == [1, 3, 4]


def test_a_merge_is_listed_with_both_names_whenever_it_was(store: Store) -> None:
    found = merged(store, ALICE, BOB)
    assert store.file_changes(NOW_MS + 99_000_000) == (found.change,)
    assert found.change.kind is ChangeKind.FILES_MERGED
    assert (found.change.name, found.change.detail) == ("王小明", "王小明")
