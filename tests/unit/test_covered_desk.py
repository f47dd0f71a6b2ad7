"""Until the right person is confirmed, the window has no amount, no creditor and no history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from desktop.domain.cases import Debt, TimelineEntry, TimelineKind
from desktop.domain.journal import replay
from desktop.domain.matching import MatchReason
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import PRE_IDENTITY_VARIABLES, SpokenLine, variables
from desktop.session.view import SessionView
from tests.fakes import MONDAY_10_IN_SHANGHAI_MS, SECRET_CREDITOR, sample_case, sample_match
from tests.unit.seat import Seat

PAID = TimelineEntry(MONDAY_10_IN_SHANGHAI_MS, TimelineKind.PAYMENT, "cash desk", Money(77_700))
FILE = sample_case(timeline=(PAID,))
SECRETS = (SECRET_CREDITOR, "12,860.50", "consumer loan", "777", "cash desk", "L-77")


def everything_in(thing: object) -> Iterator[object]:
    """A value and all values inside it."""
    yield thing
    if is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from everything_in(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from everything_in(key)
            yield from everything_in(value)
    elif isinstance(thing, tuple | list | frozenset):
        for part in thing:
            yield from everything_in(part)


def leaks(view: SessionView) -> list[object]:
    """What a covered window must not hold."""
    found: list[object] = []
    for thing in everything_in(view):
        if isinstance(thing, Money | Debt | TimelineEntry) or (
            isinstance(thing, str) and any(secret in thing for secret in SECRETS)
        ):
            found.append(thing)
        if isinstance(thing, SpokenLine):
            used = variables(thing.prompt.en) | variables(thing.prompt.zh)
            found.extend(used - PRE_IDENTITY_VARIABLES)
    return found


def seat_with_the_file() -> Seat:
    seat = Seat()
    seat.ring()
    seat.match(sample_match(FILE))
    seat.establish()
    return seat


@pytest.mark.parametrize("identity", [Identity.UNCONFIRMED, Identity.THIRD_PARTY])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_covered_window_holds_no_secret(identity: Identity, language: str) -> None:
    seat = seat_with_the_file()
    seat.desk.language = language
    seat.intents.set_identity(identity)

    view = seat.view
    assert view.case is not None
    assert view.case.covered
    assert view.case.match_question == FILE.debtor.match_question
    assert view.talk is not None
    assert view.talk.line is not None, "there is something to say to anybody"
    assert leaks(view) == []


def test_the_same_search_finds_the_secrets_of_an_open_file() -> None:
    seat = seat_with_the_file()
    seat.intents.set_identity(Identity.CONFIRMED)

    view = seat.view
    assert view.case is not None
    assert not view.case.covered
    found = leaks(view)
    assert Money(1_286_050) in found
    assert PAID in found
    assert "creditor" in found


def test_taking_the_confirmation_back_covers_everything_again() -> None:
    seat = seat_with_the_file()
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.intents.set_field(OutcomeField.AMOUNT, 50_000)
    seat.intents.set_field(OutcomeField.DATE, "2025-11-28")
    seat.intents.set_field(OutcomeField.CHANNEL, "bank transfer")
    assert seat.view.wrap_up is not None
    assert "¥500" in seat.view.wrap_up.read_back

    seat.intents.set_identity(Identity.UNCONFIRMED)

    view = seat.view
    assert leaks(view) == []
    assert view.wrap_up is not None
    assert view.wrap_up.read_back == ""
    assert view.wrap_up.fields == {}, "nor what was agreed about money"


def test_a_covered_wrap_up_keeps_what_is_not_about_money_and_hints_at_no_balance() -> None:
    seat = seat_with_the_file()
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.intents.set_field(OutcomeField.AMOUNT, 99_999_999)
    seat.intents.set_field(OutcomeField.REASON, "asked for my name")
    seat.intents.choose_disposition(Disposition.PROMISE)
    seat.intents.set_identity(Identity.THIRD_PARTY)

    wrap_up = seat.view.wrap_up
    assert wrap_up is not None
    assert wrap_up.fields == {OutcomeField.REASON: "asked for my name"}
    assert wrap_up.faults.commitment == ()
    assert not wrap_up.can_save


def test_offered_files_show_names_and_covered_numbers_only() -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match(FILE, MatchReason.LAST_DIGITS))

    assert seat.view.pop is not None
    assert len(seat.view.pop.candidates) == 1
    assert leaks(seat.view) == []


def test_nobody_can_be_confirmed_without_a_file() -> None:
    seat = Seat()
    seat.ring()
    seat.match()
    seat.establish()
    seat.intents.set_identity(Identity.CONFIRMED)

    assert seat.focused.draft.identity is Identity.UNCONFIRMED


def test_calls_behind_and_in_the_inbox_hold_no_secret_while_another_file_is_open() -> None:
    other = sample_case(2, timeline=(PAID,))
    seat = Seat()
    seat.ring("sip-2", "+8613900139000")
    seat.match(sample_match(other))
    seat.establish("sip-2")
    seat.intents.set_identity(Identity.CONFIRMED)
    seat.end("sip-2")
    seat.ring("sip-3", "+8613700137000")
    seat.match(sample_match(sample_case(3)))

    view = seat.view
    assert [call.call_id for call in view.inbox] == ["c-1"]
    assert leaks(view) == []


def test_a_crash_at_any_moment_leaves_no_other_file_uncovered() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.desk.open_match(seat.focused, sample_match(sample_case(2)))
    entries = seat.asked.entries("c-1")
    for on_disk in range(1, len(entries) + 1):
        found = replay(entries[:on_disk])
        assert (found.debtor_id, found.identity) != (2, Identity.CONFIRMED), on_disk
    assert replay(entries).debtor_id == 2
