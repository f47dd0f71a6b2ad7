"""Looking for somebody: one search at a time, late answers, and what a choice is for."""

from __future__ import annotations

from desktop.domain.journal import JournalKind
from desktop.domain.matching import MatchReason, NumberMatch, PopKind
from desktop.domain.outcome import Identity
from desktop.domain.search_answer import Found, SearchAnswer
from desktop.domain.search_terms import MatchedBy
from desktop.session.choosing import case_read
from desktop.session.effects import ReadCase, SearchCases
from desktop.session.finding import Finding
from desktop.session.ports import StorageError
from tests.fakes import (
    NUMBER,
    SECRET_CREDITOR,
    RecordedRequests,
    sample_case,
    sample_match,
)
from tests.unit.seat import Seat

CASE, OTHER = sample_case(1), sample_case(2)


def answer(*debtor_ids: int) -> SearchAnswer:
    return SearchAnswer(
        tuple(Found(i, "王小明", f"D-{i}", NUMBER, MatchedBy.NAME) for i in debtor_ids)
    )


def searched(requests: RecordedRequests) -> list[tuple[str, int]]:
    return [(effect.query, effect.seq) for effect in requests.of(SearchCases)]


def finding() -> tuple[Finding, RecordedRequests]:
    requests = RecordedRequests()
    made = Finding(requests)
    made.open(None)
    return made, requests


def choose(seat: Seat, debtor_id: int) -> ReadCase:
    """Open the search, find two people, choose one; what was asked of the store for it."""
    seat.intents.finding.open()
    seat.intents.finding.type_text("王")
    seat.desk.finding.found(seat.asked.of(SearchCases)[-1].seq, answer(1, 2))
    seat.intents.finding.choose(debtor_id)
    return seat.asked.of(ReadCase)[-1]


def test_every_key_searches_but_only_one_search_is_under_way() -> None:
    found, requests = finding()
    for text in ("w", "wa", "wan", "wang"):
        found.type_text(text)
    assert searched(requests) == [("w", 1)]
    found.found(1, answer(1))
    assert found.answer is None, "it answers what is no longer there"
    assert searched(requests) == [("w", 1), ("wang", 2)]
    found.found(2, answer(2))
    assert found.answer == answer(2)
    assert not found.is_searching


def test_an_answer_that_nobody_waits_for_is_dropped() -> None:
    found, requests = finding()
    found.type_text("w")
    found.close()
    found.open(None)
    found.found(1, answer(1))
    assert found.answer is None
    found.type_text("z")
    assert searched(requests) == [("w", 1), ("z", 2)]
    found.found(1, answer(1))
    found.found(7, answer(1))
    assert found.answer is None
    found.found(2, answer())
    assert found.answer == answer()


def test_an_emptied_field_shows_nobody() -> None:
    found, requests = finding()
    found.type_text("w")
    found.found(1, answer(1))
    found.type_text(" - ")
    assert found.answer is None
    assert len(searched(requests)) == 1


def test_a_search_that_failed_says_so_and_the_next_key_tries_again() -> None:
    found, requests = finding()
    found.type_text("w")
    found.failed(1, StorageError.LOCKED)
    assert found.fault == StorageError.LOCKED
    found.type_text("wa")
    assert found.fault is None
    assert searched(requests)[-1] == ("wa", 2)


def test_a_failure_of_what_no_longer_stands_in_the_field_is_not_told() -> None:
    found, requests = finding()
    found.type_text("w")
    found.type_text("wa")
    found.failed(1, StorageError.LOCKED)
    assert found.fault is None
    assert searched(requests) == [("w", 1), ("wa", 2)]


def test_only_who_was_found_can_be_chosen() -> None:
    seat = Seat()
    seat.intents.finding.open()
    seat.intents.finding.choose(1)
    assert seat.asked.of(ReadCase) == []


def test_a_chosen_file_becomes_that_of_the_call_in_front() -> None:
    seat = Seat()
    seat.ring()
    seat.match()
    wanted = choose(seat, 2)
    assert wanted == ReadCase(2, "c-1")
    case_read(seat.desk, wanted, OTHER)
    view = seat.view
    assert view.search is None
    assert view.pop is not None
    assert (view.pop.kind, view.pop.reason) == (PopKind.UNKNOWN, MatchReason.CHOSEN_BY_AGENT)
    assert seat.focused.case == OTHER
    assert seat.focused.draft.debtor_id == 2


