"""Rows of one debtor, wherever they stand in a file, put together into one record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.domain.case_rows import CaseRow, Column, RowError
from desktop.domain.cases import CaseRecord, Debt, Debtor, Phone
from desktop.domain.row_faults import RowFault


class CaseGatherer:
    """Puts the rows of one debtor together and refuses those that contradict an earlier row.

    Of each customer and each debt of a file only a fingerprint is kept, so that a big file fits.
    """

    def __init__(self) -> None:
        self._names: dict[int, int] = {}
        self._debts: dict[int, int] = {}
        self._open: dict[str, _OpenCase] = {}
        self.row_count = 0
        """Rows gathered and not yet taken."""

    @property
    def debtor_count(self) -> int:
        """Different debtors since the beginning."""
        return len(self._names)

    def add(self, row: CaseRow) -> None:
        """Take one row. Raises `RowError`, and then nothing of the row is taken."""
        debtor_key = hash(row.debtor.external_ref)
        debt_key = hash((row.debtor.external_ref, row.debt.external_ref))
        if self._names.get(debtor_key, hash(row.debtor.name)) != hash(row.debtor.name):
            raise RowError(RowFault.OTHER_NAME_BEFORE, Column.CUSTOMER_NO)
        if self._debts.get(debt_key, hash(row.debt)) != hash(row.debt):
            raise RowError(RowFault.OTHER_DEBT_BEFORE, Column.CONTRACT_NO)
        self._names[debtor_key] = hash(row.debtor.name)
        self._debts[debt_key] = hash(row.debt)
        opened = self._open.setdefault(row.debtor.external_ref, _OpenCase(row.debtor))
        opened.add(row)
        self.row_count += 1

    def take(self) -> tuple[CaseRecord, ...]:
        """The debtors gathered since the last time."""
        records = tuple(case.record() for case in self._open.values())
        self._open.clear()
        self.row_count = 0
        return records


@dataclass(slots=True)
class _OpenCase:
    debtor: Debtor
    phones: dict[str, Phone] = field(default_factory=dict)
    debts: dict[str, Debt] = field(default_factory=dict)

    def add(self, row: CaseRow) -> None:
        """What an earlier row left empty, a later one fills in."""
        known, said = self.debtor, row.debtor
        self.debtor = replace(
            known,
            title=known.title or said.title,
            time_zone=known.time_zone or said.time_zone,
            match_question=known.match_question or said.match_question,
            match_answer=known.match_answer or said.match_answer,
        )
        for phone in row.phones:
            self.phones.setdefault(phone.e164, phone)
        self.debts[row.debt.external_ref] = row.debt

    def record(self) -> CaseRecord:
        return CaseRecord(self.debtor, tuple(self.phones.values()), tuple(self.debts.values()))
