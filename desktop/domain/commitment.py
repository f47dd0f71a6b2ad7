"""A promise that can be kept: date, amount and channel, or a plan inside the authority limits."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from desktop.domain.money import Money, format_money, money_in_words
from desktop.domain.wording import is_chinese, say_full_date

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class AuthorityLimits:
    """What this agent may agree to without asking anyone."""

    longest_promise_days: int = 30
    most_instalments: int = 6
    longest_plan_days: int = 190


@dataclass(frozen=True, slots=True)
class PromiseToPay:
    """One payment on one day through one channel. `channel` is the profile's own word for it."""

    amount: Money
    due_on: date
    channel: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Equal monthly instalments; the last one carries the rounding."""

    instalments: tuple[Money, ...]
    first_due_on: date
    channel: str

    @property
    def total(self) -> Money:
        """The sum of all instalments."""
        total = self.instalments[0]
        for instalment in self.instalments[1:]:
            total = total + instalment
        return total

    @property
    def due_dates(self) -> tuple[date, ...]:
        """One day a month, counted from the first; short months use their last day."""
        return tuple(add_months(self.first_due_on, index) for index in range(len(self.instalments)))


class CommitmentFault(Enum):
    """Why a promise or a plan cannot be saved as it is."""

    NO_AMOUNT = "no_amount"
    NO_DATE = "no_date"
    NO_CHANNEL = "no_channel"
    NO_COUNT = "no_count"
    AMOUNT_OVER_BALANCE = "amount_over_balance"
    DATE_IN_PAST = "date_in_past"
    DATE_TOO_FAR = "date_too_far"
    TOO_MANY_INSTALMENTS = "too_many_instalments"


def check_promise(
    *,
    amount: Money | None,
    due_on: date | None,
    channel: str,
    balance: Money | None,
    today: date,
    limits: AuthorityLimits,
) -> tuple[CommitmentFault, ...]:
    """Every reason why this is not yet a promise; empty when it is. No file means no balance."""
    faults: list[CommitmentFault] = []
    if amount is None or amount.minor <= 0:
        faults.append(CommitmentFault.NO_AMOUNT)
    elif balance is not None and balance < amount:
        faults.append(CommitmentFault.AMOUNT_OVER_BALANCE)
    faults.extend(_date_faults(due_on, today, limits.longest_promise_days))
    if not channel.strip():
        faults.append(CommitmentFault.NO_CHANNEL)
    return tuple(faults)


def check_plan(
    *,
    total: Money | None,
    count: int | None,
    first_due_on: date | None,
    channel: str,
    balance: Money | None,
    today: date,
    limits: AuthorityLimits,
) -> tuple[CommitmentFault, ...]:
    """Every reason why this is not yet a plan; empty when it is."""
    faults: list[CommitmentFault] = []
    if total is None or total.minor < max(1, count or 1):
        # Fewer minor units than instalments would make an instalment of nothing.
        faults.append(CommitmentFault.NO_AMOUNT)
    elif balance is not None and balance < total:
        faults.append(CommitmentFault.AMOUNT_OVER_BALANCE)
    if count is None or count < 2:
        faults.append(CommitmentFault.NO_COUNT)
    elif count > limits.most_instalments:
        faults.append(CommitmentFault.TOO_MANY_INSTALMENTS)
    date_faults = _date_faults(first_due_on, today, limits.longest_promise_days)
    faults.extend(date_faults)
    if count is not None and first_due_on is not None and count >= 2 and not date_faults:
        last = add_months(first_due_on, count - 1)
        if (last - today).days > limits.longest_plan_days:
            faults.append(CommitmentFault.DATE_TOO_FAR)
    if not channel.strip():
        faults.append(CommitmentFault.NO_CHANNEL)
    return tuple(faults)


def _date_faults(due_on: date | None, today: date, longest_days: int) -> list[CommitmentFault]:
    if due_on is None:
        return [CommitmentFault.NO_DATE]
    if due_on < today:
        return [CommitmentFault.DATE_IN_PAST]
    if (due_on - today).days > longest_days:
        return [CommitmentFault.DATE_TOO_FAR]
    return []


def read_back_promise(promise: PromiseToPay, language: str) -> str:
    """The sentence to read back, with the amount also in words so that it cannot be misheard."""
    amount = f"{format_money(promise.amount)}"
    words = money_in_words(promise.amount, language)
    day = say_full_date(promise.due_on, language)
    if is_chinese(language):
        return f"我跟您核对一下：{day}，{amount}（{words}），通过{promise.channel}。对吗？"
    return f"Let me read it back: {amount} ({words}) on {day}, by {promise.channel}. Is that right?"


def read_back_plan(plan: Plan, language: str) -> str:
    """The sentence to read back for a plan: count, each amount, first and last day, total."""
    count = len(plan.instalments)
    each = format_money(plan.instalments[0])
    last_amount = format_money(plan.instalments[-1])
    dates = plan.due_dates
    first, last = say_full_date(dates[0], language), say_full_date(dates[-1], language)
    total = format_money(plan.total)
    words = money_in_words(plan.total, language)
    uneven = plan.instalments[0] != plan.instalments[-1]
    if is_chinese(language):
        end = f"，最后一期{last_amount}" if uneven else ""
        return (
            f"我跟您核对一下：分{count}期，每期{each}{end}，首期{first}，"
            f"末期{last}，一共{total}（{words}），通过{plan.channel}。对吗？"
        )
    end = f", the last one {last_amount}" if uneven else ""
    return (
        f"Let me read it back: {count} payments of {each}{end}, the first on {first}, "
        f"the last on {last}, {total} in all ({words}), by {plan.channel}. Is that right?"
    )


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_working_day(day: date, days_ahead: int) -> date:
    """The first Monday to Friday at least `days_ahead` days after `day`; no holiday calendar."""
    found = day + timedelta(days=days_ahead)
    while found.weekday() >= _SATURDAY:
        found += timedelta(days=1)
    return found


def callback_slots(now_local: datetime) -> tuple[datetime, datetime]:
    """Two times to offer, both lawful and concrete: next working day at 10:00 and at 15:00."""
    day = next_working_day(now_local.date(), 1)
    return (
        datetime.combine(day, time(10), now_local.tzinfo),
        datetime.combine(day, time(15), now_local.tzinfo),
    )
