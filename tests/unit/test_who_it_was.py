"""Who was on the line can be said in wrap-up too, and the journal says that it was told then."""

from __future__ import annotations

import pytest

from desktop.domain.journal import JournalKind
from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.effects import SaveOutcome
from desktop.session.view import WrapUpView
from tests.fakes import sample_match
from tests.unit.seat import Seat

ID = Identity


def forgotten(seat: Seat) -> None:
    """A call with the debtor in which nobody pressed a key."""
    seat.ring()
    seat.match(sample_match())
    seat.establish()
    seat.clock.advance(60_000)
    seat.end()


def wrap_up(seat: Seat) -> WrapUpView:
    view = seat.view.wrap_up
    assert view is not None
    return view


def test_a_dispute_can_be_saved_by_an_agent_who_forgot_to_confirm() -> None:
    seat = Seat()
    forgotten(seat)
    seat.intents.set_field(OutcomeField.REASON, "not mine")
    seat.intents.choose_disposition(Disposition.DISPUTE)
    assert wrap_up(seat).faults.identity_missing
    assert (wrap_up(seat).can_say_who, wrap_up(seat).can_confirm) == (True, True)
    seat.intents.set_identity(ID.CONFIRMED)

    entry = seat.asked.entries("c-1")[-1]
    assert (entry.kind, entry.body) == (
        JournalKind.IDENTITY,
        {"identity": "confirmed", "afterwards": True},
    )
    assert wrap_up(seat).identity is ID.CONFIRMED
    assert not seat.focused.covered
    assert wrap_up(seat).reached is Stage.IDENTITY, "nothing more was said than was said"
    seat.intents.save_outcome()
    assert seat.asked.of(SaveOutcome)[0].outcome.identity is ID.CONFIRMED


def test_what_is_said_during_the_talk_is_not_marked() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    bodies = [e.body for e in seat.asked.entries("c-1") if e.kind is JournalKind.IDENTITY]
    assert bodies == [{"identity": "confirmed"}]


def test_what_was_told_afterwards_can_be_changed_by_key_and_taken_back() -> None:
    seat = Seat()
    forgotten(seat)
    seat.intents.set_identity(ID.CONFIRMED)
    seat.intents.set_identity(ID.THIRD_PARTY)
    assert wrap_up(seat).state is DebtorState.THIRD_PARTY
    assert seat.focused.covered
    seat.intents.set_identity(ID.UNCONFIRMED)

    assert (wrap_up(seat).identity, wrap_up(seat).state) == (ID.UNCONFIRMED, None)
    restarted = Seat("d")
    restarted.desk.restore(seat.unfinished("c-1"), ())
    assert restarted.desk.calls["c-1"].draft.identity_told_afterwards


def test_a_slip_during_the_talk_is_corrected_only_by_the_control_for_it() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.end()
    seat.intents.set_identity(ID.THIRD_PARTY)
    assert seat.focused.draft.identity is ID.CONFIRMED
    seat.intents.tell_who_it_was(ID.THIRD_PARTY)

    assert seat.focused.draft.identity is ID.THIRD_PARTY
    assert seat.asked.entries("c-1")[-1].kind is JournalKind.STATE


@pytest.mark.parametrize("identity", [ID.CONFIRMED, ID.THIRD_PARTY])
def test_nobody_was_on_the_line_of_a_call_that_was_not_answered(identity: Identity) -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.end()
    seat.intents.tell_who_it_was(identity)

    assert seat.focused.draft.identity is ID.UNCONFIRMED
    assert (wrap_up(seat).can_say_who, wrap_up(seat).can_confirm) == (False, False)


def test_without_a_file_there_is_nobody_to_confirm() -> None:
    seat = Seat()
    seat.ring()
    seat.match()
    seat.establish()
    seat.end()
    seat.intents.tell_who_it_was(ID.CONFIRMED)

    assert seat.focused.draft.identity is ID.UNCONFIRMED
    assert (wrap_up(seat).can_say_who, wrap_up(seat).can_confirm) == (True, False)
