"""Rows of a portfolio, as written, read into debtors, phones and debts; or why a row cannot be.

A row is taken whole or not at all. Where rows come from (CSV, XLSX, JSON) is not known here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from functools import lru_cache
from typing import TypeVar

from desktop.domain.case_columns import LONG_COLUMNS, PHONE_COLUMNS, Column
from desktop.domain.cases import Debt, Debtor, Hold, Phone, PhoneKind, TimelineEntry
from desktop.domain.misreading import (
    NESTED,
    NOT_COMPUTED,
    SPREADSHEET_ERRORS,
    MisreadError,
    Misreading,
)
from desktop.domain.money import Money
from desktop.domain.names import split_surname
from desktop.domain.row_faults import RowFault
from desktop.domain.written_amounts import read_currency, read_minor
from desktop.domain.written_contacts import read_contact, read_contacts, read_holds
from desktop.domain.written_days import read_day, read_days, split_instant
from desktop.domain.written_phones import NONE_WORDS, split_phones

MOST_CHARACTERS = 500
"""In one cell of one line. What is longer is a broken file, not a name."""

MOST_LONG_CHARACTERS = 1_000_000
"""In a cell with a history."""

_DEFAULT_CURRENCY = "CNY"
_REFERENCE_DIGITS = 16
_LOST_DIGITS = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_KINDS = dict(
    zip(
        PHONE_COLUMNS,
        (PhoneKind.SELF, PhoneKind.WORK, PhoneKind.HOME, PhoneKind.CONTACT),
        strict=True,
    )
)
_NOTHING = {code: Money(0, code) for code in ("CNY", "USD", "GBP", "EUR", "HKD")}

_Value = TypeVar("_Value")


class RowError(ValueError):
    """A row that cannot be taken: why, and which column is to blame if one is."""

    def __init__(self, fault: RowFault | Misreading, column: Column | None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.column = column


@dataclass(slots=True)
class CaseRow:
    """What one row says: one debtor, mostly with one debt."""

    debtor: Debtor
    phones: tuple[Phone, ...]
    debt: Debt | None
    timeline: tuple[TimelineEntry, ...] = ()
    holds: tuple[Hold, ...] = ()


class CaseRowReader:
    """Reads the rows of one file.

    `columns` says what each cell of a row holds. `normalise` turns a written phone number into
    E.164 or None; `as_of` is the day on which the amounts of rows without a stamp were true;
    `time_zones` are the known IANA names and `zone` gives the clock of one, or of an empty name
    the clock of those who wrote the file.
    """

    def __init__(
        self,
        columns: Sequence[Column | None],
        *,
        normalise: Callable[[str], str | None],
        as_of: date,
        time_zones: Container[str],
        zone: Callable[[str], tzinfo],
    ) -> None:
        self._normalise = normalise
        self._as_of = as_of
        self._time_zones = time_zones
        self._zone = zone
        # A column that the file does not have is read from the empty cell behind each row.
        at = {column: columns.index(column) if column in columns else -1 for column in Column}
        self._name, self._title = at[Column.NAME], at[Column.TITLE]
        self._customer_no, self._contract_no = at[Column.CUSTOMER_NO], at[Column.CONTRACT_NO]
        self._question, self._answer = at[Column.MATCH_QUESTION], at[Column.MATCH_ANSWER]
        self._time_zone, self._currency = at[Column.TIME_ZONE], at[Column.CURRENCY]
        self._principal, self._balance = at[Column.PRINCIPAL], at[Column.BALANCE]
        self._extras = tuple((c, at[c]) for c in (Column.INTEREST, Column.FEES, Column.PAID))
        self._creditor, self._product = at[Column.CREDITOR], at[Column.PRODUCT]
        self._due, self._days = at[Column.DUE_DATE], at[Column.DAYS_PAST_DUE]
        self._stamp, self._holds = at[Column.AS_OF], at[Column.HOLDS]
        self._blamed_amount = Column.PRINCIPAL if self._principal >= 0 else Column.BALANCE
        self._blamed_day = Column.DUE_DATE if self._due >= 0 else Column.DAYS_PAST_DUE
        self._phones = tuple(
            (index, column, _KINDS[column])
            for index, column in enumerate(columns)
            if column in _KINDS
        )
        self._contacts = tuple(
            index for index, column in enumerate(columns) if column is Column.CONTACTS
        )
        self._contact = tuple(
            at[column]
            for column in (
                Column.CONTACT_TIME,
                Column.CONTACT_CHANNEL,
                Column.CONTACT_RESULT,
                Column.CONTACT_NOTE,
            )
        )
        self._has_history = self._holds >= 0 or bool(self._contacts) or max(self._contact) >= 0

    def read(self, written: Sequence[str]) -> CaseRow:
        """The debtor, phones and debt of a row with a cell for each column. Raises `RowError`.

        A debtor without a customer number is known by name and first phone: both are digested into
        the reference, so the next file finds the same person as long as both stay. A debt without
        a contract number is known by creditor, product, currency and due date. A time zone or
        title that is not written is left empty: unknown, not guessed.
        """
        row = (*written, "")
        name = _clean(row[self._name], Column.NAME)
        if not name:
            raise RowError(RowFault.MISSING, Column.NAME)
        phones = self._read_phones(row)
        reference = _clean(row[self._customer_no], Column.CUSTOMER_NO)
        if not reference:
            if not phones:
                raise RowError(RowFault.MISSING, Column.CUSTOMER_NO)
            reference = _digest(name, phones[0].e164)
        elif reference[0].isdigit() and _LOST_DIGITS.fullmatch(reference):
            raise RowError(Misreading.DIGITS_LOST, Column.CUSTOMER_NO)
        time_zone = _often(row[self._time_zone], Column.TIME_ZONE)
        if time_zone and time_zone not in self._time_zones:
            raise RowError(RowFault.UNKNOWN_TIME_ZONE, Column.TIME_ZONE)
        debtor = Debtor(
            reference,
            name,
            split_surname(name),
            _often(row[self._title], Column.TITLE),
            time_zone,
            _often(row[self._question], Column.MATCH_QUESTION),
            _clean(row[self._answer], Column.MATCH_ANSWER),
        )
        debt = self._read_debt(row)
        if not self._has_history:
            return CaseRow(debtor, phones, debt)
        zone = self._zone(time_zone)
        timeline, holds = self._read_timeline(row, zone), self._read_holds(row, zone)
        return CaseRow(debtor, phones, debt, timeline, holds)

    def _read_phones(self, row: Sequence[str]) -> tuple[Phone, ...]:
        phones: dict[str, Phone] = {}
        has_none = False
        for index, column, kind in self._phones:
            text = row[index]
            # Most cells hold one number and nothing else.
            if len(text) == 11 and text.isdigit():
                e164 = self._normalise(text)
                if e164 is not None:
                    phones.setdefault(e164, Phone(e164, text, kind))
                    continue
            text = _clean_lines(text, column)
            if text.lower() in NONE_WORDS:
                has_none = True
                continue
            for written, said, number in split_phones(text, kind):
                e164 = self._normalise(number)
                if e164 is None:
                    lost = _LOST_DIGITS.fullmatch(written)
                    fault = Misreading.DIGITS_LOST if lost else RowFault.NOT_A_PHONE
                    raise RowError(fault, column)
                phones.setdefault(e164, Phone(e164, written, said))
        if not phones and not has_none:
            raise RowError(RowFault.MISSING, Column.PHONE)
        return tuple(phones.values())

    def _read_debt(self, row: Sequence[str]) -> Debt | None:
        """The row's debt; None when its amount says that there is none."""
        if row[self._principal].strip().lower() in NONE_WORDS:
            return None
        currency = _read(read_currency, row[self._currency], Column.CURRENCY) or _DEFAULT_CURRENCY
        interest, fees, paid = [
            _minor(row[index], currency, column) or 0 for column, index in self._extras
        ]
        principal = _minor(row[self._principal], currency, Column.PRINCIPAL)
        balance = _minor(row[self._balance], currency, Column.BALANCE)
        if principal is None:
            if balance is None:
                raise RowError(RowFault.MISSING, self._blamed_amount)
            principal = balance - interest - fees + paid
        agrees = balance is None or principal + interest + fees - paid == balance
        if not agrees or principal < 0:
            raise RowError(RowFault.BALANCE_DIFFERS, Column.BALANCE)
        as_of = _read(read_day, row[self._stamp], Column.AS_OF) or self._as_of
        due_on = self._read_due(row, as_of)
        creditor = _often(row[self._creditor], Column.CREDITOR)
        product = _often(row[self._product], Column.PRODUCT)
        reference = _clean(row[self._contract_no], Column.CONTRACT_NO)
        if not reference:
            reference = _digest(creditor, product, currency, due_on.isoformat())
        elif reference[0].isdigit() and _LOST_DIGITS.fullmatch(reference):
            raise RowError(Misreading.DIGITS_LOST, Column.CONTRACT_NO)
        nothing = _NOTHING[currency]
        return Debt(
            reference,
            creditor,
            product,
            Money(principal, currency),
            Money(interest, currency) if interest else nothing,
            Money(fees, currency) if fees else nothing,
            Money(paid, currency) if paid else nothing,
            due_on,
            as_of,
        )

    def _read_due(self, row: Sequence[str], as_of: date) -> date:
        due_on = _read(read_day, row[self._due], Column.DUE_DATE)
        if due_on is not None:
            return due_on
        days = _read(read_days, row[self._days], Column.DAYS_PAST_DUE)
        if days is None:
            raise RowError(RowFault.MISSING, self._blamed_day)
        try:
            return as_of - timedelta(days=days)
        except OverflowError:
            raise RowError(Misreading.NOT_DAYS, Column.DAYS_PAST_DUE) from None

    def _read_timeline(self, row: Sequence[str], zone: tzinfo) -> tuple[TimelineEntry, ...]:
        entries: list[TimelineEntry] = []
        for index in self._contacts:
            text = _clean_lines(row[index], Column.CONTACTS)
            if text:
                entries += _told(lambda text: read_contacts(text, zone), text, Column.CONTACTS)
        time, channel, result = (" ".join(row[index].split()) for index in self._contact[:3])
        note = _clean_lines(row[self._contact[3]], Column.CONTACT_NOTE)
        if not time:
            if result or note:
                raise RowError(RowFault.MISSING, Column.CONTACT_TIME)
            return tuple(entries)
        when = split_instant(time, zone)
        if when is None or when[1]:
            raise RowError(Misreading.NOT_A_CONTACT, Column.CONTACT_TIME)
        said = "；".join(filter(None, (result, note)))
        told = f"{channel}：{said}" if channel else said
        entries.append(_told(lambda text: read_contact(when[0], text), told, Column.CONTACT_NOTE))
        return tuple(entries)

    def _read_holds(self, row: Sequence[str], zone: tzinfo) -> tuple[Hold, ...]:
        text = _clean_lines(row[self._holds], Column.HOLDS)
        return _told(lambda text: read_holds(text, zone), text, Column.HOLDS) if text else ()


