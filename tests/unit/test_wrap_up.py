"""The wrap-up fills itself from the call and says exactly what is still missing."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.calls import CallState, Direction, EndReason
from desktop.domain.commitment import CommitmentFault
from desktop.domain.journal import CallDraft
from desktop.domain.matching import NumberMatch
from desktop.domain.outcome import Disposition, FieldFault, OutcomeField
from desktop.domain.talk_track import DebtorState
from desktop.session.live_call import LiveCall
from desktop.session.ports import StorageError
from desktop.session.view import WrapUpView
from tests.fakes import NUMBER, sample_case, sample_debtor, sample_match
from tests.unit.seat import Seat

D, F = Disposition, OutcomeField


def wrap_up(seat: Seat) -> WrapUpView:
    view = seat.view.wrap_up
    assert view is not None
    return view


def promising_seat(**fields: Any) -> Seat:
    seat = Seat()
    seat.talk_with_the_right_person()
    for name, value in fields.items():
        seat.intents.set_field(OutcomeField[name], value)
    return seat


@pytest.mark.parametrize(
    ("reason", "disposition"),
    [(EndReason.BUSY, D.BUSY), (EndReason.NOT_ANSWERED, D.NO_ANSWER), (EndReason.FAILED, None)],
)
def test_an_unanswered_call_suggests_only_what_its_end_proves(
    reason: EndReason, disposition: Disposition | None
) -> None:
    seat = Seat()
    seat.dial()
    seat.end(reason=reason)

    assert wrap_up(seat).suggested is disposition
    assert wrap_up(seat).disposition is disposition
    assert wrap_up(seat).can_save is (disposition is not None)


def test_nothing_is_suggested_while_the_call_goes_on() -> None:
    seat = promising_seat(AMOUNT=50_000, DATE="2025-11-28", CHANNEL="bank transfer")

    assert (wrap_up(seat).suggested, wrap_up(seat).disposition) == (None, None)
    assert not wrap_up(seat).open
    assert wrap_up(seat).end_reason is None


@pytest.mark.parametrize(("say", "disposition"), [(False, None), (True, D.THIRD_PARTY_MESSAGE)])
def test_a_message_is_suggested_only_when_one_was_left(
    disposition: Disposition | None, *, say: bool
) -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match())
    seat.establish()
    seat.intents.mark_said()
    seat.intents.set_state(DebtorState.THIRD_PARTY)
    if say:
        seat.intents.mark_said()
        seat.intents.mark_said()
    seat.end()

    assert wrap_up(seat).suggested is disposition


def test_the_number_of_a_caller_without_a_file_is_whole() -> None:
    seat = Seat()
    seat.ring()
    ringing = seat.view.focused
    assert ringing is not None
    assert NUMBER not in ringing.number, "it may still be somebody's"
    seat.match()
    unknown = seat.view.focused
    assert unknown is not None
    assert unknown.number == NUMBER


@pytest.mark.parametrize("others", [(), (sample_match(sample_case(2)),)])
def test_the_number_of_a_caller_who_may_have_a_file_is_covered(
    others: tuple[NumberMatch, ...],
) -> None:
    seat = Seat()
    seat.ring()
    seat.match(sample_match(), *others)

    view = seat.view.focused
    assert view is not None
    assert view.number == "+86****8000"


def test_what_the_agent_chose_wins_over_what_the_call_proves() -> None:
    seat = Seat()
    seat.dial()
    seat.end(reason=EndReason.BUSY)
    seat.intents.choose_disposition(D.VOICEMAIL)

    assert (wrap_up(seat).suggested, wrap_up(seat).disposition) == (D.BUSY, D.VOICEMAIL)


def test_a_call_without_an_outcome_says_that_it_needs_one() -> None:
    seat = promising_seat()
    seat.end()

    assert wrap_up(seat).faults.disposition_missing
    assert wrap_up(seat).shown_fields == ()


def test_what_is_missing_is_named() -> None:
    seat = promising_seat(AMOUNT=1_286_051, DATE="soon")
    seat.end()
    seat.intents.choose_disposition(D.PROMISE)
    faults = CommitmentFault
    assert wrap_up(seat).faults.commitment == (
        faults.AMOUNT_OVER_BALANCE,
        faults.NO_DATE,
        faults.NO_CHANNEL,
    )
    seat.intents.choose_disposition(D.DISPUTE)
    assert wrap_up(seat).faults.fields == {F.REASON: FieldFault.MISSING}
    assert wrap_up(seat).shown_fields == (F.REASON,)


def test_the_promise_is_read_back_once_it_is_complete() -> None:
    seat = promising_seat(AMOUNT=50_000, DATE="2025-11-28", CHANNEL="bank transfer")

    assert wrap_up(seat).read_back == (
        "Let me read it back: ¥500 (five hundred yuan) on Friday 28 November 2025, "
        "by bank transfer. Is that right?"
    )


def test_the_plan_is_read_back_once_it_is_complete() -> None:
    seat = promising_seat(
        AMOUNT=300_000, DATE="2025-12-01", CHANNEL="bank transfer", INSTALMENT_COUNT=3
    )
    seat.intents.choose_disposition(D.PLAN)

    assert "3 payments of ¥1,000" in wrap_up(seat).read_back


COMPLETE = {"AMOUNT": 50_000, "DATE": "2025-11-28", "CHANNEL": "bank transfer"}


@pytest.mark.parametrize(
    ("beyond", "fault"),
    [
        ({"AMOUNT": 1_286_051}, CommitmentFault.AMOUNT_OVER_BALANCE),
        ({"DATE": "2025-11-23"}, CommitmentFault.DATE_IN_PAST),
        ({"DATE": "2025-12-25"}, CommitmentFault.DATE_TOO_FAR),
        ({"INSTALMENT_COUNT": 7}, CommitmentFault.TOO_MANY_INSTALMENTS),
    ],
)
def test_what_may_not_be_agreed_is_not_read_back_while_the_call_runs(
    beyond: dict[str, Any], fault: CommitmentFault
) -> None:
    seat = promising_seat(**{**COMPLETE, **beyond})

    assert fault in wrap_up(seat).faults.commitment
    assert wrap_up(seat).faults.disposition_missing
    assert not wrap_up(seat).faults.identity_missing
    assert wrap_up(seat).read_back == ""


def test_without_an_outcome_the_fields_count_as_what_they_look_like() -> None:
    seat = promising_seat(**COMPLETE)
    assert wrap_up(seat).faults.commitment == ()
    seat.intents.set_field(F.INSTALMENT_COUNT, 2)
    assert "2 payments of ¥250" in wrap_up(seat).read_back


def test_what_is_no_promise_is_not_read_back_as_one() -> None:
    seat = promising_seat(**COMPLETE)
    seat.intents.choose_disposition(D.PAID_ALREADY)
    assert wrap_up(seat).read_back == ""
    seat.end()
    assert wrap_up(seat).read_back == ""


@pytest.mark.parametrize(
    "missing", [{"AMOUNT": None}, {"AMOUNT": 0}, {"DATE": "soon"}, {"CHANNEL": None}]
)
def test_half_a_promise_is_not_read_back(missing: dict[str, Any]) -> None:
    seat = promising_seat(**{**COMPLETE, **missing})

    assert wrap_up(seat).read_back == ""


def test_the_channels_of_the_profile_are_offered_in_the_language_of_the_window() -> None:
    seat = promising_seat()
    assert wrap_up(seat).channels == ("bank transfer",)
    seat.desk.language = "zh_CN"
    assert wrap_up(seat).channels == ("手机银行",)


def test_today_is_judged_where_the_debtor_is() -> None:
    # 10:00 on Monday in Shanghai is still Sunday evening in New York.
    new_york = sample_case(debtor=sample_debtor(time_zone="America/New_York"))
    seat = Seat()
    seat.ring()
    seat.match(sample_match(new_york))

    assert seat.desk.local_time(seat.focused).isoformat() == "2025-11-23T21:00:00-05:00"


def test_the_strip_tells_who_which_way_and_how_long() -> None:
    seat = Seat()
    seat.talk_with_the_right_person()
    seat.clock.advance(61_000)

    view = seat.view.focused
    assert view is not None
    assert (view.who, view.state) == ("王小明", CallState.ESTABLISHED)
    assert (view.direction, view.talk_ms) == (Direction.INCOMING, 61_000)
    assert view.started_epoch_ms == seat.clock.now().epoch_ms - 61_000


def test_a_live_call_cannot_exist_without_what_its_line_reported() -> None:
    seat = Seat()
    seat.ring()

    with pytest.raises(ValueError, match="begins with what its line reported"):
        _ = LiveCall(seat.focused.call, CallDraft()).call


def test_a_storage_error_tells_its_kind_and_nothing_else() -> None:
    error = StorageError(StorageError.READ_ONLY)

    assert (error.kind, str(error)) == ("read_only", "read_only")
