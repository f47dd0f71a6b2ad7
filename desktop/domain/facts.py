"""The facts that lines are filled with: from the file, the profile, the promise being built."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from desktop.domain.cases import CaseFile, PromiseState, TimelineKind
from desktop.domain.commitment import (
    add_months,
    callback_slots,
    check_plan,
    next_working_day,
)
from desktop.domain.money import Money, currency_name, format_figure
from desktop.domain.names import forms_of_address
from desktop.domain.outcome import Fields, OutcomeField, read_date
from desktop.domain.profile import Profile
from desktop.domain.talk_track import PRE_IDENTITY_VARIABLES, variables
from desktop.domain.wording import say_date, say_moment

_PROPOSED_INSTALMENTS = 3
_PROPOSED_START_DAYS = 7
_BRIDGE_DAYS = 3
_REVIEW_DAYS = 7
_DISPUTE_REPLY_DAYS = 10
_PARTIAL_DIVISOR = 10
_ANY_CHANNEL = "any"


def gather_facts(
    *,
    case: CaseFile | None,
    profile: Profile,
    fields: Fields,
    now_local: datetime,
    language: str,
    identity_confirmed: bool,
) -> dict[str, str]:
    """Every fact a line may carry now; before the identity is confirmed only the harmless ones."""
    facts = dict(profile.facts_in(language))
    facts.update(_time_facts(now_local, language))
    if case is not None:
        facts.update(_person_facts(case, language))
        if identity_confirmed:
            facts.update(_debt_facts(case, now_local.date(), language))
            facts.update(_history_facts(case, now_local, language))
            facts.update(_plan_facts(case, profile, now_local.date(), language))
            facts.update(_promise_facts(fields, case.currency, language))
    if not identity_confirmed:
        return {name: text for name, text in facts.items() if name in PRE_IDENTITY_VARIABLES}
    return facts


def _time_facts(now_local: datetime, language: str) -> dict[str, str]:
    slot_a, slot_b = callback_slots(now_local)
    facts = {name: say_date(day, language) for name, day in _days(now_local.date()).items()}
    facts["slot_a"] = say_moment(slot_a, language)
    facts["slot_b"] = say_moment(slot_b, language)
    return facts


def _days(today: date) -> dict[str, date]:
    return {
        "bridge_date": next_working_day(today, _BRIDGE_DAYS),
        "review_date": next_working_day(today, _REVIEW_DAYS),
        "dispute_reply_date": next_working_day(today, _DISPUTE_REPLY_DAYS),
    }


def named_day(template: str, now_local: datetime) -> date | None:
    """The earliest day ahead that a line names when it is said now, or None."""
    slot_a, slot_b = callback_slots(now_local)
    days = {**_days(now_local.date()), "slot_a": slot_a.date(), "slot_b": slot_b.date()}
    return min((days[name] for name in variables(template) if name in days), default=None)


def _person_facts(case: CaseFile, language: str) -> dict[str, str]:
    debtor = case.debtor
    surname, title = forms_of_address(debtor.name, debtor.surname, debtor.title, language)
    facts = {
        "debtor_name": debtor.name,
        "debtor_surname": surname,
        "debtor_title": title,
        "match_question": debtor.match_question,
    }
    return {name: text for name, text in facts.items() if text}


def _debt_facts(case: CaseFile, today: date, language: str) -> dict[str, str]:
    if not case.debts or case.balance.minor <= 0:
        return {}
    unpaid = [debt for debt in case.debts if debt.balance.minor > 0]
    oldest = min(unpaid, key=lambda debt: debt.due_on)
    return {
        "creditor": oldest.creditor,
        "case_ref": oldest.external_ref,
        "currency": currency_name(case.currency, language),
        "amount_due": format_figure(case.balance),
        "principal": format_figure(case.principal),
        "interest": format_figure(case.interest),
        "fees": format_figure(case.fees),
        "paid": format_figure(case.paid),
        "days_past_due": str(case.days_past_due(today)),
        "first_missed_date": say_date(oldest.due_on, language),
        "partial_amount": format_figure(_partial(case.balance)),
        "as_of": say_date(min(debt.as_of for debt in case.debts), language),
    }


def _partial(balance: Money) -> Money:
    """A first step that is small: a tenth of the balance, in whole units, never more than all."""
    tenth = balance.minor // _PARTIAL_DIVISOR // 100 * 100
    return Money(min(max(100, tenth), balance.minor), balance.currency)


def _history_facts(case: CaseFile, now_local: datetime, language: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    payment = case.last(TimelineKind.PAYMENT)
    if payment is not None and payment.amount is not None:
        facts["last_paid_amount"] = format_figure(payment.amount)
        facts["last_paid_date"] = say_date(
            _local_day(payment.at_epoch_ms, now_local.tzinfo), language
        )
    promise = case.last(TimelineKind.PROMISE)
    if promise is not None and promise.amount is not None and promise.due_on is not None:
        facts["last_promise_amount"] = format_figure(promise.amount)
        facts["last_promise_date"] = say_date(promise.due_on, language)
        if promise.promise_state is PromiseState.OPEN:
            facts["open_promise_date"] = facts["last_promise_date"]
    return facts


def _local_day(epoch_ms: int, zone: tzinfo | None) -> date:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=epoch_ms)
    return at.astimezone(zone).date()


def _plan_facts(case: CaseFile, profile: Profile, today: date, language: str) -> dict[str, str]:
    """A plan to propose: three monthly parts inside the authority limits."""
    count = min(_PROPOSED_INSTALMENTS, profile.limits.most_instalments)
    first = next_working_day(today, _PROPOSED_START_DAYS)
    faults = check_plan(
        total=case.balance,
        count=count,
        first_due_on=first,
        channel=_ANY_CHANNEL,
        balance=case.balance,
        today=today,
        limits=profile.limits,
    )
    if faults:
        return {}
    return {
        "plan_count": str(count),
        "plan_amount": format_figure(case.balance.split(count)[0]),
        "plan_first_date": say_date(first, language),
        "plan_last_date": say_date(add_months(first, count - 1), language),
    }


def _promise_facts(fields: Fields, currency: str, language: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    minor = fields.get(OutcomeField.AMOUNT)
    if isinstance(minor, int) and minor > 0:
        facts["promise_amount"] = format_figure(Money(minor, currency))
    due_on = read_date(fields.get(OutcomeField.DATE))
    if due_on is not None:
        facts["promise_date"] = say_date(due_on, language)
    channel = fields.get(OutcomeField.CHANNEL)
    if isinstance(channel, str) and channel.strip():
        facts["promise_channel"] = channel
    return facts
