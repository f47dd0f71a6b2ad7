"""Rows of a portfolio, as written, read into debtors, phones and debts; or why a row cannot be.

A row is taken whole or not at all. Where rows come from (CSV, later other files) is not known here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from desktop.domain.cases import Debt, Debtor, Phone
from desktop.domain.money import Money
from desktop.domain.names import split_surname
from desktop.domain.row_faults import RowFault
from desktop.domain.written_values import (
    MisreadError,
    Misreading,
    read_amount,
    read_currency,
    read_day,
)

MOST_CHARACTERS = 500
"""In one cell. What is longer is a broken file, not a name."""

_BETWEEN_PHONES = re.compile(r"[;；、/]")
_DEFAULT_CURRENCY = "CNY"
_REFERENCE_DIGITS = 16

_Value = TypeVar("_Value")


class Column(Enum):
    """What a cell may hold."""

    NAME = "name"
    PHONE = "phone"
    PRINCIPAL = "principal"
    INTEREST = "interest"
    FEES = "fees"
    PAID = "paid"
    BALANCE = "balance"
    DUE_DATE = "due_date"
    AS_OF = "as_of"
    CURRENCY = "currency"
    CREDITOR = "creditor"
    PRODUCT = "product"
    CONTRACT_NO = "contract_no"
    CUSTOMER_NO = "customer_no"
    TITLE = "title"
    MATCH_QUESTION = "match_question"
    MATCH_ANSWER = "match_answer"
    TIME_ZONE = "time_zone"


class RowError(ValueError):
    """A row that cannot be taken: why, and which column is to blame if one is."""

    def __init__(self, fault: RowFault | Misreading, column: Column | None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.column = column


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What one row says: one debt of one debtor."""

    debtor: Debtor
    phones: tuple[Phone, ...]
    debt: Debt


@dataclass(frozen=True, slots=True)
class CaseRowReader:
    """Reads the rows of one file.

    `normalise` turns a written phone number into E.164 or None; `as_of` is the day on which the
    amounts of rows without a stamp were true; `time_zones` are the known IANA names.
    """

    normalise: Callable[[str], str | None]
    as_of: date
    time_zones: Container[str]

    def read(self, cells: Mapping[Column, str]) -> CaseRow:
        """The row's debtor, phones and debt. Raises `RowError`.

        A debtor without a customer number is known by name and first phone: both are digested into
        the reference, so the next file finds the same person as long as both stay. A debt without
        a contract number is known by creditor, product, currency and due date. A time zone or
        title that is not written is left empty: unknown, not guessed.
        """
        name = _text(cells, Column.NAME)
        if not name:
            raise RowError(RowFault.MISSING, Column.NAME)
        phones = self._phones(cells)
        customer_no = _text(cells, Column.CUSTOMER_NO)
        debtor = Debtor(
            external_ref=customer_no or _digest(name, phones[0].e164),
            name=name,
            surname=split_surname(name),
            title=_text(cells, Column.TITLE),
            time_zone=self._time_zone(cells),
            match_question=_text(cells, Column.MATCH_QUESTION),
            match_answer=_text(cells, Column.MATCH_ANSWER),
        )
        return CaseRow(debtor, phones, self._debt(cells))

    def _phones(self, cells: Mapping[Column, str]) -> tuple[Phone, ...]:
        phones: dict[str, Phone] = {}
        for part in _BETWEEN_PHONES.split(_text(cells, Column.PHONE)):
            written = part.strip()
            if not written:
                continue
            e164 = self.normalise(written)
            if e164 is None:
                raise RowError(RowFault.NOT_A_PHONE, Column.PHONE)
            phones.setdefault(e164, Phone(e164, written))
        if not phones:
            raise RowError(RowFault.MISSING, Column.PHONE)
        return tuple(phones.values())

    def _time_zone(self, cells: Mapping[Column, str]) -> str:
        zone = _text(cells, Column.TIME_ZONE)
        if zone and zone not in self.time_zones:
            raise RowError(RowFault.UNKNOWN_TIME_ZONE, Column.TIME_ZONE)
        return zone

    def _debt(self, cells: Mapping[Column, str]) -> Debt:
        currency = _read(read_currency, cells, Column.CURRENCY) or _DEFAULT_CURRENCY
        interest, fees, paid = (
            _amount(cells, column, currency) or Money(0, currency)
            for column in (Column.INTEREST, Column.FEES, Column.PAID)
        )
        principal = _amount(cells, Column.PRINCIPAL, currency)
        balance = _amount(cells, Column.BALANCE, currency)
        if principal is None:
            if balance is None:
                blamed = Column.PRINCIPAL if Column.PRINCIPAL in cells else Column.BALANCE
                raise RowError(RowFault.MISSING, blamed)
            principal = balance - interest - fees + paid
        agrees = balance is None or principal + interest + fees - paid == balance
        if not agrees or principal.minor < 0:
            raise RowError(RowFault.BALANCE_DIFFERS, Column.BALANCE)
        due_on = _read(read_day, cells, Column.DUE_DATE)
        if due_on is None:
            raise RowError(RowFault.MISSING, Column.DUE_DATE)
        creditor, product = _text(cells, Column.CREDITOR), _text(cells, Column.PRODUCT)
        contract_no = _text(cells, Column.CONTRACT_NO)
        return Debt(
            external_ref=contract_no or _digest(creditor, product, currency, due_on.isoformat()),
            creditor=creditor,
            product=product,
            principal=principal,
            interest=interest,
            fees=fees,
            paid=paid,
            due_on=due_on,
            as_of=_read(read_day, cells, Column.AS_OF) or self.as_of,
        )


def _text(cells: Mapping[Column, str], column: Column) -> str:
    """A cell in one line; empty when the file has no such column."""
    text = unicodedata.normalize("NFC", " ".join(cells.get(column, "").split()))
    if len(text) > MOST_CHARACTERS:
        raise RowError(RowFault.TOO_LONG, column)
    return text


def _read(
    read: Callable[[str], _Value], cells: Mapping[Column, str], column: Column
) -> _Value | None:
    """What a cell says, None when it is empty."""
    text = _text(cells, column)
    if not text:
        return None
    try:
        return read(text)
    except MisreadError as error:
        raise RowError(error.misreading, column) from None


def _amount(cells: Mapping[Column, str], column: Column, currency: str) -> Money | None:
    return _read(lambda text: read_amount(text, currency), cells, column)


def _digest(*parts: str) -> str:
    """A reference that says nothing about the person and is the same in every import."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return digest[:_REFERENCE_DIGITS].upper()
