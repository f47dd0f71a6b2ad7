"""A call rings: the right file opens, or the agent chooses, or nobody's does."""

from __future__ import annotations

import pytest

from desktop.domain.journal import JournalKind
from desktop.domain.matching import MatchReason, PopKind
from desktop.domain.outcome import Identity
from desktop.domain.talk_track import Stage
from desktop.session.effects import MatchNumber
from tests.fakes import NUMBER, sample_case, sample_match
from tests.unit.seat import Seat

ONE, TWO = sample_match(sample_case(1)), sample_match(sample_case(2))


def debtors_journalled(seat: Seat) -> list[object]:
    entries = seat.asked.entries("c-1")
    return [entry.body["debtor_id"] for entry in entries if entry.kind is JournalKind.DEBTOR]


def test_a_ring_asks_once_which_files_the_number_means() -> None:
    seat = Seat()
    seat.ring()
    seat.ring()
    seat.establish()

    assert seat.asked.of(MatchNumber) == [MatchNumber("c-1", NUMBER)]


def test_one_match_opens_its_file_and_says_why() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE)

    view = seat.view
    assert view.pop is not None
    assert view.case is not None
    assert (view.pop.kind, view.pop.reason) == (PopKind.ONE, MatchReason.OWN_NUMBER)
    assert view.pop.candidates == ()
    assert view.case.external_ref == "D-1001"
    assert debtors_journalled(seat) == [1]


def test_several_matches_are_offered_and_none_opens() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE, TWO)

    view = seat.view
    assert view.case is None
    assert view.pop is not None
    assert view.pop.kind is PopKind.SEVERAL
    assert [c.debtor_id for c in view.pop.candidates] == [1, 2]
    assert NUMBER not in str(view.pop), "numbers are covered"
    assert debtors_journalled(seat) == []


def test_the_agent_chooses_one_of_several() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE, TWO)
    seat.intents.choose_candidate(2)

    assert seat.focused.case == TWO.case
    assert debtors_journalled(seat) == [2]


def test_choosing_somebody_who_was_not_offered_does_nothing() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE, TWO)
    seat.intents.choose_candidate(3)

    assert seat.focused.case is None


def test_a_late_reply_of_the_store_does_not_undo_the_agents_choice() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE, TWO)
    seat.intents.choose_candidate(2)
    seat.match(ONE)

    assert seat.focused.case == TWO.case
    assert debtors_journalled(seat) == [2]


def test_choosing_another_file_covers_it_until_that_person_is_confirmed() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE, TWO)
    seat.establish()
    seat.intents.choose_candidate(1)
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.intents.choose_candidate(2)

    assert seat.focused.draft.identity is Identity.UNCONFIRMED
    assert seat.focused.draft.stage is Stage.IDENTITY
    assert seat.view.case is not None
    assert seat.view.case.covered


def test_choosing_the_open_file_again_changes_nothing() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE, TWO)
    seat.establish()
    seat.intents.choose_candidate(1)
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.intents.choose_candidate(1)

    assert seat.focused.draft.identity is Identity.CONFIRMED


def test_an_unknown_number_shows_the_unknown_caller() -> None:
    seat = Seat()
    seat.ring()
    seat.match()

    assert seat.view.pop is not None
    assert seat.view.pop.kind is PopKind.UNKNOWN
    assert seat.view.case is None


@pytest.mark.parametrize("number", [None, ""])
def test_a_withheld_number_is_anonymous_and_asks_nobody(number: str | None) -> None:
    seat = Seat()
    seat.ring(number=number)

    assert seat.view.pop is not None
    assert seat.view.pop.kind is PopKind.ANONYMOUS
    assert seat.asked.of(MatchNumber) == []


def test_a_number_learnt_late_is_looked_up_then() -> None:
    seat = Seat()
    seat.ring(number=None)
    seat.establish(number=NUMBER)
    assert seat.asked.of(MatchNumber) == [MatchNumber("c-1", NUMBER)]
    seat.match(ONE)

    assert seat.view.case is not None
    assert seat.view.pop is not None
    assert seat.view.pop.kind is PopKind.ONE


def test_before_the_store_answers_there_is_no_pop_yet() -> None:
    seat = Seat()
    seat.ring()

    assert seat.view.pop is None


def test_an_answer_for_a_call_that_is_gone_is_ignored() -> None:
    seat = Seat()
    seat.desk.number_matched("c-99", NUMBER, (ONE,))
    seat.desk.case_opened("c-99", ONE.case)

    assert seat.view.focused is None


def test_an_answer_while_the_outcome_is_being_saved_does_not_change_what_is_saved() -> None:
    seat = Seat()
    seat.ring()
    seat.establish()
    seat.end()
    seat.wrap_up()
    seat.match(ONE)

    assert seat.focused.case is None
    assert debtors_journalled(seat) == []


def test_a_file_deleted_since_the_last_run_is_let_go_and_the_number_looked_up_again() -> None:
    before = Seat()
    before.talk_with_the_right_person()
    seat = Seat("d")
    seat.desk.restore(before.unfinished("c-1"), ())
    seat.desk.case_opened("c-1", None)
    seat.match(TWO)

    live = seat.desk.calls["c-1"]
    assert live.draft.debtor_id == 2
    assert live.covered, "the person confirmed was another one"


def test_an_answer_for_another_file_than_the_calls_own_is_ignored() -> None:
    seat = Seat()
    seat.ring()
    seat.match(ONE)
    seat.desk.case_opened("c-1", TWO.case)
    seat.desk.case_opened("c-1", None)

    assert seat.focused.case == ONE.case
