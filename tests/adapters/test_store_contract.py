"""What every store must do, whichever database is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.calls import CallRef
from desktop.domain.cases import (
    CaseRecord,
    Hold,
    HoldKind,
    PhoneKind,
    PromiseState,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.journal import JournalKind, replay
from desktop.domain.matching import MatchReason
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition, OutcomeField
from desktop.session.ports import CallStore
from desktop.store.database import Store
from desktop.store.errors import ConflictingEntryError
from tests.store_samples import (
    KEY,
    NUMBER,
    START_MS,
    call,
    journal,
    note,
    plan_outcome,
    promise_outcome,
    record,
    refusal_outcome,
)


class EmbeddedStore:
    """How the contract fills the embedded store and closes it."""

    def __init__(self, folder: Path) -> None:
        self._embedded = Store.open(folder / "callside.db", KEY)
        self.store: CallStore = self._embedded

    def fill(self, *records: CaseRecord) -> None:
        self._embedded.upsert_cases(records)

    def close(self) -> None:
        self._embedded.close()


IMPLEMENTATIONS = {"embedded": EmbeddedStore}


@pytest.fixture(params=IMPLEMENTATIONS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedStore]:
    made = IMPLEMENTATIONS[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(made: EmbeddedStore) -> CallStore:
    made.fill(record())
    return made.store


def test_a_file_comes_back_as_it_went_in(made: EmbeddedStore) -> None:
    hold = Hold(HoldKind.UNTIL_DATE, START_MS, date(2026, 12, 1))
    went_in = record(holds=(hold,))
    made.fill(went_in)
    case = made.store.match_number(NUMBER)[0].case
    assert case.debtor == went_in.debtor
    assert case.phones == went_in.phones
    assert case.debts == went_in.debts
    assert case.timeline == went_in.timeline
    assert case.holds == (hold,)
    assert made.store.open_case(case.debtor_id) == case


def test_an_unknown_key_opens_no_file(store: CallStore) -> None:
    assert store.open_case(4711) is None


def test_the_reason_says_whose_number_it_is(made: EmbeddedStore) -> None:
    work = "+862155501234"
    made.fill(record(numbers=((NUMBER, PhoneKind.SELF), (work, PhoneKind.WORK))))
    (own,) = made.store.match_number(NUMBER)
    (contact,) = made.store.match_number(work)
    assert (own.reason, own.phone_e164) == (MatchReason.OWN_NUMBER, NUMBER)
    assert (contact.reason, contact.phone_kind) == (MatchReason.CONTACT_NUMBER, PhoneKind.WORK)


def test_last_digits_count_only_when_nothing_matches_exactly(made: EmbeddedStore) -> None:
    made.fill(
        record("D-1", numbers=(("+8613800138000", PhoneKind.SELF),)),
        record("D-2", numbers=(("+85200138000", PhoneKind.SELF),)),
        record("D-3", numbers=(("+8613800138001", PhoneKind.SELF),)),
    )
    (exact,) = made.store.match_number("+8613800138000")
    assert exact.case.debtor.external_ref == "D-1"
    by_tail = made.store.match_number("0013800138000")
    assert [match.reason for match in by_tail] == [MatchReason.LAST_DIGITS] * 2
    assert {match.case.debtor.external_ref for match in by_tail} == {"D-1", "D-2"}


@pytest.mark.parametrize("number", ["0138000", "", "anonymous", "+862155559999"])
def test_too_few_or_other_digits_match_nothing(store: CallStore, number: str) -> None:
    assert store.match_number(number) == ()


def test_at_most_ten_files_are_offered(made: EmbeddedStore) -> None:
    made.fill(*(record(f"D-{n}", numbers=((NUMBER, PhoneKind.CONTACT),)) for n in range(12)))
    assert len(made.store.match_number(NUMBER)) == 10
    assert len(made.store.match_number("13800138000")) == 10


def test_a_file_with_two_numbers_of_one_ending_is_offered_once(made: EmbeddedStore) -> None:
    numbers = (("+85200138000", PhoneKind.SELF), ("+8613800138000", PhoneKind.WORK))
    made.fill(record(numbers=numbers))
    (match,) = made.store.match_number("0000138000")
    assert match.phone_e164 == "+85200138000"


def test_the_timeline_is_newest_first_and_ends_at_two_hundred(made: EmbeddedStore) -> None:
    entries = tuple(TimelineEntry(START_MS + n, TimelineKind.NOTE, text=str(n)) for n in range(250))
    made.fill(record(timeline=entries))
    timeline = made.store.match_number(NUMBER)[0].case.timeline
    assert [entry.text for entry in timeline] == [str(n) for n in range(249, 49, -1)]


def test_the_journal_comes_back_in_order(store: CallStore) -> None:
    entries = journal()
    store.append_journal(reversed(entries))
    (unfinished,) = store.unfinished_calls()
    assert unfinished.entries == entries
    assert replay(unfinished.entries).note == "说周五还"


def test_an_entry_written_twice_is_there_once(store: CallStore) -> None:
    store.append_journal([note("call-1", 0, "first"), note("call-1", 1)])
    store.append_journal([note("call-1", 0, "first"), note("call-1", 2)])
    (unfinished,) = store.unfinished_calls()
    assert [entry.seq for entry in unfinished.entries] == [0, 1, 2]
    assert unfinished.entries[0].body["added"] == "first"


def test_other_words_under_the_number_of_an_entry_are_refused_and_lose_nothing(
    store: CallStore,
) -> None:
    store.append_journal([note("call-1", 0, "first")])
    with pytest.raises(ConflictingEntryError):
        store.append_journal([note("call-1", 1), note("call-1", 0, "second")])
    store.append_journal([note("call-1", 1)])
    (unfinished,) = store.unfinished_calls()
    assert [entry.body["added"] for entry in unfinished.entries] == ["first", "字"]


def test_calls_without_an_outcome_are_found_oldest_first(store: CallStore) -> None:
    later = [replace(entry, at_epoch_ms=entry.at_epoch_ms + 5000) for entry in journal("a-later")]
    store.append_journal(later)
    store.append_journal(journal("b-earlier"))
    assert [call.call_id for call in store.unfinished_calls()] == ["b-earlier", "a-later"]
    store.save_outcome(promise_outcome("b-earlier"))
    assert [call.call_id for call in store.unfinished_calls()] == ["a-later"]


def test_an_entry_that_comes_after_the_outcome_does_not_reopen_the_call(store: CallStore) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome())
    store.append_journal([note("call-1", 99)])
    assert store.unfinished_calls() == ()


def test_a_promise_stands_in_the_file_once_however_often_it_is_saved(store: CallStore) -> None:
    store.append_journal(journal())
    for _ in range(3):
        store.save_outcome(promise_outcome())
    store.save_outcome(refusal_outcome())
    case = store.open_case(1)
    assert case is not None
    promise, made_call = case.timeline[:2]
    assert promise == TimelineEntry(
        START_MS + 100_000,
        TimelineKind.PROMISE,
        amount=Money(80_000),
        disposition="promise",
        due_on=date(2026, 11, 27),
        promise_state=PromiseState.OPEN,
    )
    assert made_call == TimelineEntry(
        START_MS,
        TimelineKind.CALL,
        text="说周五还",
        disposition="promise",
        direction="incoming",
    )
    assert len(case.timeline) == 4
    assert case.holds == ()


def test_an_outcome_binds_us_by_its_own_holds_and_by_its_kind(store: CallStore) -> None:
    store.save_outcome(refusal_outcome())
    case = store.open_case(1)
    assert case is not None
    since_ms = START_MS + 100_000
    assert set(case.holds) == {
        Hold(HoldKind.DISPUTE, since_ms),
        Hold(HoldKind.NO_THIRD_PARTY, since_ms),
    }


def test_a_hold_until_a_date_ends_on_the_day_that_was_named(store: CallStore) -> None:
    store.upsert_cases([record()])
    outcome = replace(refusal_outcome(), holds=(HoldKind.UNTIL_DATE,), hold_until=date(2026, 12, 3))
    store.save_outcome(outcome)
    case = store.open_case(1)
    assert case is not None
    assert Hold(HoldKind.UNTIL_DATE, outcome.saved_at_epoch_ms, date(2026, 12, 3)) in case.holds
    assert store.latest_outcomes(1)[0].outcome == outcome


def test_a_hold_until_a_date_ends_on_the_agreed_day(store: CallStore) -> None:
    outcome = replace(
        promise_outcome(),
        disposition=Disposition.CALL_BACK,
        fields={OutcomeField.CALL_BACK_AT: "2026-11-30T15:00"},
        holds=(HoldKind.UNTIL_DATE,),
    )
    store.save_outcome(outcome)
    case = store.open_case(1)
    assert case is not None
    assert case.holds == (Hold(HoldKind.UNTIL_DATE, outcome.saved_at_epoch_ms, date(2026, 11, 30)),)


def test_practice_is_marked_and_binds_nobody(store: CallStore) -> None:
    store.save_outcome(replace(refusal_outcome("p-1"), practice=True))
    store.save_outcome(replace(plan_outcome("p-2"), practice=True))
    case = store.open_case(1)
    assert case is not None
    practised = [entry for entry in case.timeline if entry.practice]
    assert [entry.kind for entry in practised] == [TimelineKind.CALL] * 2
    assert case.holds == ()
    promise = case.last(TimelineKind.PROMISE)
    assert promise is not None
    assert promise.promise_state is PromiseState.BROKEN


@pytest.mark.parametrize("debtor_id", [None, 4711])
def test_an_outcome_without_a_file_is_saved_all_the_same(
    store: CallStore, debtor_id: int | None
) -> None:
    store.append_journal(journal())
    store.save_outcome(promise_outcome(debtor_id=debtor_id))
    assert store.unfinished_calls() == ()
    assert store.recently_ended(5) == (call().ref,)


def test_an_incomplete_promise_is_saved_as_an_outcome(store: CallStore) -> None:
    store.append_journal(journal())
    store.save_outcome(replace(promise_outcome(), fields={}))
    case = store.open_case(1)
    assert case is not None
    assert [entry.kind for entry in case.timeline].count(TimelineKind.PROMISE) == 1
    assert store.unfinished_calls() == ()


def test_recently_ended_calls_are_named_as_their_lines_named_them(store: CallStore) -> None:
    for n in range(3):
        store.append_journal(journal(f"c{n}"))
        store.save_outcome(
            replace(promise_outcome(f"c{n}"), saved_at_epoch_ms=START_MS + 100_000 + n)
        )
    store.save_outcome(promise_outcome("never-journalled"))
    assert store.recently_ended(2) == (
        CallRef("sip", "line-c2", NUMBER),
        CallRef("sip", "line-c1", NUMBER),
    )


def test_an_empty_journal_is_no_call(store: CallStore) -> None:
    store.append_journal([])
    assert store.unfinished_calls() == ()


@pytest.mark.parametrize("kind", list(JournalKind))
def test_every_kind_of_entry_can_be_kept(store: CallStore, kind: JournalKind) -> None:
    entry = journal()[0] if kind is JournalKind.CALL else replace(note("call-1", 0), kind=kind)
    store.append_journal([entry])
    assert store.unfinished_calls()[0].entries == (entry,)
