"""The rows of one sheet as they are parsed, each cell with the type it has in the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from desktop.domain.misreading import NOT_COMPUTED
from desktop.files.xlsx_parts import (
    CHUNK_BYTES,
    Attributes,
    BrokenWorkbookError,
    TextCollector,
    Workbook,
    new_parser,
    unescape,
)

MOST_COLUMNS = 1000
MOST_ROWS = 1 << 20
_MOST_CELL_CHARACTERS = 1_000_000
_EXCEL_DIGITS = 15
_START_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on paper has no zone
_START_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_465
_FIRST_SOUND_SERIAL = 61
"""Before it Excel counts a 29 February 1900 that never was."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the workbook has it, shown as a date or not."""

    written: str
    is_date: bool = False


Cell = str | Number | None


def sheet_rows(source: IO[bytes], workbook: Workbook) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of a sheet that have cells, with their numbers.

    Raises what `told_as_workbook` tells.
    """
    with source:
        sheet = _Sheet(workbook)
        parser = new_parser(sheet.start, sheet.end, sheet.text)
        while chunk := source.read(CHUNK_BYTES):
            parser.Parse(chunk, False)  # noqa: FBT003 - the parser's own signature
            yield from sheet.take()
        parser.Parse(b"", True)  # noqa: FBT003
        yield from sheet.take()


def number_text(number: Number) -> str:
    """A number with the fifteen digits that spreadsheets show, without rounding of its own.

    One whose last digits the spreadsheet has lost is given as `1.23E+17`, which nobody takes for
    a contract number.
    """
    written = number.written
    if written.isdigit() and written.isascii() and len(written) <= _EXCEL_DIGITS:
        return written
    try:
        value = float(written)
    except ValueError:
        return written
    if not abs(value) < 10**_EXCEL_DIGITS:
        return f"{value:.{_EXCEL_DIGITS - 1}E}"
    text = f"{value:.{_EXCEL_DIGITS}g}"
    if "e" in text:
        text = f"{value:.20f}".rstrip("0").rstrip(".")
    return text.removesuffix(".0")


def day_text(number: Number, *, is_1904: bool) -> str:
    """A number as the day, or the instant, that a workbook counts with it.

    A number that cannot be a day stays one.
    """
    try:
        serial = float(number.written)
    except ValueError:
        return number.written
    first = 0 if is_1904 else _FIRST_SOUND_SERIAL
    if not first <= serial < _LAST_SERIAL + 1:
        return number_text(number)
    start = _START_1904 if is_1904 else _START_1900
    try:
        when = start + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return number_text(number)
    return when.isoformat(" ") if when.hour or when.minute or when.second else f"{when:%Y-%m-%d}"


class _Sheet:
    """Builds rows from elements."""

    def __init__(self, workbook: Workbook) -> None:
        self._texts = workbook.texts
        self._date_styles = workbook.date_styles
        self._ready: list[tuple[int, list[Cell]]] = []
        self._row: list[Cell] = []
        self._number = 0
        self._column = 0
        self._type = self._style = ""
        self._parts: list[str] = []
        self._length = 0
        self._in_value = self._has_formula = False
        self._inline = TextCollector()

    def take(self) -> list[tuple[int, list[Cell]]]:
        """The rows that have ended since the last time."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            place = attributes.get("r")
            self._column = _column(place) if place else self._column + 1
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._has_formula = False
            self._parts.clear()
            self._length = 0
        elif name == "v":
            self._in_value = True
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self._has_formula = True
        else:
            self._inline.start(name, attributes)

    def text(self, text: str) -> None:
        self._length += len(text)
        if self._length > _MOST_CELL_CHARACTERS:
            raise BrokenWorkbookError
        if self._in_value:
            self._parts.append(text)
        else:
            self._inline.text(text)

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            if self._row:
                self._ready.append((self._number, self._row))
                self._row = []
        elif name != "f":
            self._inline.end(name)

    def _begin_row(self, number: str | None) -> None:
        self._row = []
        self._column = 0
        before = self._number
        self._number = (
            int(number) if number and number.isdigit() and len(number) < 9 else before + 1
        )
        # A number twice or backwards would give two rows one name in the rejects.
        if not before < self._number <= MOST_ROWS:
            raise BrokenWorkbookError

    def _end_cell(self) -> None:
        value = self._value()
        if value is None:
            return
        if not len(self._row) < self._column <= MOST_COLUMNS:
            raise BrokenWorkbookError
        self._row.extend([None] * (self._column - 1 - len(self._row)))
        self._row.append(value)

    def _value(self) -> Cell:
        inline = self._inline.take()
        if self._type == "inlineStr":
            return inline or None
        written = "".join(self._parts)
        if not written:
            # A formula without a result is no empty cell: nothing would be read as nothing owed.
            return NOT_COMPUTED if self._has_formula and self._type != "str" else None
        match self._type:
            case "s":
                if not written.isdigit() or int(written) >= len(self._texts):
                    raise BrokenWorkbookError
                return self._texts[int(written)] or None
            case "n":
                return Number(written, self._style in self._date_styles)
            case "b":
                return "TRUE" if written == "1" else "FALSE"
            case "d":
                return written.replace("T", " ").removesuffix(" 00:00:00")
            case _:
                return unescape(written)


def _column(place: str) -> int:
    """`AB12` is column 28."""
    column = 0
    for letter in place.rstrip("0123456789"):
        step = ord(letter) - 64
        if not 0 < step <= 26 or column > MOST_COLUMNS:
            raise BrokenWorkbookError
        column = column * 26 + step
    return column
