"""How a call came out: nineteen dispositions, each with just the fields it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TypeGuard

from desktop.domain.calls import EndReason
from desktop.domain.cases import HoldKind
from desktop.domain.commitment import (
    AuthorityLimits,
    CommitmentFault,
    check_plan,
    check_promise,
)
from desktop.domain.money import Money
from desktop.domain.talk_track import DebtorState, Stage


class Disposition(Enum):
    """What came of the call. There is no default."""

    PROMISE = "promise"
    PLAN = "plan"
    PAID_ALREADY = "paid_already"
    PARTIAL = "partial"
    INFORMED_REFUSAL = "informed_refusal"
    DISPUTE = "dispute"
    HARDSHIP = "hardship"
    CALL_BACK = "call_back"
    THIRD_PARTY_MESSAGE = "third_party_message"
    WRONG_NUMBER = "wrong_number"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    VOICEMAIL = "voicemail"
    NUMBER_DEAD = "number_dead"
    HUNG_UP_EARLY = "hung_up_early"
    NO_MORE_CALLS = "no_more_calls"
    LAWYER = "lawyer"
    DECEASED_OR_INCAPABLE = "deceased_or_incapable"
    ENDED_FOR_ABUSE = "ended_for_abuse"


class OutcomeField(Enum):
    """A detail of an outcome. The value is the key it is stored under."""

    AMOUNT = "amount_minor"
    DATE = "date"
    CHANNEL = "channel"
    INSTALMENT_COUNT = "instalment_count"
    CALL_BACK_AT = "call_back_at"
    REASON = "reason"
    LAWYER_NAME = "lawyer_name"
    LAWYER_PHONE = "lawyer_phone"
    WARNED = "warned"


class FieldFault(Enum):
    """Why a field keeps an outcome from being saved."""

    MISSING = "missing"
    NOT_A_VALUE = "not_a_value"
    IN_FUTURE = "in_future"
    IN_PAST = "in_past"


D, F = Disposition, OutcomeField

REQUIRED_FIELDS: Mapping[Disposition, tuple[OutcomeField, ...]] = {
    D.PROMISE: (F.AMOUNT, F.DATE, F.CHANNEL),
    D.PLAN: (F.AMOUNT, F.INSTALMENT_COUNT, F.DATE, F.CHANNEL),
    D.PAID_ALREADY: (F.DATE, F.AMOUNT, F.CHANNEL),
    D.PARTIAL: (F.AMOUNT, F.DATE, F.CHANNEL),
    D.INFORMED_REFUSAL: (F.REASON,),
    D.DISPUTE: (F.REASON,),
    D.HARDSHIP: (F.REASON,),
    D.CALL_BACK: (F.CALL_BACK_AT,),
    D.LAWYER: (F.LAWYER_NAME,),
    D.ENDED_FOR_ABUSE: (F.WARNED,),
}
"""What must be there; a disposition that is not listed needs nothing."""

OPTIONAL_FIELDS: Mapping[Disposition, tuple[OutcomeField, ...]] = {
    D.LAWYER: (F.LAWYER_PHONE,),
    D.NO_MORE_CALLS: (F.CHANNEL,),
}

HOLDS: Mapping[Disposition, HoldKind] = {
    D.DISPUTE: HoldKind.DISPUTE,
    D.HARDSHIP: HoldKind.HARDSHIP,
    D.NO_MORE_CALLS: HoldKind.NO_CALLS,
    D.LAWYER: HoldKind.LAWYER_ONLY,
    D.DECEASED_OR_INCAPABLE: HoldKind.DECEASED_OR_INCAPABLE,
}
"""What an outcome binds us to."""

COMMITMENTS = frozenset({D.PROMISE, D.PARTIAL, D.PLAN})
"""Outcomes that are a promise to pay, and must be one that can be kept."""

NEEDS_IDENTITY = frozenset(
    {D.PROMISE, D.PLAN, D.PAID_ALREADY, D.PARTIAL, D.INFORMED_REFUSAL, D.DISPUTE, D.HARDSHIP}
)
"""Outcomes that can only be reached with the confirmed right person."""


class Identity(Enum):
    """Who is on the line, as far as it has been checked."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class TalkFigures:
    """The talk in numbers, as saved with the outcome. All in milliseconds or counts."""

    agent_talk_ms: int = 0
    debtor_talk_ms: int = 0
    longest_silence_ms: int = 0
    golden_held: int = 0
    golden_broken: int = 0
    interruptions: int = 0


