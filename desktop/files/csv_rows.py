"""Rows of a portfolio file by what their columns mean, whatever they are called and their order.

The headers are known in one table for every kind of file. Reading is pure: text lines in, rows
out; numbers of rows are those a spreadsheet shows, so the header usually is row 1.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.case_rows import Column, RowError
from desktop.domain.row_faults import RowFault
from desktop.domain.wording import is_chinese

HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.NAME: ("姓名", "客户姓名", "name"),
    Column.PHONE: ("手机号", "电话", "手机", "手机号码", "phone", "mobile"),
    Column.PRINCIPAL: ("本金", "principal"),
    Column.INTEREST: ("利息", "interest"),
    Column.FEES: ("费用", "违约金", "fees"),
    Column.PAID: ("已还", "paid"),
    Column.BALANCE: ("欠款余额", "余额", "balance"),
    Column.DUE_DATE: ("到期日", "due_date"),
    Column.AS_OF: ("截至", "as_of"),
    Column.CURRENCY: ("币种", "currency"),
    Column.CREDITOR: ("债权人", "creditor"),
    Column.PRODUCT: ("产品", "product"),
    Column.CONTRACT_NO: ("合同号", "contract_no"),
    Column.CUSTOMER_NO: ("客户编号", "customer_no"),
    Column.TITLE: ("称呼", "title"),
    Column.MATCH_QUESTION: ("核对问题", "match_question"),
    Column.MATCH_ANSWER: ("核对答案", "match_answer"),
    Column.TIME_ZONE: ("时区", "time_zone"),
}
"""What the columns may be called; case, spaces, hyphens and underscores do not matter."""

REJECT_HEADERS = ("row", "column", "reason")
"""What a file of rejected rows has besides; ignored when the mended file is read."""

MOST_LINE_CHARACTERS = 1_000_000

_REQUIRED: tuple[tuple[Column, ...], ...] = (
    (Column.NAME,),
    (Column.PHONE,),
    (Column.PRINCIPAL, Column.BALANCE),
    (Column.DUE_DATE,),
)
_MAY_STAND_TWICE = frozenset({Column.PHONE})
_IGNORED_IN_HEADERS = str.maketrans("", "", " _-*")


class ImportFormatError(Exception):
    """A file that cannot be imported at all. The text is one sentence in the chosen language."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a file: as `written`, and what each of its columns means to us."""

    written: tuple[str, ...]
    columns: tuple[Column | None, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers that mean nothing to us."""
        return tuple(
            text
            for text, column in zip(self.written, self.columns, strict=True)
            if column is None and text.strip() and text not in REJECT_HEADERS
        )

    @property
    def _named_width(self) -> int:
        """The width without nameless columns at the end, which spreadsheets add to long rows."""
        named = (i for i, text in enumerate(self.written, start=1) if text.strip())
        return max(named, default=0)

    def called(self, column: Column) -> str:
        """What the file calls a column."""
        if column in self.columns:
            return self.written[self.columns.index(column)]
        return column.value

    def cells(self, row: Sequence[str]) -> Mapping[Column, str]:
        """A row's cells by meaning. Raises `RowError` when its cells may stand elsewhere.

        An unquoted comma in an amount makes a row longer and moves every cell behind it.
        """
        if len(row) < len(self.columns):
            raise RowError(RowFault.CUT_OFF, None)
        if len(row) > len(self.columns) or any(text.strip() for text in row[self._named_width :]):
            raise RowError(RowFault.CELLS_TOO_MANY, None)
        cells: dict[Column, str] = {}
        for column, text in zip(self.columns, row, strict=True):
            if column is not None:
                cells[column] = f"{cells[column]};{text}" if column in cells else text
        return cells


def read_header(written: Sequence[str], language: str) -> Header:
    """The meaning of a header row. Raises `ImportFormatError` that names a missing header."""
    columns = tuple(_MEANINGS.get(_plain(text)) for text in written)
    header = Header(tuple(written), columns)
    for wanted in _REQUIRED:
        if not any(column in columns for column in wanted):
            raise ImportFormatError(_missing(wanted, language))
    for column in Column:
        named = [text for text, found in zip(written, columns, strict=True) if found is column]
        if len(named) > 1 and column not in _MAY_STAND_TWICE:
            raise ImportFormatError(_doubled(named, language))
    return header


def read_table(
    lines: Iterable[str], language: str
) -> tuple[Header, Iterator[tuple[int, Sequence[str]]]]:
    """The header and the numbered rows of a CSV file; empty rows are left out.

    Raises `ImportFormatError`, also while the rows are read, when the text is not CSV.
    """
    source = _Lines(lines, language)
    rows = _rows(source, language)
    first = next(rows, None)
    if first is None:
        raise ImportFormatError("文件是空的。" if is_chinese(language) else "The file is empty.")
    header = read_header(first[1], language)
    return header, _filled_up(rows, len(header.written), source)


def reject_header(header: Header) -> tuple[str, ...]:
    """The header of the file that takes rejected rows."""
    return (*_own(header, header.written), *REJECT_HEADERS)


def reject_cells(header: Header, row: Sequence[str], marks: Sequence[str]) -> tuple[str, ...]:
    """A rejected row with `marks` under `REJECT_HEADERS`; what was too much stays at the end."""
    width = len(header.written)
    cells = (*row, *[""] * (width - len(row)))
    return (*_own(header, cells[:width]), *marks, *cells[width:])


def _own(header: Header, cells: Sequence[str]) -> Sequence[str]:
    """The cells without the marks that an earlier import had put at the end."""
    marks = len(REJECT_HEADERS)
    return cells[:-marks] if header.written[-marks:] == REJECT_HEADERS else cells


class _Lines:
    """The lines of a text, which says of the latest one whether it was ended."""

    def __init__(self, lines: Iterable[str], language: str) -> None:
        self._lines = lines
        self._language = language
        self.is_ended = True

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if "\0" in line or len(line) >= MOST_LINE_CHARACTERS:
                raise ImportFormatError(not_text(self._language))
            self.is_ended = line.endswith(("\n", "\r"))
            yield line


def _rows(lines: _Lines, language: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(lines, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if any(text.strip() for text in row):
                yield number, row
    except csv.Error:
        line = reader.line_num
        raise ImportFormatError(
            f"第 {line} 行附近的引号不成对，或单元格过长。"
            if is_chinese(language)
            else f"Near line {line} the quotation marks do not match or a cell is far too long."
        ) from None


def _filled_up(
    rows: Iterable[tuple[int, Sequence[str]]], width: int, lines: _Lines
) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with the empty cells at their end that spreadsheets leave out.

    A short row whose line has no end is left short: there the file was cut off.
    """
    for number, row in rows:
        missing = width - len(row) if lines.is_ended else 0
        yield number, [*row, *[""] * missing]


def not_text(language: str) -> str:
    """The sentence for a file that is not text in UTF-8."""
    if is_chinese(language):
        return "这不是 UTF-8 编码的 CSV 文本，请在表格软件里另存为“CSV UTF-8”。"
    return "This is not CSV text in UTF-8: save it as “CSV UTF-8” in your spreadsheet."


def _plain(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).strip().lower()
    return text.translate(_IGNORED_IN_HEADERS)


def _missing(wanted: tuple[Column, ...], language: str) -> str:
    if is_chinese(language):
        names = "或".join(f"“{HEADERS[column][0]}”" for column in wanted)
        return f"缺少必需的列 {names}。"
    names = " or ".join(f"“{column.value}”" for column in wanted)
    return f"The required column {names} is missing."


def _doubled(named: Sequence[str], language: str) -> str:
    if is_chinese(language):
        return f"{'、'.join(f'“{text}”' for text in named)}是同一列，请只留一列。"
    return f"{' and '.join(f'“{text}”' for text in named)} mean the same column: keep one."


_MEANINGS = {_plain(name): column for column, names in HEADERS.items() for name in names}
