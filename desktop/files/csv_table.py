"""CSV files: the separator is the one under which the header can be read, and no other is tried."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from desktop.files.encodings import Encoding, detect, text_lines, unclear_encoding
from desktop.files.format_errors import ImportFormatError, either, told_plainly
from desktop.files.formula_guard import guarded, unguarded
from desktop.files.headers import REJECT_HEADERS
from desktop.files.mapping import Header
from desktop.files.part_file import part_file
from desktop.files.tables import MOST_HEADER_ROWS, Marks, Reading, Row

SEPARATORS = ",;\t"
_LINES_TO_LOOK_AT = 200


class CsvTable:
    """Implements `Table`. Raises `ImportFormatError` when the header cannot be read."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self._path = path
        self._language = reading.language
        self._encoding = detect(path, reading.language, reading.encoding)
        with told_plainly(path, self._language), path.open("rb") as handle:
            self.size = handle.seek(0, io.SEEK_END)
            first = list(
                islice(text_lines(handle, self._encoding, self._language), _LINES_TO_LOOK_AT)
            )
        self._separator, self._header_row, self.header = _find_header(first, reading)
        if self._encoding.is_doubtful and all(text.isascii() for text, _ in self.header.known):
            raise ImportFormatError(unclear_encoding(self._language))
        self.position = 0

    def rows(self) -> Iterator[Row]:
        """The rows below the header. Raises `ImportFormatError`."""
        with told_plainly(self._path, self._language), self._path.open("rb") as handle:
            lines = _Lines(text_lines(handle, self._encoding, self._language))
            width = len(self.header.written)
            self.position = 0
            for number, row in _numbered(lines, self._separator, self._language):
                if number <= self._header_row:
                    continue
                if number & 0xFF == 0:
                    self.position = handle.tell()
                if len(row) < width and lines.is_ended:
                    # Spreadsheets leave out empty cells at the end of a row. Where the line has no
                    # end the file was cut off, and the row is left short.
                    row.extend([""] * (width - len(row)))
                if lines.may_be_guarded:
                    yield (
                        number,
                        [unguarded(text) if text[:1] == "'" else text for text in row],
                        row,
                    )
                else:
                    yield number, row, row
            self.position = self.size

    @contextmanager
    def rejects(self, target: Path) -> Iterator[Callable[[list[str], Marks], None]]:
        """Rejected rows with the encoding, the separator and the columns of this file."""
        with part_file(target, self._language) as handle:
            write = csv_rows_to(handle.write, self._encoding, self._separator)
            own = self.header.written[: self.header.own_width]
            write((*own, *REJECT_HEADERS))

            def put_aside(written: list[str], marks: Marks) -> None:
                row, reason = reject_cells(self.header, written), [str(mark) for mark in marks]
                width = self.header.own_width
                write([*row[:width], *reason, *row[width:]])

            yield put_aside


def csv_rows_to(
    write: Callable[[bytes], object], encoding: Encoding, separator: str
) -> Callable[[Iterable[str]], None]:
    """A function that writes one row of texts, after the encoding's mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    write(encoding.mark)

    def write_row(row: Iterable[str]) -> None:
        writer.writerow(row)
        write(text.getvalue().encode(encoding.codec))
        text.seek(0)
        text.truncate()

    return write_row


def guarded_row(row: Iterable[str]) -> list[str]:
    """Texts so that no spreadsheet runs them as a formula."""
    return [guarded(text) for text in row]


def reject_cells(header: Header, row: Sequence[str]) -> list[str]:
    """A row as wide as the header at least, without the marks of an earlier import."""
    width = len(header.written)
    cells = [*row, *[""] * (width - len(row))]
    return [*cells[: header.own_width], *cells[width:]]


class _Lines:
    """The lines of a text, which says of the latest one whether it was ended."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.is_ended = True
        self.may_be_guarded = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.is_ended = line[-1:] in "\r\n"
            if "'" in line:
                self.may_be_guarded = True
            yield line


def _numbered(
    lines: Iterable[str], separator: str, language: str
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if row and (row[0].strip() or any(text.strip() for text in row)):
                yield number, row
    except csv.Error:
        line = reader.line_num
        raise ImportFormatError(
            either(
                f"第 {line} 行附近的引号不成对，或单元格过长。",
                f"Near line {line} the quotation marks do not match or a cell is far too long.",
                language,
            )
        ) from None


def _find_header(lines: list[str], reading: Reading) -> tuple[str, int, Header]:
    """The separator, the number of the header's row, and the header."""
    refused: list[tuple[int, ImportFormatError]] = []
    for separator in SEPARATORS:
        rows = _beginning(lines, separator)
        try:
            number, header = reading.find_header(rows)
        except ImportFormatError as error:
            widest = max((len(row) for _, row in rows), default=0)
            refused.append((widest, error))
        else:
            return separator, number, header
    raise max(refused, key=lambda refusal: refusal[0])[1]


def _beginning(lines: list[str], separator: str) -> list[tuple[int, list[str]]]:
    """The first rows, as far as they can be read."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(lines, delimiter=separator, strict=False)
    try:
        for number, row in enumerate(reader, start=1):
            if any(text.strip() for text in row):
                rows.append((number, [unguarded(text) for text in row]))
            if len(rows) == MOST_HEADER_ROWS:
                break
    except csv.Error:
        pass  # What follows the broken place is not needed to find the header.
    return rows
