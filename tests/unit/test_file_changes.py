"""New files, numbers that are kept, two files that become one: on the agent's word, with undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.cases import CaseFile, CaseRecord, Phone, PhoneKind
from desktop.domain.file_changes import (
    ChangeKind,
    FileChange,
    FilesMerged,
    UndoFault,
    lacks_number,
    new_record,
)
from desktop.domain.matching import MatchReason
from desktop.domain.outcome import Disposition, Identity
from desktop.session.effects import OpenCase
from desktop.session.file_changes import (
    AddFile,
    FindDuplicates,
    KeepNumber,
    ListChanges,
    MergeFiles,
    UndoChange,
)
from desktop.session.file_view import FileHintsView
from desktop.session.ports import ChangeUndone
from tests.fakes import NUMBER, sample_case, sample_debtor, sample_match
from tests.unit.seat import Seat

STRANGE = "+8613900139000"
MASKED = "+86****9000"
MINE, OTHER = sample_case(1), sample_case(2)
HOUR_MS = 3_600_000


class Files:
    """The part of a `DeskStore` that is asked here, over files in a dictionary."""

    def __init__(self, *cases: CaseFile) -> None:
        self.cases = {case.debtor_id: case for case in cases}
        self.asked: list[tuple[Any, ...]] = []
        self.undone: ChangeUndone | None = None

    def add_file(self, record: CaseRecord) -> CaseFile:
        self.asked.append((record,))
        return CaseFile(9, record.debtor, record.phones, (), record.timeline)

    def open_case(self, debtor_id: int) -> CaseFile | None:
        return self.cases.get(debtor_id)

    def keep_number(self, debtor_id: int, phone: Phone, at_ms: int) -> FileChange:
        case = self.cases[debtor_id]
        self.cases[debtor_id] = replace(case, phones=(*case.phones, phone))
        return kept_change(at_ms, phone.e164, debtor_id)

    def likely_duplicates(self, _debtor_id: int) -> tuple[CaseFile, ...]:
        return (OTHER,)

    def merge_files(self, kept_id: int, dropped_id: int, at_ms: int) -> FilesMerged | None:
        if dropped_id not in self.cases:
            return None
        return FilesMerged(merge_change(at_ms), 2, 1)

    def file_changes(self, since_ms: int) -> tuple[FileChange, ...]:
        self.asked.append((since_ms,))
        return ()

    def undo_change(self, change_id: int, at_ms: int) -> ChangeUndone | None:
        self.asked.append((change_id, at_ms))
        return self.undone


def kept_change(at_ms: int, number: str = STRANGE, debtor_id: int = 1) -> FileChange:
    return FileChange(7, at_ms, ChangeKind.NUMBER_KEPT, debtor_id, "王小明", number)


def merge_change(at_ms: int = 0) -> FileChange:
    return FileChange(8, at_ms, ChangeKind.FILES_MERGED, 2, "王小明", "王晓明")


def settle(seat: Seat, files: Files, *kinds: type) -> None:
    """Let the store answer what was asked of it since the last time."""
    for effect in seat.asked.take():
        if isinstance(effect, kinds):
            question: Any = effect
            answer = question.ask(files, lambda raw: raw.replace(" ", ""))
            seat.desk.answered(question)
            question.answer(seat.desk, answer)


def stranger(seat: Seat, number: str | None = STRANGE) -> None:
    seat.ring(number=number)
    if number:
        seat.match()
    seat.establish(number=number)


def found_by_search(seat: Seat) -> Files:
    """An unknown caller whose file the agent chose."""
    stranger(seat)
    match = sample_match(MINE, MatchReason.CHOSEN_BY_AGENT, STRANGE)
    seat.desk.open_match(seat.focused, match)
    return Files(MINE, OTHER)


def hints(seat: Seat) -> FileHintsView:
    view = seat.view.file_hints
    assert view is not None
    return view


# New files.


def test_a_stranger_gets_a_file_which_is_the_calls_at_once() -> None:
    seat = Seat()
    stranger(seat, "139 0013 9000")
    seat.intents.files.make_file(" 李四 ", PhoneKind.WORK, " asks for Wang ")
    files = Files()
    settle(seat, files, AddFile)

    ((record,),) = files.asked
    assert (record.debtor.external_ref, record.debtor.name) == ("NEW-C-1", "李四")
    assert record.debtor.surname == "李"
    assert record.phones == (Phone("13900139000", "139 0013 9000", PhoneKind.WORK),)
    assert record.timeline[0].text == "asks for Wang"
    assert record.debts == ()
    assert seat.view.case is not None
    assert seat.view.case.name == "李四"
    assert seat.focused.draft.debtor_id == 9


@pytest.mark.parametrize(
    ("number", "language", "name"),
    [
        (STRANGE, "en", "Unknown, called from …9000"),
        (STRANGE, "zh_CN", "未知来电 …9000"),
        ("", "en", "Unknown caller"),
        ("", "zh_CN", "未知来电"),
    ],
)
def test_a_name_may_come_later(number: str, language: str, name: str) -> None:
    record = new_record(
        call_id="c-1",
        name=" ",
        phone=Phone(number, number) if number else None,
        note="",
        at_epoch_ms=5,
        language=language,
    )
    assert (record.debtor.name, record.debtor.surname) == (name, "")
    assert (record.timeline, len(record.phones)) == ((), 1 if number else 0)


def test_a_caller_without_a_number_gets_a_file_without_one() -> None:
    seat = Seat()
    stranger(seat, None)
    seat.intents.files.make_file("李四", PhoneKind.SELF, "")
    files = Files()
    settle(seat, files, AddFile)
    assert files.asked[0][0].phones == ()
    assert seat.focused.case is not None


def test_no_second_file_is_made_for_a_call_that_has_one() -> None:
    seat = Seat()
    seat.intents.files.make_file("", PhoneKind.SELF, "")
    seat.talk_with_the_right_person()
    seat.intents.files.make_file("", PhoneKind.SELF, "")
    assert seat.asked.of(AddFile) == []


def test_a_file_chosen_or_a_call_saved_meanwhile_is_left_alone() -> None:
    seat = Seat()
    stranger(seat)
    seat.intents.files.make_file("", PhoneKind.SELF, "")
    (question,) = seat.asked.of(AddFile)
    seat.desk.open_match(seat.focused, sample_match(MINE))
    answer = question.ask(Files(), str)  # type: ignore[arg-type]
    question.answer(seat.desk, answer)
    assert seat.focused.case == MINE
    question.answer(Seat().desk, answer)

    seat.end()
    seat.wrap_up()
    seat.intents.files.make_file("", PhoneKind.SELF, "")
    assert len(seat.asked.of(AddFile)) == 1


# Numbers.


@pytest.mark.parametrize(
    ("number", "lacks"),
    [(STRANGE, True), (NUMBER, False), ("138 0013 8000", False), (None, False), ("hidden", False)],
)
def test_a_file_lacks_a_number_that_it_has_in_no_way_of_writing(
    number: str | None, *, lacks: bool
) -> None:
    assert lacks_number(MINE, number) is lacks


def test_the_number_of_the_call_is_kept_only_on_the_agents_word_and_taken_out_again() -> None:
    seat = Seat()
    files = found_by_search(seat)
    assert hints(seat) == FileHintsView(offered_number=MASKED)
    assert seat.asked.of(KeepNumber) == []
    seat.intents.files.keep_number(PhoneKind.HOME)
    settle(seat, files, KeepNumber)
    assert hints(seat) == FileHintsView(kept_number=MASKED)
    assert seat.focused.case is not None
    assert seat.focused.case.phones[-1] == Phone(STRANGE, STRANGE, PhoneKind.HOME)
    seat.intents.files.keep_number(PhoneKind.HOME)
    assert seat.asked.of(KeepNumber) == []

    files.cases[1] = MINE
    files.undone = ChangeUndone(None, 1)
    seat.intents.files.undo_kept_number()
    settle(seat, files, UndoChange)
    assert files.asked[-1][0] == 7
    assert hints(seat) == FileHintsView(offered_number=MASKED)


def test_nothing_is_offered_or_kept_without_a_file_or_a_number() -> None:
    seat = Seat()
    assert seat.view.file_hints is None
    stranger(seat)
    assert hints(seat) == FileHintsView()
    seat.intents.files.keep_number(PhoneKind.SELF)
    seat.intents.files.undo_kept_number()
    assert seat.asked.of(KeepNumber) == []
    assert seat.asked.of(UndoChange) == []


def test_another_file_of_the_call_takes_the_offer_to_undo_with_it() -> None:
    seat = Seat()
    files = found_by_search(seat)
    seat.intents.files.keep_number(PhoneKind.SELF)
    settle(seat, files, KeepNumber)
    seat.desk.open_match(seat.focused, sample_match(OTHER, MatchReason.CHOSEN_BY_AGENT))
    assert hints(seat) == FileHintsView(offered_number=MASKED)


def test_a_number_kept_in_one_file_is_not_told_of_the_next_one() -> None:
    seat = Seat()
    files = found_by_search(seat)
    seat.intents.files.keep_number(PhoneKind.SELF)
    seat.desk.open_match(seat.focused, sample_match(OTHER, MatchReason.CHOSEN_BY_AGENT, STRANGE))
    settle(seat, files, KeepNumber)
    assert hints(seat) == FileHintsView(MASKED, "")


def test_a_kept_number_is_seen_wherever_the_file_is_open() -> None:
    seat = Seat()
    files = found_by_search(seat)
    seat.desk.finding.reading = MINE
    seat.intents.files.keep_number(PhoneKind.SELF)
    (question,) = seat.asked.of(KeepNumber)
    answer = question.ask(files, str)  # type: ignore[arg-type]
    question.answer(seat.desk, answer)
    assert seat.desk.finding.reading == files.cases[1]
    seat.desk.finding.reading = OTHER
    question.answer(Seat().desk, answer)
    question.answer(seat.desk, (None, None))
    assert seat.desk.finding.reading is OTHER
    assert seat.focused.kept_number is None, "it stood there already"


# The list, and the way back.


def test_a_number_goes_only_on_its_day_and_a_merge_whenever() -> None:
    seat = Seat()
    seat.intents.files.refresh()
    (question,) = seat.asked.of(ListChanges)
    midnight_ms = seat.clock.now().epoch_ms - 10 * HOUR_MS
    assert question.since_epoch_ms == midnight_ms
    assert question.ask(Files(), str) == ()  # type: ignore[arg-type]
    question.answer(seat.desk, (kept_change(midnight_ms), merge_change()))
    details = [change.detail for change in seat.view.file_changes.changes]
    assert details == [MASKED, "王晓明"]
    for change_id in (7, 8, 99):
        seat.intents.files.undo(change_id)
    assert [effect.change_id for effect in seat.asked.of(UndoChange)] == [7, 8]

    seat.clock.advance(14 * HOUR_MS)
    seat.asked.take()
    seat.intents.files.undo(7)
    assert seat.asked.of(UndoChange) == []


@pytest.mark.parametrize("fault", list(UndoFault))
def test_what_cannot_be_undone_is_said(fault: UndoFault) -> None:
    seat = Seat()
    seat.desk.file_changes = (merge_change(),)
    files = Files()
    files.undone = ChangeUndone(fault, 1, 2)
    seat.intents.files.undo(8)
    settle(seat, files, UndoChange)
    assert seat.view.file_changes.fault is fault
    assert len(seat.view.file_changes.changes) == 1
    seat.intents.files.refresh()
    assert seat.view.file_changes.fault is None


def test_a_change_that_never_was_is_nothing() -> None:
    seat = Seat()
    seat.desk.file_changes = (merge_change(),)
    seat.intents.files.undo(8)
    settle(seat, Files(), UndoChange)
    assert len(seat.view.file_changes.changes) == 1


# Two files of one person.


def comparing(seat: Seat) -> Files:
    """The right person is confirmed, and another file looks like hers."""
    seat.talk_with_the_right_person()
    files = Files(MINE, OTHER)
    settle(seat, files, FindDuplicates)
    return files


def test_likely_duplicates_are_looked_for_once_somebody_is_confirmed() -> None:
    seat = Seat()
    seat.intents.files.find_duplicates()
    assert seat.asked.of(FindDuplicates) == []
    comparing(seat)
    view = hints(seat)
    assert view.mine is not None
    assert [side.external_ref for side in view.others] == ["D-1002"]
    assert view.mine.numbers == ("+86****8000",)
    assert (view.mine.debts, view.mine.contacts) == (MINE.debts, 0)


def test_nothing_is_compared_on_a_covered_desk() -> None:
    seat = Seat()
    comparing(seat)
    seat.intents.set_identity(Identity.THIRD_PARTY)
    assert (hints(seat).mine, hints(seat).others) == (None, ())
    seat.intents.files.merge(2, keep_other=False)
    assert seat.asked.of(MergeFiles) == []


def test_an_answer_for_a_file_that_was_changed_since_is_dropped() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    (question,) = seat.asked.of(FindDuplicates)
    seat.desk.open_match(seat.focused, sample_match(OTHER))
    question.answer(seat.desk, (OTHER,))
    assert seat.focused.duplicates == ()
    question.answer(Seat().desk, (OTHER,))


@pytest.mark.parametrize(("keep_other", "asked"), [(False, (1, 2)), (True, (2, 1))])
def test_only_a_file_that_was_compared_is_put_together(
    asked: tuple[int, int], *, keep_other: bool
) -> None:
    seat = Seat()
    comparing(seat)
    seat.intents.files.merge(3, keep_other=keep_other)
    seat.intents.files.merge(2, keep_other=keep_other)
    (question,) = seat.asked.of(MergeFiles)
    assert (question.kept_id, question.dropped_id) == asked


def test_the_call_goes_on_with_the_one_file_and_loses_no_word_and_back_again() -> None:
    seat = Seat()
    files = comparing(seat)
    seat.intents.edit_note("pays on Friday")
    seat.intents.files.merge(2, keep_other=False)
    files.cases[2] = replace(OTHER, debtor=sample_debtor())
    settle(seat, files, MergeFiles)
    live = seat.focused
    assert (live.draft.debtor_id, live.draft.note) == (2, "pays on Friday")
    assert live.draft.identity is Identity.CONFIRMED, "it is still the same person"
    assert live.case == files.cases[2]
    assert hints(seat).others == ()

    seat.desk.file_changes = (merge_change(),)
    files.undone = ChangeUndone(None, 1, 2)
    files.cases = {1: MINE, 2: OTHER}
    seat.intents.files.undo(8)
    settle(seat, files, UndoChange)
    assert (live.draft.debtor_id, live.case, live.draft.note) == (1, MINE, "pays on Friday")
    assert seat.view.file_changes.changes == ()


def test_who_was_confirmed_on_the_one_file_is_not_the_person_of_the_other() -> None:
    seat = Seat()
    files = comparing(seat)
    seat.ring("sip-2", STRANGE)
    seat.match(sample_match(OTHER, phone_e164=STRANGE))
    seat.intents.files.merge(2, keep_other=False)
    settle(seat, files, MergeFiles)
    seat.end()
    seat.establish("sip-2", STRANGE)
    second = seat.desk.calls["c-2"]
    seat.desk.focus("c-2")
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.desk.file_changes = (merge_change(),)
    files.undone = ChangeUndone(None, 1, 2)
    seat.intents.files.undo(8)
    settle(seat, files, UndoChange)
    assert (second.draft.debtor_id, second.case) == (2, OTHER)
    assert second.covered
    assert seat.desk.calls["c-1"].draft.identity is Identity.CONFIRMED


def test_a_call_that_came_since_stays_with_the_kept_file() -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match(OTHER))
    seat.desk.file_changes = (merge_change(),)
    files = Files(MINE, OTHER)
    files.undone = ChangeUndone(None, 1, 2)
    seat.intents.files.undo(8)
    settle(seat, files, UndoChange)
    assert (seat.focused.draft.debtor_id, seat.focused.case) == (1, MINE)


def test_other_calls_and_those_on_their_way_to_the_disk_are_left_alone() -> None:
    seat = Seat()
    files = comparing(seat)
    seat.intents.files.merge(2, keep_other=False)
    (question,) = seat.asked.of(MergeFiles)
    seat.end()
    seat.wrap_up(Disposition.HUNG_UP_EARLY)
    saving = seat.focused
    seat.ring("sip-2", STRANGE)
    seat.match(sample_match(sample_case(3)))
    answer = question.ask(files, str)  # type: ignore[arg-type]
    question.answer(seat.desk, answer)
    back = UndoChange(8, 0)
    files.undone = ChangeUndone(None, 1, 2)
    back.answer(seat.desk, back.ask(files, str))  # type: ignore[arg-type]
    assert [live.draft.debtor_id for live in seat.desk.calls.values()] == [1, 3]
    assert saving.saving is not None


@pytest.mark.parametrize("gone", [lambda f: f.cases.pop(2), lambda f: f.cases.clear()])
def test_a_file_that_is_gone_by_then_changes_nothing(gone: Callable[[Files], Any]) -> None:
    seat = Seat()
    files = comparing(seat)
    seat.intents.files.merge(2, keep_other=False)
    gone(files)
    settle(seat, files, MergeFiles)
    assert seat.focused.draft.debtor_id == 1


def test_a_file_that_cannot_be_read_after_an_undo_stays_as_it_was() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    files = Files()
    files.undone = ChangeUndone(None, 1)
    back = UndoChange(8, 0)
    back.answer(seat.desk, back.ask(files, str))  # type: ignore[arg-type]
    assert seat.focused.case is not None


# A restart in between.


def test_a_call_whose_file_was_put_into_another_finds_it_after_a_restart() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    again = Seat("d")
    again.desk.restore(seat.unfinished("c-1"), ())
    assert again.asked.of(OpenCase) == [OpenCase("c-1", 1)]
    again.desk.case_opened("c-1", OTHER, 1)
    live = again.desk.calls["c-1"]
    assert (live.case, live.draft.debtor_id) == (OTHER, 2)
    again.desk.case_opened("c-1", MINE, 1)
    assert live.case == OTHER, "an answer to an older question"
