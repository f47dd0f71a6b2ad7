"""Among a few thousand people everybody is found by every key, whatever changes meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from desktop.domain.cases import CaseRecord, Phone, PhoneKind
from desktop.domain.search_answer import MOST_FOUND
from desktop.domain.search_terms import MatchedBy, characters_of, letter_words_of
from desktop.session.ports import StorageError
from desktop.store import search_index
from desktop.store.database import Store
from desktop.store.name_keys import sounds_of
from desktop.store.search_index import waiting_debtors
from desktop.store.worker import StoreWorker
from tests.store_samples import KEY, debt, promise_outcome, record

PEOPLE = 3000
SOON_S = 60
SURNAMES = "王李张刘陈杨黄赵吴周仇单解查区曾尉盖朴任欧阳,尉迟,万俟,令狐"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英乐长茜晟柏"
LATIN = ("Sam", "Jo", "Anne-Marie", "José", "William", "Okafor", "Smith", "O’Neil", "Kowalski")


def person(number: int, random: Random) -> CaseRecord:
    """Somebody with a name in characters or letters, two phones and two contracts."""
    if number % 4:
        single, compound = SURNAMES.split(",", 1)[0][:-2], ("欧阳", "尉迟", "万俟", "令狐")
        surname = random.choice(compound) if number % 17 == 0 else random.choice(single)
        name = surname + "".join(random.choices(GIVEN, k=random.choice((1, 2))))
    else:
        name = f"{random.choice(LATIN)} {random.choice(LATIN)}"
    made = record(
        f"KH{number:06d}",
        debts=(debt(f"HT-{random.randrange(10**8):08d}"), debt(f"XD/{number}/A")),
        timeline=(),
    )
    phones = (
        Phone(f"+861{random.randrange(3 * 10**9, 10**10)}", "", PhoneKind.SELF),
        Phone(f"+8610{random.randrange(10**7, 10**8)}", "", PhoneKind.WORK),
    )
    return replace(made, debtor=replace(made.debtor, name=name), phones=phones)


@pytest.fixture(scope="module")
def crowd() -> list[CaseRecord]:
    random = Random(20261124)
    return [person(number, random) for number in range(PEOPLE)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, crowd: list[CaseRecord]) -> Iterator[Store]:
    with closing(Store.open(tmp_path_factory.mktemp("full") / "desk.db", KEY)) as store:
        store.upsert_cases(crowd)
        index_all(store)
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "desk.db", KEY)) as made:
        yield made


def index_all(store: Store) -> int:
    slices = 0
    while store.index_slice():
        slices += 1
    return slices


def refs(store: Store, query: str) -> list[str]:
    return [found.customer_number for found in store.search(query).found]


def is_found(store: Store, query: str, ref: str) -> bool:
    """Whether a query finds somebody, or finds so many that the answer says: type on."""
    answer = store.search(query)
    return answer.more or ref in [found.customer_number for found in answer.found]


def keys_of(one: CaseRecord) -> Iterator[str]:
    """Everything that may be typed for somebody."""
    name = one.debtor.name
    characters = characters_of(name)
    for length in (1, 2, 3):
        for at in range(len(characters) - length + 1):
            yield characters[at : at + length]
    for sound in sounds_of(name):
        yield from (sound[:length] for length in range(1, len(sound) + 1))
    if not characters:
        yield name
        yield from name.split()
        yield from (word[1:4] for word in letter_words_of(name) if len(word) > 3)
    for phone in one.phones:
        digits = phone.e164[1:]
        yield digits[-4:]
        yield digits[2:]
        yield from (digits[at : at + 3] for at in range(len(digits) - 2))
        yield digits[4:9]
    yield one.debtor.external_ref
    yield one.debtor.external_ref.lower()
    for owed in one.debts:
        yield owed.external_ref
        yield owed.external_ref.replace("-", "").lower()
        yield owed.external_ref.replace("-", " ")


def test_everybody_is_found_by_every_key(full: Store, crowd: list[CaseRecord]) -> None:
    missed = [
        (one.debtor.external_ref, one.debtor.name, key)
        for one in Random(5).sample(crowd, 150)
        for key in keys_of(one)
        if not is_found(full, key, one.debtor.external_ref)
    ]
    assert missed == []


def test_nobody_is_found_who_does_not_fit(full: Store, crowd: list[CaseRecord]) -> None:
    names = {one.debtor.external_ref: one.debtor.name for one in crowd}
    for surname in ("王", "尉迟", "曾"):
        for found in full.search(surname).found:
            assert surname in names[found.customer_number]
            assert found.by is MatchedBy.NAME
    for found in full.search("zeng").found:
        assert any(sound.startswith("zeng") for sound in sounds_of(found.name))
    assert refs(full, "zzzz") == []
    assert refs(full, "99999999999999") == []


def test_the_whole_name_comes_first_then_names_that_begin_so(
    full: Store, crowd: list[CaseRecord]
) -> None:
    whole = next(one.debtor.name for one in crowd if len(one.debtor.name) == 2)
    names = [found.name for found in full.search(whole).found]
    same = sum(one.debtor.name == whole for one in crowd)
    assert names[:same] == [whole] * min(same, MOST_FOUND)
    assert all(name.startswith("任") for name in (f.name for f in full.search("任").found))


def test_no_more_than_a_screenful_is_given_and_it_says_so(full: Store) -> None:
    answer = full.search("1")
    assert answer.found == ()
    answer = full.search("wang")
    assert (len(answer.found), answer.more) == (MOST_FOUND, True)
    assert len({found.debtor_id for found in answer.found}) == MOST_FOUND


def test_a_name_and_the_last_four_digits_narrow_each_other(
    full: Store, crowd: list[CaseRecord]
) -> None:
    one = next(each for each in crowd if characters_of(each.debtor.name))
    tail = one.phones[0].e164[-4:]
    (found,) = full.search(f"{one.debtor.name} {tail}").found
    assert found.customer_number == one.debtor.external_ref
    assert found.number == one.phones[0].e164
    assert refs(full, f"{min(sounds_of(one.debtor.name))} {tail}") == refs(
        full, f"{one.debtor.name[0]} {tail}"
    )


def test_a_file_that_was_just_written_is_found_at_once_and_costs_a_slice(store: Store) -> None:
    assert store.search("王").found == ()
    store.upsert_cases([record("D-1"), record("D-2")])
    answer = store.search("wxm")
    assert [found.customer_number for found in answer.found] == ["D-1", "D-2"]
    assert answer.indexed_percent is None
    assert index_all(store) == 0


def test_many_who_wait_are_told_of_and_found_when_the_slices_are_done(
    store: Store, crowd: list[CaseRecord]
) -> None:
    store.upsert_cases(crowd[:900])
    assert store.search("王").indexed_percent == 0
    assert store.index_slice() == 100
    assert store.search("王").indexed_percent == 11
    assert index_all(store) == 8
    assert store.search("王").indexed_percent is None


def test_somebody_renamed_is_found_by_the_new_name_and_not_by_the_old(store: Store) -> None:
    one = record("D-1")
    store.upsert_cases([one, record("D-2")])
    index_all(store)
    store.upsert_cases([replace(one, debtor=replace(one.debtor, name="赵四"))])
    assert waiting_debtors(store.database, 9) == 1
    assert (refs(store, "赵"), refs(store, "zs"), refs(store, "王")) == (
        ["D-1"],
        ["D-1"],
        ["D-2"],
    )
    assert waiting_debtors(store.database, 9) == 0


def test_the_same_import_again_marks_nobody(store: Store) -> None:
    store.upsert_cases([record("D-1"), record("D-2")])
    index_all(store)
    store.upsert_cases([record("D-1"), record("D-2")])
    assert waiting_debtors(store.database, 9) == 0


def test_an_outcome_marks_nobody(store: Store) -> None:
    store.upsert_cases([record("D-1")])
    index_all(store)
    store.save_outcome(promise_outcome("call-1", 1))
    assert waiting_debtors(store.database, 9) == 0


def test_numbers_and_contracts_that_come_go_or_move_are_followed(store: Store) -> None:
    store.upsert_cases(
        [record("D-1"), record("D-2", numbers=(("+8613911112222", PhoneKind.SELF),))]
    )
    index_all(store)
    new = record("D-1", numbers=(("+8613733334444", PhoneKind.SELF),), debts=(debt("ZX-777"),))
    store.upsert_cases([new])
    assert refs(store, "4444") == ["D-1"]
    assert refs(store, "zx777") == ["D-1"]
    connection = store.database.conn
    connection.execute("DELETE FROM phone WHERE e164 = '+8613733334444'")
    assert refs(store, "37333") == []
    connection.execute("UPDATE debt SET debtor_id = 2 WHERE external_ref = 'ZX-777'")
    assert refs(store, "zx777") == ["D-2"]
    connection.execute("UPDATE phone SET debtor_id = 1 WHERE e164 = '+8613911112222'")
    assert refs(store, "1111") == ["D-1"]


def test_somebody_deleted_is_gone_and_a_reused_key_finds_its_new_owner(store: Store) -> None:
    store.upsert_cases([record("D-1"), record("D-2")])
    index_all(store)
    store.database.conn.execute("DELETE FROM debtor WHERE external_ref = 'D-2'")
    assert refs(store, "wxm") == ["D-1"]
    new = record("D-3", numbers=(("+8613911112222", PhoneKind.SELF),))
    store.upsert_cases([replace(new, debtor=replace(new.debtor, name="赵四"))])
    assert (refs(store, "zs"), refs(store, "1111")) == (["D-3"], ["D-3"])
    assert refs(store, "wxm") == ["D-1"]


def test_an_index_that_cannot_be_written_still_finds_and_says_what_is_missing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.upsert_cases([record("D-1")])
    index_all(store)
    store.upsert_cases([record("D-2")])
    store.database.conn.execute("PRAGMA query_only = ON")
    answer = store.search("wxm")
    assert [found.customer_number for found in answer.found] == ["D-1"]
    assert answer.indexed_percent == 50
    store.database.conn.execute("PRAGMA query_only = OFF")
    assert refs(store, "wxm") == ["D-1", "D-2"]


def test_an_idle_store_builds_the_index_by_itself_and_work_comes_first(
    tmp_path: Path, crowd: list[CaseRecord]
) -> None:
    path = tmp_path / "desk.db"
    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases(crowd[:900])
    done = threading.Event()

    class Watched(Store):
        def index_slice(self) -> int:
            indexed = super().index_slice()
            if not indexed:
                done.set()
            return indexed

    with closing(StoreWorker(lambda: Watched.open(path, KEY), idle_after_ms=1)) as worker:
        worker.submit(lambda each: each.save_outcome(promise_outcome("call-1", 1))).result(SOON_S)
        assert done.wait(SOON_S)
        answer = worker.submit(lambda each: each.search("王")).result(SOON_S)
    assert answer.indexed_percent is None
    assert len(answer.found) == MOST_FOUND


def test_an_error_of_the_index_does_not_end_the_store_and_is_told_by_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    met = threading.Event()

    def broken(*_: object) -> object:
        met.set()
        raise KeyError("a fault of ours")

    with closing(Store.open(path, KEY)) as store:
        store.upsert_cases([record("D-1")])
    monkeypatch.setattr(search_index, "_rows", broken)
    with closing(StoreWorker(lambda: Store.open(path, KEY), idle_after_ms=1)) as worker:
        assert met.wait(SOON_S)
        worker.submit(lambda each: each.save_outcome(promise_outcome("call-1", 1))).result(SOON_S)
        error = worker.submit(lambda each: each.search("王")).exception(SOON_S)
    assert isinstance(error, KeyError)
    assert not isinstance(error, StorageError)


def test_rows_copied_into_a_new_database_are_indexed_anew(store: Store, tmp_path: Path) -> None:
    store.upsert_cases([record("D-1"), record("D-2")])
    index_all(store)
    connection = store.database.conn
    connection.execute("UPDATE debtor SET name = '赵四' WHERE external_ref = 'D-2'")
    with closing(Store.open(tmp_path / "copy.db", KEY)) as copy:
        for table in ("search_progress", "search_stale", "debtor", "phone", "debt"):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            holes = ", ".join("?" * len(rows[0]))
            copy.database.conn.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({holes})", rows)
        assert refs(copy, "wxm") == ["D-1"]
        assert refs(copy, "zs") == ["D-2"]
        assert refs(copy, "8000") == ["D-1", "D-2"]
        assert waiting_debtors(copy.database, 9) == 0
