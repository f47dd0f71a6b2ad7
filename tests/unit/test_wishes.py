"""What the agent can wish for while a call is in front, and that nonsense does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.intents import Intents
from desktop.session.view import TalkView
from tests.fakes import sample_match
from tests.unit.seat import Seat

Wish = Callable[[Intents], Any]
WISHES: list[Wish] = [
    lambda i: i.choose_candidate(1),
    lambda i: i.set_identity(Identity.CONFIRMED),
    lambda i: i.set_identity(Identity.THIRD_PARTY),
    lambda i: i.set_state(DebtorState.ANGRY),
    lambda i: i.go_to_stage(Stage.OPTIONS),
    lambda i: i.next_stage(),
    lambda i: i.previous_stage(),
    lambda i: i.step_line(1),
    lambda i: i.choose_line(0),
    lambda i: i.mark_said(),
    lambda i: i.mark_turn(),
    lambda i: i.edit_note("x"),
    lambda i: i.set_field(OutcomeField.AMOUNT, 5),
    lambda i: i.choose_disposition(Disposition.BUSY),
    lambda i: i.save_outcome(),
    lambda i: i.answer(),
    lambda i: i.hang_up(),
    lambda i: i.hold_or_resume(),
    lambda i: i.mute_or_unmute(),
    lambda i: i.retry_storage(),
    lambda i: i.focus("c-1"),
    lambda i: i.dial("  "),
]


def talk(seat: Seat) -> TalkView:
    view = seat.view.talk
    assert view is not None
    return view


def shown(seat: Seat) -> list[str]:
    view = talk(seat)
    first = [view.line] if view.line else []
    return [line.prompt.prompt_id for line in (*first, *view.alternatives)]


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_without_a_call_does_nothing(wish: Wish) -> None:
    seat = Seat()
    wish(seat.intents)

    assert seat.asked.effects == []
    assert seat.view.focused is None


def test_confirming_the_person_opens_the_greeting() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()

    assert (talk(seat).stage, talk(seat).identity) == (Stage.GREETING, Identity.CONFIRMED)
    assert talk(seat).can_advance


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.IDENTITY])
def test_no_stage_beyond_identity_opens_for_a_stranger(stage: Stage) -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.intents.go_to_stage(stage)
    seat.intents.next_stage()

    assert talk(seat).stage is Stage.IDENTITY
    assert not talk(seat).can_advance


def test_stages_go_forth_and_back_and_the_furthest_is_kept() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    for _ in range(9):
        seat.intents.next_stage()
    assert talk(seat).stage is Stage.CLOSE
    assert not talk(seat).can_advance
    seat.intents.previous_stage()

    assert (talk(seat).stage, talk(seat).reached) == (Stage.COMMITMENT, Stage.CLOSE)


def test_confirming_again_returns_to_the_furthest_stage() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.go_to_stage(Stage.OPTIONS)
    seat.intents.set_identity(Identity.UNCONFIRMED)
    assert talk(seat).stage is Stage.IDENTITY
    seat.intents.set_identity(Identity.CONFIRMED)

    assert talk(seat).stage is Stage.OPTIONS


def test_the_key_of_a_state_sets_it_and_takes_it_back() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.go_to_stage(Stage.LISTENING)
    seat.intents.set_state(DebtorState.ANGRY)
    assert shown(seat)[0] == "listen-2"
    seat.intents.set_state(DebtorState.ANGRY)

    assert talk(seat).state is None


def test_a_third_party_covers_the_file_and_gets_only_lines_meant_for_one() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.set_state(DebtorState.THIRD_PARTY)
    seat.intents.set_state(DebtorState.ANGRY)

    assert talk(seat).identity is Identity.THIRD_PARTY
    assert (talk(seat).stage, talk(seat).state) == (Stage.IDENTITY, DebtorState.THIRD_PARTY)
    assert shown(seat) == ["id-3"]
    assert seat.focused.covered


def test_the_third_party_key_pressed_again_takes_it_back() -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.establish()
    seat.intents.set_state(DebtorState.THIRD_PARTY)
    seat.intents.set_state(DebtorState.THIRD_PARTY)

    assert (talk(seat).identity, talk(seat).state) == (Identity.UNCONFIRMED, None)


def test_the_debtor_coming_to_the_phone_ends_the_third_party_mode() -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.establish()
    seat.intents.set_state(DebtorState.THIRD_PARTY)
    seat.intents.set_identity(Identity.CONFIRMED)

    assert (talk(seat).state, talk(seat).stage) == (None, Stage.GREETING)


@pytest.mark.parametrize("identity", [Identity.CONFIRMED, Identity.THIRD_PARTY])
def test_nobody_is_known_while_it_rings(identity: Identity) -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.intents.set_identity(identity)

    assert talk(seat).identity is Identity.UNCONFIRMED
    assert seat.focused.covered


@pytest.mark.parametrize(
    "wish",
    [
        lambda i: i.set_identity(Identity.UNCONFIRMED),
        lambda i: i.set_identity(Identity.THIRD_PARTY),
        lambda i: i.set_state(DebtorState.ANGRY),
        lambda i: i.set_state(DebtorState.THIRD_PARTY),
        lambda i: i.go_to_stage(Stage.OPTIONS),
        lambda i: i.next_stage(),
        lambda i: i.previous_stage(),
        lambda i: i.mark_said(),
        lambda i: i.mark_turn(),
    ],
)
def test_after_the_hang_up_no_key_rewrites_the_talk(wish: Wish) -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.end()
    draft, _ = seat.focused.draft, seat.asked.take()
    wish(seat.intents)

    assert seat.focused.draft == draft
    assert seat.asked.take() == []


def test_typing_the_same_again_costs_nothing() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.edit_note("pays")
    seat.intents.set_field(OutcomeField.AMOUNT, 5)
    seat.intents.choose_disposition(Disposition.BUSY)
    seat.asked.take()
    seat.intents.edit_note("pays")
    seat.intents.set_field(OutcomeField.AMOUNT, 5)
    seat.intents.choose_disposition(Disposition.BUSY)
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.intents.go_to_stage(Stage.GREETING)

    assert seat.asked.take() == []


def test_a_field_and_an_outcome_can_be_taken_back() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.intents.set_field(OutcomeField.AMOUNT, 5)
    seat.intents.set_field(OutcomeField.AMOUNT, None)
    seat.intents.choose_disposition(Disposition.BUSY)
    seat.intents.choose_disposition(None)

    assert seat.focused.draft.fields == {}
    assert seat.focused.disposition is None
