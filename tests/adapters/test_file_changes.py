"""Files that agents make, numbers they keep, and the files that may be the same person's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.cases import Phone, PhoneKind
from desktop.domain.file_changes import UndoFault, new_record
from desktop.domain.matching import MatchReason
from desktop.store.database import Store
from tests.store_samples import KEY, NUMBER, START_MS, record

OTHER = "+8613900139000"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "callside.db", KEY)) as store:
        store.upsert_cases([record()])
        yield store


def test_a_file_made_twice_for_one_call_is_one_file(store: Store) -> None:
    phone = Phone(OTHER, "139 0013 9000")
    made = new_record(
        call_id="0123456789abcdef",
        name="",
        phone=phone,
        note="asks for Wang",
        at_epoch_ms=START_MS,
        language="en",
    )
    first = store.add_file(made)
    again = store.add_file(replace(made, debtor=replace(made.debtor, name="李四")))
    assert first.debtor_id == again.debtor_id
    assert (first.debtor.external_ref, again.debtor.name) == ("NEW-0123456789AB", "李四")
    assert (first.debts, first.phones) == ((), (phone,))
    assert [entry.text for entry in again.timeline] == ["asks for Wang"]
    assert store.match_number(OTHER)[0].case == again


def test_a_file_that_was_put_into_another_is_not_made_again(store: Store) -> None:
    made = new_record(
        call_id="0123456789abcdef",
        name="李四",
        phone=Phone(OTHER, OTHER, PhoneKind.SELF),
        note="",
        at_epoch_ms=START_MS,
        language="en",
    )
    merged = store.merge_files(1, store.add_file(made).debtor_id, START_MS)
    assert merged is not None
    again = store.add_file(made)
    assert (again.debtor_id, again.debtor.name) == (merged.debtor_id, "王小明")
    assert store.database["debtor"].count == 1


def test_a_number_that_was_kept_opens_the_file_and_goes_again(store: Store) -> None:
    change = store.keep_number(1, Phone(OTHER, "139", PhoneKind.CONTACT), START_MS)
    assert change is not None
    (match,) = store.match_number(OTHER)
    assert (match.reason, match.case.phones[-1].e164) == (MatchReason.CONTACT_NUMBER, OTHER)
    assert store.file_changes(START_MS) == (change,)
    assert store.file_changes(START_MS + 1) == ()
    for _ in range(2):
        undone = store.undo_change(change.change_id, START_MS + 1)
        assert undone is not None
        assert undone.fault is None
    assert store.match_number(OTHER) == ()
    assert store.file_changes(0) == ()


@pytest.mark.parametrize(("debtor_id", "number"), [(1, NUMBER), (99, OTHER)])
def test_nothing_is_kept_twice_or_nowhere(store: Store, debtor_id: int, number: str) -> None:
    before = store.open_case(1)
    assert store.keep_number(debtor_id, Phone(number, "x", PhoneKind.HOME), START_MS) is None
    assert store.open_case(1) == before
    assert store.file_changes(0) == ()


def test_a_number_follows_its_file_into_another(store: Store) -> None:
    store.upsert_cases([record("D-2", numbers=())])
    change = store.keep_number(1, Phone(OTHER, "x"), START_MS)
    assert change is not None
    store.merge_files(2, 1, START_MS)
    undone = store.undo_change(change.change_id, START_MS)
    assert undone is not None
    assert (undone.fault, undone.debtor_id) == (None, 2)
    assert store.match_number(OTHER) == ()


def test_a_number_of_a_file_that_is_gone_and_a_change_that_never_was(store: Store) -> None:
    change = store.keep_number(1, Phone(OTHER, "x"), START_MS)
    assert change is not None
    store.database.conn.execute("DELETE FROM debtor")
    undone = store.undo_change(change.change_id, START_MS)
    assert undone is not None
    assert undone.fault is UndoFault.FILE_GONE
    assert store.undo_change(99, START_MS) is None


def test_the_same_own_number_or_name_and_last_digits_look_like_one_person(store: Store) -> None:
    own, contact = PhoneKind.SELF, PhoneKind.CONTACT
    other_name = record("D-5", numbers=(("+8613911118000", own),))
    store.upsert_cases(
        [
            record("D-2", numbers=((NUMBER, own),)),
            record("D-3", numbers=(("+8613711118000", own),)),
            record("D-4", numbers=(("+8613711119999", own), ("110", own))),
            replace(other_name, debtor=replace(other_name.debtor, name="李四")),
        ]
    )
    wife = record("D-6", numbers=((NUMBER, contact),))
    store.upsert_cases([replace(wife, debtor=replace(wife.debtor, name="张三"))])
    found = [case.debtor.external_ref for case in store.likely_duplicates(1)]
    assert found == ["D-2", "D-3"]
    assert store.likely_duplicates(4) == ()
    assert store.likely_duplicates(99) == ()
