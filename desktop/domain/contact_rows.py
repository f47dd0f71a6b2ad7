"""The history that a row of a portfolio tells of: contacts in one cell or in columns, and holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from desktop.domain.case_columns import Column
from desktop.domain.cases import Hold, TimelineEntry
from desktop.domain.misreading import Misreading
from desktop.domain.row_cells import RowError, clean, clean_lines, told
from desktop.domain.row_faults import RowFault
from desktop.domain.written_contacts import read_contact, read_contacts, read_holds
from desktop.domain.written_days import split_instant


class ContactReader:
    """Reads the contact history of one file; `columns` says what each cell of a row holds."""

    def __init__(self, columns: Sequence[Column | None], at: Mapping[Column, int]) -> None:
        self._contacts = tuple(i for i, column in enumerate(columns) if column is Column.CONTACTS)
        self._time, self._channel = at[Column.CONTACT_TIME], at[Column.CONTACT_CHANNEL]
        self._result, self._note = at[Column.CONTACT_RESULT], at[Column.CONTACT_NOTE]
        self._holds = at[Column.HOLDS]
        told_in_columns = max(self._time, self._channel, self._result, self._note)
        self.is_needed = bool(self._contacts) or max(self._holds, told_in_columns) >= 0
        """Whether the file has any such column."""

    def timeline(self, row: Sequence[str], zone: tzinfo) -> tuple[TimelineEntry, ...]:
        """All entries of a row; clocks without an offset are the `zone`'s. Raises `RowError`."""
        entries: list[TimelineEntry] = []
        for index in self._contacts:
            text = clean_lines(row[index], Column.CONTACTS)
            if text:
                entries += told(lambda text: read_contacts(text, zone), text, Column.CONTACTS)
        entry = self._in_columns(row, zone)
        return tuple(entries) if entry is None else (*entries, entry)

    def holds(self, row: Sequence[str], zone: tzinfo) -> tuple[Hold, ...]:
        """The holds of a row. Raises `RowError`."""
        text = clean_lines(row[self._holds], Column.HOLDS)
        return told(lambda text: read_holds(text, zone), text, Column.HOLDS) if text else ()

    def _in_columns(self, row: Sequence[str], zone: tzinfo) -> TimelineEntry | None:
        """The one contact of a file with a row for each; None where the row has none."""
        result = clean(row[self._result], Column.CONTACT_RESULT)
        note = clean_lines(row[self._note], Column.CONTACT_NOTE)
        time = clean(row[self._time], Column.CONTACT_TIME)
        if not time:
            if result or note:
                raise RowError(RowFault.MISSING, Column.CONTACT_TIME)
            return None
        when = split_instant(time, zone)
        if when is None or when[1]:
            raise RowError(Misreading.NOT_A_CONTACT, Column.CONTACT_TIME)
        said = "；".join(filter(None, (result, note)))
        channel = clean(row[self._channel], Column.CONTACT_CHANNEL)
        whole = f"{channel}：{said}" if channel else said
        return told(lambda text: read_contact(when[0], text), whole, Column.CONTACT_NOTE)
