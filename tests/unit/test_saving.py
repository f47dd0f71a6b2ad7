"""The outcome is always saved: once, after failures too, and across restarts."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.calls import EndReason, LineState
from desktop.domain.cases import HoldKind
from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import Prompt, Stage, TalkTrack
from desktop.session.effects import AppendJournal, MatchNumber, OpenCase, SaveOutcome
from desktop.session.ports import StorageError
from tests.fakes import LINE, NUMBER, sample_match, sample_prompt
from tests.unit.seat import Seat

D, F = Disposition, OutcomeField


def ended_call(seat: Seat) -> None:
    seat.talk_with_the_right_person()
    seat.clock.advance(60_000)
    seat.end()


def test_the_whole_outcome_is_saved() -> None:
    seat = Seat()
    live = seat.talk_with_the_right_person()
    seat.intents.mark_said()
    seat.intents.edit_note("pays on Friday")
    seat.intents.set_field(F.AMOUNT, 50_000)
    seat.intents.set_field(F.DATE, "2025-11-28")
    seat.intents.set_field(F.CHANNEL, "bank transfer")
    seat.intents.set_field(F.REASON, "left over from another outcome")
    seat.clock.advance(60_000)
    seat.end()
    seat.clock.advance(5_000)
    seat.intents.save_outcome()

    (effect,) = seat.asked.of(SaveOutcome)
    outcome = effect.outcome
    assert (outcome.call_id, outcome.debtor_id) == (live.call_id, 1)
    assert outcome.disposition is D.PROMISE, "what the call proved needs no second key"
    assert outcome.fields == {F.AMOUNT: 50_000, F.DATE: "2025-11-28", F.CHANNEL: "bank transfer"}
    assert (outcome.note, outcome.stage) == ("pays on Friday", Stage.GREETING)
    assert (outcome.identity, outcome.currency) == (Identity.CONFIRMED, "CNY")
    assert (outcome.talk_ms, outcome.end_reason) == (60_000, EndReason.HUNG_UP)
    assert outcome.prompts_said == ("greet-1",)
    assert (outcome.practice, outcome.holds) == (False, ())
    assert outcome.saved_at_epoch_ms == seat.clock.now().epoch_ms


def test_nothing_is_saved_without_an_outcome_or_with_a_fault() -> None:
    seat = Seat()
    ended_call(seat)
    seat.intents.save_outcome()
    seat.intents.choose_disposition(D.DISPUTE)
    seat.intents.save_outcome()

    assert seat.asked.of(SaveOutcome) == []
    assert seat.view.wrap_up is not None
    assert not seat.view.wrap_up.can_save


def test_nothing_is_saved_while_the_call_goes_on() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.wrap_up()

    assert seat.asked.of(SaveOutcome) == []


def test_saving_twice_asks_once_and_the_draft_stands_still_meanwhile() -> None:
    seat = Seat()
    ended_call(seat)
    seat.wrap_up()
    seat.intents.save_outcome()
    seat.intents.edit_note("too late")

    assert len(seat.asked.of(SaveOutcome)) == 1
    wrap_up = seat.view.wrap_up
    assert wrap_up is not None
    assert (wrap_up.saving, wrap_up.can_save, wrap_up.note) == (True, False, "")


def test_an_outcome_and_the_lines_said_bind_us_once_each() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.go_to_stage(Stage.LISTENING)
    seat.intents.choose_line(1)
    seat.intents.mark_said()
    seat.end()
    seat.intents.set_field(F.REASON, "never borrowed")
    seat.wrap_up(D.DISPUTE)

    (effect,) = seat.asked.of(SaveOutcome)
    assert effect.outcome.prompts_said == ("listen-3",)
    assert effect.outcome.holds == (HoldKind.DISPUTE,)


def test_calls_of_a_practice_line_are_marked() -> None:
    seat = Seat(practice_lines=frozenset({LINE}))
    ended_call(seat)
    assert seat.view.focused is not None
    assert seat.view.focused.practice
    seat.wrap_up()

    assert seat.asked.of(SaveOutcome)[0].outcome.practice


@pytest.mark.parametrize("kind", [StorageError.DISK_FULL, StorageError.LOCKED])
def test_a_refused_save_is_kept_shown_and_repeated_with_the_same_key(kind: str) -> None:
    seat = Seat()
    ended_call(seat)
    seat.write_journal()
    seat.wrap_up()
    (refused,) = seat.asked.of(SaveOutcome)
    seat.desk.storage_failed(refused, kind)
    assert seat.view.storage.fault == kind

    seat.intents.retry_storage()
    assert seat.asked.of(SaveOutcome) == [refused, refused]

    seat.desk.outcome_saved("c-1")
    assert seat.view.storage.fault is None
    assert seat.view.inbox == ()
    seat.intents.retry_storage()
    assert len(seat.asked.of(SaveOutcome)) == 2


def test_refused_journal_entries_are_repeated_and_success_clears_the_fault() -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    refused = seat.asked.of(AppendJournal)
    for effect in refused:
        seat.desk.storage_failed(effect, StorageError.IO)
    ring, debtor = refused
    assert (len(ring.entries), len(debtor.entries)) == (2, 1), "who reported it goes with the ring"
    assert seat.view.storage.unsaved_entries == 3

    for seq in (0, 1):
        seat.desk.journal_written("c-1", seq)
    assert seat.view.storage.fault == StorageError.IO, "one entry is still missing"
    seat.asked.take()
    seat.intents.retry_storage()
    assert seat.asked.take() == refused[1:]

    seat.desk.journal_written("c-1", 2)
    assert (seat.view.storage.fault, seat.view.storage.unsaved_entries) == (None, 0)


def test_a_refused_question_is_repeated_and_its_answer_clears_the_fault() -> None:
    seat = Seat()
    seat.ring()
    (question,) = seat.asked.of(MatchNumber)
    seat.desk.storage_failed(question, StorageError.LOCKED)
    seat.intents.retry_storage()
    assert seat.asked.of(MatchNumber) == [question, question]
    seat.match(sample_match())

    assert seat.view.storage.fault is None


def test_two_refused_questions_of_one_call_are_both_repeated() -> None:
    seat = Seat()
    seat.ring()
    questions = [MatchNumber("c-1", NUMBER), OpenCase("c-1", 1)]
    for question in questions:
        seat.desk.storage_failed(question, StorageError.LOCKED)
    seat.asked.take()
    seat.intents.retry_storage()

    assert seat.asked.take() == questions


def test_a_late_failed_question_about_a_saved_call_is_no_fault() -> None:
    seat = Seat()
    ended_call(seat)
    seat.wrap_up()
    late = seat.asked.of(MatchNumber)[-1]
    seat.desk.outcome_saved("c-1")
    seat.desk.storage_failed(late, StorageError.LOCKED)

    assert seat.view.storage.fault is None


@pytest.mark.parametrize("refused_first", [True, False])
def test_a_journal_entry_that_failed_before_the_outcome_was_saved_is_written_after_it(
    *, refused_first: bool
) -> None:
    seat = Seat()
    ended_call(seat)
    seat.wrap_up()
    late = seat.asked.of(AppendJournal)[-1]
    if refused_first:
        seat.desk.storage_failed(late, StorageError.LOCKED)
    seat.desk.outcome_saved("c-1")
    if not refused_first:
        seat.desk.storage_failed(late, StorageError.LOCKED)
    assert seat.view.storage.fault == StorageError.LOCKED
    assert seat.desk.has_unsaved
    seat.asked.take()
    seat.intents.retry_storage()
    assert seat.asked.take() == [late]
    seat.desk.journal_written("c-1", late.entry.seq)
    assert seat.view.storage.fault is None
    assert not seat.desk.has_unsaved


def test_a_call_whose_link_is_lost_ends_on_the_agents_word() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.link(LineState.LOST)
    seat.intents.hang_up()

    assert seat.focused.has_ended
    assert seat.focused.suggested is None, "nobody knows how it ended"
    assert seat.view.wrap_up is not None
    assert seat.view.wrap_up.end_reason is EndReason.UNKNOWN


def test_a_call_of_a_stranger_can_be_saved_too() -> None:
    seat = Seat()
    seat.ring(number=None)
    seat.end()
    seat.wrap_up(D.NO_ANSWER)

    outcome = seat.asked.of(SaveOutcome)[0].outcome
    assert (outcome.debtor_id, outcome.talk_ms) == (None, 0)


def until(prompt_id: str, text: str) -> Prompt:
    return sample_prompt(prompt_id, Stage.GREETING, text, binds=HoldKind.UNTIL_DATE.value)


REVIEW = until("until-1", "I'll call on {review_date}.")
SLOT = until("until-2", "I'll call at {slot_a}.")
AGREED = until("until-3", "I won't ask before your day.")


@pytest.mark.parametrize(
    ("prompts", "day"),
    [
        ((REVIEW,), date(2025, 12, 1)),
        ((SLOT,), date(2025, 11, 25)),
        ((REVIEW, SLOT), date(2025, 11, 25)),
        ((REVIEW, sample_prompt("plain", Stage.GREETING, "I see.")), date(2025, 12, 1)),
        ((REVIEW, AGREED), None),
    ],
)
def test_the_day_that_was_named_last_travels_with_the_hold(
    prompts: tuple[Prompt, ...], day: date | None
) -> None:
    seat = Seat(track=TalkTrack(prompts))
    seat.talk_with_the_right_person()
    for _ in prompts:
        seat.intents.mark_said()
    seat.end()
    again = Seat("d")
    again.desk.restore(seat.unfinished("c-1"), ())
    assert again.desk.calls["c-1"].draft.hold_until == day
    seat.clock.advance(3 * 86_400_000)
    seat.intents.choose_disposition(Disposition.HUNG_UP_EARLY)
    seat.intents.save_outcome()

    (effect,) = seat.asked.of(SaveOutcome)
    assert (effect.outcome.holds, effect.outcome.hold_until) == ((HoldKind.UNTIL_DATE,), day)