FieldValue = int | str | bool
Fields = Mapping[OutcomeField, FieldValue]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is saved once per call, keyed by `call_id`; saving it again changes nothing.

    `hold_until` is the day that the agent named with a hold until a date.
    """

    call_id: str
    debtor_id: int | None
    disposition: Disposition
    fields: Fields
    note: str
    stage: Stage
    state: DebtorState | None
    identity: Identity
    figures: TalkFigures
    talk_ms: int
    end_reason: EndReason
    currency: str = "CNY"
    prompts_said: tuple[str, ...] = ()
    holds: tuple[HoldKind, ...] = ()
    hold_until: date | None = None
    practice: bool = False
    saved_at_epoch_ms: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeFaults:
    """Everything that keeps an outcome from being saved; empty means it can be."""

    disposition_missing: bool = False
    identity_missing: bool = False
    fields: Mapping[OutcomeField, FieldFault] = field(default_factory=dict)
    commitment: tuple[CommitmentFault, ...] = ()

    @property
    def none(self) -> bool:
        """Whether the outcome can be saved."""
        return not (
            self.disposition_missing or self.identity_missing or self.fields or self.commitment
        )


def shown_fields(disposition: Disposition) -> tuple[OutcomeField, ...]:
    """The fields to offer for a disposition, required ones first."""
    return REQUIRED_FIELDS.get(disposition, ()) + OPTIONAL_FIELDS.get(disposition, ())


def check_outcome(
    disposition: Disposition | None,
    fields: Fields,
    *,
    identity: Identity,
    balance: Money | None,
    now_local: datetime,
    limits: AuthorityLimits,
) -> OutcomeFaults:
    """Whether the outcome may be saved, and if not, exactly why; `now_local` is the debtor's."""
    if disposition is None:
        return OutcomeFaults(disposition_missing=True)
    today = now_local.date()
    identity_missing = disposition in NEEDS_IDENTITY and identity is not Identity.CONFIRMED
    if disposition in COMMITMENTS:
        return OutcomeFaults(
            identity_missing=identity_missing,
            commitment=_commitment_faults(disposition, fields, balance, today, limits),
        )
    wrong: dict[OutcomeField, FieldFault] = {}
    for name in REQUIRED_FIELDS.get(disposition, ()):
        value = fields.get(name)
        if value is None or value is False or (isinstance(value, str) and not value.strip()):
            wrong[name] = FieldFault.MISSING
        elif not _is_readable(name, value):
            wrong[name] = FieldFault.NOT_A_VALUE
        elif name is F.DATE and date.fromisoformat(str(value)) > today:
            # Outside promises and plans a date is when something was paid already.
            wrong[name] = FieldFault.IN_FUTURE
        elif name is F.CALL_BACK_AT and _is_past(value, now_local):
            wrong[name] = FieldFault.IN_PAST
    return OutcomeFaults(identity_missing=identity_missing, fields=wrong)


def _commitment_faults(
    disposition: Disposition,
    fields: Fields,
    balance: Money | None,
    today: date,
    limits: AuthorityLimits,
) -> tuple[CommitmentFault, ...]:
    minor = fields.get(F.AMOUNT)
    currency = balance.currency if balance else "CNY"
    amount = Money(minor, currency) if _is_whole(minor) else None
    due_on = read_date(fields.get(F.DATE))
    channel = str(fields.get(F.CHANNEL, ""))
    if disposition is D.PLAN:
        count = fields.get(F.INSTALMENT_COUNT)
        return check_plan(
            total=amount,
            count=count if _is_whole(count) else None,
            first_due_on=due_on,
            channel=channel,
            balance=balance,
            today=today,
            limits=limits,
        )
    return check_promise(
        amount=amount, due_on=due_on, channel=channel, balance=balance, today=today, limits=limits
    )


def read_date(value: FieldValue | None) -> date | None:
    """A date out of a stored field, written like `2025-11-28` and no other way, or None."""
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


def _is_readable(name: OutcomeField, value: FieldValue) -> bool:
    if name is F.DATE:
        return read_date(value) is not None
    if name is F.CALL_BACK_AT:
        return _read_time(value) is not None
    if name is F.AMOUNT:
        return _is_whole(value) and value > 0
    return True


def _is_past(value: FieldValue, now_local: datetime) -> bool:
    """Whether a readable time lies before the minute that it is where the debtor lives."""
    at = _read_time(value)
    minute = now_local.replace(second=0, microsecond=0, tzinfo=None)
    return at is not None and at.replace(tzinfo=None) < minute


def _read_time(value: FieldValue) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


def _is_whole(value: FieldValue | None) -> TypeGuard[int]:
    """A number; `True` is an `int` for Python and nothing a person would pay."""
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class CallEvidence:
    """What the call itself says about how it came out."""

    answered: bool
    incoming: bool
    end_reason: EndReason
    identity: Identity
    fields: Fields
    message_left: bool = False


def suggest_disposition(evidence: CallEvidence) -> Disposition | None:
    """The disposition that the call itself proves, or None: nothing is ever assumed."""
    if not evidence.answered and evidence.incoming:
        # A call that we missed says nothing about the debtor.
        return None
    if not evidence.answered:
        by_reason = {
            EndReason.BUSY: D.BUSY,
            EndReason.DECLINED: D.NO_ANSWER,
            EndReason.NOT_ANSWERED: D.NO_ANSWER,
            EndReason.NUMBER_DEAD: D.NUMBER_DEAD,
        }
        return by_reason.get(evidence.end_reason)
    if evidence.identity is Identity.THIRD_PARTY:
        return D.THIRD_PARTY_MESSAGE if evidence.message_left else None
    if evidence.identity is Identity.CONFIRMED and evidence.fields.get(F.AMOUNT):
        if evidence.fields.get(F.INSTALMENT_COUNT):
            return D.PLAN
        if evidence.fields.get(F.DATE):
            return D.PROMISE
    return None
