"""What a file adds up to, and which file a number opens."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.cases import TimelineEntry, TimelineKind
from desktop.domain.matching import MatchReason, PopKind, decide_pop
from desktop.domain.money import Money
from tests.fakes import NUMBER, sample_case, sample_debt, sample_match

R = MatchReason
ONE, TWO = sample_case(1), sample_case(2)


def test_a_file_adds_up_its_debts_in_its_own_currency() -> None:
    foreign = sample_debt(
        principal=Money(100, "USD"),
        interest=Money(0, "USD"),
        fees=Money(0, "USD"),
        paid=Money(0, "USD"),
    )
    case = sample_case(debts=(sample_debt(), sample_debt(), foreign))

    assert case.currency == "CNY"
    assert case.principal == Money(2_400_000)
    assert case.interest == Money(240_100)
    assert case.fees == Money(32_000)
    assert case.paid == Money(100_000)
    assert case.balance == Money(2_572_100)


def test_a_file_without_debts_owes_nothing() -> None:
    case = sample_case(debts=())

    assert (case.balance, case.as_of, case.oldest_due_on) == (Money(0), None, None)
    assert case.days_past_due(date(2025, 11, 24)) == 0


def test_the_sum_is_as_old_as_its_oldest_stamp() -> None:
    case = sample_case(debts=(sample_debt(), sample_debt(as_of=date(2025, 11, 2))))

    assert case.as_of == date(2025, 11, 2)


def test_days_past_due_count_from_the_oldest_unpaid_debt() -> None:
    settled = sample_debt(due_on=date(2024, 1, 1), paid=Money(1_336_050))
    case = sample_case(debts=(settled, sample_debt()))

    assert case.days_past_due(date(2025, 11, 24)) == 60
    assert case.days_past_due(date(2025, 9, 1)) == 0
    assert sample_debt().days_past_due(date(2025, 9, 26)) == 1
    assert sample_debt().days_past_due(date(2025, 9, 1)) == 0


def test_the_newest_entry_of_a_kind_is_found_and_practice_is_never_counted() -> None:
    old = TimelineEntry(1, TimelineKind.PAYMENT, amount=Money(1))
    new = TimelineEntry(5, TimelineKind.PAYMENT, amount=Money(2))
    practised = TimelineEntry(9, TimelineKind.PAYMENT, amount=Money(3), practice=True)
    case = sample_case(timeline=(new, old, practised))

    assert case.last(TimelineKind.PAYMENT) is new
    assert case.last(TimelineKind.NOTE) is None


@pytest.mark.parametrize("number", [None, ""])
def test_a_withheld_number_is_anonymous_even_if_something_matched(number: str | None) -> None:
    assert decide_pop(number, (sample_match(),)).kind is PopKind.ANONYMOUS


def test_a_number_that_nobody_has_is_unknown() -> None:
    pop = decide_pop(NUMBER, ())

    assert (pop.kind, pop.matches, pop.opened) == (PopKind.UNKNOWN, (), None)


@pytest.mark.parametrize("reason", [R.OWN_NUMBER, R.CONTACT_NUMBER])
def test_an_exact_match_on_one_debtor_opens(reason: MatchReason) -> None:
    match = sample_match(ONE, reason)
    pop = decide_pop(NUMBER, (match,))

    assert (pop.kind, pop.opened) == (PopKind.ONE, match)


def test_an_exact_match_wins_over_last_digits_of_others() -> None:
    exact = sample_match(ONE)

    assert decide_pop(NUMBER, (sample_match(TWO, R.LAST_DIGITS), exact)).opened is exact


def test_a_file_that_matches_twice_opens_with_its_best_reason() -> None:
    contact, own = sample_match(ONE, R.CONTACT_NUMBER), sample_match(ONE, R.OWN_NUMBER)

    assert decide_pop(NUMBER, (contact, own)).opened is own


def test_last_digits_alone_never_open_a_file() -> None:
    match = sample_match(ONE, R.LAST_DIGITS)
    pop = decide_pop(NUMBER, (match,))

    assert (pop.kind, pop.matches, pop.opened) == (PopKind.SEVERAL, (match,), None)


def test_several_debtors_are_offered_once_each_with_the_best_reason_first() -> None:
    one_contact = sample_match(ONE, R.CONTACT_NUMBER)
    two_contact, two_own = sample_match(TWO, R.CONTACT_NUMBER), sample_match(TWO, R.OWN_NUMBER)
    pop = decide_pop(NUMBER, (one_contact, two_contact, two_own))

    assert pop.kind is PopKind.SEVERAL
    assert pop.matches == (two_own, one_contact)
    assert pop.opened is None