def test_the_choice_is_for_the_call_that_was_in_front_when_the_search_began() -> None:
    seat = Seat()
    seat.ring("sip-1")
    seat.match()
    seat.intents.finding.open()
    seat.ring("sip-2", "+8613900000000")
    seat.establish("sip-2")
    assert seat.focused.call_id == "c-2"
    seat.intents.finding.type_text("王")
    seat.desk.finding.found(1, answer(1))
    seat.intents.finding.choose(1)
    case_read(seat.desk, ReadCase(1, "c-1"), CASE)
    assert seat.desk.calls["c-1"].case == CASE
    assert seat.desk.calls["c-2"].case is None


def test_a_choice_over_an_open_file_covers_again_and_can_be_taken_back() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.edit_note("rings back on Monday")
    case_read(seat.desk, choose(seat, 2), OTHER)
    assert seat.focused.case == OTHER
    assert seat.focused.draft.identity is Identity.UNCONFIRMED
    assert SECRET_CREDITOR not in str(seat.view)

    seat.intents.finding.open()
    assert seat.view.search is not None
    assert seat.view.search.can_take_back
    seat.intents.finding.take_back()
    assert seat.focused.case is not None
    assert seat.focused.case.debtor_id == 1
    assert seat.focused.match is not None
    assert seat.focused.match.reason is MatchReason.OWN_NUMBER
    assert seat.focused.draft.note == "rings back on Monday"
    assert seat.focused.draft.identity is Identity.UNCONFIRMED
    assert not seat.view.search.can_take_back


def test_taken_back_from_an_unknown_caller_no_file_is_left_and_nobody_is_confirmed() -> None:
    seat = Seat()
    seat.ring()
    seat.match()
    seat.establish()
    case_read(seat.desk, choose(seat, 1), CASE)
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.intents.finding.open()
    seat.intents.finding.take_back()
    assert seat.focused.case is None
    assert seat.focused.draft.debtor_id is None
    assert seat.focused.draft.identity is Identity.UNCONFIRMED
    debtors = [e.body for e in seat.asked.entries("c-1") if e.kind is JournalKind.DEBTOR]
    assert debtors == [{"debtor_id": 1}, {"debtor_id": None}]


def test_a_file_that_the_number_opened_is_not_taken_back() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.finding.open()
    seat.intents.finding.take_back()
    assert seat.focused.draft.debtor_id == 1
    assert seat.focused.case is not None
    assert seat.focused.draft.identity is Identity.CONFIRMED


def test_without_a_call_to_choose_for_nothing_is_taken_back() -> None:
    seat = Seat()
    seat.ring()
    seat.match()
    case_read(seat.desk, choose(seat, 1), CASE)
    seat.intents.focus(None)
    seat.intents.finding.open()
    seat.intents.finding.take_back()
    assert seat.desk.calls["c-1"].case == CASE
    assert seat.desk.finding.can_take_back("c-1")


def test_two_wrong_choices_are_taken_back_to_what_the_number_said() -> None:
    seat = Seat()
    seat.ring()
    seat.match()
    for debtor_id, case in ((1, CASE), (2, OTHER)):
        case_read(seat.desk, choose(seat, debtor_id), case)
    seat.intents.finding.open()
    seat.intents.finding.take_back()
    assert seat.focused.case is None


def test_a_call_whose_outcome_is_being_saved_takes_no_other_file() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    wanted = choose(seat, 2)
    seat.end()
    seat.wrap_up()
    assert seat.focused.saving is not None
    case_read(seat.desk, wanted, OTHER)
    assert seat.focused.case is not None
    assert seat.focused.case.debtor_id == 1
    seat.intents.finding.open()
    assert seat.desk.finding.call_id is None


def test_a_file_that_is_gone_since_it_was_found_is_looked_for_again() -> None:
    seat = Seat()
    wanted = choose(seat, 1)
    before = len(seat.asked.of(SearchCases))
    case_read(seat.desk, wanted, None)
    assert seat.view.search is not None
    assert len(seat.asked.of(SearchCases)) == before + 1
    assert seat.view.reading is None


