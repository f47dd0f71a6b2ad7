"""What the benchmark of imports stores: the same rows as records and, for the shell, as CSV."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from desktop.bench.full_size_rows import FullSizeRows, Row
from desktop.domain.cases import CaseRecord, Debt, Debtor, Phone, PhoneKind
from desktop.domain.money import Money

TABLES = ("debtor", "phone", "debt")


class ImportRows:
    """Debtors from number `first` on, with their phones and debts, all in memory."""

    def __init__(self, debtors: int, *, first: int) -> None:
        made = FullSizeRows(debtors, first=first)
        self._rows: dict[str, list[Row]] = {
            "debtor": list(made.debtors()),
            "phone": list(made.phones()),
            "debt": list(made.debts()),
        }

    @property
    def count(self) -> int:
        """Rows of all tables."""
        return sum(len(rows) for rows in self._rows.values())

    def write_csv(self, folder: Path) -> None:
        """One file for each table, without headers, in the order of its columns."""
        for table, rows in self._rows.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)

    def records(self) -> list[CaseRecord]:
        """What reading a portfolio file makes of the same rows."""
        phones: dict[object, list[tuple[object, Phone]]] = defaultdict(list)
        for debtor_id, e164, raw, kind, position, _ in self._rows["phone"]:
            phone = Phone(str(e164), str(raw), PhoneKind(kind))
            phones[debtor_id].append((position, phone))
        debts: dict[object, list[Debt]] = defaultdict(list)
        for row in self._rows["debt"]:
            debts[row[0]].append(_debt(row))
        return [
            CaseRecord(
                Debtor(*(str(value) for value in row[1:])),
                tuple(phone for _, phone in sorted(phones[row[0]], key=lambda pair: str(pair[0]))),
                tuple(debts[row[0]]),
            )
            for row in self._rows["debtor"]
        ]


def _debt(row: Row) -> Debt:
    _, ref, creditor, product, currency, *amounts, due_on, as_of, _ = row
    principal, interest, fees, paid = (Money(int(amount or 0), str(currency)) for amount in amounts)
    return Debt(
        external_ref=str(ref),
        creditor=str(creditor),
        product=str(product),
        principal=principal,
        interest=interest,
        fees=fees,
        paid=paid,
        due_on=date.fromisoformat(str(due_on)),
        as_of=date.fromisoformat(str(as_of)),
    )
