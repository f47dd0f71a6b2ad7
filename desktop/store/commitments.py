"""The promise or plan that an outcome contains, and the rows of its instalments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.commitment import Plan
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition, Outcome, OutcomeField, read_date

if TYPE_CHECKING:
    from sqlite3 import Connection

_INSTALMENT = "INSERT INTO instalment (call_id, number, amount_minor, due_on) VALUES (?, ?, ?, ?)"
_MADE_BY = (Disposition.PROMISE, Disposition.PARTIAL, Disposition.PLAN)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was promised; a plan has its instalments as (amount, due date), a promise has none."""

    total: Money
    first_due_on: date
    channel: str
    instalments: tuple[tuple[Money, date], ...] = ()


def commitment_of(outcome: Outcome) -> Commitment | None:
    """The promise or plan in an outcome.

    None also for one whose amount or date is missing: the outcome itself must be saved whatever
    it says, and its fields keep every word of it.
    """
    if outcome.disposition not in _MADE_BY:
        return None
    minor = outcome.fields.get(OutcomeField.AMOUNT)
    due_on = read_date(outcome.fields.get(OutcomeField.DATE))
    if not isinstance(minor, int) or minor <= 0 or due_on is None:
        return None
    total = Money(minor, outcome.currency)
    channel = str(outcome.fields.get(OutcomeField.CHANNEL, ""))
    count = outcome.fields.get(OutcomeField.INSTALMENT_COUNT)
    if outcome.disposition is not Disposition.PLAN or not isinstance(count, int) or count < 1:
        return Commitment(total, due_on, channel)
    plan = Plan(total.split(count), due_on, channel)
    parts = tuple(zip(plan.instalments, plan.due_dates, strict=True))
    return Commitment(total, due_on, channel, parts)


def save_instalments(connection: Connection, call_id: str, commitment: Commitment) -> None:
    """Write the parts of a plan, inside the transaction of its outcome."""
    connection.executemany(
        _INSTALMENT,
        [
            (call_id, number, amount.minor, due_on.isoformat())
            for number, (amount, due_on) in enumerate(commitment.instalments, start=1)
        ],
    )
