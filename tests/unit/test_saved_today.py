"""An outcome can be taken back until midnight; the call is then wrapped up as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.journal import JournalKind
from desktop.domain.outcome import Disposition, Outcome, OutcomeField
from desktop.session.effects import AppendJournal, OpenCase, SaveOutcome
from desktop.session.ports import SavedCall, StorageError, UnfinishedCall, WithdrawnCall
from desktop.session.saved_today import ListSaved, WithdrawOutcome
from tests.fakes import NUMBER, sample_case
from tests.unit.seat import Seat

D, F = Disposition, OutcomeField
HOUR_MS = 3_600_000


def save_a_dispute(seat: Seat) -> Outcome:
    """A dispute is saved: the desk is empty again."""
    seat.talk_with_the_right_person()
    seat.intents.edit_note("never borrowed")
    seat.end()
    seat.intents.set_field(F.REASON, "not mine")
    seat.wrap_up(D.DISPUTE)
    outcome = seat.asked.of(SaveOutcome)[-1].outcome
    seat.desk.outcome_saved(outcome.call_id)
    return outcome


def answer(seat: Seat, outcome: Outcome) -> None:
    """The store takes the outcome back."""
    (question,) = seat.asked.of(WithdrawOutcome)
    (call,) = seat.unfinished(outcome.call_id)
    seat.desk.answered(question)
    question.answer(seat.desk, WithdrawnCall(call, outcome))


def listed(seat: Seat, outcome: Outcome, **changes: object) -> SavedCall:
    saved = SavedCall(
        outcome.call_id, outcome.saved_at_epoch_ms, outcome.disposition, "", NUMBER, 0, False
    )
    return replace(saved, **changes)  # type: ignore[arg-type]


def test_the_last_outcome_is_taken_back_and_its_call_is_wrapped_up_as_it_was() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    assert seat.view.saved_today.can_take_back_last
    before = len(seat.asked.entries("c-1"))
    seat.clock.advance(HOUR_MS)
    seat.intents.saved_today.take_back_last()
    now_ms = seat.clock.now().epoch_ms
    assert seat.asked.of(WithdrawOutcome) == [
        WithdrawOutcome("c-1", outcome.saved_at_epoch_ms, now_ms)
    ]
    assert seat.view.focused is None, "nothing moves before the store has answered"
    answer(seat, outcome)

    live = seat.focused
    assert (live.call_id, live.has_ended, live.saving) == ("c-1", True, None)
    assert (live.draft.note, live.disposition) == ("never borrowed", D.DISPUTE)
    assert live.draft.fields == {F.REASON: "not mine"}
    assert seat.asked.of(OpenCase) == [OpenCase("c-1", 1)]
    assert len(seat.asked.entries("c-1")) == before, "what was journalled needs no second word"
    assert not seat.view.saved_today.can_take_back_last
    assert seat.view.last_saved is None

    seat.desk.case_opened("c-1", sample_case())
    seat.intents.edit_note("never borrowed a thing")
    seat.intents.save_outcome()
    second = seat.asked.of(SaveOutcome)[-1].outcome
    assert second == replace(
        outcome, note="never borrowed a thing", saved_at_epoch_ms=now_ms, figures=second.figures
    )


def test_what_the_disk_had_refused_comes_back_with_the_outcome() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    outcome = replace(outcome, note="and more", fields={F.REASON: "wrong amount"})
    outcome = replace(outcome, disposition=D.HARDSHIP)
    seat.intents.saved_today.take_back_last()
    answer(seat, outcome)

    live = seat.focused
    assert (live.draft.note, live.disposition) == ("and more", D.HARDSHIP)
    assert live.draft.fields == {F.REASON: "wrong amount"}
    kinds = [entry.kind for entry in seat.asked.entries("c-1")[-3:]]
    assert kinds == [JournalKind.NOTE, JournalKind.FIELD, JournalKind.DISPOSITION]


def test_after_midnight_nothing_is_taken_back() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.desk.saved_today = (listed(seat, outcome),)
    seat.clock.advance(14 * HOUR_MS - 1)
    assert seat.view.saved_today.can_take_back_last
    seat.clock.advance(1)
    assert not seat.view.saved_today.can_take_back_last
    seat.intents.saved_today.take_back_last()
    seat.intents.saved_today.take_back("c-1")

    assert seat.asked.of(WithdrawOutcome) == []


def test_nothing_is_taken_back_before_anything_was_saved() -> None:
    seat = Seat()
    seat.intents.saved_today.take_back_last()
    assert seat.asked.of(WithdrawOutcome) == []


def test_the_key_does_nothing_while_somebody_is_on_the_line() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.ring("sip-2")
    seat.intents.saved_today.take_back_last()
    assert seat.asked.of(WithdrawOutcome) == []

    seat.desk.saved_today = (listed(seat, outcome),)
    seat.intents.saved_today.take_back("c-1")
    answer(seat, outcome)
    assert seat.focused.call_id == "c-2", "the call in front stays there"
    assert [call.call_id for call in seat.view.inbox] == ["c-1"]


def test_the_list_is_asked_for_from_midnight_on() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.intents.saved_today.refresh()
    (question,) = seat.asked.of(ListSaved)
    assert question.since_epoch_ms == seat.clock.now().epoch_ms - 10 * HOUR_MS
    rows = (listed(seat, outcome, who="王小明"), listed(seat, outcome, call_id="c-0"))
    question.answer(seat.desk, rows)

    assert [call.number for call in seat.view.saved_today.calls] == ["+86****8000", NUMBER]
    seat.intents.saved_today.take_back("c-1")
    answer(seat, outcome)
    assert [call.call_id for call in seat.view.saved_today.calls] == ["c-0"]


def test_a_stranger_to_the_list_is_not_taken_back() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.desk.saved_today = (listed(seat, outcome),)
    seat.intents.saved_today.take_back("c-9")
    assert seat.asked.of(WithdrawOutcome) == []


def test_an_older_call_of_the_list_leaves_the_last_one_as_it_is() -> None:
    seat = Seat()
    first = save_a_dispute(seat)
    seat.asked.take()
    seat.ring("sip-2")
    seat.end("sip-2")
    seat.wrap_up(D.NO_ANSWER)
    seat.desk.outcome_saved("c-2")
    seat.desk.saved_today = (listed(seat, first),)
    seat.intents.saved_today.take_back("c-1")
    question = seat.asked.of(WithdrawOutcome)[0]
    assert question.call_id == "c-1"
    again = Seat()
    save_a_dispute(again)
    question.answer(seat.desk, WithdrawnCall(again.unfinished("c-1")[0], first))

    assert seat.focused.call_id == "c-1"
    assert seat.view.saved_today.can_take_back_last


def test_an_answer_that_comes_twice_brings_one_call() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.intents.saved_today.take_back_last()
    answer(seat, outcome)
    live = seat.focused
    answer(seat, outcome)

    assert seat.focused is live


def test_what_is_no_longer_there_to_take_back_leaves_the_list() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.desk.saved_today = (listed(seat, outcome),)
    seat.intents.saved_today.take_back("c-1")
    (question,) = seat.asked.of(WithdrawOutcome)
    question.answer(seat.desk, None)

    assert len(seat.asked.of(ListSaved)) == 1
    assert seat.desk.calls == {}


@pytest.mark.parametrize("kind", [StorageError.DISK_FULL, StorageError.LOCKED])
def test_a_refused_withdrawal_is_told_and_repeated(kind: str) -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    seat.intents.saved_today.take_back_last()
    (question,) = seat.asked.of(WithdrawOutcome)
    seat.desk.storage_failed(question, kind)
    assert seat.view.storage.fault == kind
    seat.asked.take()
    seat.intents.retry_storage()
    assert seat.asked.of(WithdrawOutcome) == [question]
    assert seat.asked.of(AppendJournal) == []
    seat.desk.answered(question)

    assert seat.view.storage.fault is None
    assert outcome.call_id not in seat.desk.calls


def test_a_word_that_still_waits_for_the_disk_keeps_its_number() -> None:
    seat = Seat()
    outcome = save_a_dispute(seat)
    waiting = seat.asked.of(AppendJournal)[-1]
    seat.desk.storage_failed(waiting, StorageError.DISK_FULL)
    seat.intents.saved_today.take_back_last()
    (question,) = seat.asked.of(WithdrawOutcome)
    (call,) = seat.unfinished("c-1")
    on_disk = tuple(entry for entry in call.entries if entry not in waiting.entries)
    seat.asked.take()
    question.answer(seat.desk, WithdrawnCall(UnfinishedCall("c-1", on_disk), outcome))
    seat.intents.edit_note("never borrowed, he says")

    (written,) = {entry.seq for entry in waiting.entries}
    later = {entry.seq for effect in seat.asked.of(AppendJournal) for entry in effect.entries}
    assert min(later) > written


def test_a_withdrawal_that_the_disk_refused_is_not_left_behind_without_a_word() -> None:
    seat = Seat()
    save_a_dispute(seat)
    seat.write_journal()
    seat.intents.saved_today.refresh()
    seat.desk.storage_failed(seat.asked.of(ListSaved)[0], StorageError.LOCKED)
    assert not seat.desk.has_unsaved, "a list can be read again"
    seat.intents.saved_today.take_back_last()
    seat.desk.storage_failed(seat.asked.of(WithdrawOutcome)[0], StorageError.LOCKED)
    assert seat.desk.has_unsaved


class AskedStore:
    """The part of a `CallStore` that is asked here; it remembers how."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def saved_since(self, epoch_ms: int) -> tuple[SavedCall, ...]:
        self.asked.append((epoch_ms,))
        return ()

    def withdraw_outcome(self, *asked: object) -> None:
        self.asked.append(asked)


def test_the_store_is_asked_for_just_that_version() -> None:
    store = AskedStore()
    assert ListSaved(5).ask(store, str) == ()  # type: ignore[arg-type]
    assert WithdrawOutcome("c-1", 7, 9).ask(store, str) is None  # type: ignore[arg-type]
    assert store.asked == [(5,), ("c-1", 7, 9)]
