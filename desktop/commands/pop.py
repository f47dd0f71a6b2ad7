"""`callside pop`: the file that a number opens, and why."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.clock import SystemClock
from desktop.commands.database import CommandError
from desktop.commands.printing import print_json
from desktop.domain.matching import NumberMatch, decide_pop
from desktop.domain.money import format_money
from desktop.numbering.plan import PhoneNumberPlan
from desktop.store.database import Store


def run_pop(store: Store, arguments: argparse.Namespace) -> int:
    """Print the files that a number may mean."""
    number = PhoneNumberPlan().normalise(arguments.number, arguments.region)
    if number is None:
        raise CommandError("that is not a phone number.")
    pop = decide_pop(number, store.match_number(number))
    if arguments.json:
        matches = [_match_json(match) for match in pop.matches]
        print_json({"number": number, "kind": pop.kind.value, "matches": matches})
        return 0
    print(f"{number}: {pop.kind.value}")
    for match in pop.matches:
        case = match.case
        print(
            f"  {case.debtor.external_ref}  {case.debtor.name}  {format_money(case.balance)}  "
            f"{match.reason.value} ({match.phone_e164})"
        )
    return 0


def _match_json(match: NumberMatch) -> dict[str, Any]:
    case = match.case
    today = SystemClock().local(case.debtor.time_zone).date()
    return {
        "reason": match.reason.value,
        "phone": match.phone_e164,
        "external_ref": case.debtor.external_ref,
        "name": case.debtor.name,
        "balance_minor": case.balance.minor,
        "currency": case.currency,
        "days_past_due": case.days_past_due(today),
        "debts": [
            {
                "external_ref": debt.external_ref,
                "creditor": debt.creditor,
                "product": debt.product,
                "principal_minor": debt.principal.minor,
                "interest_minor": debt.interest.minor,
                "fees_minor": debt.fees.minor,
                "paid_minor": debt.paid.minor,
                "balance_minor": debt.balance.minor,
                "currency": debt.principal.currency,
                "due_on": debt.due_on.isoformat(),
                "as_of": debt.as_of.isoformat(),
            }
            for debt in case.debts
        ],
        "contacts": len(case.timeline),
    }
