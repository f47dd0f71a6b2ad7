"""Rows of one debtor, wherever they stand in a file, put together into one record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.case_columns import Column
from desktop.domain.case_rows import CaseRow
from desktop.domain.cases import CaseRecord, Debt, Debtor, Hold, Phone, TimelineEntry
from desktop.domain.fingerprints import Fingerprints
from desktop.domain.row_cells import RowError
from desktop.domain.row_faults import RowFault

_VALUE = 0xFFFFFFFF


class CaseGatherer:
    """Puts the rows of one debtor together and refuses those that contradict an earlier row.

    Of each customer and each debt of a file only a fingerprint is kept, so that a big file fits.
    """

    def __init__(self) -> None:
        self._names = Fingerprints()
        self._debts = Fingerprints()
        self._open: dict[str, _OpenCase] = {}
        self._new_refs: set[str] = set()
        self.row_count = 0
        """Rows gathered and not yet taken."""

    @property
    def debtor_count(self) -> int:
        """Different debtors since the beginning."""
        return len(self._names)

    def add(self, row: CaseRow) -> None:
        """Take one row. Raises `RowError`, and then nothing of the row is taken."""
        debtor, debt = row.debtor, row.debt
        reference = debtor.external_ref
        debtor_key, name = hash(reference), hash(debtor.name)
        before = len(self._names)
        if self._names.known(debtor_key, name) != name & _VALUE:
            raise RowError(RowFault.OTHER_NAME_BEFORE, Column.CUSTOMER_NO)
        if debt is not None:
            said = hash(
                (
                    *(debt.principal.minor, debt.interest.minor, debt.fees.minor),
                    *(debt.paid.minor, debt.principal.currency, debt.creditor, debt.product),
                    *(debt.due_on, debt.as_of),
                )
            )
            debt_key = hash((reference, debt.external_ref))
            if self._debts.known(debt_key, said) != said & _VALUE:
                raise RowError(RowFault.OTHER_DEBT_BEFORE, Column.CONTRACT_NO)
        # A new debtor has no debt that could have been refused above.
        if len(self._names) > before:
            self._new_refs.add(reference)
        opened = self._open.get(reference)
        if opened is None:
            self._open[reference] = _OpenCase(row)
        else:
            opened.add(row)
        self.row_count += 1

    def take(self) -> tuple[CaseRecord, ...]:
        """The debtors gathered since the last time."""
        records = tuple(case.record() for case in self._open.values())
        self._open.clear()
        self._new_refs.clear()
        self.row_count = 0
        return records

    def first_seen(self) -> frozenset[str]:
        """References among those gathered that stand in no earlier batch of this file."""
        return frozenset(self._new_refs)


class _OpenCase:
    """One debtor while rows are still to come; most have a single row."""

    __slots__ = ("_first", "_more")

    def __init__(self, row: CaseRow) -> None:
        self._first = row
        self._more: _Joined | None = None

    def add(self, row: CaseRow) -> None:
        if self._more is None:
            self._more = _Joined(self._first)
        self._more.add(row)

    def record(self) -> CaseRecord:
        if self._more is not None:
            return self._more.record()
        row = self._first
        debts = () if row.debt is None else (row.debt,)
        return CaseRecord(row.debtor, row.phones, debts, row.timeline, row.holds)


@dataclass(slots=True, init=False)
class _Joined:
    debtor: Debtor
    phones: dict[str, Phone]
    debts: dict[str, Debt]
    timeline: dict[tuple[TimelineEntry, int], None]
    holds: dict[Hold, None]

    def __init__(self, row: CaseRow) -> None:
        self.debtor = row.debtor
        self.phones, self.debts, self.timeline, self.holds = {}, {}, {}, {}
        self.add(row)

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
        if row.debt is not None:
            self.debts[row.debt.external_ref] = row.debt
        # Equal entries of one row are two events; the same entry beside each debt is one.
        seen: dict[TimelineEntry, int] = {}
        for entry in row.timeline:
            seen[entry] = seen.get(entry, 0) + 1
            self.timeline[entry, seen[entry]] = None
        for hold in row.holds:
            self.holds[hold] = None

    def record(self) -> CaseRecord:
        timeline = tuple(entry for entry, _ in self.timeline)
        return CaseRecord(
            self.debtor,
            tuple(self.phones.values()),
            tuple(self.debts.values()),
            timeline,
            tuple(self.holds),
        )
