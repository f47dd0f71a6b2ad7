"""A debtor's file as rows of a portfolio, which the import reads as exactly the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, tzinfo

from desktop.domain.case_columns import Column
from desktop.domain.cases import CaseFile, Debt, Phone, PhoneKind
from desktop.domain.money import Money
from desktop.domain.written_contacts import write_contacts, write_holds
from desktop.domain.written_phones import split_phones, write_phone

WRITTEN_COLUMNS = (
    *(Column.CUSTOMER_NO, Column.NAME, Column.TITLE, Column.PHONE, Column.CREDITOR),
    *(Column.PRODUCT, Column.CONTRACT_NO, Column.CURRENCY, Column.PRINCIPAL, Column.INTEREST),
    *(Column.FEES, Column.PAID, Column.DUE_DATE, Column.AS_OF, Column.TIME_ZONE),
    *(Column.MATCH_QUESTION, Column.MATCH_ANSWER, Column.HOLDS, Column.CONTACTS),
)
"""What an exported portfolio has, in this order."""

NOTHING = "无"
_MOST_HISTORY_CHARACTERS = 30_000
"""In one cell: a spreadsheet takes 32,767. A longer history goes on in further rows."""

Written = str | date | Money


def case_rows(
    case: CaseFile, zone: tzinfo, normalise: Callable[[str], str | None]
) -> Iterator[Mapping[Column, Written]]:
    """One row for each debt, and more while the history is longer than a cell.

    `zone` is the clock in which the history is written. A phone is written as it stands in the
    file where `normalise` reads that as the same number again, else with or as E.164.
    """
    debtor = case.debtor
    person: dict[Column, Written] = {
        Column.CUSTOMER_NO: debtor.external_ref,
        Column.NAME: debtor.name,
        Column.TITLE: debtor.title,
        Column.PHONE: "；".join(_phone(phone, normalise) for phone in case.phones) or NOTHING,
        Column.TIME_ZONE: debtor.time_zone,
        Column.MATCH_QUESTION: debtor.match_question,
        Column.MATCH_ANSWER: debtor.match_answer,
        Column.HOLDS: "\n".join(write_holds(case.holds, zone)),
    }
    debts = [_debt(debt) for debt in case.debts] or [{Column.PRINCIPAL: NOTHING}]
    # Equal lines stay side by side: two of them in one cell are two events.
    history = _cells(sorted(write_contacts(case.timeline, zone), reverse=True))
    for number in range(max(len(debts), len(history))):
        contacts = history[number] if number < len(history) else ""
        yield {**person, **debts[min(number, len(debts) - 1)], Column.CONTACTS: contacts}


def _debt(debt: Debt) -> dict[Column, Written]:
    return {
        Column.CREDITOR: debt.creditor,
        Column.PRODUCT: debt.product,
        Column.CONTRACT_NO: debt.external_ref,
        Column.CURRENCY: debt.principal.currency,
        Column.PRINCIPAL: debt.principal,
        Column.INTEREST: debt.interest,
        Column.FEES: debt.fees,
        Column.PAID: debt.paid,
        Column.DUE_DATE: debt.due_on,
        Column.AS_OF: debt.as_of,
    }


def _phone(phone: Phone, normalise: Callable[[str], str | None]) -> str:
    for number in (phone.raw, f"{phone.raw}[{phone.e164}]"):
        written = write_phone(number, phone.kind)
        read = list(split_phones(written, PhoneKind.SELF))
        if [(r.written, r.kind, normalise(r.number)) for r in read] == [
            (phone.raw, phone.kind, phone.e164)
        ]:
            return written
    return write_phone(phone.e164, phone.kind)


def _cells(lines: list[str]) -> list[str]:
    cells: list[list[str]] = [[]]
    length = 0
    for number, line in enumerate(lines):
        repeats = number > 0 and lines[number - 1] == line
        if length + len(line) > _MOST_HISTORY_CHARACTERS and cells[-1] and not repeats:
            cells.append([])
            length = 0
        cells[-1].append(line)
        length += len(line) + 1
    return ["\n".join(cell) for cell in cells]
