"""Writes a list as CSV, XLSX or JSON, by the end of the file's name, row by row."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from desktop.domain.money import Money
from desktop.files.csv_table import csv_rows_to, guarded_row
from desktop.files.encodings import Encoding
from desktop.files.format_errors import ImportFormatError, either
from desktop.files.json_table import json_objects_to
from desktop.files.part_file import part_file
from desktop.files.xlsx_sheet import Cell, Number
from desktop.files.xlsx_writer import XlsxWriter, amount

Value = str | int | date | Money | None
Writer = Callable[[Sequence[Value]], None]

# The mark tells a Chinese Excel that a CSV file is not GBK.
_MARKED = Encoding("utf-8", codecs.BOM_UTF8)
_LARGEST_EXACT_MINOR = 10**15
_LARGEST_EXACT_NUMBER = 10**15


def write_list(
    target: Path, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]], language: str
) -> int:
    """Write rows under columns named for programs and for people; the number of rows.

    JSON has the names for programs, the other formats those for people. The file appears when it
    is whole. Raises `ImportFormatError`.
    """
    count = 0
    with part_file(target, language) as handle, _writer(target, handle, columns, language) as write:
        for row in rows:
            write(row)
            count += 1
    return count


def check_ending(target: Path, language: str) -> None:
    """Refuse a file whose end names no format. Raises `ImportFormatError`."""
    if target.suffix.lower() not in _WRITERS:
        raise ImportFormatError(
            either(
                "文件名要以 .csv、.xlsx、.json 或 .jsonl 结尾。",
                "The file's name must end in .csv, .xlsx, .json or .jsonl.",
                language,
            )
        )


@contextmanager
def _writer(
    target: Path, handle: BinaryIO, columns: Sequence[tuple[str, str]], language: str
) -> Iterator[Writer]:
    check_ending(target, language)
    with _WRITERS[target.suffix.lower()](handle, columns, language) as write:
        yield write


@contextmanager
def _csv(handle: BinaryIO, columns: Sequence[tuple[str, str]], _language: str) -> Iterator[Writer]:
    write = csv_rows_to(handle.write, _MARKED, ",")
    write(name for _, name in columns)
    yield lambda row: write(guarded_row(map(_text, row)))


@contextmanager
def _xlsx(handle: BinaryIO, columns: Sequence[tuple[str, str]], language: str) -> Iterator[Writer]:
    with XlsxWriter(handle) as workbook:
        workbook.write([name for _, name in columns])

        def write(row: Sequence[Value]) -> None:
            try:
                workbook.write([_cell(value) for value in row])
            except ValueError:
                raise ImportFormatError(
                    either(
                        "有一格内容超过 Excel 的长度限制，请导出为 CSV 或 JSON。",
                        "A text is longer than an Excel cell: export as CSV or JSON.",
                        language,
                    )
                ) from None

        yield write


@contextmanager
def _json(
    handle: BinaryIO, columns: Sequence[tuple[str, str]], _language: str, *, is_array: bool = True
) -> Iterator[Writer]:
    write = json_objects_to(handle.write, Encoding("utf-8"), is_array=is_array)
    names = [name for name, _ in columns]

    def write_row(row: Sequence[Value]) -> None:
        values = (value if isinstance(value, int | None) else _text(value) for value in row)
        write(dict(zip(names, values, strict=True)))

    yield write_row
    write(None)


def _json_lines(
    handle: BinaryIO, columns: Sequence[tuple[str, str]], language: str
) -> AbstractContextManager[Writer]:
    return _json(handle, columns, language, is_array=False)


_WRITERS: dict[
    str, Callable[[BinaryIO, Sequence[tuple[str, str]], str], AbstractContextManager[Writer]]
] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json, ".jsonl": _json_lines}


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case int():
            return str(value)
        case Money():
            return amount(value.minor).written
        case _:
            return value.isoformat()


def _cell(value: Value) -> Cell | date:
    match value:
        case int():
            return Number(str(value)) if abs(value) < _LARGEST_EXACT_NUMBER else str(value)
        case Money():
            number = amount(value.minor)
            return number if abs(value.minor) < _LARGEST_EXACT_MINOR else number.written
        case _:
            return value
