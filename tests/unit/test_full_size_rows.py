"""The rows of a full-size database: exact counts, the same every time, in the tables' order."""

from __future__ import annotations

from collections import Counter

from desktop.bench.full_size_rows import ROUNDS, FullSizeRows, own_number

DEBTORS = 2000


def test_counts_are_exact_and_work_is_unevenly_shared() -> None:
    rows = FullSizeRows(DEBTORS)
    debtors = list(rows.debtors())
    assert [row[0] for row in debtors] == list(range(1, DEBTORS + 1))
    assert len(list(rows.debts())) == 1.5 * DEBTORS
    lines = Counter(row[0] for n in range(len(ROUNDS)) for row in rows.contacts(n))
    assert lines.total() == 5 * DEBTORS
    assert max(lines.values()) > 25
    assert len(lines) < DEBTORS


def test_phones_are_one_own_number_and_as_many_others() -> None:
    phones = list(FullSizeRows(DEBTORS).phones())
    # A number that two debtors share may be drawn twice for one of them.
    assert 2 * DEBTORS - 5 <= len(phones) <= 2 * DEBTORS
    own = {row[0]: row[1] for row in phones if row[3] == "self"}
    assert own == {debtor_id: own_number(debtor_id) for debtor_id in range(1, DEBTORS + 1)}
    assert len(set(own.values())) == DEBTORS
    assert all(str(row[1]).startswith(("+861", "+447")) for row in phones)
    assert all(row[5] == str(row[1])[:0:-1] for row in phones)


def test_rows_come_in_the_order_of_their_tables() -> None:
    rows = FullSizeRows(DEBTORS)
    phones = [(row[0], row[1]) for row in rows.phones()]
    assert phones == sorted(set(phones))
    debts = [row[:2] for row in rows.debts()]
    assert debts == sorted(set(debts))
    for number in range(len(ROUNDS)):
        lines = [(row[0], -int(row[1] or 0), row[2]) for row in rows.contacts(number)]
        assert lines == sorted(set(lines))


def test_the_same_seed_gives_the_same_rows() -> None:
    first, again, other = (list(FullSizeRows(50, seed).debtors()) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    names = [str(row[2]) for row in first]
    assert 30 <= sum(name[0] > "\u3400" for name in names) <= 40