def test_a_chosen_file_that_cannot_be_read_says_so_and_can_be_chosen_again() -> None:
    seat = Seat()
    wanted = choose(seat, 1)
    seat.desk.finding.refuse(wanted, StorageError.LOCKED)
    assert seat.view.search is not None
    assert seat.view.search.fault == StorageError.LOCKED
    case_read(seat.desk, wanted, CASE)
    assert seat.view.reading is None, "the refused question is over"
    seat.intents.finding.choose(1)
    case_read(seat.desk, wanted, CASE)
    assert seat.desk.finding.reading == CASE


def test_only_the_last_choice_can_fail_or_be_gone() -> None:
    seat = Seat()
    first = choose(seat, 1)
    seat.intents.finding.choose(2)
    asked = len(seat.asked.of(SearchCases))
    seat.desk.finding.refuse(first, StorageError.LOCKED)
    case_read(seat.desk, first, None)
    assert seat.desk.finding.fault is None
    assert len(seat.asked.of(SearchCases)) == asked
    case_read(seat.desk, ReadCase(2, None), OTHER)
    assert seat.desk.finding.reading == OTHER


def test_a_file_for_a_call_that_has_left_the_desk_opens_nowhere() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    wanted = choose(seat, 2)
    seat.end()
    seat.wrap_up()
    seat.desk.outcome_saved("c-1")
    case_read(seat.desk, wanted, OTHER)
    assert seat.desk.calls == {}
    assert seat.desk.finding.reading is None
    assert seat.view.search is None


def test_a_file_that_comes_after_the_search_was_closed_opens_nothing() -> None:
    seat = Seat()
    wanted = choose(seat, 1)
    seat.intents.finding.close()
    case_read(seat.desk, wanted, CASE)
    assert seat.view.case is None


def test_without_a_call_the_file_is_read_uncovered_with_its_numbers_masked() -> None:
    seat = Seat()
    wanted = choose(seat, 1)
    assert wanted == ReadCase(1, None)
    case_read(seat.desk, wanted, CASE)
    view = seat.view
    assert view.case is not None
    assert not view.case.covered
    assert view.case.balance is not None
    assert view.reading is not None
    assert view.reading.can_dial
    assert NUMBER not in str(view.reading)
    assert seat.intents.finding.number(0) == NUMBER
    assert seat.intents.finding.number(5) is None
    seat.intents.finding.put_away()
    assert seat.view.case is None
    assert seat.intents.finding.number(0) is None


def test_a_ring_covers_what_is_read_and_does_not_open_it() -> None:
    seat = Seat()
    case_read(seat.desk, choose(seat, 1), CASE)
    seat.ring(number="+8613900000000")
    assert seat.view.case is None
    assert seat.view.reading is None
    seat.match(sample_match(CASE), sample_match(OTHER))
    assert seat.view.case is None, "an incoming call may be anybody's"
    assert seat.desk.finding.reading == CASE


def test_a_number_dialled_from_a_file_opens_that_file_even_if_it_stands_in_several() -> None:
    seat = Seat()
    case_read(seat.desk, choose(seat, 2), OTHER)
    seat.dial()
    matches: tuple[NumberMatch, ...] = (sample_match(CASE), sample_match(OTHER))
    seat.match(*matches)
    assert seat.focused.case == OTHER
    assert seat.view.case is not None
    assert seat.view.case.covered
    assert seat.desk.finding.reading is None


def test_a_number_that_is_not_in_the_open_file_leaves_it_to_be_read() -> None:
    seat = Seat()
    case_read(seat.desk, choose(seat, 2), OTHER)
    seat.dial()
    seat.match(sample_match(CASE))
    assert seat.focused.case == CASE
    assert seat.desk.finding.reading == OTHER


def test_a_dialled_number_that_means_several_other_files_opens_none() -> None:
    seat = Seat()
    case_read(seat.desk, choose(seat, 2), OTHER)
    seat.dial()
    seat.match(sample_match(CASE), sample_match(sample_case(3)))
    assert seat.focused.case is None
    assert seat.desk.finding.reading == OTHER


def test_results_hold_masked_numbers_and_no_amounts() -> None:
    seat = Seat()
    choose(seat, 1)
    assert seat.view.search is not None
    assert NUMBER not in str(seat.view.search)
    found = seat.view.search.found
    assert found is not None
    assert next((f.name, f.customer_number, f.number) for f in found) == (
        "王小明",
        "D-1",
        "+86****8000",
    )
