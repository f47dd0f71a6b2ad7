"""Nineteen ways a call can come out, what each needs, and what the call itself proves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desktop.domain.calls import EndReason
from desktop.domain.cases import HoldKind
from desktop.domain.commitment import AuthorityLimits, CommitmentFault
from desktop.domain.money import Money
from desktop.domain.outcome import (
    HOLDS,
    CallEvidence,
    Disposition,
    FieldFault,
    FieldValue,
    Identity,
    OutcomeFaults,
    OutcomeField,
    check_outcome,
    read_date,
    shown_fields,
    suggest_disposition,
)

D, F, C = Disposition, OutcomeField, CommitmentFault
TODAY = date(2025, 11, 24)
NOW = datetime(2025, 11, 24, 14, 30, 20, tzinfo=UTC)
BALANCE = Money(1_286_050)
MISSING, NOT_A_VALUE = FieldFault.MISSING, FieldFault.NOT_A_VALUE
IN_PAST = FieldFault.IN_PAST

PROMISED: dict[OutcomeField, FieldValue] = {
    F.AMOUNT: 50_000,
    F.DATE: "2025-11-28",
    F.CHANNEL: "bank transfer",
}
SOUND: dict[Disposition, dict[OutcomeField, FieldValue]] = {
    D.PROMISE: PROMISED,
    D.PLAN: {**PROMISED, F.INSTALMENT_COUNT: 3},
    D.PAID_ALREADY: {**PROMISED, F.DATE: "2025-11-20"},
    D.PARTIAL: PROMISED,
    D.INFORMED_REFUSAL: {F.REASON: "does not want to"},
    D.DISPUTE: {F.REASON: "never borrowed"},
    D.HARDSHIP: {F.REASON: "lost the job"},
    D.CALL_BACK: {F.CALL_BACK_AT: "2025-11-25T15:00"},
    D.THIRD_PARTY_MESSAGE: {},
    D.WRONG_NUMBER: {},
    D.NO_ANSWER: {},
    D.BUSY: {},
    D.VOICEMAIL: {},
    D.NUMBER_DEAD: {},
    D.HUNG_UP_EARLY: {},
    D.NO_MORE_CALLS: {},
    D.LAWYER: {F.LAWYER_NAME: "Chen & Partners"},
    D.DECEASED_OR_INCAPABLE: {},
    D.ENDED_FOR_ABUSE: {F.WARNED: True},
}
NEEDS_THE_RIGHT_PERSON = {
    D.PROMISE, D.PLAN, D.PAID_ALREADY, D.PARTIAL, D.INFORMED_REFUSAL, D.DISPUTE, D.HARDSHIP,
}  # fmt: skip


def faults(
    disposition: Disposition | None,
    fields: dict[OutcomeField, FieldValue],
    identity: Identity = Identity.CONFIRMED,
    balance: Money | None = BALANCE,
) -> OutcomeFaults:
    return check_outcome(
        disposition,
        fields,
        identity=identity,
        balance=balance,
        now_local=NOW,
        limits=AuthorityLimits(),
    )


def test_there_are_nineteen_outcomes_and_the_table_has_them_all() -> None:
    assert len(Disposition) == 19
    assert set(SOUND) == set(Disposition)


def test_nothing_can_be_saved_without_a_chosen_outcome() -> None:
    for identity in Identity:
        found = faults(None, PROMISED, identity)
        assert found.disposition_missing
        assert not found.none


@pytest.mark.parametrize("disposition", Disposition)
def test_an_outcome_with_just_its_fields_can_be_saved(disposition: Disposition) -> None:
    assert faults(disposition, SOUND[disposition]).none


@pytest.mark.parametrize("disposition", Disposition)
def test_every_field_of_an_outcome_is_needed(disposition: Disposition) -> None:
    for name in SOUND[disposition]:
        rest = {key: value for key, value in SOUND[disposition].items() if key is not name}
        assert not faults(disposition, rest).none, name


@pytest.mark.parametrize("disposition", Disposition)
@pytest.mark.parametrize("identity", [Identity.UNCONFIRMED, Identity.THIRD_PARTY])
def test_only_the_right_person_can_agree_refuse_or_dispute(
    disposition: Disposition, identity: Identity
) -> None:
    found = faults(disposition, SOUND[disposition], identity)

    assert found.identity_missing is (disposition in NEEDS_THE_RIGHT_PERSON)
    assert found.none is (disposition not in NEEDS_THE_RIGHT_PERSON)


@pytest.mark.parametrize("disposition", Disposition)
def test_every_field_of_an_outcome_is_offered_once(disposition: Disposition) -> None:
    shown = shown_fields(disposition)

    assert set(SOUND[disposition]) <= set(shown)
    assert len(shown) == len(set(shown))


def test_optional_fields_come_after_the_needed_ones() -> None:
    assert shown_fields(D.LAWYER) == (F.LAWYER_NAME, F.LAWYER_PHONE)
    assert shown_fields(D.NO_MORE_CALLS) == (F.CHANNEL,)


@pytest.mark.parametrize(
    ("disposition", "hold"),
    [
        (D.DISPUTE, HoldKind.DISPUTE),
        (D.HARDSHIP, HoldKind.HARDSHIP),
        (D.NO_MORE_CALLS, HoldKind.NO_CALLS),
        (D.LAWYER, HoldKind.LAWYER_ONLY),
        (D.DECEASED_OR_INCAPABLE, HoldKind.DECEASED_OR_INCAPABLE),
        (D.PROMISE, None),
        (D.NO_ANSWER, None),
    ],
)
def test_some_outcomes_bind_us(disposition: Disposition, hold: HoldKind | None) -> None:
    assert HOLDS.get(disposition) is hold


@pytest.mark.parametrize("disposition", [D.PROMISE, D.PARTIAL, D.PLAN])
@pytest.mark.parametrize("when", ["soon", "过两天", "next week", "", "2025-11-31", "20251128"])
def test_soon_is_not_a_date_of_a_promise(disposition: Disposition, when: str) -> None:
    found = faults(disposition, {**SOUND[disposition], F.DATE: when})

    assert found.commitment == (C.NO_DATE,)
    assert not found.none


def test_a_promise_stays_inside_balance_and_authority() -> None:
    late = (TODAY + timedelta(days=31)).isoformat()
    found = faults(D.PROMISE, {**PROMISED, F.AMOUNT: 1_286_051, F.DATE: late})

    assert found.commitment == (C.AMOUNT_OVER_BALANCE, C.DATE_TOO_FAR)


@pytest.mark.parametrize("amount", ["500", "", True])
def test_an_amount_is_a_whole_number_of_minor_units(amount: FieldValue) -> None:
    assert faults(D.PROMISE, {**PROMISED, F.AMOUNT: amount}).commitment == (C.NO_AMOUNT,)


def test_a_promise_without_a_file_has_no_upper_limit() -> None:
    assert faults(D.PROMISE, PROMISED, balance=None).none


@pytest.mark.parametrize(
    ("disposition", "changes", "expected"),
    [
        (D.DISPUTE, {F.REASON: ""}, {F.REASON: MISSING}),
        (D.DISPUTE, {F.REASON: "   "}, {F.REASON: MISSING}),
        (D.ENDED_FOR_ABUSE, {F.WARNED: False}, {F.WARNED: MISSING}),
        (D.PAID_ALREADY, {F.DATE: "last week"}, {F.DATE: NOT_A_VALUE}),
        (D.PAID_ALREADY, {F.DATE: "2025-11-24"}, {}),
        (D.PAID_ALREADY, {F.DATE: "2025-11-25"}, {F.DATE: FieldFault.IN_FUTURE}),
        (D.PAID_ALREADY, {F.AMOUNT: 0}, {F.AMOUNT: NOT_A_VALUE}),
        (D.PAID_ALREADY, {F.AMOUNT: "500"}, {F.AMOUNT: NOT_A_VALUE}),
        (D.PAID_ALREADY, {F.AMOUNT: True}, {F.AMOUNT: NOT_A_VALUE}),
        (D.CALL_BACK, {F.CALL_BACK_AT: "soon"}, {F.CALL_BACK_AT: NOT_A_VALUE}),
        (D.CALL_BACK, {F.CALL_BACK_AT: "2025-11-25 soon"}, {F.CALL_BACK_AT: NOT_A_VALUE}),
        (D.CALL_BACK, {F.CALL_BACK_AT: "2025-11-23T15:00"}, {F.CALL_BACK_AT: IN_PAST}),
        (D.CALL_BACK, {F.CALL_BACK_AT: "2025-11-24T14:29"}, {F.CALL_BACK_AT: IN_PAST}),
        (D.CALL_BACK, {F.CALL_BACK_AT: "2025-11-24T14:30"}, {}),
        (D.CALL_BACK, {F.CALL_BACK_AT: "2025-11-24T15:00"}, {}),
        (D.CALL_BACK, {F.CALL_BACK_AT: 7}, {F.CALL_BACK_AT: NOT_A_VALUE}),
    ],
)
def test_a_field_must_mean_something(
    disposition: Disposition,
    changes: dict[OutcomeField, FieldValue],
    expected: dict[OutcomeField, FieldFault],
) -> None:
    found = faults(disposition, {**SOUND[disposition], **changes})

    assert found.fields == expected
    assert found.none is (not expected)


@pytest.mark.parametrize("value", [None, 20251128, True, "28/11/2025", "2025-W48-5"])
def test_only_a_plain_calendar_date_is_a_date(value: Any) -> None:
    assert read_date(value) is None
    assert read_date("2025-11-28") == date(2025, 11, 28)


def evidence(**changes: Any) -> CallEvidence:
    sound: dict[str, Any] = {
        "answered": True,
        "incoming": False,
        "end_reason": EndReason.HUNG_UP,
        "identity": Identity.UNCONFIRMED,
        "fields": {},
    }
    return CallEvidence(**{**sound, **changes})


@pytest.mark.parametrize(
    ("reason", "proven"),
    [
        (EndReason.BUSY, D.BUSY),
        (EndReason.NOT_ANSWERED, D.NO_ANSWER),
        (EndReason.DECLINED, D.NO_ANSWER),
        (EndReason.NUMBER_DEAD, D.NUMBER_DEAD),
        (EndReason.HUNG_UP, None),
        (EndReason.FAILED, None),
        (EndReason.UNKNOWN, None),
    ],
)
def test_an_unanswered_call_proves_only_what_its_end_says(
    reason: EndReason, proven: Disposition | None
) -> None:
    assert suggest_disposition(evidence(answered=False, end_reason=reason)) is proven


@pytest.mark.parametrize("reason", EndReason)
def test_a_call_that_we_missed_proves_nothing(reason: EndReason) -> None:
    missed = evidence(answered=False, incoming=True, end_reason=reason)
    assert suggest_disposition(missed) is None


@pytest.mark.parametrize("reason", EndReason)
def test_an_answered_call_proves_nothing_by_its_end(reason: EndReason) -> None:
    assert suggest_disposition(evidence(end_reason=reason)) is None


@pytest.mark.parametrize(
    ("identity", "fields", "proven"),
    [
        (Identity.CONFIRMED, {}, None),
        (Identity.CONFIRMED, {F.AMOUNT: 500}, None),
        (Identity.CONFIRMED, {F.DATE: "2025-11-28"}, None),
        (Identity.CONFIRMED, {F.AMOUNT: 0, F.DATE: "2025-11-28"}, None),
        (Identity.CONFIRMED, {F.AMOUNT: 500, F.DATE: "2025-11-28"}, D.PROMISE),
        (Identity.CONFIRMED, {F.AMOUNT: 500, F.INSTALMENT_COUNT: 3}, D.PLAN),
        (Identity.UNCONFIRMED, {F.AMOUNT: 500, F.DATE: "2025-11-28"}, None),
        (Identity.THIRD_PARTY, {}, None),
    ],
)
def test_an_answered_call_proves_what_was_agreed_with_whom(
    identity: Identity,
    fields: dict[OutcomeField, FieldValue],
    proven: Disposition | None,
) -> None:
    assert suggest_disposition(evidence(identity=identity, fields=fields)) is proven


@pytest.mark.parametrize(
    ("identity", "proven"),
    [
        (Identity.THIRD_PARTY, D.THIRD_PARTY_MESSAGE),
        (Identity.UNCONFIRMED, None),
        (Identity.CONFIRMED, None),
    ],
)
def test_a_message_counts_only_with_a_third_party(
    identity: Identity, proven: Disposition | None
) -> None:
    assert suggest_disposition(evidence(identity=identity, message_left=True)) is proven
