"""The debt that a row of a portfolio tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from desktop.domain.case_columns import Column
from desktop.domain.cases import Debt
from desktop.domain.money import SYMBOLS, Money
from desktop.domain.row_cells import RowError, digest, minor, often, read, reference
from desktop.domain.row_faults import RowFault
from desktop.domain.written_amounts import read_currency
from desktop.domain.written_days import read_day, read_days
from desktop.domain.written_phones import NONE_WORDS

_DEFAULT_CURRENCY = "CNY"
_MOST_DAY_TEXTS = 4096
_ZEROS = frozenset({"", "0", "0.0", "0.00"})
_NOTHING = {code: Money(0, code) for code in SYMBOLS}


class DebtReader:
    """Reads the debts of one file.

    `columns` says what each cell of a row holds, `at` where each column stands first, and `as_of`
    on which day the amounts of rows without a stamp were true.
    """

    def __init__(
        self, columns: Sequence[Column | None], at: Mapping[Column, int], as_of: date
    ) -> None:
        self._as_of = as_of
        self._currency = at[Column.CURRENCY]
        self._principal, self._balance = at[Column.PRINCIPAL], at[Column.BALANCE]
        self._interest, self._fees, self._paid = (
            at[column] for column in (Column.INTEREST, Column.FEES, Column.PAID)
        )
        self._more_fees = tuple(
            index
            for index, column in enumerate(columns)
            if column is Column.FEES and index != self._fees
        )
        self._creditor, self._product = at[Column.CREDITOR], at[Column.PRODUCT]
        self._contract_no, self._stamp = at[Column.CONTRACT_NO], at[Column.AS_OF]
        self._due, self._days = at[Column.DUE_DATE], at[Column.DAYS_PAST_DUE]
        self._blamed_amount = Column.PRINCIPAL if self._principal >= 0 else Column.BALANCE
        self._blamed_day = Column.DUE_DATE if self._due >= 0 else Column.DAYS_PAST_DUE
        self._day_texts: dict[str, date] = {}

    def read(self, row: Sequence[str]) -> Debt | None:
        """The row's debt; None when its amount says that there is none. Raises `RowError`."""
        currency = _DEFAULT_CURRENCY
        if row[self._currency]:
            currency = read(read_currency, row[self._currency], Column.CURRENCY) or currency
        nothing = _NOTHING[currency]
        written = row[self._interest]
        interest = nothing if written in _ZEROS else _money(written, currency, Column.INTEREST)
        written = row[self._fees]
        fees = nothing if written in _ZEROS else _money(written, currency, Column.FEES)
        for index in self._more_fees:
            fees += _money(row[index], currency, Column.FEES)
        written = row[self._paid]
        paid = nothing if written in _ZEROS else _money(written, currency, Column.PAID)
        written = row[self._principal]
        if not written[:1].isdigit() and written.strip().lower() in NONE_WORDS:
            return None
        owed = interest.minor + fees.minor - paid.minor
        principal = minor(written, currency, Column.PRINCIPAL)
        written = row[self._balance]
        balance = minor(written, currency, Column.BALANCE) if written else None
        if principal is None:
            if balance is None:
                raise RowError(RowFault.MISSING, self._blamed_amount)
            principal = balance - owed
        if (balance is not None and principal + owed != balance) or principal < 0:
            raise RowError(RowFault.BALANCE_DIFFERS, Column.BALANCE)
        stamped = self._day(row[self._stamp], Column.AS_OF)
        as_of = stamped or self._as_of
        written_due = self._day(row[self._due], Column.DUE_DATE)
        due_on = written_due or self._counted(row, as_of)
        # Counted from the day of the file it is another day in the next one: the same debt twice.
        known_by = due_on.isoformat() if written_due or stamped else ""
        creditor = row[self._creditor] and often(row[self._creditor], Column.CREDITOR)
        product = row[self._product] and often(row[self._product], Column.PRODUCT)
        return Debt(
            reference(row[self._contract_no], Column.CONTRACT_NO)
            or digest(creditor, product, currency, known_by),
            creditor,
            product,
            Money(principal, currency),
            interest,
            fees,
            paid,
            due_on,
            as_of,
        )

    def _counted(self, row: Sequence[str], as_of: date) -> date:
        """The due date as the days before the day on which the row was true."""
        days = read(read_days, row[self._days], Column.DAYS_PAST_DUE)
        if days is None:
            raise RowError(RowFault.MISSING, self._blamed_day)
        # Five digits of days are 274 years: no day that a row or file can have is left behind.
        return as_of - timedelta(days=days)

    def _day(self, text: str, column: Column) -> date | None:
        """A day. The days of a file are few, and each is read once."""
        if not text:
            return None
        day = self._day_texts.get(text)
        if day is None:
            day = read(read_day, text, column)
            if day is not None and len(self._day_texts) < _MOST_DAY_TEXTS:
                self._day_texts[text] = day
        return day


def _money(written: str, currency: str, column: Column) -> Money:
    return Money(minor(written, currency, column) or 0, currency)
