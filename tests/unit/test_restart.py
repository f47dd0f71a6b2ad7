"""After a crash every call without an outcome is back, and no old call opens twice."""

from __future__ import annotations

from desktop.domain.calls import CallState, LineState, Side
from desktop.domain.journal import JournalKind
from desktop.domain.outcome import Disposition
from desktop.session.effects import MatchNumber, OpenCase, SaveOutcome
from desktop.session.ports import UnfinishedCall
from tests.fakes import NUMBER, sample_case, sample_ref
from tests.unit.seat import Seat


def ended_call(seat: Seat) -> None:
    seat.talk_with_the_right_person()
    seat.clock.advance(60_000)
    seat.end()


def test_a_call_that_was_live_at_a_crash_is_unknown_and_can_be_ended_by_hand() -> None:
    before = Seat()
    before.talk_with_the_right_person()
    before.clock.advance(30_000)
    before.intents.edit_note("周五")
    seat = Seat("d")
    seat.clock.advance(3_600_000)
    seat.desk.restore(before.unfinished("c-1"), ())

    assert seat.asked.of(OpenCase) == [OpenCase("c-1", 1)]
    seat.desk.case_opened("c-1", sample_case())
    seat.intents.focus("c-1")
    assert seat.focused.call.state is CallState.UNKNOWN
    assert seat.focused.draft.note == "周五"
    assert not seat.focused.covered

    seat.intents.hang_up()
    assert seat.focused.has_ended
    assert seat.focused.call.talk_ms(seat.clock.now()) == 30_000, "the pause was no talk"
    again = Seat("e")
    again.clock.advance(7_200_000)
    entries = before.asked.entries("c-1") + seat.asked.entries("c-1")
    again.desk.restore([UnfinishedCall("c-1", tuple(entries))], ())
    assert again.desk.calls["c-1"].call.talk_ms(again.clock.now()) == 30_000


def test_a_second_crash_does_not_take_a_late_note_for_talk() -> None:
    before = Seat()
    before.talk_with_the_right_person()
    before.clock.advance(30_000)
    before.intents.edit_note("周五")
    seat = Seat("d")
    seat.clock.advance(3_600_000)
    seat.desk.restore(before.unfinished("c-1"), ())
    seat.intents.focus("c-1")
    seat.intents.edit_note("周五还")
    entries = before.asked.entries("c-1") + seat.asked.entries("c-1")
    again = Seat("e")
    again.clock.advance(7_200_000)
    again.desk.restore([UnfinishedCall("c-1", tuple(entries))], ())

    assert again.desk.calls["c-1"].call.talk_ms(again.clock.now()) == 30_000
    assert again.asked.entries("c-1") == [], "nothing new is known"


def test_a_call_whose_line_was_lost_before_a_crash_counts_up_to_the_loss() -> None:
    before = Seat()
    before.talk_with_the_right_person()
    before.clock.advance(20_000)
    before.link(LineState.LOST)
    before.clock.advance(300_000)
    before.intents.edit_note("线路断了")
    seat = Seat("d")
    seat.clock.advance(3_600_000)
    seat.desk.restore(before.unfinished("c-1"), ())

    assert seat.desk.calls["c-1"].call.talk_ms(seat.clock.now()) == 20_000


def test_a_call_that_was_live_at_a_crash_goes_on_when_its_line_speaks_of_it() -> None:
    before = Seat()
    before.talk_with_the_right_person()
    seat = Seat("d")
    seat.desk.restore(before.unfinished("c-1"), ())
    seat.hear(Side.DEBTOR, -20.0)

    assert list(seat.desk.calls) == ["c-1"]
    assert seat.focused.call.state is CallState.ESTABLISHED
    seat.clock.advance(40_000)
    assert seat.focused.call.talk_ms(seat.clock.now()) == 40_000
    seat.intents.edit_note("after the crash")
    sequences = [e.seq for e in before.asked.entries("c-1") + seat.asked.entries("c-1")]
    assert sequences == list(range(len(sequences))), "the journal goes on where it stopped"


def test_a_call_that_had_ended_at_a_crash_waits_in_the_inbox_with_its_talk_time() -> None:
    before = Seat()
    ended_call(before)
    before.intents.choose_disposition(Disposition.VOICEMAIL)
    seat = Seat("d")
    seat.clock.advance(3_600_000)
    seat.desk.restore(before.unfinished("c-1"), ())

    view = seat.view
    assert view.focused is None
    (waiting,) = view.inbox
    assert (waiting.call_id, waiting.talk_ms) == ("c-1", 60_000)
    seat.intents.focus("c-1")
    seat.intents.save_outcome()
    assert seat.asked.of(SaveOutcome)[0].outcome.talk_ms == 60_000


def test_a_call_without_a_file_is_looked_up_again_after_a_crash() -> None:
    before = Seat()
    before.ring()
    anonymous = Seat("b")
    anonymous.ring("sip-2", None)
    seat = Seat("d")
    seat.desk.restore([*before.unfinished("c-1"), *anonymous.unfinished("b-1")], ())

    assert seat.asked.of(MatchNumber) == [MatchNumber("c-1", NUMBER)]
    assert set(seat.desk.calls) == {"c-1", "b-1"}


def test_figures_of_the_talk_survive_a_crash_after_the_end() -> None:
    before = Seat()
    before.talk_with_the_right_person()
    for level_dbov in (-20.0, -21.0, -22.0):
        before.clock.advance(500)
        before.hear(Side.DEBTOR, level_dbov)
    before.end()
    seat = Seat("d")
    seat.desk.restore(before.unfinished("c-1"), ())
    seat.intents.focus("c-1")

    assert seat.view.wrap_up is not None
    assert seat.view.wrap_up.figures.debtor_talk_ms == 1_000


def test_a_replay_of_an_ended_call_opens_nothing() -> None:
    seat = Seat()
    ended_call(seat)
    asked = len(seat.asked.effects)
    seat.ring()
    seat.establish()
    seat.end()

    assert list(seat.desk.calls) == ["c-1"]
    assert len(seat.asked.effects) == asked


def test_a_replay_opens_nothing_after_a_restart_either() -> None:
    before = Seat()
    ended_call(before)
    seat = Seat("d")
    seat.desk.restore(before.unfinished("c-1"), [sample_ref(None, "sip-saved")])
    seat.ring("sip-1")
    seat.ring("sip-saved")

    assert list(seat.desk.calls) == ["c-1"]


def test_restoring_skips_what_is_already_there_and_what_has_no_call() -> None:
    seat = Seat()
    seat.ring()
    found = seat.unfinished("c-1")
    headless = [e for e in seat.asked.entries("c-1") if e.kind is not JournalKind.CALL]
    seat.desk.restore([*found, type(found[0])("c-9", tuple(headless))], ())

    assert list(seat.desk.calls) == ["c-1"]
    assert seat.focused.call.state is CallState.RINGING
