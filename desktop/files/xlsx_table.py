"""Excel workbooks: the first sheet whose header can be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from desktop.domain.case_columns import DAY_COLUMNS, Column
from desktop.files.format_errors import ImportFormatError, either, told_plainly
from desktop.files.headers import REJECT_HEADERS
from desktop.files.mapping import Header
from desktop.files.part_file import part_file
from desktop.files.tables import MOST_HEADER_ROWS, Marks, Reading, Row, day_columns
from desktop.files.xlsx_parts import read_workbook, told_as_workbook
from desktop.files.xlsx_sheet import Cell, Number, day_text, number_text, sheet_rows
from desktop.files.xlsx_writer import XlsxWriter


class XlsxTable:
    """Implements `Table`. Raises `ImportFormatError` when no sheet has a header we can read."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self._path = path
        self._language = reading.language
        self.position = 0
        with self._archive() as (handle, archive):
            self.size = handle.seek(0, io.SEEK_END)
            self._workbook = read_workbook(archive)
            self._sheet, self._header_row, self.header = self._find_header(archive, reading)
        self._days = day_columns(self.header, {*DAY_COLUMNS, Column.CONTACT_TIME})

    def rows(self) -> Iterator[Row]:
        """The rows below the header. Raises `ImportFormatError`."""
        width = len(self.header.written)
        with self._archive() as (handle, archive):
            self.position = 0
            for number, row in sheet_rows(archive.open(self._sheet), self._workbook):
                if number <= self._header_row:
                    continue
                if number & 0xFF == 0:
                    self.position = handle.tell()
                cells = self._texts(row, self._days)
                if any(text.strip() for text in cells):
                    cells.extend([""] * (width - len(cells)))
                    yield number, cells, row
            self.position = self.size

    @contextmanager
    def rejects(self, target: Path) -> Iterator[Callable[[list[Cell], Marks], None]]:
        """Rejected rows with the types of their cells."""
        with part_file(target, self._language) as handle, XlsxWriter(handle) as workbook:
            width = self.header.own_width
            workbook.write([*self.header.written[:width], *REJECT_HEADERS])

            def put_aside(written: list[Cell], marks: Marks) -> None:
                row = _reject_row(self.header, written)
                as_typed = [self._as_typed(cell) for cell in row]
                number, column, reason = marks
                workbook.write(
                    [*as_typed[:width], Number(str(number)), column, reason, *as_typed[width:]]
                )

            yield put_aside

    def _find_header(self, archive: zipfile.ZipFile, reading: Reading) -> tuple[str, int, Header]:
        refused: ImportFormatError | None = None
        for _, sheet in self._workbook.sheets:
            with archive.open(sheet) as source:
                first = (
                    (number, _trimmed(self._texts(row, frozenset())))
                    for number, row in islice(sheet_rows(source, self._workbook), MOST_HEADER_ROWS)
                )
                try:
                    return sheet, *reading.find_header(first)
                except ImportFormatError as error:
                    refused = refused or error
        if refused is None:
            raise ImportFormatError(either("文件是空的。", "The file is empty.", self._language))
        raise refused

    def _texts(self, row: Sequence[Cell], days: frozenset[int]) -> list[str]:
        is_1904 = self._workbook.is_1904
        return [
            cell
            if isinstance(cell, str)
            else ""
            if cell is None
            else day_text(cell, is_1904=is_1904)
            if cell.is_date or index in days
            else number_text(cell)
            for index, cell in enumerate(row)
        ]

    def _as_typed(self, cell: Cell) -> Cell:
        """A cell for a workbook that counts its days from 1900, as those we write do."""
        if isinstance(cell, Number) and cell.is_date and self._workbook.is_1904:
            return day_text(cell, is_1904=True)
        return cell

    @contextmanager
    def _archive(self) -> Iterator[tuple[io.BufferedReader, zipfile.ZipFile]]:
        with (
            told_plainly(self._path, self._language),
            told_as_workbook(self._language),
            self._path.open("rb") as handle,
            zipfile.ZipFile(handle) as archive,
        ):
            yield handle, archive


def _reject_row(header: Header, row: Sequence[Cell]) -> list[Cell]:
    width = len(header.written)
    cells = [*row, *[None] * (width - len(row))]
    return [*cells[: header.own_width], *cells[width:]]


def _trimmed(row: list[str]) -> list[str]:
    """A header without empty cells at its end."""
    while row and not row[-1].strip():
        row.pop()
    return row