def _clean(text: str, column: Column) -> str:
    """A cell in one line. Raises `RowError` when it is no text that anybody wrote."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    _check(text, MOST_CHARACTERS, column)
    return text


@lru_cache(maxsize=4096)
def _often(text: str, column: Column) -> str:
    """The same of a cell that says the same in many rows."""
    return _clean(text, column)


def _clean_lines(text: str, column: Column) -> str:
    """A cell whose lines are kept apart."""
    text = unicodedata.normalize("NFC", "\n".join(text.split("\r\n"))).replace("\r", "\n").strip()
    _check(text, MOST_LONG_CHARACTERS if column in LONG_COLUMNS else MOST_CHARACTERS, column)
    return text


def _check(text: str, most: int, column: Column) -> None:
    if len(text) > most:
        raise RowError(RowFault.TOO_LONG, column)
    if text[:1] == "#" and (text in SPREADSHEET_ERRORS or text == NOT_COMPUTED):
        raise RowError(Misreading.SPREADSHEET_ERROR, column)
    if text == NESTED:
        raise RowError(RowFault.NOT_PLAIN, column)


def _told(read: Callable[[str], _Value], text: str, column: Column) -> _Value:
    try:
        return read(text)
    except MisreadError as error:
        raise RowError(error.misreading, column) from None


def _read(read: Callable[[str], _Value], text: str, column: Column) -> _Value | None:
    """What a cell says, None when it is empty."""
    text = _often(text, column)
    return _told(read, text, column) if text else None


def _minor(text: str, currency: str, column: Column) -> int | None:
    text = text.strip()
    if not text:
        return None
    try:
        return read_minor(text, currency)
    except MisreadError as error:
        _check(text, MOST_CHARACTERS, column)
        raise RowError(error.misreading, column) from None


def _digest(*parts: str) -> str:
    """A reference that says nothing about the person and is the same in every import."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return digest[:_REFERENCE_DIGITS].upper()
