"""Opens a file as the kind of table that its first bytes show it to be, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from desktop.files.csv_table import CsvTable
from desktop.files.format_errors import ImportFormatError, check_is_file, either, told_plainly
from desktop.files.json_table import JsonTable
from desktop.files.tables import Reading, Table
from desktop.files.xlsx_table import XlsxTable

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_CSV_SUFFIXES = (".csv", ".tsv", ".txt")
_MARK = b"\xef\xbb\xbf"


def open_table(path: Path, reading: Reading) -> Table:
    """The file as a table whose header was found. Raises `ImportFormatError`."""
    check_is_file(path, reading.language)
    with told_plainly(path, reading.language), path.open("rb") as handle:
        start = handle.read(512)
    if start.startswith(_ZIP):
        return XlsxTable(path, reading)
    if start.startswith(_OLD_OFFICE):
        raise ImportFormatError(
            either(
                "这是旧版 Excel 文件或带密码的文件，请去掉密码并另存为 .xlsx。",
                "This is an old or password-protected Excel file: save it as .xlsx without one.",
                reading.language,
            )
        )
    if _is_json(path, start.removeprefix(_MARK).lstrip()):
        return JsonTable(path, reading)
    return CsvTable(path, reading)


def _is_json(path: Path, start: bytes) -> bool:
    suffix = path.suffix.lower()
    return suffix in _JSON_SUFFIXES or (start[:1] in (b"[", b"{") and suffix not in _CSV_SUFFIXES)
