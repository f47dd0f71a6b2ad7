"""Rows of a portfolio, as written, read into debtors, phones and debts; or why a row cannot be.

A row is taken whole or not at all. Where rows come from (CSV, XLSX, JSON) is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from desktop.domain.case_columns import PHONE_COLUMNS, Column
from desktop.domain.cases import Debt, Debtor, Hold, Phone, PhoneKind, TimelineEntry
from desktop.domain.contact_rows import ContactReader
from desktop.domain.debt_rows import DebtReader
from desktop.domain.misreading import Misreading
from desktop.domain.names import split_surname
from desktop.domain.row_cells import (
    LOST_DIGITS,
    RowError,
    clean,
    clean_lines,
    digest,
    often,
    reference,
)
from desktop.domain.row_faults import RowFault
from desktop.domain.written_phones import NONE_WORDS, split_phones

_KINDS = dict(
    zip(
        PHONE_COLUMNS,
        (PhoneKind.SELF, PhoneKind.WORK, PhoneKind.HOME, PhoneKind.CONTACT),
        strict=True,
    )
)


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
        self._time_zones = time_zones
        self._zone = zone
        # A column that the file does not have is read from the empty cell behind each row.
        at = {column: columns.index(column) if column in columns else -1 for column in Column}
        self._name, self._title = at[Column.NAME], at[Column.TITLE]
        self._customer_no, self._time_zone = at[Column.CUSTOMER_NO], at[Column.TIME_ZONE]
        self._question, self._answer = at[Column.MATCH_QUESTION], at[Column.MATCH_ANSWER]
        self._phones = tuple(
            (index, column, _KINDS[column])
            for index, column in enumerate(columns)
            if column in _KINDS
        )
        self._only_phone = self._phones[0][0] if len(self._phones) == 1 else -1
        self._debts = DebtReader(columns, at, as_of)
        self._contacts = ContactReader(columns, at)

    def read(self, written: Sequence[str]) -> CaseRow:
        """The debtor, phones and debt of a row with a cell for each column. Raises `RowError`.

        A debtor without a customer number is known by name and first phone: both are digested into
        the reference, so the next file finds the same person as long as both stay. A debt without
        a contract number is known by creditor, product, currency and due date, unless that can only
        be counted back from the day of the file. A time zone or
        title that is not written is left empty: unknown, not guessed.
        """
        row = (*written, "")
        name = clean(row[self._name], Column.NAME)
        if not name:
            raise RowError(RowFault.MISSING, Column.NAME)
        phones = self._read_phones(row)
        external_ref = reference(row[self._customer_no], Column.CUSTOMER_NO)
        if not external_ref:
            if not phones:
                raise RowError(RowFault.MISSING, Column.CUSTOMER_NO)
            external_ref = digest(name, phones[0].e164)
        time_zone = row[self._time_zone] and often(row[self._time_zone], Column.TIME_ZONE)
        if time_zone and time_zone not in self._time_zones:
            raise RowError(RowFault.UNKNOWN_TIME_ZONE, Column.TIME_ZONE)
        debtor = Debtor(
            external_ref,
            name,
            split_surname(name),
            row[self._title] and often(row[self._title], Column.TITLE),
            time_zone,
            row[self._question] and often(row[self._question], Column.MATCH_QUESTION),
            row[self._answer] and clean(row[self._answer], Column.MATCH_ANSWER),
        )
        debt = self._debts.read(row)
        if not self._contacts.is_needed:
            return CaseRow(debtor, phones, debt)
        zone = self._zone(time_zone)
        timeline, holds = self._contacts.timeline(row, zone), self._contacts.holds(row, zone)
        return CaseRow(debtor, phones, debt, timeline, holds)

    def _read_phones(self, row: Sequence[str]) -> tuple[Phone, ...]:
        if self._only_phone >= 0:
            # Most files have one column, and most of its cells one number and nothing else.
            text = row[self._only_phone]
            e164 = self._normalise(text) if text.isdigit() else None
            if e164 is not None:
                return (Phone(e164, text, self._phones[0][2]),)
        phones: dict[str, Phone] = {}
        has_none = False
        for index, column, kind in self._phones:
            text = clean_lines(row[index], column)
            if text.lower() in NONE_WORDS:
                has_none = True
                continue
            for written, said, number in split_phones(text, kind):
                e164 = self._normalise(number)
                if e164 is None:
                    lost = LOST_DIGITS.fullmatch(number)
                    fault = Misreading.DIGITS_LOST if lost else RowFault.NOT_A_PHONE
                    raise RowError(fault, column)
                phones.setdefault(e164, Phone(e164, written, said))
        if not phones and not has_none:
            raise RowError(RowFault.MISSING, Column.PHONE)
        return tuple(phones.values())
