"""Writes a workbook with one sheet, row by row, in constant memory.

Texts are written as texts of their cells, so nothing that begins like a formula is ever run.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from types import TracebackType
from typing import BinaryIO, Self
from xml.sax.saxutils import escape

from desktop.files.xlsx_sheet import Cell, Number

MOST_CELL_CHARACTERS = 32_767
"""More a spreadsheet does not show, and some refuse the file."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_START = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE_STYLE, _AMOUNT_STYLE = 1, 2
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Callside" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/>'
        '</fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" xfId="0"/>'
        '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="2" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


class XlsxWriter:
    """A workbook that is written into a binary file while its context is open."""

    def __init__(self, handle: BinaryIO) -> None:
        self._closing = ExitStack()
        archive = zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self._archive = self._closing.enter_context(archive)
        for path, text in _PARTS.items():
            archive.writestr(path, _DECLARATION + text)
        sheet = archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._sheet = self._closing.enter_context(sheet)
        head = f'<worksheet xmlns="{_MAIN}"><sheetData>'
        self._sheet.write((_DECLARATION + head).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._closing:
            self._sheet.write(b"</sheetData></worksheet>")

    def write(self, row: Sequence[Cell | date]) -> None:
        """Write the next row. Raises ValueError for a text that a cell cannot hold."""
        cells = "".join(_cell(value) for value in row)
        self._sheet.write(f"<row>{cells}</row>".encode("utf-8", "replace"))


def amount(minor: int) -> Number:
    """An amount of minor units as a number; `Number.written` has its two decimals."""
    sign = "-" if minor < 0 else ""
    return Number(f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}")


def _cell(value: Cell | date) -> str:
    match value:
        case None | "":
            return "<c/>"
        case str():
            if len(value) > MOST_CELL_CHARACTERS:
                raise ValueError("longer than a cell")
            text = escape(_NOT_IN_XML.sub(_escaped, value))
            return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        case Number():
            return _number(value)
        case datetime():
            return _cell(value.isoformat(" "))
        case _:
            if value < _FIRST_DAY:
                return _cell(value.isoformat())
            return f'<c s="{_DATE_STYLE}"><v>{(value - _START).days}</v></c>'


def _number(value: Number) -> str:
    style = _DATE_STYLE if value.is_date else _AMOUNT_STYLE if "." in value.written else 0
    return f'<c s="{style}"><v>{escape(value.written)}</v></c>'


def _escaped(found: re.Match[str]) -> str:
    if found[0] == "_x":
        return "_x005F_x"
    return f"_x{ord(found[0]):04X}_"
